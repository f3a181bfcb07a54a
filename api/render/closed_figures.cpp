#include "api/render/closed_figures.h"

#include "ledger/calendar/month.h"

namespace almoner::api {

Figures closed_figures(const ledger::MonthReport& report) {
    Figures figures{.name = "closed",
                    .title = "",
                    .columns = {{"closed_on", "Closed", Kind::date},
                                {"proposed_by", "Proposed by", Kind::text},
                                {"confirmed_by", "Confirmed by", Kind::text}},
                    .rows = {},
                    .notes = {}};
    if (!report.closed) return figures;
    figures.rows.push_back(
        {report.closed->on, report.closed->proposed_by, report.closed->confirmed_by});
    return figures;
}

Figures adjustment_figures(const ledger::MonthReport& report) {
    Figures figures{.name = "adjustments",
                    .title = "Adjustments: booked since the months before were closed",
                    .columns = {{"stream", "Stream", Kind::text},
                                {"due", "Due", Kind::money},
                                {"paid", "Paid", Kind::money},
                                {"returned", "Returned", Kind::money}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::StreamFlow& each : report.adjustments) {
        figures.rows.push_back(
            {std::string(name_of(each.stream)), each.due, each.paid, each.returned});
    }
    return figures;
}

Figures months_figures(const std::vector<ledger::MonthState>& months) {
    Figures figures{.name = "months",
                    .title = "Months in which money moved",
                    .columns = {{"commissioner", "Commissioner", Kind::text},
                                {"month", "Month", Kind::text},
                                {"state", "State", Kind::text},
                                {"closed_on", "Closed", Kind::date},
                                {"proposed_by", "Proposed by", Kind::text},
                                {"confirmed_by", "Confirmed by", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::MonthState& each : months) {
        const ledger::MonthClosed closed = each.closed.value_or(ledger::MonthClosed{});
        figures.rows.push_back({each.commissioner,
                                ledger::month_iso(each.month.first),
                                std::string(each.closed ? "closed" : "open"),
                                each.closed ? Cell(closed.on) : Cell(),
                                closed.proposed_by,
                                closed.confirmed_by});
    }
    if (figures.rows.empty()) figures.notes.emplace_back("No money has moved yet.");
    return figures;
}

std::string closed_sentence(const ledger::MonthReport& report) {
    if (!report.closed) return "";
    return ledger::month_words(report.month.first) + " is closed: proposed by " +
           report.closed->proposed_by + ", confirmed by " + report.closed->confirmed_by + " on " +
           report.closed->on.words() +
           ". These are its figures of then; what is booked of it since counts in the month "
           "after. ";
}

}  // namespace almoner::api
