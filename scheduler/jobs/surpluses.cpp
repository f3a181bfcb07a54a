#include "scheduler/jobs/surpluses.h"

#include "ledger/records/budget.h"
#include "ledger/records/review.h"
#include "ledger/records/states.h"
#include "rules/lifecycle/life_cycles.h"
#include "scheduler/commands/surplus_ask.h"
#include "scheduler/facts/fund_facts.h"
#include "scheduler/facts/nightly_facts.h"
#include "scheduler/surplus/surplus_of.h"

#include <algorithm>
#include <set>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Date;

const ledger::Query open_subjects{
    "SELECT subject FROM task WHERE kind = $1 AND state = $2 ORDER BY subject"};

constexpr std::int64_t days_a_week = 7;

bool is_its_day(const ledger::Budget& budget, Date today) {
    return budget.number % days_a_week == today.iso_weekday() % days_a_week;
}

bool is_reviewed_now(ledger::Database& database, std::int64_t budget) {
    return std::ranges::any_of(
        ledger::reviews_of(database, budget), [&](const ledger::Review& each) {
            return each.kind == "surplus" &&
                   ledger::state_of(database, each.id) != name_of_value(rules::ReviewState::closed);
        });
}

bool keeps_too_much(ledger::Database& database, std::int64_t budget, Date today) {
    const auto kept = fund_kept(database, budget, today);
    return kept && is_beyond_policy(database, *kept, today);
}

std::set<std::string> asked_already(ledger::Database& database, std::string_view kind) {
    std::set<std::string> subjects;
    ledger::Rows open =
        database.select(open_subjects, kind, static_cast<int>(ledger::TaskState::open));
    while (open.next()) subjects.insert(open.str(0));
    return subjects;
}

}  // namespace

JobFindings look_for_surpluses(ledger::Database& database, Date today) {
    const std::set<std::string> asked = asked_already(database, surplus_question);
    const std::set<std::string> told = asked_already(database, must_stop_task);
    const std::set<std::int64_t> to_stop = budgets_to_stop(database, today);
    JobFindings found;
    std::int64_t looked_at = 0;
    std::int64_t over = 0;
    for (const ledger::Budget& budget : ledger::budgets_on(database, today)) {
        // What the law makes stop waits for no day of the week.
        if (to_stop.contains(budget.number) != told.contains("budget:" + budget.ref)) {
            found.commands.push_back({.name = "surplus ask", .fields = {{"budget", budget.ref}}});
            continue;
        }
        if (!is_its_day(budget, today)) continue;
        ++looked_at;
        const SurplusWorkings workings = surplus_of(database, budget, today);
        if (workings.is_over || keeps_too_much(database, budget.number, today)) {
            if (is_reviewed_now(database, budget.number)) continue;
            ++over;
            found.commands.push_back({.name = "surplus ask", .fields = {{"budget", budget.ref}}});
        } else if (asked.contains("budget:" + budget.ref)) {
            found.commands.push_back({.name = "task settled",
                                      .fields = {{"kind", std::string(surplus_question)},
                                                 {"subject", "budget:" + budget.ref},
                                                 {"cause", "no-longer-over"}}});
        }
    }
    found.words = std::to_string(over) + " of " + std::to_string(looked_at) +
                  " budgets have more free than the policy leaves alone";
    return found;
}

}  // namespace almoner::scheduler
