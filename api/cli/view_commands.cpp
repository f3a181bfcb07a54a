#include "api/cli/commands.h"
#include "api/cli/reading.h"
#include "api/render/export.h"
#include "ledger/verify/verify.h"
#include "ledger/views/balance.h"
#include "ledger/views/history.h"
#include "ledger/views/month_report.h"

#include <ostream>

namespace almoner::api {
namespace {

using enum ArgumentKind;

Figures options_of(const ledger::BalanceView& view) {
    Figures figures{.name = "options",
                    .title = view.person + ", " + ledger::words_of(view.as_of),
                    .columns = {{"option", "Managed as", Kind::text},
                                {"held", "Held", Kind::money},
                                {"with_body", "Still with " + view.with_whom, Kind::money},
                                {"promised", "Promised", Kind::money},
                                {"kept_aside", "Kept aside", Kind::money},
                                {"free_to_spend", "Free to spend", Kind::money}},
                    .rows = {},
                    .notes = view.notes};
    for (const ledger::OptionBalance& each : view.options) {
        figures.rows.push_back({std::string(ledger::name_of(each.option)),
                                each.held,
                                each.with_body,
                                each.promised,
                                each.kept_aside,
                                each.free_to_spend});
    }
    return figures;
}

Figures streams_of(const ledger::BalanceDetail& detail) {
    Figures figures{.name = "streams",
                    .title = "By stream",
                    .columns = {{"budget", "Budget", Kind::text},
                                {"option", "Managed as", Kind::text},
                                {"stream", "Stream", Kind::text},
                                {"body", "Commissioner", Kind::text},
                                {"held", "Held", Kind::money},
                                {"with_body", "Not paid out yet", Kind::money},
                                {"promised", "Promised", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::StreamBalance& each : detail.streams) {
        figures.rows.push_back({each.budget,
                                std::string(ledger::name_of(each.option)),
                                std::string(ledger::name_of(each.stream)),
                                each.body,
                                each.held,
                                each.with_body,
                                each.promised});
    }
    return figures;
}

Figures lines_of(const ledger::BalanceDetail& detail) {
    Figures figures{.name = "plan_lines",
                    .title = "Spent by plan line",
                    .columns = {{"plan_line", "Plan line", Kind::text},
                                {"purpose", "For", Kind::text},
                                {"spent", "Spent", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::PlanLineSpent& each : detail.plan_lines) {
        figures.rows.push_back({each.plan_line, each.purpose, each.spent});
    }
    return figures;
}

int show_balance(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto as_of =
            call.as_of.empty() ? ledger::now_on(reading.day) : ledger::effective_on(reading.day);
        const std::string& person = call.fields["person"];
        const auto view = ledger::balance_of(
            reading.scope, *reading.database, person, as_of, loaded_holidays(*reading.database));
        if (!view.accepted()) return show_refusal(call, view.refusal());
        std::vector<Figures> tables{options_of(view.value())};
        if (call.fields.contains("detail")) {
            const auto detail =
                ledger::balance_detail_of(reading.scope, *reading.database, person, as_of);
            if (!detail.accepted()) return show_refusal(call, detail.refusal());
            tables.push_back(streams_of(detail.value()));
            tables.push_back(lines_of(detail.value()));
        }
        show_all(call, view.value().sentence, tables);
        return static_cast<int>(exit_ok);
    });
}

int show_export(const Program& program, Call& call) {
    const auto format = export_format_named(call.fields["format"]);
    if (!format) {
        return show_refusal(call,
                            {.code = "format-unknown",
                             .words = "There is no such format.",
                             .next = "Choose csv, hledger or beancount.",
                             .field = "--format",
                             .citation = ""});
    }
    return read_area(program, call, [&](Reading& reading) {
        const auto done = export_area(reading.scope, *reading.database, *format, *call.out);
        return done.accepted() ? static_cast<int>(exit_ok) : show_refusal(call, done.refusal());
    });
}

Figures entries_of(const ledger::History& history) {
    Figures figures{.name = "entries",
                    .title = history.person + ", newest first",
                    .columns = {{"on", "On", Kind::date},
                                {"words", "What", Kind::text},
                                {"option", "Managed as", Kind::text},
                                {"amount", "Amount", Kind::money},
                                {"balance", "Balance", Kind::money},
                                {"payment", "Payment", Kind::text},
                                {"emergency", "Emergency", Kind::text},
                                {"journal", "Entry", Kind::number},
                                {"reverses", "Puts right", Kind::number},
                                {"reversed_by", "Put right by", Kind::number}},
                    .rows = {},
                    .notes = {}};
    const auto number = [](const std::optional<std::int64_t>& value) {
        return value ? Cell(*value) : Cell();
    };
    for (const ledger::HistoryEntry& each : history.entries) {
        figures.rows.push_back({each.on,
                                each.words,
                                std::string(ledger::name_of(each.option)),
                                each.amount,
                                each.balance,
                                each.payment,
                                each.emergency,
                                each.journal,
                                number(each.reverses),
                                number(each.reversed_by)});
    }
    if (!history.next_cursor.empty()) {
        figures.notes.push_back("More: --cursor " + history.next_cursor);
    }
    return figures;
}

int show_history(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto history = ledger::history_of(reading.scope,
                                                *reading.database,
                                                call.fields["person"],
                                                reading.day,
                                                {.limit = 25, .cursor = call.fields["cursor"]});
        if (!history.accepted()) return show_refusal(call, history.refusal());
        show(call, entries_of(history.value()));
        return static_cast<int>(exit_ok);
    });
}

Figures months_of(const ledger::MonthReport& report) {
    Figures figures{.name = "streams",
                    .title = report.commissioner + ", " + report.month.first.words() + " to " +
                             report.month.last.words(),
                    .columns = {{"stream", "Stream", Kind::text},
                                {"due", "Due", Kind::money},
                                {"paid", "Paid", Kind::money},
                                {"returned", "Returned", Kind::money},
                                {"held", "Held now", Kind::money},
                                {"owed", "Owed now", Kind::money},
                                {"surplus", "Surplus now", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::StreamMonth& each : report.streams) {
        figures.rows.push_back({std::string(ledger::name_of(each.stream)),
                                each.due,
                                each.paid,
                                each.returned,
                                each.held,
                                each.owed,
                                each.surplus});
    }
    return figures;
}

Figures ages_of(const ledger::MonthReport& report) {
    Figures figures{.name = "ages",
                    .title = "On its way, and bank lines that nobody has explained, by age",
                    .columns = {{"age", "Age", Kind::text},
                                {"in_flight", "On its way", Kind::number},
                                {"in_flight_total", "Sum", Kind::money},
                                {"unmatched", "Unexplained", Kind::number},
                                {"unmatched_total", "Sum", Kind::money}},
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

Figures cash_of(const ledger::MonthReport& report) {
    Figures figures{.name = "cash",
                    .title = "Cash needed",
                    .columns = {{"bank_account", "Bank account", Kind::text},
                                {"entry_on", "Day", Kind::date},
                                {"payments", "Payments", Kind::number},
                                {"approved", "Approved", Kind::money},
                                {"proposed", "Proposed", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::CashNeed& each : report.cash) {
        figures.rows.push_back(
            {each.bank_account, each.entry_on, each.payments, each.approved, each.proposed});
    }
    return figures;
}

Figures ties_of(const ledger::MonthReport& report) {
    Figures figures{.name = "disagreements",
                    .title = std::to_string(report.ties.compared) +
                             " comparisons of payments and bank lines with the ledger",
                    .columns = {{"words", "What differs", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::Disagreement& each : report.ties.disagreements) {
        figures.rows.push_back({ledger::words_of(each)});
    }
    return figures;
}

int show_month(const Program& program, Call& call) {
    const auto month = ledger::month_named(call.fields["month"]);
    if (!month) {
        return show_refusal(call,
                            {.code = "month-unreadable",
                             .words = "That is not a month.",
                             .next = "Write it as 2026-11.",
                             .field = "--month",
                             .citation = ""});
    }
    return read_area(program, call, [&](Reading& reading) {
        const auto report = ledger::month_report(
            reading.scope, *reading.database, call.fields["commissioner"], *month, reading.day);
        if (!report.accepted()) return show_refusal(call, report.refusal());
        const std::vector<Figures> tables{months_of(report.value()),
                                          ages_of(report.value()),
                                          cash_of(report.value()),
                                          ties_of(report.value())};
        const bool agree = report.value().ties.agree();
        show_all(call,
                 agree ? "Payments and bank lines agree with the ledger."
                       : "Payments and bank lines do NOT agree with the ledger.",
                 tables);
        return static_cast<int>(agree ? exit_ok : exit_integrity);
    });
}

Figures faults_of(const ledger::VerifyReport& report) {
    Figures figures{.name = "faults",
                    .title = "What does not agree with the journal",
                    .columns = {{"kind", "Kind", Kind::text},
                                {"table", "Table", Kind::text},
                                {"first_id", "From", Kind::number},
                                {"last_id", "To", Kind::number},
                                {"words", "What", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::Fault& fault : report.faults) {
        figures.rows.push_back({std::string(ledger::name_of(fault.kind)),
                                fault.table,
                                fault.first_id,
                                fault.last_id,
                                fault.words});
    }
    return figures;
}

int show_verify(const Program& program, Call& call) {
    const auto database = program.store(call.data).open_reader();
    const ledger::VerifyReport report = ledger::verify(*database);
    const std::string counted = std::to_string(report.commands) + " commands, " +
                                std::to_string(report.transfers) + " transfers and " +
                                std::to_string(report.records) + " records";
    if (report.clean()) {
        show_all(call, "Clean: " + counted + " agree with the journal.", {});
        return exit_ok;
    }
    const Figures faults = faults_of(report);
    show_all(
        call, "NOT CLEAN: of " + counted + " some do not agree with the journal.", {&faults, 1});
    return exit_integrity;
}

}  // namespace

std::vector<CommandSpec> view_commands() {
    return {
        {.words = "balance",
         .help = "What a person has, what is promised, and what is free to spend",
         .example = "almoner balance P001 --detail",
         .arguments = {{"PERSON", "person", text, true, "The person's reference"},
                       {"--detail", "detail", flag, false, "By option, stream and plan line"}},
         .run = show_balance},
        {.words = "export",
         .help = "The whole books for another program, from their transfers",
         .example = "almoner export --format hledger > books.journal",
         .arguments = {{"--format", "format", text, true, "csv, hledger or beancount"}},
         .run = show_export},
        {.words = "history",
         .help = "What happened to a person's money, newest first, with the balance after each",
         .example = "almoner history P001",
         .arguments = {{"PERSON", "person", text, true, "The person's reference"},
                       {"--cursor", "cursor", text, false, "Where the page before ended"}},
         .run = show_history},
        {.words = "report month",
         .help = "A commissioner's month, tied to the ledger (exit code 5 when it does not agree)",
         .example = "almoner report month --commissioner ICB --month 2026-05",
         .arguments = {{"--commissioner", "commissioner", text, true, "Its reference"},
                       {"--month", "month", text, true, "As 2026-05"}},
         .run = show_month},
        {.words = "verify",
         .help = "Prove every balance and record from the journal (exit code 5 when one differs)",
         .example = "almoner verify --data /var/lib/almoner",
         .arguments = {},
         .run = show_verify},
    };
}

}  // namespace almoner::api
