// What a case is to take, proposed with its workings by one person and approved by another.
#include "ledger/posting/keys.h"
#include "ledger/records/private_text.h"
#include "ledger/values/invariant.h"
#include "ledger/views/words.h"
#include "rules/reclaim/reclaim_facts.h"
#include "rules/stop/stop_facts.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/commands/reduction_case.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/notice/case_notice.h"
#include "scheduler/notice/told_sum.h"
#include "scheduler/reduction/before_told.h"
#include "scheduler/reduction/what_stops.h"

#include <nlohmann/json.hpp>
#include <type_traits>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PlanLine;
using ledger::Proposal;
using nlohmann::json;
using rules::CaseState;

constexpr std::size_t longest_workings = 4'000;

// As it would be paid from the new amount on.
Money worth_with(PlanLine line, Money amount) {
    line.amount = amount;
    return worth_in_a_year(line);
}

void check_amount(FieldReading& in,
                  const CaseStanding& standing,
                  const PlanLine& line,
                  Money amount) {
    if (!in.accepted()) return;
    if (amount.is_zero()) {
        in.refuse("nothing-to-take",
                  "The amount is nothing.",
                  "Give an amount; what is to end altogether is a case of kind stop.",
                  "amount");
    } else if (standing.opened.kind == "reduction" && amount >= line.amount) {
        in.refuse("nothing-to-reduce",
                  "The line is worth no more than that already.",
                  "Give the new, lower amount of the plan line.",
                  "amount");
    }
}

template <class List>
std::string ground_of(FieldReading& in) {
    std::string ground = in.needed("ground");
    // What stops by a death is an ending, and no case.
    const auto is_one = [](std::string_view each) {
        return each != "none" && (each != "death" || std::is_same_v<List, rules::Ground>);
    };
    if (in.accepted() && (!rules::value_named<List>(ground) || !is_one(ground))) {
        std::string list;
        for (const std::string_view each : names_of(List{})) {
            if (!is_one(each)) continue;
            list += (list.empty() ? "" : ", ") + std::string(each);
        }
        in.refuse(
            "not-in-the-list", "This is none of: " + list + ".", "Write one of those.", "ground");
    }
    return ground;
}

std::string ground_in(FieldReading& in, const CaseStanding& standing) {
    if (standing.opened.kind == "reclaim") return ground_of<rules::Ground>(in);
    if (standing.opened.kind == "stop") return ground_of<rules::StopGround>(in);
    return {};
}

Outcome<PlanLine> line_of(const Asked& asked, const CaseStanding& standing) {
    Outcome<PlanLine> line = plan_line_asked_for(asked);
    if (!line.accepted()) return line.refusal();
    if (line.value().budget != standing.budget.number) {
        return refused_in("plan_line",
                          "plan-line-of-another-budget",
                          "This plan line belongs to another budget than the case.",
                          "Give a line of budget " + standing.budget.ref + ".");
    }
    if (line.value().option == ledger::Option::notional) {
        return refused_in(
            "plan_line",
            "money-never-paid-out",
            "The money of this line is never paid out, so nothing is with the person.",
            "Change the plan line with 'almoner plan change'.");
    }
    return line;
}

Outcome<Done> may_decide(const CaseStanding& standing) {
    const auto move =
        rules::find_move(rules::case_moves, "case", standing.state, CaseState::decided);
    if (!move.accepted()) return move.refusal();
    if (!standing.notice) return Done{};
    return refused_in("case",
                      "notice-already",
                      "Notice " + standing.notice->number + " tells of what was decided before.",
                      "Take it back with 'almoner notice withdraw' first.");
}

bool stops_a_line(const CaseStanding& standing) {
    return standing.opened.kind == "stop" || standing.opened.kind == "suspend";
}

// Of a stop: how many agreements pay what stops, and what that is in a year.
Stake stake_of(const CaseStanding& standing, const WhatStops& stops, Money amount) {
    const PlanLine& line = stops.line;
    if (takes_a_sum(standing)) return {.before = amount, .after = amount};
    if (standing.opened.kind == "reduction") {
        return {.before = worth_in_a_year(line), .after = worth_with(line, amount)};
    }
    return {.count = static_cast<std::int64_t>(stops.agreements.size()),
            .before = worth_in_a_year(line),
            .after = worth_in_a_year(line)};
}

// What whoever confirms it is shown.
json change_of(const CaseStanding& standing, const WhatStops& stops, Money amount) {
    const PlanLine& line = stops.line;
    const std::string sum = ledger::money_with_pence(amount);
    if (standing.opened.kind == "reduction") {
        const std::string period(words_of(per_of(line.frequency)));
        return {{"what", "plan line " + line.ref + ", " + period},
                {"before", ledger::money_with_pence(line.amount)},
                {"after", sum}};
    }
    if (takes_a_sum(standing)) {
        const bool is_repaid = standing.opened.kind == "reclaim";
        return {{"what",
                 (is_repaid ? "to be paid back, of plan line " : "to be kept, of plan line ") +
                     line.ref},
                {"before", ""},
                {"after", sum + " " + std::string(words_of(Per::in_all))}};
    }
    return {{"what", "what is paid"}, {"before", words_of(stops)}, {"after", "nothing"}};
}

// Each line has its amount: all come to the sum, or of a reduction to what the line is less by.
void check_workings(FieldReading& in,
                    const std::string& workings,
                    Money amount,
                    std::optional<Money> less) {
    const std::string lines = by_lines(workings);
    if (!in.accepted() || add_up(lines, amount) || (less && add_up(lines, *less))) return;
    in.refuse(workings_differ(amount));
}

std::optional<Money> less_by(const CaseStanding& standing, const PlanLine& line, Money amount) {
    if (standing.opened.kind != "reduction") return std::nullopt;
    return line.amount - amount;
}

// As it would stand once it is approved.
Outcome<Done> may_be_proposed(Asked& asked,
                              CaseStanding standing,
                              const PlanLine& line,
                              ledger::CaseDecision decision) {
    decision.reduction_case = standing.opened.id;
    decision.plan_line = line.number;
    standing.decision = std::move(decision);
    standing.line = line;
    return could_take_effect(asked, std::move(standing), Hindrance::known);
}

}  // namespace

Outcome<Answer> case_propose(Asked& asked) {
    const Outcome<CaseStanding> found = case_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const CaseStanding& standing = found.value();
    const Outcome<Done> allowed = may_decide(standing);
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<PlanLine> line = line_of(asked, standing);
    if (!line.accepted()) return line.refusal();
    FieldReading in(asked.fields);
    const bool has_amount = takes_a_sum(standing) || standing.opened.kind == "reduction";
    const Money amount = has_amount ? in.money("amount") : Money{};
    if (has_amount) check_amount(in, standing, line.value(), amount);
    const std::string ground = ground_in(in, standing);
    (void)in.needed("workings");
    const std::string workings = in.words("workings", longest_workings);
    const auto floor =
        static_cast<std::int32_t>(policy_in_force(asked.work.database(), asked.work.today())
                                      .number(rules::Parameter::notice_floor_days));
    const ledger::Date effect = in.date_or("effect", asked.work.today() + floor);
    if (has_amount) {
        check_workings(in, workings, amount, less_by(standing, line.value(), amount));
    }
    if (!in.accepted()) return in.refusal();
    const Outcome<Done> lawful = may_be_proposed(asked,
                                                 standing,
                                                 line.value(),
                                                 {.amount = amount,
                                                  .ground = ground,
                                                  .effect_on = effect,
                                                  .proposed_by = asked.actor.number,
                                                  .workings = workings});
    if (!lawful.accepted()) return lawful.refusal();
    const WhatStops stops = what_stops(asked.work.database(), line.value(), effect);
    json content{{"ref", ledger::case_number(standing.opened.id)},
                 {"line", line.value().number},
                 {"line_ref", line.value().ref},
                 {"amount", amount.pence()},
                 {"stops", stops_a_line(standing) ? words_of(stops) : ""},
                 {"change", change_of(standing, stops, amount)}};
    if (!ground.empty()) content["ground"] = ground;
    Proposal proposal{
        .kind = std::string(takes_a_sum(standing) ? case_sum_proposal : case_reduction_proposal),
        .subject = standing.opened.id,
        .from_on = effect,
        .content = content.dump()};
    proposal.private_row =
        ledger::insert_private_text(asked.work, standing.budget.person, workings);
    Outcome<Answer> proposed =
        propose(asked, std::move(proposal), stake_of(standing, stops, amount), "case");
    if (!proposed.accepted() || !stops_a_line(standing)) return proposed;
    nlohmann::ordered_json answer = nlohmann::ordered_json::parse(proposed.value());
    answer["stops"] = words_of(stops);
    return answer.dump();
}

namespace {

// Nobody confirms a stop without having been told of what.
Outcome<Answer> saying_what_stops(Outcome<Answer> answered, const Proposal& proposal) {
    const std::string stops = json::parse(proposal.content).value("stops", "");
    if (answered.accepted() || stops.empty()) return answered;
    ledger::Refusal refusal = answered.refusal();
    if (refusal.code != "confirm-differs") return answered;
    refusal.words += " It would stop: " + stops;
    return refusal;
}

}  // namespace

nlohmann::ordered_json case_changes(const Proposal& proposal) {
    nlohmann::ordered_json changes = nlohmann::ordered_json::array();
    const auto content = nlohmann::ordered_json::parse(proposal.content);
    // None in what was proposed by a program of before.
    if (content.contains("change")) changes.push_back(content.at("change"));
    return changes;
}

Outcome<Answer> case_approve(Asked& asked) {
    const Outcome<CaseStanding> found = case_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    for (const std::string_view kind : {case_reduction_proposal,
                                        case_sum_proposal,
                                        case_write_off_proposal,
                                        case_enforce_proposal}) {
        for (const Proposal& each :
             ledger::open_proposals(asked.work.database(), std::string(kind))) {
            if (each.subject != found.value().opened.id) continue;
            return saying_what_stops(confirm(asked, each), each);
        }
    }
    return refused_in("case",
                      "nothing-proposed",
                      "Nothing is proposed for this case.",
                      "Propose it with 'almoner case propose'.");
}

Outcome<Done> case_decided(Asked& asked, const Proposal& proposal) {
    ledger::Database& database = asked.work.database();
    const auto opened = ledger::case_by_id(database, proposal.subject);
    if (!opened) throw ledger::InvariantBroken("a proposal for a case that is not there");
    CaseStanding standing = standing_of(database, *opened, asked.work.today());
    const Outcome<Done> allowed = may_decide(standing);
    if (!allowed.accepted()) return allowed.refusal();
    const json content = json::parse(proposal.content);
    const Money amount = Money::from_pence(content.at("amount").get<std::int64_t>());
    const std::string workings =
        proposal.private_row ? ledger::private_text(database, *proposal.private_row).value_or("")
                             : std::string{};
    ledger::insert_case_decision(asked.work,
                                 standing.budget.person,
                                 {.reduction_case = opened->id,
                                  .plan_line = content.at("line").get<std::int64_t>(),
                                  .amount = amount,
                                  .ground = content.value("ground", ""),
                                  .effect_on = proposal.from_on,
                                  .proposal = proposal.id,
                                  .proposed_by = proposal.proposed_by,
                                  .approved_by = asked.actor.number,
                                  .workings = workings});
    return move_case(asked, standing, {CaseState::decided}, {.amount = amount});
}

}  // namespace almoner::scheduler
