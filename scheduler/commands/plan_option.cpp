#include "scheduler/commands/plan_option.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/option_change.h"
#include "scheduler/commands/agreement_parts.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/budget_answer.h"
#include "scheduler/commands/lives.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_approve.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/facts/begins.h"
#include "scheduler/facts/building.h"
#include "scheduler/facts/schedule_facts.h"
#include "scheduler/facts/told.h"
#include "scheduler/option_change/carry_over.h"
#include "scheduler/option_change/may_move.h"
#include "scheduler/option_change/new_agreement.h"
#include "scheduler/option_change/new_line.h"
#include "scheduler/option_change/option_content.h"
#include "scheduler/option_change/other_terms.h"
#include "scheduler/reduction/ground.h"

#include <algorithm>
#include <array>
#include <span>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;
using ledger::PlanLine;
using ledger::Proposal;
using nlohmann::json;

ledger::Refusal changed_since(const std::string& what) {
    return refused_in("proposal",
                      "changed-since",
                      what + " was changed since this was proposed.",
                      "Refuse this proposal and propose the change again.");
}

Outcome<PlanLine> old_line_of(Asked& asked, const Proposal& proposal) {
    const json content = json::parse(proposal.content);
    const auto last =
        ledger::plan_line_numbered(asked.work.database(), proposal.subject, last_day_of_all);
    if (last && last->version == content.at("base_version").get<std::int64_t>()) return *last;
    return changed_since("Plan line " + content.at("ref").get<std::string>());
}

Outcome<std::vector<Agreement>> ending_of(Asked& asked, const Proposal& proposal) {
    std::vector<Agreement> ending;
    const json content = json::parse(proposal.content);
    for (const json& each : content.at("ends")) {
        const auto last =
            ledger::agreement_numbered(asked.work.database(), each.at("number"), last_day_of_all);
        if (!last || last->version != each.at("base_version").get<std::int64_t>()) {
            return changed_since("The agreement that pays it");
        }
        ending.push_back(*last);
    }
    return ending;
}

Outcome<Done> is_still_new(Asked& asked,
                           const PlanLine& line,
                           const std::optional<Agreement>& made) {
    ledger::Database& database = asked.work.database();
    if (ledger::plan_line_by_ref(database, line.ref, last_day_of_all)) {
        return refused_in("proposal",
                          "plan-line-exists",
                          "Plan line " + line.ref + " was added since by another proposal.",
                          "Refuse this proposal.");
    }
    if (!made) return Done{};
    if (ledger::agreement_by_ref(database, made->ref, last_day_of_all)) {
        return refused_in("proposal",
                          "agreement-exists",
                          "Agreement " + made->ref + " was added since.",
                          "Refuse this proposal.");
    }
    return made->status == AgreementStatus::active ? is_alone(asked, *made) : Done{};
}

// As 'plan end' does.
PlanLine ended(const Asked& asked, const PlanLine& last, Date on) {
    PlanLine line = last;
    line.from_on = std::max(std::min(asked.work.today(), on + 1), last.start_on);
    line.end_on = on;
    return line;
}

// The same money managed another way takes nothing from anybody.
Outcome<Done> may_take_its_place(Asked& asked,
                                 const PlanLine& old,
                                 const PlanLine& line,
                                 const Ground& ground) {
    const bool is_worth_less = worth_in_a_year(line) < worth_in_a_year(old);
    const bool ends_sooner = line.end_on && (!old.end_on || *line.end_on < *old.end_on);
    if (!is_worth_less && !ends_sooner) return Done{};
    return may_lower(asked,
                     {.about = {ledger::CaseKind::plan_line, old.number},
                      .budget = old.budget,
                      .from = line.start_on,
                      .lines = {old},
                      .new_amount = line.amount,
                      .field = "amount"},
                     ground);
}

// As when an agreement is signed; a draft is asked about when it is.
Outcome<Done> may_be_active(Asked& asked, const std::optional<Agreement>& made) {
    if (!made || made->status != AgreementStatus::active) return Done{};
    ledger::Database& database = asked.work.database();
    const Outcome<Done> moves =
        may_become(Agreement{.budget = made->budget}, *made, "agreement");  // a draft until now
    if (!moves.accepted()) return moves.refusal();
    const Outcome<Done> offered = was_not_refused(asked, *made);
    if (!offered.accepted()) return offered.refusal();
    const Outcome<Done> approved = plan_was_approved(asked, *made);
    if (!approved.accepted()) return approved.refusal();
    const Outcome<Done> goes_on = may_begin_to_pay(database, made->budget, "agreement");
    if (!goes_on.accepted()) return goes_on.refusal();
    return chosen_payee_may(asked, *made, "agreement");
}

// As part of the budget, under whoever pays it, and with what its old holder has for it. The day by
// which a service fund has moved.
Outcome<std::optional<Date>> may_become(Asked& asked,
                                        const PlanLine& old,
                                        const LineToBegin& line,
                                        std::span<const Agreement> ending) {
    const Outcome<Done> active = may_be_active(asked, line.with);
    if (!active.accepted()) return active.refusal();
    const Outcome<Done> begins = may_begin(asked, line);
    if (!begins.accepted()) return begins.refusal();
    const std::array both{ended(asked, old, line.line.start_on - 1), line.line};
    const Outcome<Done> within = stays_within_plan(asked.work, old.budget, both, line.field);
    if (!within.accepted()) return within.refusal();
    const Outcome<Done> scheduled = may_schedule(asked, line);
    if (!scheduled.accepted()) return scheduled.refusal();
    const Outcome<Done> built = may_build(asked,
                                          {.line = line.line,
                                           .told = line.told,
                                           .with = line.with ? &*line.with : nullptr,
                                           .ending = ending},
                                          line.field);
    if (!built.accepted()) return built.refusal();
    return may_move(asked,
                    {.budget = old.budget, .option = old.option, .moved = std::nullopt},
                    line.line.start_on,
                    line.field);
}

// `by`: when a service fund has moved.
Answer with_move(const Answer& answer, const std::optional<Date>& by) {
    if (!by) return answer;
    auto shown = nlohmann::ordered_json::parse(answer);
    shown["fund_moves_by"] = by->iso();
    return shown.dump();
}

}  // namespace

Outcome<Answer> plan_option(Asked& asked) {
    const Outcome<PlanLine> found = plan_line_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PlanLine& old = found.value();
    FieldReading in(asked.fields);
    const Date from = in.date("from");
    if (!in.accepted()) return in.refusal();
    check_line_to_leave(in, asked, old, from);
    const PlanLine line = line_after(in, asked, old, from);
    if (!in.accepted()) return in.refusal();
    const std::vector<Agreement> ending = agreements_to_end(in, asked, old, from);
    if (!in.accepted()) return in.refusal();
    const auto agreement = agreement_after(asked, old, line, ending);
    if (!agreement.accepted()) return agreement.refusal();
    const std::int64_t person = person_of_budget(asked, old.budget);
    const Outcome<Ground> ground = ground_given(asked, person);
    if (!ground.accepted()) return ground.refusal();
    const Outcome<Done> allowed = may_take_its_place(asked, old, line, ground.value());
    if (!allowed.accepted()) return allowed.refusal();
    const OptionWish wish{old, line, ending, agreement.value()};
    const Outcome<Done> terms = may_have_other_terms(asked, wish, ground.value());
    if (!terms.accepted()) return terms.refusal();
    const auto told = line_facts_told(asked, person);
    if (!told.accepted()) return told.refusal();
    const auto becomes = may_become(
        asked,
        old,
        {.line = line, .told = told.value(), .with = agreement.value(), .field = "plan_line"},
        ending);
    if (!becomes.accepted()) return becomes.refusal();
    const json content = with_told(asked.work, person, json::parse(content_of(wish)), told.value());
    auto proposed =
        propose(asked,
                {.kind = std::string(option_proposal),
                 .subject = old.number,
                 .from_on = from,
                 .content = with_ground(content, ground.value()).dump(),
                 .evidence = agreement.value() ? agreement.value()->evidence : std::nullopt},
                {.before = worth_in_a_year(old), .after = worth_in_a_year(line)},
                "plan_line");
    if (!proposed.accepted()) return proposed;
    return with_move(proposed.value(), becomes.value());
}

Outcome<Done> option_takes_effect(Asked& asked, const Proposal& proposal) {
    const Outcome<PlanLine> old = old_line_of(asked, proposal);
    if (!old.accepted()) return old.refusal();
    const auto ending = ending_of(asked, proposal);
    if (!ending.accepted()) return ending.refusal();
    PlanLine line = line_in(proposal);
    line.from_on = std::min(asked.work.today(), line.start_on);
    std::optional<Agreement> agreement = agreement_in(proposal);
    const Outcome<Done> allowed = is_still_new(asked, line, agreement);
    if (!allowed.accepted()) return allowed.refusal();
    auto told = told_in(asked.work.database(), proposal);
    const auto becomes =
        may_become(asked,
                   old.value(),
                   {.line = line, .told = told, .with = agreement, .field = "plan_line"},
                   ending.value());
    if (!becomes.accepted()) return becomes.refusal();
    const Ground ground = ground_in(json::parse(proposal.content));
    const Outcome<Done> by_rules = may_take_its_place(asked, old.value(), line, ground);
    if (!by_rules.accepted()) return by_rules.refusal();
    const Outcome<Done> terms =
        may_have_other_terms(asked, {old.value(), line, ending.value(), agreement}, ground);
    if (!terms.accepted()) return terms.refusal();
    ledger::insert_plan_line(asked.work, ended(asked, old.value(), proposal.from_on - 1));
    for (const Agreement& each : ending.value()) {
        const auto ended = end_agreement(asked, each, proposal.from_on - 1);
        if (!ended.accepted()) return ended.refusal();
    }
    const std::int64_t number = ledger::insert_plan_line(asked.work, line);
    record_told(asked.work,
                {.person = person_of_budget(asked, line.budget),
                 .about = {ledger::CaseKind::plan_line, number},
                 .from_on = line.from_on},
                std::move(told));
    if (agreement) {
        agreement->from_on = std::min(asked.work.today(), agreement->start_on);
        ledger::insert_agreement(asked.work, *agreement);
    }
    ledger::OptionChange change{.budget = line.budget,
                                .before = old.value().option,
                                .after = line.option,
                                .line_before = old.value().number,
                                .line_after = number,
                                .from_on = proposal.from_on,
                                .proposal = proposal.id};
    change.id = ledger::insert_option_change(asked.work, change);
    note_plan_changed(asked, line.budget);
    carry_over(asked.work, change);
    return Done{};
}

}  // namespace almoner::scheduler
