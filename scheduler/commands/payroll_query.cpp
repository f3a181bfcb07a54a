#include "scheduler/commands/payroll_query.h"

#include "ledger/calendar/working_days.h"
#include "ledger/records/erasure.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_query.h"
#include "ledger/records/task.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/jobs/loaded_holidays.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/row_cells.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Outcome;
using ledger::PayrollQuery;
using nlohmann::json;

constexpr std::size_t longest_words = 2'000;
// "A budget holder query line with 1-2 day target": payroll.md, section 13, independentlives.
constexpr std::int32_t days_to_answer = 2;
constexpr std::string_view query_task = "payroll-query";

std::string subject_of(std::int64_t query) {
    return "payroll-query:" + std::to_string(query);
}

ledger::Refusal about_what() {
    return refused_in("employer",
                      "query-about",
                      "A query is about an employer, a job or a slip: one of them.",
                      "Give --employer, --employment or --slip.");
}

Outcome<Done> about_slip(const Asked& asked, PayrollQuery& query) {
    const Outcome<std::int64_t> number = asked.fields.number("slip");
    if (!number.accepted()) return number.refusal();
    const auto slip = ledger::pay_slip_by_id(asked.work.database(), number.value());
    if (!slip) {
        return refused_in("slip",
                          "slip-unknown",
                          "There is no slip of this number.",
                          "Take it from 'almoner payroll show RUN'.");
    }
    query.about = "slip";
    query.subject = slip->id;
    query.employer = slip->employer;
    return Done{};
}

Outcome<Done> read_about(const Asked& asked, PayrollQuery& query) {
    const int given = (asked.fields.has("employer") ? 1 : 0) +
                      (asked.fields.has("employment") ? 1 : 0) + (asked.fields.has("slip") ? 1 : 0);
    if (given != 1) return about_what();
    if (asked.fields.has("slip")) return about_slip(asked, query);
    if (asked.fields.has("employment")) {
        const Outcome<ledger::Employment> job = employment_asked_for(asked);
        if (!job.accepted()) return job.refusal();
        query.about = "employment";
        query.subject = job.value().number;
        query.employer = job.value().employer;
        return Done{};
    }
    const Outcome<ledger::Employer> employer = employer_asked_for(asked);
    if (!employer.accepted()) return employer.refusal();
    query.about = "employer";
    query.subject = query.employer = employer.value().number;
    return Done{};
}

std::int64_t person_about(ledger::Database& database, const PayrollQuery& query) {
    std::int64_t job = query.subject;
    if (query.about == "employer") {
        const auto employer =
            ledger::employer_numbered(database, query.employer, ledger::last_day_of_all);
        return ledger::holder_of(database, *employer);
    }
    if (query.about == "slip") job = ledger::pay_slip_by_id(database, query.subject)->employment;
    return assistant_person(database,
                            *ledger::employment_numbered(database, job, ledger::last_day_of_all));
}

std::int64_t readable(ledger::Database& database, std::int64_t person) {
    return ledger::is_erased(database, person) ? ledger::nobody : person;
}

void read_rest(RowCells& cells, PayrollQuery& query) {
    for (const char* const name : {"by", "channel", "words"}) (void)cells.need(name);
    cells.set_name("by", query.asked_by, ledger::payroll_query_askers);
    cells.set_name("channel", query.channel, ledger::payroll_query_channels);
    cells.set_words("words", query.words, longest_words);
    cells.set_day("due", query.due_on);
    if (!cells.is_good() || query.due_on >= query.asked_on) return;
    cells.complain("due",
                   "due-before-asked",
                   "The answer is due before it is asked for.",
                   "Give today or a later day.");
}

}  // namespace

std::int64_t person_of_query(ledger::Database& database, std::int64_t query) {
    const auto known = ledger::payroll_query_by_id(database, query);
    return known ? person_about(database, *known) : ledger::nobody;
}

Outcome<Answer> payroll_query_add(Asked& asked) {
    ledger::Database& database = asked.work.database();
    const ledger::Date today = asked.work.today();
    PayrollQuery query{.asked_on = today, .actor = asked.actor.number};
    const Outcome<Done> about = read_about(asked, query);
    if (!about.accepted()) return about.refusal();
    query.due_on = ledger::add_working_days(
        today, days_to_answer, loaded_holidays(database).value_or(ledger::BankHolidays{}));
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    read_rest(cells, query);
    if (!errors.empty()) return refusal_of(errors);
    query.id = ledger::insert_payroll_query(
        asked.work, readable(database, person_about(database, query)), query);
    const std::string subject = subject_of(query.id);
    const std::string words =
        "A query about payroll waits for an answer: 'almoner payroll query "
        "list', then 'almoner payroll query answer " +
        std::to_string(query.id) + "'.";
    (void)ledger::insert_task(asked.work,
                              {.kind = query_task,
                               .subject = subject,
                               .due_on = query.due_on,
                               .owner = "payroll",
                               .words = words});
    return json{{"query", query.id}, {"about", query.about}, {"due", query.due_on.iso()}}.dump();
}

Outcome<Answer> payroll_query_answer(Asked& asked) {
    ledger::Database& database = asked.work.database();
    const Outcome<std::int64_t> number = asked.fields.number("query");
    if (!number.accepted()) return number.refusal();
    const auto query = ledger::payroll_query_by_id(database, number.value());
    if (!query) {
        return refused_in("query",
                          "query-unknown",
                          "There is no query of this number.",
                          "Take it from 'almoner payroll query list'.");
    }
    if (ledger::answer_to_payroll_query(database, query->id)) {
        return refused_in("query",
                          "query-answered",
                          "This query was answered already.",
                          "Add another query if there is more to ask.");
    }
    RowCells::Errors errors;
    RowCells cells({}, 0, cells_of(asked.fields), errors);
    ledger::PayrollAnswer answer{
        .query = query->id, .answered_on = asked.work.today(), .actor = asked.actor.number};
    (void)cells.need("words");
    cells.set_words("words", answer.words, longest_words);
    if (!errors.empty()) return refusal_of(errors);
    ledger::insert_payroll_answer(
        asked.work, readable(database, person_about(database, *query)), answer);
    (void)close_tasks(asked.work, query_task, subject_of(query->id), "answered");
    return json{{"query", query->id},
                {"in_time", answer.answered_on <= query->due_on},
                {"due", query->due_on.iso()}}
        .dump();
}

}  // namespace almoner::scheduler
