#include "scheduler/jobs/surpluses.h"

#include "ledger/records/budget.h"
#include "ledger/records/review.h"
#include "ledger/records/states.h"
#include "rules/engine/evaluate_briefly.h"
#include "rules/lifecycle/life_cycles.h"
#include "scheduler/commands/surplus_ask.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/fund_facts.h"
#include "scheduler/facts/nightly_facts.h"
#include "scheduler/surplus/surplus_of.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

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

JobCommand settled(std::string_view kind, const std::string& subject, std::string cause) {
    return {
        .name = "task settled",
        .fields = {{"kind", std::string(kind)}, {"subject", subject}, {"cause", std::move(cause)}}};
}

// One budget of the day, asked as the records have it: nothing is kept of it unless something
// follows.
class Looking {
  public:
    Looking(ledger::Database& database, Date today, const std::set<std::int64_t>& to_stop)
        : database_(database),
          today_(today),
          to_stop_(to_stop),
          policy_(policy_in_force(database, today)),
          book_(database, today),
          asked_(asked_already(database, surplus_question)),
          of_night_(asked_already(database, night_task)) {}

    void look_at(const ledger::Budget& budget, JobFindings& found) {
        ++looked_at;
        const std::string subject = "budget:" + budget.ref;
        const SurplusWorkings workings = surplus_of(database_, budget, today_);
        // Nobody is asked why some is left while all of it is to stop.
        const bool is_over = !to_stop_.contains(budget.number) &&
                             (workings.is_over || keeps_too_much(database_, budget.number, today_));
        const bool asks_why = is_over && !is_reviewed_now(database_, budget.number);
        const std::string more = asked_by_night(
            rules::evaluate_briefly(
                rules::Event::nightly, book_.facts_of(budget, workings), policy_, today_),
            budget.ref);
        const bool asks_more =
            !more.empty() && !is_said_already(database_, night_task, subject, more);
        if (asks_why) ++over;
        if (asks_why || asks_more) {
            found.commands.push_back({.name = "surplus ask", .fields = {{"budget", budget.ref}}});
        }
        if (!is_over && asked_.contains(subject)) {
            found.commands.push_back(settled(surplus_question, subject, "no-longer-over"));
        }
        if (more.empty() && of_night_.contains(subject)) {
            found.commands.push_back(settled(night_task, subject, "no-longer-asked"));
        }
    }

    std::int64_t looked_at = 0;
    std::int64_t over = 0;

  private:
    ledger::Database& database_;
    Date today_;
    const std::set<std::int64_t>& to_stop_;
    rules::Policy policy_;
    NightBook book_;
    std::set<std::string> asked_;
    std::set<std::string> of_night_;
};

}  // namespace

JobFindings look_for_surpluses(ledger::Database& database, Date today) {
    const std::set<std::string> told = asked_already(database, must_stop_task);
    const std::set<std::int64_t> to_stop = budgets_to_stop(database, today);
    JobFindings found;
    Looking looking(database, today, to_stop);
    for (const ledger::Budget& budget : ledger::budgets_on(database, today)) {
        // What the law makes stop waits for no day of the week.
        if (to_stop.contains(budget.number) != told.contains("budget:" + budget.ref)) {
            found.commands.push_back({.name = "surplus ask", .fields = {{"budget", budget.ref}}});
        } else if (is_its_day(budget, today)) {
            looking.look_at(budget, found);
        }
    }
    found.words = std::to_string(looking.over) + " of " + std::to_string(looking.looked_at) +
                  " budgets have more free than the policy leaves alone";
    return found;
}

}  // namespace almoner::scheduler
