#include "api/cli/payroll_query_show.h"

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payroll_query.h"

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

}  // namespace

int list_payroll_queries(const Call& call, Reading& reading) {
    ledger::Database& database = *reading.database;
    const auto now = is_now(call, reading);
    if (!now.accepted()) return show_refusal(call, now.refusal());
    const auto wanted = call.fields.find("employer");
    std::int64_t only = 0;
    if (wanted != call.fields.end()) {
        const auto employer =
            ledger::employer_by_ref(database, wanted->second, ledger::last_day_of_all);
        if (!employer || !reading.scope.sees_person(ledger::holder_of(database, *employer))) {
            return show_refusal(call,
                                {.code = "employer-unknown",
                                 .words = "There is no employer of this reference.",
                                 .next = "Look at 'almoner payroll employers'.",
                                 .field = "employer",
                                 .citation = {}});
        }
        only = employer->number;
    }
    Figures figures = empty_table();
    for (const PayrollQuery& each : ledger::every_payroll_query(database)) {
        const auto answer = ledger::answer_to_payroll_query(database, each.id);
        const bool is_wanted =
            (only == 0 || each.employer == only) && (!answer || call.fields.contains("all"));
        const auto employer =
            ledger::employer_numbered(database, each.employer, ledger::last_day_of_all);
        if (!is_wanted || !employer) continue;
        if (!reading.scope.sees_person(ledger::holder_of(database, *employer))) continue;
        figures.rows.push_back({each.id,
                                employer->ref,
                                about(database, each),
                                each.asked_by,
                                each.channel,
                                each.asked_on,
                                each.due_on,
                                standing(each, answer, reading.day),
                                each.words,
                                answer ? Cell{answer->answered_on} : Cell{},
                                answer ? Cell{answer->words} : Cell{}});
    }
    show(call, figures);
    return exit_ok;
}

}  // namespace almoner::api
