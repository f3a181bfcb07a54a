#include "api/cli/payroll_query_show.h"

#include "api/cli/payroll_employers.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payroll_query.h"

#include <algorithm>

namespace almoner::api {
namespace {

using ledger::PayrollQuery;

std::string about(ledger::Database& database, const PayrollQuery& query) {
    if (query.about == "slip") return "slip " + std::to_string(query.subject);
    if (query.about == "employer") return "";
    const auto job = ledger::employment_numbered(database, query.subject, ledger::last_day_of_all);
    return job ? job->ref : std::string{};
}

std::string standing(const PayrollQuery& query,
                     const std::optional<ledger::PayrollAnswer>& answer,
                     ledger::Date day) {
    if (answer) return answer->answered_on <= query.due_on ? "answered" : "answered late";
    return query.due_on < day ? "late" : "waits";
}

Figures empty_table() {
    return {.name = "queries",
            .title = "Queries about payroll",
            .columns = {{"query", "Query", Kind::number},
                        {"employer", "Employer", Kind::text},
                        {"about", "About", Kind::text},
                        {"asked_by", "Asked by", Kind::text},
                        {"channel", "Through", Kind::text},
                        {"asked", "On", Kind::date},
                        {"due", "Answer due", Kind::date},
                        {"standing", "That", Kind::text},
                        {"words", "What was asked", Kind::text},
                        {"answered", "Answered", Kind::date},
                        {"answer", "Answer", Kind::text}},
            .rows = {},
            .notes = {}};
}

struct Listed {
    const PayrollQuery& query;
    const std::string& employer;
    const std::optional<ledger::PayrollAnswer>& answer;
};

void add_query(Figures& figures, Reading& reading, const Listed& listed) {
    const PayrollQuery& query = listed.query;
    figures.rows.push_back({query.id,
                            listed.employer,
                            about(*reading.database, query),
                            query.asked_by,
                            query.channel,
                            query.asked_on,
                            query.due_on,
                            standing(query, listed.answer, reading.day),
                            query.words,
                            listed.answer ? Cell{listed.answer->answered_on} : Cell{},
                            listed.answer ? Cell{listed.answer->words} : Cell{}});
}

}  // namespace

int list_payroll_queries(const Call& call, Reading& reading) {
    ledger::Database& database = *reading.database;
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    const auto employers = employers_wanted(call, reading);
    if (!employers.accepted()) return show_refusal(call, employers.refusal());
    Figures figures = empty_table();
    for (const PayrollQuery& each : ledger::every_payroll_query(database)) {
        const auto answer = ledger::answer_to_payroll_query(database, each.id);
        const auto employer =
            std::ranges::find(employers.value(), each.employer, &ledger::Employer::number);
        const bool is_left_out = answer && !call.fields.contains("all");
        if (is_left_out || employer == employers.value().end()) continue;
        add_query(figures, reading, {each, employer->ref, answer});
    }
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
