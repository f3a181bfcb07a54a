#include "scheduler/commands/plan_approve.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_step.h"
#include "ledger/values/invariant.h"
#include "rules/lifecycle/life_cycles.h"
#include "scheduler/commands/listed_words.h"
#include "scheduler/commands/lives.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/plan_facts.h"
#include "scheduler/facts/plan_sums.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Budget;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PlanStep;
using rules::PlanState;

constexpr std::size_t longest_words = 2'000;

struct PlanInHand {
    Budget budget{};
    std::vector<PlanStep> steps{};
    PlanState state = PlanState::draft;
};

PlanState state_of(const std::vector<PlanStep>& steps) {
    if (steps.empty()) return PlanState::draft;
    return rules::value_named<PlanState>(steps.back().state).value_or(PlanState::draft);
}

Outcome<PlanInHand> plan_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("budget");
    if (!ref.accepted()) return ref.refusal();
    ledger::Database& database = asked.work.database();
    const auto budget = ledger::budget_by_ref(database, ref.value(), ledger::last_day_of_all);
    if (!budget) {
        return refused_in("budget",
                          "budget-unknown",
                          "There is no budget of this reference.",
                          "Take the reference from 'almoner person show PERSON'.");
    }
    auto steps = ledger::plan_steps_of(database, budget->number);
    const PlanState state = state_of(steps);
    return PlanInHand{.budget = *budget, .steps = std::move(steps), .state = state};
}

Outcome<Done> may_move_to(const PlanInHand& plan, PlanState to) {
    const auto move = rules::find_move(rules::plan_moves, "plan", plan.state, to);
    if (move.accepted()) return Done{};
    ledger::Refusal refusal = move.refusal();
    refusal.field = "budget";
    return refusal;
}

Outcome<Done> rules_approve(Asked& asked, const PlanInHand& plan, const PlanStep& submitted) {
    const ledger::Date today = asked.work.today();
    return ask_rules(asked,
                     {.event = rules::Event::approve_plan,
                      .about = {ledger::CaseKind::budget, plan.budget.number},
                      .person = plan.budget.person,
                      .on = today,
                      .field = "budget"},
                     facts_to_approve(asked.work.database(), plan.budget, submitted, today));
}

// What was submitted last, and not by who looks at it now.
Outcome<PlanStep> to_look_at(const Asked& asked, const PlanInHand& plan) {
    const bool waits = plan.state == PlanState::submitted || plan.state == PlanState::under_review;
    if (!waits) {
        return refused_in("budget",
                          "not-submitted",
                          "No plan of this budget waits for somebody to approve it.",
                          "Have it submitted with 'almoner plan submit'.");
    }
    const PlanStep& last = plan.steps.back();
    if (last.actor != asked.actor.number) return last;
    return refused_in("as",
                      "own-proposal",
                      "Nobody approves or returns a plan that they submitted themselves.",
                      "Ask another checker.");
}

Outcome<Done> is_within_limit(Asked& asked, const Budget& budget) {
    const Money worth =
        most_in_a_year(asked.work.database(), budget.number, asked.work.today()).all;
    if (!asked.actor.approve_limit || worth <= *asked.actor.approve_limit) return Done{};
    return refused_in("as",
                      "above-approve-limit",
                      "This is worth " + in_pounds(worth) + " a year, and you may approve up to " +
                          in_pounds(*asked.actor.approve_limit) + ".",
                      "Ask a checker with a higher limit.");
}

Answer keep(Asked& asked, const PlanInHand& plan, PlanState state, PlanStep step) {
    step.budget = plan.budget.number;
    step.state = name_of_value(state);
    step.on = asked.work.today();
    step.actor = asked.actor.number;
    ledger::insert_plan_step(asked.work, plan.budget.person, step);
    return nlohmann::json{{"budget", plan.budget.ref}, {"plan", step.state}}.dump();
}

// What is approved: how many lines go on, and what they come to in a year.
Stake figures_of(const Asked& asked, const Budget& budget) {
    ledger::Database& database = asked.work.database();
    const ledger::Date today = asked.work.today();
    return {
        .count = static_cast<std::int64_t>(lines_going_on(database, budget.number, today).size()),
        .after = most_in_a_year(database, budget.number, today).all};
}

// Whoever approves has seen the figures of today, and no others.
Outcome<Done> is_as_seen(const Asked& asked, const Budget& budget) {
    const Stake figures = figures_of(asked, budget);
    const std::string lines = std::to_string(figures.count) + ":";
    const std::string given = asked.fields.text("confirm");
    if (given.starts_with(lines) && is_total(given.substr(lines.size()), figures.after)) {
        return Done{};
    }
    return refused_in("confirm",
                      "confirm-differs",
                      "The plan has " + std::to_string(figures.count) + " lines and comes to " +
                          in_pounds(figures.after) + " a year; what was confirmed is not the same.",
                      "Look at its lines, then confirm with " + to_confirm(figures) +
                          " (pence) if that is right.");
}

// The budget goes the plan's way: agreed with its first version, and with a later one revised,
// whose new version begins as active.
Outcome<Done> budget_is_agreed(Asked& asked, const Budget& budget) {
    using rules::BudgetState;
    const BudgetState life = life_of(asked.work.database(), budget);
    return may_become(
        life, life == BudgetState::active ? BudgetState::revised : BudgetState::agreed, "budget");
}

std::string subject_of(const Budget& budget) {
    return "budget:" + budget.ref;
}

// Whether the line begins, is worth more or has more days than its last version says.
bool adds(ledger::Database& database, const ledger::PlanLine& line) {
    const auto last = ledger::plan_line_numbered(database, line.number, ledger::last_day_of_all);
    if (!last) return true;
    const ledger::Date ends = last->end_on.value_or(ledger::last_day_of_all);
    return worth_in_a_year(*last) < worth_in_a_year(line) || line.start_on < last->start_on ||
           ends < line.end_on.value_or(ledger::last_day_of_all);
}

bool was_approved(const std::vector<PlanStep>& steps) {
    return std::ranges::any_of(steps,
                               [](const PlanStep& each) { return each.state == "approved"; });
}

}  // namespace

void begin_plan(ledger::Work& work, const Budget& budget, std::int64_t actor) {
    ledger::insert_plan_step(work,
                             budget.person,
                             {.budget = budget.number,
                              .state = std::string(name_of_value(PlanState::draft)),
                              .on = work.today(),
                              .actor = actor});
}

Outcome<Answer> plan_submit(Asked& asked) {
    const Outcome<PlanInHand> found = plan_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PlanInHand& plan = found.value();
    const bool was_approved =
        plan.state == PlanState::approved || plan.state == PlanState::under_review;
    const PlanState to = was_approved ? PlanState::under_review : PlanState::submitted;
    // The papers of a next version may be given again while it is looked at.
    const Outcome<Done> possible =
        plan.state == PlanState::under_review ? Done{} : may_move_to(plan, to);
    if (!possible.accepted()) return possible.refusal();
    FieldReading in(asked.fields);
    if (lines_going_on(asked.work.database(), plan.budget.number, asked.work.today()).empty()) {
        in.refuse("no-lines",
                  "This budget has no plan line that goes on.",
                  "Add what it is for with 'almoner plan add', and have it confirmed.",
                  "budget");
    }
    PlanStep step{.says = listed_words(in, "states", plan_says)};
    if (!in.accepted()) return in.refusal();
    const auto document = evidence_named(asked, plan.budget.person, true);
    if (!document.accepted()) return document.refusal();
    step.document = document.value();
    const Outcome<Done> allowed = rules_approve(asked, plan, step);
    if (!allowed.accepted()) return allowed.refusal();
    auto shown = nlohmann::json::parse(keep(asked, plan, to, std::move(step)));
    shown["confirm"] = to_confirm(figures_of(asked, plan.budget));
    return shown.dump();
}

Outcome<Answer> plan_return(Asked& asked) {
    const Outcome<PlanInHand> found = plan_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PlanInHand& plan = found.value();
    const Outcome<Done> possible = may_move_to(plan, PlanState::returned);
    if (!possible.accepted()) return possible.refusal();
    const Outcome<PlanStep> submitted = to_look_at(asked, plan);
    if (!submitted.accepted()) return submitted.refusal();
    FieldReading in(asked.fields);
    (void)in.needed("words");
    PlanStep step{.words = in.words("words", longest_words)};
    if (!in.accepted()) return in.refusal();
    return keep(asked, plan, PlanState::returned, std::move(step));
}

Outcome<Answer> plan_approve(Asked& asked) {
    const Outcome<PlanInHand> found = plan_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PlanInHand& plan = found.value();
    const Outcome<PlanStep> submitted = to_look_at(asked, plan);
    if (!submitted.accepted()) return submitted.refusal();
    const Outcome<Done> possible = may_move_to(plan, PlanState::approved);
    if (!possible.accepted()) return possible.refusal();
    const Outcome<Done> within = is_within_limit(asked, plan.budget);
    if (!within.accepted()) return within.refusal();
    const Outcome<Done> allowed = rules_approve(asked, plan, submitted.value());
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<Done> seen = is_as_seen(asked, plan.budget);
    if (!seen.accepted()) return seen.refusal();
    const Outcome<Done> agreed = budget_is_agreed(asked, plan.budget);
    if (!agreed.accepted()) return agreed.refusal();
    close_tasks(asked.work, plan_changed_task, subject_of(plan.budget), "approved");
    return keep(asked,
                plan,
                PlanState::approved,
                {.document = submitted.value().document, .says = submitted.value().says});
}

Outcome<Done> plan_was_approved(Asked& asked, const ledger::Agreement& agreement) {
    const auto steps = ledger::plan_steps_of(asked.work.database(), agreement.budget);
    if (steps.empty() || was_approved(steps)) return Done{};
    return refused_in("agreement",
                      "plan-not-approved",
                      "The plan of this budget was not approved.",
                      "Submit it with 'almoner plan submit', and have another person approve it.");
}

Outcome<Done> stays_within_plan(ledger::Work& work,
                                std::int64_t budget,
                                std::span<const ledger::PlanLine> wanted,
                                const std::string& field) {
    ledger::Database& database = work.database();
    if (std::ranges::any_of(wanted, [&](const auto& line) { return adds(database, line); })) {
        Outcome<Done> goes_on = may_have_more(database, budget, field);
        if (!goes_on.accepted()) return goes_on;
    }
    if (!was_approved(ledger::plan_steps_of(database, budget))) return Done{};
    const ledger::Date today = work.today();
    const Money offered = offered_in_a_year(database, budget).value_or(Money{});
    const Money before = most_in_a_year(database, budget, today).all;
    const Money after = most_in_a_year(database, budget, today, wanted).all;
    if (after <= std::max(offered, before)) return Done{};
    return refused_in(field,
                      "beyond-the-budget",
                      "The lines of this plan would come to " + in_pounds(after) +
                          " a year, and it was approved for a budget of " + in_pounds(offered) +
                          ".",
                      "Offer the new budget with 'almoner budget offer' first; the plan's next "
                      "version is then signed, submitted and approved.");
}

void note_plan_changed(Asked& asked, std::int64_t number) {
    ledger::Database& database = asked.work.database();
    const auto steps = ledger::plan_steps_of(database, number);
    if (state_of(steps) != PlanState::approved) return;
    const auto budget = ledger::budget_numbered(database, number, ledger::last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("a plan of a budget that is not there");
    const std::string subject = subject_of(*budget);
    close_tasks(asked.work, plan_changed_task, subject, "said-again");
    open_task(asked.work,
              plan_changed_task,
              subject,
              "The plan of budget " + budget->ref +
                  " was changed since it was approved: have the next version agreed, submitted and "
                  "approved.");
}

}  // namespace almoner::scheduler
