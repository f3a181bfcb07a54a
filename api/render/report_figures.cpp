#include "api/render/report_figures.h"

#include "api/render/closed_figures.h"
#include "ledger/views/balance_words.h"

#include <algorithm>

namespace almoner::api {
namespace {

using ledger::Money;

std::string links_of(const ledger::HistoryEntry& entry) {
    if (entry.reverses) return "puts right entry " + std::to_string(*entry.reverses);
    if (entry.reversed_by) return "put right by entry " + std::to_string(*entry.reversed_by);
    return "";
}

std::string words_of(const ledger::HistoryEntry& entry) {
    std::string words = entry.words;
    if (entry.emergency == "advance") words += " (emergency, an advance on the next payment)";
    if (entry.emergency == "addition") words += " (emergency, beside the usual payment)";
    return words;
}

Cell only_if(bool shown, Money amount) {
    return shown ? Cell(amount) : Cell();
}

Figures stream_table(const ledger::MonthReport& report) {
    const bool is_now = report.as_of.how == ledger::AsOf::How::now;
    Figures figures{.name = "streams",
                    .title = report.commissioner + ", " + report.month.first.words() + " to " +
                             report.month.last.words(),
                    .columns = {{"stream", "Stream", Kind::text},
                                {"due", "Due", Kind::money},
                                {"paid", "Paid", Kind::money},
                                {"returned", "Returned", Kind::money},
                                {"held", is_now ? "Held now" : "Held then", Kind::money},
                                {"owed", is_now ? "Owed now" : "Owed then", Kind::money},
                                {"surplus", "Held less owed", Kind::money}},
                    .rows = {},
                    .notes = {"Due by the day that money should arrive; paid and returned by the"
                              " bank's date; held " +
                              words_of(report.as_of) + "."}};
    for (const ledger::StreamMonth& each : report.streams) {
        figures.rows.push_back({std::string(name_of(each.stream)),
                                each.due,
                                each.paid,
                                each.returned,
                                each.held,
                                each.owed,
                                each.surplus});
    }
    return figures;
}

Figures age_table(const ledger::MonthReport& report) {
    Figures figures{.name = "waiting",
                    .title = "What waits, " + words_of(report.as_of),
                    .columns = {{"age", "Age", Kind::text},
                                {"in_flight_payments", "Sent, not settled", Kind::number},
                                {"in_flight", "Sum", Kind::money},
                                {"unmatched_lines", "Unexplained bank lines", Kind::number},
                                {"unmatched", "Sum", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (std::size_t i = 0; i < ledger::age_bands.size(); ++i) {
        figures.rows.push_back({std::string(ledger::age_bands[i]),
                                report.in_flight[i].count,
                                report.in_flight[i].total,
                                report.unmatched[i].count,
                                report.unmatched[i].total});
    }
    return figures;
}

Figures client_table(const ledger::MonthReport& report) {
    Figures figures{.name = "client_accounts",
                    .title = "Client accounts where your people's money stands",
                    .columns = {{"bank_account", "Bank account", Kind::text},
                                {"held", "Held for yours", Kind::money},
                                {"unexplained_lines", "Unexplained bank lines", Kind::number},
                                {"unexplained_amount", "Sum", Kind::money},
                                {"oldest_days", "Oldest, days", Kind::number}},
                    .rows = {},
                    .notes = {"An unexplained line may be anybody's whose money stands there."}};
    for (const ledger::ClientAccount& each : report.client_accounts) {
        figures.rows.push_back({each.bank_account,
                                each.held,
                                each.unexplained,
                                each.unexplained_total,
                                each.oldest_days});
    }
    return figures;
}

Figures partner_table(const ledger::MonthReport& report) {
    Figures figures{.name = "partners",
                    .title = "Paid for another commissioner, " + words_of(report.as_of),
                    .columns = {{"with", "With", Kind::text},
                                {"stream", "Stream", Kind::text},
                                {"lent", "Lent, not back", Kind::money},
                                {"claimed", "Claimed of it", Kind::money},
                                {"unclaimed", "Not claimed", Kind::money},
                                {"owed", "To be paid to them", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::PartnerMoney& each : report.partners) {
        figures.rows.push_back({each.with,
                                std::string(name_of(each.stream)),
                                each.lent,
                                each.claimed,
                                each.unclaimed,
                                each.owed});
    }
    return figures;
}

Figures cash_table(const ledger::MonthReport& report) {
    Figures figures{.name = "cash",
                    .title = "Cash needed, " + words_of(report.as_of),
                    .columns = {{"bank_account", "Bank account", Kind::text},
                                {"entry_on", "Entry day", Kind::date},
                                {"payments", "Payments", Kind::number},
                                {"approved", "Approved or sent", Kind::money},
                                {"proposed", "Proposed", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::CashNeed& each : report.cash) {
        figures.rows.push_back(
            {each.bank_account, each.entry_on, each.payments, each.approved, each.proposed});
    }
    if (figures.rows.empty()) figures.notes.emplace_back("No payment is under way.");
    return figures;
}

Figures disagreement_table(const ledger::MonthReport& report) {
    Figures figures{.name = "disagreements",
                    .title = "What does not agree",
                    .columns = {{"what", "What", Kind::text},
                                {"where", "Where", Kind::text},
                                {"records", "Payments and lines", Kind::money},
                                {"ledger", "Ledger", Kind::money},
                                {"off_by", "Off by", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::Disagreement& each : report.ties.disagreements) {
        figures.rows.push_back({each.what,
                                each.where,
                                Money::from_pence(each.records),
                                Money::from_pence(each.ledger),
                                Money::from_pence(each.off_by())});
    }
    return figures;
}

}  // namespace

Figures three_figures(const ledger::BalanceView& view) {
    Figures figures{.name = "figures",
                    .title = "",
                    .columns = {{"option", "Managed as", Kind::text},
                                {"figure", "Figure", Kind::text},
                                {"amount", "Amount", Kind::money}},
                    .rows = {},
                    .notes = view.notes};
    for (const ledger::OptionBalance& balance : view.options) {
        for (const ledger::NamedFigure& figure :
             ledger::figures_of(balance, with_whom_of(view, balance.option))) {
            figures.rows.push_back(
                {std::string(name_of(balance.option)), figure.words, figure.amount});
        }
    }
    return figures;
}

Figures next_figures(const ledger::BalanceView& view) {
    Figures figures{.name = "next_payments",
                    .title = "What is expected next",
                    .columns = {{"on", "Date", Kind::date},
                                {"amount", "Amount", Kind::money},
                                {"option", "Managed as", Kind::text},
                                {"payment", "Payment", Kind::text},
                                {"expected", "What happens next", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::NextPayment& next : view.next) {
        figures.rows.push_back({next.has_a_day() ? Cell(next.on) : Cell(),
                                next.amount ? Cell(*next.amount) : Cell(),
                                std::string(name_of(next.option)),
                                next.reference,
                                next.expected});
    }
    return figures;
}

Figures history_figures(const ledger::History& history) {
    Figures figures{.name = "entries",
                    .title = "History of " + history.person + ", newest first",
                    .columns = {{"on", "Date", Kind::date},
                                {"words", "What happened", Kind::text},
                                {"amount", "Amount", Kind::money},
                                {"balance", "Balance", Kind::money},
                                {"promised", "Not counted", Kind::money},
                                {"option", "Managed as", Kind::text},
                                {"payment", "Payment", Kind::text},
                                {"plan_line", "Plan line", Kind::text},
                                {"entry", "Entry", Kind::number},
                                {"links", "See also", Kind::text, Seen::not_in_json},
                                {"booked", "Booked", Kind::date},
                                {"reverses", "Puts right", Kind::number, Seen::by_programs},
                                {"reversed_by", "Put right by", Kind::number, Seen::by_programs}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::HistoryEntry& entry : history.entries) {
        figures.rows.push_back({entry.on,
                                words_of(entry),
                                only_if(entry.counts, entry.amount),
                                entry.balance,
                                only_if(!entry.counts, entry.amount),
                                std::string(name_of(entry.option)),
                                entry.payment,
                                entry.plan_line,
                                entry.journal,
                                links_of(entry),
                                entry.booked,
                                entry.reverses ? Cell(*entry.reverses) : Cell(),
                                entry.reversed_by ? Cell(*entry.reversed_by) : Cell()});
    }
    if (history.entries.empty()) figures.notes.emplace_back("Nothing has happened yet.");
    if (!history.next_cursor.empty()) {
        figures.notes.push_back("There is more: go on with --cursor " + history.next_cursor + ".");
    }
    return figures;
}

Figures in_order_of_booking(Figures history) {
    const auto booked = std::ranges::find(history.columns, "booked", &Column::name);
    const auto at = booked - history.columns.begin();
    history.columns.front().heading = "Takes effect";
    std::rotate(history.columns.begin(), booked, booked + 1);
    for (std::vector<Cell>& row : history.rows) {
        std::rotate(row.begin(), row.begin() + at, row.begin() + at + 1);
    }
    return history;
}

std::vector<Figures> month_figures(const ledger::MonthReport& report) {
    std::vector<Figures> tables{
        stream_table(report), adjustment_figures(report), age_table(report)};
    if (!report.client_accounts.empty()) tables.push_back(client_table(report));
    if (!report.partners.empty()) tables.push_back(partner_table(report));
    tables.push_back(cash_table(report));
    tables.push_back(disagreement_table(report));
    return tables;
}

Figures forecast_figures(const scheduler::Forecast& forecast) {
    Figures figures{
        .name = "forecast",
        .title = "Forecast, " + forecast.days.first.words() + " to " + forecast.days.last.words(),
        .columns = {{"stream", "Stream", Kind::text},
                    {"payments", "Payments", Kind::number},
                    {"net", "To be paid", Kind::money},
                    {"contribution", "Contributions", Kind::money}},
        .rows = {},
        .notes = {}};
    for (const scheduler::StreamForecast& each : forecast.streams) {
        figures.rows.push_back(
            {std::string(name_of(each.stream)), each.payments, each.net, each.contribution});
    }
    if (figures.rows.empty()) figures.notes.emplace_back("No payment is foreseen.");
    for (const std::string& agreement : forecast.left_out) {
        figures.notes.push_back("Left out, since its terms can't be worked out: " + agreement +
                                ".");
    }
    return figures;
}

std::string month_sentence(const ledger::MonthReport& report) {
    const std::string count = std::to_string(report.ties.compared);
    const std::string first = closed_sentence(report);
    if (report.ties.agree()) {
        return first + "Payments, bank lines and the ledger agree in " + count + " comparisons.";
    }
    if (report.ties.compared == 0) return first + "There was nothing to compare.";
    return first + "DOES NOT AGREE: " + std::to_string(report.ties.disagreements.size()) + " of " +
           count + " comparisons of payments and bank lines with the ledger are off.";
}

}  // namespace almoner::api
