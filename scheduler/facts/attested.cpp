#include "scheduler/facts/attested.h"

#include "gateway/csv/cells.h"
#include "ledger/records/actor.h"
#include "ledger/records/evidence.h"
#include "ledger/records/in_force.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::CaseKind;
using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;
using rules::FactKind;
using rules::FactSlot;

constexpr std::string_view line_prefix = "line.";
constexpr std::string_view first_line = "lines[0].";
constexpr std::size_t largest_number = 1'000'000'000'000'000;

struct Recorded {
    std::string_view name;
    std::string_view by;
};
// In the order of the names. What the books know is not told twice.
constexpr std::array recorded{
    Recorded{"account.approved_by_another", "the second person's approval"},
    Recorded{"account.approver_is_manager", "almoner run approve, by the users"},
    Recorded{"account.asked_for_on", "almoner budget asked"},
    Recorded{"account.contingency", "almoner budget change"},
    Recorded{"account.contingency_counted_as_surplus", "the surplus, which leaves it out"},
    Recorded{"account.cycle", "almoner agreement change"},
    Recorded{"account.emergency_amount", "almoner emergency"},
    Recorded{"account.first_payment_made", "the payments"},
    Recorded{"account.has_emergency_route", "the users and bank accounts"},
    Recorded{"account.has_plan_line", "almoner plan add"},
    Recorded{"account.has_reason", "almoner emergency"},
    Recorded{"account.in_next_reconciliation", "the next run, which shows it"},
    Recorded{"account.is_approved", "almoner payee change"},
    Recorded{"account.is_one_off", "almoner agreement change"},
    Recorded{"account.nets_emergency", "almoner emergency"},
    Recorded{"account.open_blocks", "almoner run propose"},
    Recorded{"account.paid_before_by_body", "the payments"},
    Recorded{"account.plan_updated", "almoner plan change, plan approve or review decide"},
    Recorded{"account.recorded_as_advance", "almoner emergency"},
    Recorded{"account.roll", "the calendar"},
    Recorded{"account.timing", "almoner agreement change"},
    Recorded{"account.weekly_budget", "almoner plan change"},
    Recorded{"account.working_days_since_emergency", "almoner emergency"},
    Recorded{"contribution.assessed_in_a_year", "almoner assessment record"},
    Recorded{"contribution.capital", "almoner assessment record"},
    Recorded{"contribution.charged_before_in_a_year", "almoner agreement change"},
    Recorded{"contribution.charged_in_a_year", "almoner agreement change"},
    Recorded{"contribution.contribution", "almoner assessment record, almoner agreement change"},
    Recorded{"contribution.counts_direct_payment", "almoner assessment record"},
    Recorded{"contribution.exact_pence_denominator", "almoner assessment record"},
    Recorded{"contribution.exact_pence_numerator", "almoner assessment record"},
    Recorded{"contribution.gross", "almoner plan change"},
    Recorded{"contribution.guarantee_group", "almoner assessment record"},
    Recorded{"contribution.income_left", "almoner assessment record"},
    Recorded{"contribution.is_assessed", "almoner assessment record"},
    Recorded{"contribution.net", "almoner agreement change"},
    Recorded{"contribution.over_limit_declined", "almoner assessment record"},
    Recorded{"contribution.paid_gross", "almoner agreement change"},
    Recorded{"contribution.tariff_income", "almoner assessment record"},
    Recorded{"eligibility.age", "almoner person change"},
    Recorded{"eligibility.bank_account_offered", "the account that the agreement pays into"},
    Recorded{"eligibility.direct_payment_available", "almoner budget offer"},
    Recorded{"eligibility.notional_available", "almoner budget offer"},
    Recorded{"eligibility.refusal_letter_issued", "almoner budget refuse"},
    Recorded{"eligibility.refusal_states_reasons", "almoner budget refuse"},
    Recorded{"eligibility.refusal_states_review", "almoner budget refuse"},
    Recorded{"eligibility.signed_agreement", "almoner agreement sign"},
    Recorded{"eligibility.third_party_available", "almoner budget offer"},
    Recorded{"information.decision_recorded", "the journal"},
    Recorded{"information.has_named_recipient", "almoner share record"},
    Recorded{"information.has_purpose", "almoner share record"},
    Recorded{"information.holds_health_data", "almoner share record"},
    Recorded{"information.is_own_client", "almoner agreement change"},
    Recorded{"information.minimum_fields", "almoner share record"},
    Recorded{"information.person_has_capacity",
             "what was said of their capacity, almoner representative appoint"},
    Recorded{"information.recipient", "almoner share record"},
    Recorded{"information.whole_years_kept", "the day on which something happened last"},
    Recorded{"line.amount", "almoner plan change"},
    Recorded{"line.new_amount", "almoner case propose"},
    Recorded{"line.option", "almoner plan option"},
    Recorded{"line.ref", "almoner plan add"},
    Recorded{"line.regime", "almoner plan add"},
    Recorded{"payee.is_child", "almoner person change"},
    Recorded{"payee.role", "almoner agreement change"},
    Recorded{"plan.adult_amount", "almoner agreement change"},
    Recorded{"plan.authority_amount", "almoner plan change"},
    Recorded{"plan.budget_total", "almoner budget offer"},
    Recorded{"plan.has_risk_procedure", "almoner plan submit"},
    Recorded{"plan.is_charged", "almoner plan add"},
    Recorded{"plan.lines_total", "almoner plan change"},
    Recorded{"plan.person_agrees", "almoner plan sign"},
    Recorded{"plan.states_amount_and_intervals", "almoner plan submit"},
    Recorded{"plan.states_coordinator", "almoner plan submit"},
    Recorded{"plan.states_first_review", "almoner plan submit"},
    Recorded{"plan.states_monitoring", "almoner plan submit"},
    Recorded{"plan.states_needs_and_outcomes", "almoner plan submit"},
    Recorded{"plan.states_notice_period", "almoner plan submit"},
    Recorded{"plan.states_services", "almoner plan submit"},
    Recorded{"reclaim.amount", "almoner case propose"},
    Recorded{"reclaim.breach_recorded", "a closed review of kind breach"},
    Recorded{"reclaim.breach_reviewed", "almoner review decide"},
    Recorded{"reclaim.collects_from_account", "the case, which takes nothing itself"},
    Recorded{"reclaim.days_to_repay", "almoner notice issue"},
    Recorded{"reclaim.fell_due_on", "almoner notice issue"},
    Recorded{"reclaim.ground", "almoner case propose"},
    Recorded{"reclaim.notice_issued_on", "almoner notice issue"},
    Recorded{"reclaim.reconsideration_asked", "almoner notice"},
    Recorded{"reclaim.reconsidered_once", "almoner notice"},
    Recorded{"reclaim.weekly_amount", "almoner plan change"},
    Recorded{"review.all_involved", "almoner review decide"},
    Recorded{"review.covers_best_interests", "almoner review decide"},
    Recorded{"review.covers_plan", "almoner review decide"},
    Recorded{"review.covers_sufficiency", "almoner review decide"},
    Recorded{"review.covers_terms", "almoner review decide"},
    Recorded{"review.covers_use", "almoner review decide"},
    Recorded{"review.days_return_overdue", "almoner monitor ask"},
    Recorded{"review.document_held", "almoner monitor received"},
    Recorded{"review.help_offered", "almoner monitor help"},
    Recorded{"review.merged", "the one return of a budget"},
    Recorded{"review.months_since_last_return", "almoner monitor ask"},
    Recorded{"review.other_body_asks", "almoner plan add"},
    Recorded{"review.reminded", "almoner monitor overdue"},
    Recorded{"review.steps_to_agree", "almoner review decide"},
    Recorded{"spending.amount", "almoner spend record"},
    Recorded{"spending.holder_decides", "almoner plan option"},
    Recorded{"spending.in_plan", "almoner spend confirm"},
    Recorded{"spending.plan_line_left", "almoner spend confirm"},
    Recorded{"stop.by_holder", "almoner case open, almoner ending open"},
    Recorded{"stop.debts_settled_first", "almoner ending answer"},
    Recorded{"stop.ground", "almoner case propose, almoner ending open"},
    Recorded{"stop.is_mandatory", "almoner case propose, almoner ending open"},
    Recorded{"stop.liabilities_moved", "almoner ending take-over"},
    Recorded{"stop.notice_issued_on", "almoner notice issue"},
    Recorded{"stop.notice_written", "almoner notice issue"},
    Recorded{"stop.old_authority_ends_on", "almoner ending open"},
    Recorded{"stop.reclaim_case_open", "almoner case open"},
    Recorded{"stop.reclaim_rules_met", "the case, which takes nothing before"},
    Recorded{"stop.reclaims_at_move", "almoner case take-effect"},
    Recorded{"stop.schedule_frozen", "almoner person died"},
    Recorded{"stop.signed_off", "almoner case approve"},
    Recorded{"stop.split_by_funder", "almoner ending account"},
    Recorded{"stop.stop_on", "almoner case propose, almoner ending open"},
    Recorded{"stop.suspension_ground", "almoner agreement hold"},
    Recorded{"stop.suspension_request", "--ground-evidence of a hold"},
    Recorded{"stop.to_personal_representatives", "almoner representative add"},
    Recorded{"surplus.cause_recorded", "almoner review decide"},
    Recorded{"surplus.cleared_balance", "the books: almoner spend record"},
    Recorded{"surplus.consulted", "almoner case consult"},
    Recorded{"surplus.consulted_on", "almoner case consult"},
    Recorded{"surplus.consulting_inappropriate", "almoner case consult"},
    Recorded{"surplus.contingency", "almoner budget change"},
    Recorded{"surplus.due_in_period", "the payment run"},
    Recorded{"surplus.effect_on", "almoner case propose"},
    Recorded{"surplus.ground_borne_out", "the records, when less is paid"},
    Recorded{"surplus.ground_paper", "--ground-evidence where less is paid"},
    Recorded{"surplus.in_advance", "the payments"},
    Recorded{"surplus.notice_has_reasons", "almoner notice draft"},
    Recorded{"surplus.notice_issued_on", "almoner notice issue"},
    Recorded{"surplus.notice_to_all", "almoner notice issue"},
    Recorded{"surplus.notice_written", "almoner notice issue"},
    Recorded{"surplus.offset_in_period", "the payment run"},
    Recorded{"surplus.offset_left", "the payment run"},
    Recorded{"surplus.planned_cost_to_next", "the payment run"},
    Recorded{"surplus.reconsideration_answered", "almoner notice"},
    Recorded{"surplus.reconsideration_asked", "almoner notice"},
    Recorded{"surplus.reconsidered_once", "almoner notice"},
    Recorded{"surplus.review_closed", "almoner review close"},
    Recorded{"surplus.review_names_it", "almoner review decide"},
    Recorded{"surplus.weekly_amount", "almoner plan change"},
    Recorded{"surplus.without_case", "--ground where less is paid"},
    Recorded{"third_party.bank_balance", "almoner statement import"},
    Recorded{"third_party.care_line", "almoner plan change"},
    Recorded{"third_party.carries_funder", "almoner plan add"},
    Recorded{"third_party.fee_shown", "almoner plan add"},
    Recorded{"third_party.funder_balances", "the books"},
    Recorded{"third_party.moved", "almoner plan handed-over"},
};

// What is shared by all lines of a case and may be said of one: the rules are asked about that line
// alone then.
struct SharedFact {
    std::string_view of_line;
    std::string_view shared;
};
constexpr std::array said_of_a_line{
    SharedFact{"line.chair_cost", "third_party.chair_cost"},
    SharedFact{"line.fee", "third_party.fee"},
    SharedFact{"line.is_process_cost", "plan.is_process_cost"},
    SharedFact{"line.provision", "plan.provision"},
    SharedFact{"line.provision_cost", "plan.provision_cost"},
    SharedFact{"line.weeks_provided", "plan.weeks_provided"},
    SharedFact{"line.wheelchair_need_changed", "third_party.wheelchair_need_changed"},
    SharedFact{"line.years_since_chair", "third_party.years_since_chair"},
};

// Places of the facts of a case with one line, by name; the values are those of no case.
const std::vector<FactSlot>& all_slots() {
    static rules::Facts facts = [] {
        rules::Facts made;
        made.lines.emplace_back();
        return made;
    }();
    static const std::vector<FactSlot> slots = rules::slots_of(facts);
    return slots;
}

// `of_line`: "lines[0]." and the like.
std::string slot_name(std::string_view name, std::string_view of_line = first_line) {
    if (!name.starts_with(line_prefix)) return std::string(name);
    const auto* const shared = std::ranges::find(said_of_a_line, name, &SharedFact::of_line);
    if (shared != said_of_a_line.end()) return std::string(shared->shared);
    return std::string(of_line) + std::string(name.substr(line_prefix.size()));
}

const FactSlot* slot_named(CaseKind kind, std::string_view name) {
    if (name.starts_with(line_prefix) != (kind == CaseKind::plan_line)) return nullptr;
    const auto found = std::ranges::find(all_slots(), slot_name(name), &FactSlot::name);
    return found == all_slots().end() ? nullptr : &*found;
}

Refusal wrong_value(std::string_view name, std::string words, std::string next) {
    return {.code = "fact-value",
            .words = std::string(name) + ": " + std::move(words),
            .next = std::move(next),
            .field = std::string(name),
            .citation = {}};
}

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

template <class Value>
Outcome<std::string> or_wrong(std::string_view name,
                              const Outcome<Value>& value,
                              std::string (*written)(const Value&)) {
    if (value.accepted()) return written(value.value());
    return wrong_value(name, value.refusal().words, value.refusal().next);
}

Outcome<std::string> one_of(std::string_view name,
                            std::string_view given,
                            std::span<const std::string_view> choices) {
    if (std::ranges::find(choices, given) != choices.end()) return std::string(given);
    std::string list;
    for (const std::string_view each : choices)
        list += (list.empty() ? "" : ", ") + std::string(each);
    return wrong_value(name, "this is none of what it can be.", "Give one of: " + list + ".");
}

Outcome<std::string> kept_text(const FactSlot& slot,
                               std::string_view name,
                               std::string_view given) {
    static constexpr std::array<std::string_view, 2> yes_or_no{"yes", "no"};
    switch (slot.kind) {
        case FactKind::flag: return one_of(name, given, yes_or_no);
        case FactKind::choice: return one_of(name, given, slot.choices);
        case FactKind::money:
            return or_wrong<Money>(name, gateway::read_money(given), [](const Money& money) {
                return std::to_string(money.pence());
            });
        case FactKind::date:
            return or_wrong<Date>(
                name, gateway::read_date(given), [](const Date& day) { return day.iso(); });
        case FactKind::number:
        case FactKind::evidence:
            return or_wrong<std::size_t>(
                name,
                gateway::read_whole_number(given, largest_number),
                [](const std::size_t& number) { return std::to_string(number); });
        case FactKind::text: return std::string(given);
    }
    throw ledger::InvariantBroken("unlisted kind of fact");
}

// What was kept was checked when it came in.
template <class T>
T kept(std::optional<T> value) {
    if (!value) throw ledger::InvariantBroken("an attested fact can't be read any more");
    return *std::move(value);
}

void put(ledger::Database& database, const FactSlot& slot, std::string_view text) {
    const auto fact = [&]<class T>(T value) {
        *static_cast<rules::Fact<T>*>(slot.place) = std::move(value);
    };
    switch (slot.kind) {
        case FactKind::flag: fact(text == "yes"); return;
        case FactKind::number: fact(kept(number_in(text))); return;
        case FactKind::money: fact(Money::from_pence(kept(number_in(text)))); return;
        case FactKind::date: fact(kept(Date::parse(text))); return;
        case FactKind::text: fact(std::string(text)); return;
        case FactKind::choice: slot.choose(slot.place, text); return;
        case FactKind::evidence:
            *static_cast<rules::Proof*>(slot.place) = proof_of(database, number_in(text));
            return;
    }
}

}  // namespace

std::optional<std::string_view> recorded_by(std::string_view name) {
    const auto* const found = std::ranges::lower_bound(recorded, name, {}, &Recorded::name);
    if (found == recorded.end() || found->name != name) return std::nullopt;
    return found->by;
}

Outcome<std::string> attested_value(CaseKind kind, std::string_view name, std::string_view given) {
    if (const auto by = recorded_by(name)) {
        return Refusal{.code = "fact-recorded-elsewhere",
                       .words = std::string(name) + " is read from a record of its own.",
                       .next = "It follows from " + std::string(*by) + ".",
                       .field = std::string(name),
                       .citation = {}};
    }
    const FactSlot* const slot = slot_named(kind, name);
    if (slot == nullptr) {
        return Refusal{.code = "fact-unknown",
                       .words = "The rules ask for no fact '" + std::string(name) + "' of a " +
                                std::string(name_of(kind)) + ".",
                       .next =
                           "Take its name from 'almoner agreement check' or 'almoner rules "
                           "schema'; a plan line's begins with line.",
                       .field = std::string(name),
                       .citation = {}};
    }
    return kept_text(*slot, name, given);
}

bool is_evidence(CaseKind kind, std::string_view name) {
    const FactSlot* const slot = slot_named(kind, name);
    return slot != nullptr && slot->kind == FactKind::evidence;
}

std::string told_as(std::string_view name) {
    const std::size_t dot = name.find("].");
    if (!name.starts_with("lines[") || dot == std::string_view::npos) return std::string(name);
    return std::string(line_prefix) + std::string(name.substr(dot + 2));
}

void take_attested(ledger::Database& database,
                   std::span<const ledger::AttestedFact> attested,
                   rules::Facts& facts,
                   std::size_t line) {
    if (attested.empty()) return;
    const std::vector<FactSlot> slots = rules::slots_of(facts);
    const std::string prefix = "lines[" + std::to_string(line) + "].";
    for (const ledger::AttestedFact& each : attested) {
        const auto slot = std::ranges::find(slots, slot_name(each.name, prefix), &FactSlot::name);
        if (slot != slots.end()) put(database, *slot, each.value);
    }
}

rules::Proof proof_of(ledger::Database& database, std::optional<std::int64_t> evidence) {
    if (!evidence) return {};
    const auto found = ledger::evidence_by_id(database, *evidence);
    if (!found) return {};
    const auto giver = ledger::actor_numbered(database, found->given_by, ledger::last_day_of_all);
    return rules::Evidence{.item = found->id,
                           .given_by = giver ? giver->ref : std::string{},
                           .dated_on = found->dated_on,
                           .sha256 = found->sha256};
}

}  // namespace almoner::scheduler
