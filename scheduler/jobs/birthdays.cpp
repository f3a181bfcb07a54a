#include "scheduler/jobs/birthdays.h"

#include "ledger/records/budget.h"
#include "ledger/records/states.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/said_events.h"

#include <set>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Date;

constexpr std::int64_t days_a_week = 7;

const ledger::Query open_subjects{
    "SELECT subject FROM task WHERE kind = $1 AND state = $2 ORDER BY subject"};

std::set<std::string> open_tasks(ledger::Database& database) {
    std::set<std::string> subjects;
    ledger::Rows rows =
        database.select(open_subjects, birthday_task, static_cast<int>(ledger::TaskState::open));
    while (rows.next()) subjects.insert(rows.str(0));
    return subjects;
}

bool is_its_day(const ledger::Budget& budget, Date today) {
    const bool is_over = budget.end_on && *budget.end_on < today;
    return !is_over && budget.number % days_a_week == today.iso_weekday() % days_a_week;
}

}  // namespace

JobFindings look_for_birthdays(ledger::Database& database, Date today) {
    const rules::Policy policy = policy_in_force(database, today);
    const std::set<std::string> open = open_tasks(database);
    JobFindings found;
    std::int64_t asked = 0;
    for (const ledger::Budget& budget : ledger::budgets_on(database, today)) {
        if (!is_its_day(budget, today)) continue;
        const std::string subject = "budget:" + budget.ref;
        const FactSubject of{.about = {ledger::CaseKind::budget, budget.number},
                             .budget = budget.number,
                             .person = budget.person};
        const std::string words = asked_by_birthday(database, of, policy, today);
        const bool is_new =
            !words.empty() && !is_said_already(database, birthday_task, subject, words);
        if (!is_new && (!words.empty() || !open.contains(subject))) continue;
        if (is_new) ++asked;
        found.commands.push_back({.name = "birthday ask", .fields = {{"budget", budget.ref}}});
    }
    found.words = std::to_string(asked) + " people who come of age to ask about";
    return found;
}

}  // namespace almoner::scheduler
