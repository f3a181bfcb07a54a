#include "scheduler/commands/plan_hold.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/plan_mark.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/reduction/ground.h"
#include "scheduler/reduction/holds.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::Outcome;
using ledger::PlanLine;
using ledger::Proposal;
using nlohmann::json;

std::string subject_of(const PlanLine& line) {
    return "plan-line:" + line.ref;
}

bool has_open_proposal(ledger::Database& database, const PlanLine& line) {
    const auto open = ledger::open_proposals(database, plan_line_proposal);
    return std::ranges::find(open, line.number, &Proposal::subject) != open.end();
}

Outcome<Done> may_hold(const Asked& asked, const PlanLine& last, const Stop& stop) {
    ledger::Database& database = asked.work.database();
    if (is_on_hold(database, last)) {
        return refused_in("plan_line",
                          "plan-line-held",
                          "This plan line is on hold already.",
                          "Have it go on with 'almoner plan resume'.");
    }
    if (last.frequency == ledger::PlanFrequency::one_off) {
        return refused_in("plan_line",
                          "one-off-line",
                          "A one-off sum is paid once, so there is nothing to hold from a day on.",
                          "Hold its agreement, or end the line.");
    }
    if (last.end_on && *last.end_on < stop.from) {
        return refused_in("plan_line",
                          "plan-line-ended",
                          "This plan line ends on " + last.end_on->iso() + ".",
                          "Nothing needs to be held after that.");
    }
    if (has_open_proposal(database, last)) {
        return refused_in("plan_line",
                          "proposal-open",
                          "A change of this plan line is waiting to be confirmed.",
                          "Have it confirmed or refused first.");
    }
    return Done{};
}

// What the line would say from that day on without its last version, which is the hold.
std::vector<PlanLine> versions_without_hold(std::span<const PlanLine> all, Date from) {
    std::vector<PlanLine> again;
    for (const auto& piece : ledger::in_force(all.first(all.size() - 1))) {
        if (piece.days.last < from) continue;
        again.push_back(*piece.record);
        again.back().from_on = std::max(piece.days.first, from);
    }
    return again;
}

// The days of the hold before that day stay without money.
Outcome<Done> may_leave_out(Asked& asked, const PlanLine& held, Date from, const Ground& ground) {
    if (from <= held.from_on) return Done{};
    const auto all = ledger::plan_line_versions(asked.work.database(), held.number);
    const std::vector<PlanLine> whole = versions_without_hold(all, held.from_on);
    if (whole.empty()) return Done{};
    return may_lower(asked,
                     {.about = {ledger::CaseKind::plan_line, held.number},
                      .budget = held.budget,
                      .from = held.from_on,
                      .lines = {whole.front()},
                      .field = "plan_line"},
                     ground);
}

Outcome<Answer> propose_line_again(Asked& asked, const PlanLine& held, Date from) {
    const auto all = ledger::plan_line_versions(asked.work.database(), held.number);
    const std::vector<PlanLine> again = versions_without_hold(all, from);
    if (again.empty()) throw ledger::InvariantBroken("a hold of a plan line that never was");
    const auto budget =
        ledger::budget_numbered(asked.work.database(), held.budget, last_day_of_all);
    const Outcome<Ground> ground = ground_given(asked, budget ? budget->person : 0);
    if (!ground.accepted()) return ground.refusal();
    const Outcome<Done> allowed = may_leave_out(asked, held, from, ground.value());
    if (!allowed.accepted()) return allowed.refusal();
    const json content{{"ref", held.ref}, {"base_version", held.version}};
    return propose(asked,
                   {.kind = std::string(plan_resume_proposal),
                    .subject = held.number,
                    .from_on = from,
                    .content = with_ground(content, ground.value()).dump()},
                   {.after = worth_in_a_year(again.back())},
                   "plan_line");
}

}  // namespace

bool is_on_hold(ledger::Database& database, const PlanLine& last) {
    return ledger::plan_hold_of(database, last.number, last.version).has_value();
}

void close_hold_task(ledger::Work& work, const PlanLine& line, std::string_view cause) {
    close_tasks(work, line_held_task, subject_of(line), cause);
}

Outcome<Answer> plan_sign(Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("budget");
    if (!ref.accepted()) return ref.refusal();
    ledger::Database& database = asked.work.database();
    const auto budget = ledger::budget_by_ref(database, ref.value(), last_day_of_all);
    if (!budget) {
        return refused_in("budget",
                          "budget-unknown",
                          "There is no budget of this reference.",
                          "Take the reference from 'almoner person show PERSON'.");
    }
    FieldReading in(asked.fields);
    const Date signed_on = in.date("signed_on");
    if (in.accepted() && signed_on > asked.work.today()) {
        in.refuse("day-in-the-future",
                  "It can't have been signed on a day that is still to come.",
                  "Give the day that stands under the signature.",
                  "signed_on");
    }
    const auto before = ledger::plan_signature_of(database, budget->number);
    if (before && signed_on < before->signed_on) {
        in.refuse("before-last-signature",
                  "A plan that was signed on " + before->signed_on.iso() + " is recorded already.",
                  "Give that day or a later one.",
                  "signed_on");
    }
    if (!in.accepted()) return in.refusal();
    const auto evidence = evidence_named(asked, budget->person, true);
    if (!evidence.accepted()) return evidence.refusal();
    ledger::insert_plan_signature(asked.work,
                                  {.budget = budget->number,
                                   .signed_on = signed_on,
                                   .evidence = evidence.value().value_or(0)});
    return json{{"budget", budget->ref}, {"signed_on", signed_on.iso()}}.dump();
}

Outcome<Answer> plan_hold(Asked& asked) {
    const Outcome<PlanLine> last = plan_line_asked_for(asked);
    if (!last.accepted()) return last.refusal();
    FieldReading in(asked.fields);
    const Stop stop = read_stop(in, asked);
    if (!in.accepted()) return in.refusal();
    const Outcome<Done> allowed = may_hold(asked, last.value(), stop);
    if (!allowed.accepted()) return allowed.refusal();
    PlanLine held = last.value();
    held.from_on = std::max(stop.from, held.start_on);
    const Holding holding{.about = {ledger::CaseKind::plan_line, held.number},
                          .budget = held.budget,
                          .from = held.from_on,
                          .reason = stop.reason,
                          .field = "plan_line",
                          .lines = {held}};
    const Outcome<Done> by_rules = may_hold(asked, holding);
    if (!by_rules.accepted()) return by_rules.refusal();
    const Outcome<Done> checked = have_hold_checked(
        asked, plan_hold_proposal, held.number, {held.ref, stop}, worth_in_a_year(held));
    if (!checked.accepted()) return checked.refusal();
    held.amount = Money{};
    ledger::insert_plan_line(asked.work, held);
    ledger::insert_plan_hold(
        asked.work, {.plan_line = held.number, .version = held.version + 1, .reason = stop.reason});
    open_held_task(
        asked.work,
        line_held_task,
        held.ref,
        {.reason = stop.reason, .from = held.from_on, .until = std::max(stop.until, held.from_on)});
    return json{{"plan_line", held.ref}, {"status", "held"}, {"from", held.from_on.iso()}}.dump();
}

Outcome<Answer> plan_resume(Asked& asked) {
    const Outcome<PlanLine> last = plan_line_asked_for(asked);
    if (!last.accepted()) return last.refusal();
    const PlanLine& held = last.value();
    if (!is_on_hold(asked.work.database(), held)) {
        return refused_in("plan_line",
                          "plan-line-not-held",
                          "This plan line is not on hold.",
                          "Only a plan line on hold is resumed.");
    }
    FieldReading in(asked.fields);
    const Date from = in.date_or("from", held.from_on);
    if (in.accepted() && from < held.from_on) {
        in.refuse("before-the-hold",
                  "The hold began only on " + held.from_on.iso() + ".",
                  "Give that day or a later one.",
                  "from");
    }
    if (!in.accepted()) return in.refusal();
    return propose_line_again(asked, held, from);
}

Outcome<Done> plan_resume_takes_effect(Asked& asked, const Proposal& proposal) {
    const json content = json::parse(proposal.content);
    const auto all = ledger::plan_line_versions(asked.work.database(), proposal.subject);
    if (all.empty() || all.back().version != content.at("base_version").get<std::int64_t>()) {
        return refused_in("proposal",
                          "changed-since",
                          "The plan line was changed since this was proposed.",
                          "Refuse this proposal and propose it again.");
    }
    const Outcome<Done> allowed =
        may_leave_out(asked, all.back(), proposal.from_on, ground_in(content));
    if (!allowed.accepted()) return allowed.refusal();
    for (const PlanLine& line : versions_without_hold(all, proposal.from_on)) {
        ledger::insert_plan_line(asked.work, line);
    }
    close_hold_task(asked.work, all.back(), "the line goes on");
    return Done{};
}

}  // namespace almoner::scheduler
