#include "rules/engine/dates.h"
#include "rules/engine/subjects.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;

Truth is_regular(const Case& c) {
    return all_of(is(c.line.option, WayOfManaging::direct_payment),
                  negated(c.f.account.is_one_off));
}

constexpr std::array acc_01{
    Condition{"account-not-approved",
              block,
              "Regular payments go only into an approved account.",
              "Have the account approved.",
              [](const Case& c) { return implies(is_regular(c), c.f.account.is_approved); }},
    Condition{
        "other-money-in-account",
        block,
        "The account holds money other than direct payments.",
        "Open an account for direct payments alone.",
        [](const Case& c) { return implies(is_regular(c), c.f.account.only_direct_payments); }},
    Condition{"account-not-auditable",
              block,
              "The account's statements do not show where money came from and went.",
              "Take an account with such statements.",
              [](const Case& c) { return implies(is_regular(c), c.f.account.is_auditable); }},
    Condition{"others-have-access",
              block,
              "Somebody who was not approved can use the account.",
              "Approve them by name, or end their access.",
              [](const Case& c) { return implies(is_regular(c), c.f.account.only_named_access); }}};

Truth is_managed(const Case& c) {
    return is(c.line.option, WayOfManaging::managed_account);
}

constexpr std::array acc_02{
    Condition{"no-instruction",
              block,
              "A managed account pays only on the holder's instruction.",
              "Ask the holder for the instruction.",
              [](const Case& c) { return implies(is_managed(c), c.f.account.instructed); }},
    Condition{"other-persons-money",
              block,
              "The money is for services in this person's own plan alone.",
              "Pay it for the person whose plan has the service.",
              [](const Case& c) { return implies(is_managed(c), c.f.account.for_this_person); }},
    Condition{"managed-account-not-auditable",
              block,
              "The managed account's statements do not show where money came from and went.",
              "Have the provider give such statements.",
              [](const Case& c) { return implies(is_managed(c), c.f.account.is_auditable); }}};

constexpr std::array acc_03{
    Condition{"more-than-5-items",
              block,
              "A one-off payment is for one item or service, or a few that are bought at once.",
              "Pay into an approved account.",
              [](const Case& c) {
                  return implies(c.f.account.is_one_off,
                                 at_most(c.f.account.one_off_items,
                                         c.policy.number(Parameter::one_off_max_items)));
              }},
    Condition{"second-payment-same-fy",
              block,
              "This body has paid this person already in the financial year.",
              "Pay into an approved account, or wait for 1 April.",
              [](const Case& c) {
                  return implies(c.f.account.is_one_off, negated(c.f.account.paid_before_by_body));
              }}};

constexpr std::array acc_04{
    Condition{"account-not-approved",
              block,
              "SEN payments go only into an approved account.",
              "Have the account approved.",
              [](const Case& c) { return known(c.f.account.is_approved); }},
    Condition{"other-money-in-account",
              block,
              "The account is used for more than the payments that the regulation lists.",
              "Open an account for direct payments alone.",
              [](const Case& c) { return known(c.f.account.only_direct_payments); }},
    Condition{"others-have-access",
              block,
              "Somebody other than the recipient or an approved person can use the account.",
              "Approve them by name, or end their access.",
              [](const Case& c) { return known(c.f.account.only_named_access); }},
    Condition{"no-record-kept",
              block,
              "The recipient keeps no record of money in and out.",
              "Agree how the record is kept.",
              [](const Case& c) { return known(c.f.account.recipient_keeps_record); }}};

// The choices of a parameter stand in the order of the facts' own list.
template <class List>
Truth is_choice(const Fact<List>& fact, std::int64_t choice) {
    return worked_out([&](List value) { return static_cast<std::int64_t>(value) == choice; }, fact);
}

constexpr std::array sch_01{
    Condition{"cycle-not-common",
              block,
              "Payments are four-weekly or monthly, as the area has set.",
              "Take the common cycle, or pay once.",
              [](const Case& c) {
                  const std::int64_t either = 0;
                  const std::int64_t set = c.policy.number(Parameter::schedule_cycle);
                  return any_of(is(c.f.account.cycle, Cycle::one_off),
                                all_of(set == either, is(c.f.account.cycle, Cycle::monthly)),
                                all_of(set == either, is(c.f.account.cycle, Cycle::four_weekly)),
                                is_choice(c.f.account.cycle, set - 1));
              }},
    Condition{"timing-not-common",
              warn,
              "The area pays the other way: in advance or in arrears.",
              "Change the agreement's timing, or record why it differs.",
              [](const Case& c) {
                  return is_choice(c.f.account.timing, c.policy.number(Parameter::schedule_timing));
              }},
    Condition{"roll-not-common",
              warn,
              "The area takes the other working day when the due day is none.",
              "Change how due days move.",
              [](const Case& c) {
                  return is_choice(c.f.account.roll,
                                   c.policy.number(Parameter::schedule_due_date_roll));
              }},
    Condition{"no-dates-in-plan",
              block,
              "The plan fixes neither the intervals nor the dates of payment.",
              "Add them to the plan.",
              [](const Case& c) { return known(c.f.account.plan_fixes_dates); }},
    Condition{"no-emergency-route",
              block,
              "There is no route for an emergency payment.",
              "Name an account and who approves it.",
              [](const Case& c) { return known(c.f.account.has_emergency_route); }}};

constexpr std::array sch_02{
    Condition{"open-block",
              block,
              "A finding that blocks is open for this payment.",
              "Mend what it names; the next run proposes the payment again.",
              [](const Case& c) { return is(c.f.account.open_blocks, 0); }},
    Condition{"review-overdue",
              warn,
              "A review that must be held is overdue; the law does not stop the money for it.",
              "Hold the review.",
              [](const Case& c) { return negated(c.f.account.review_overdue); },
              review}};

constexpr std::array emg_01{
    Condition{"no-plan-line-or-urgent-decision",
              block,
              "An emergency payment needs a plan line or a recorded urgent decision.",
              "Record the urgent decision.",
              [](const Case& c) {
                  return any_of(c.f.account.has_plan_line, c.f.account.urgent_decision_recorded);
              }},
    Condition{"no-reason",
              block,
              "An emergency payment needs a reason.",
              "Write the reason.",
              [](const Case& c) { return known(c.f.account.has_reason); }},
    Condition{"approver-is-requester",
              block,
              "Somebody other than the requester approves an emergency payment.",
              "Ask a second person.",
              [](const Case& c) { return known(c.f.account.approved_by_another); }},
    Condition{"approver-is-no-manager",
              block,
              "In this area a manager approves an emergency payment.",
              "Ask a manager: a checker who may approve any sum.",
              [](const Case& c) {
                  return any_of(c.policy.number(Parameter::emergency_approver) == 0,
                                c.f.account.approver_is_manager);
              }},
    Condition{"over-cap",
              block,
              "The emergency payment is above the cap.",
              "Pay up to the cap, what was paid in its weeks counted; the rest with a decision on "
              "the plan.",
              [](const Case& c) {
                  const auto cap = worked_out(
                      [&](ledger::Money weekly) {
                          return weekly.mul_div(c.policy.number(Parameter::emergency_cap_weeks),
                                                1,
                                                ledger::Rounding::down);
                      },
                      c.f.account.weekly_budget);
                  return at_most(c.f.account.emergency_amount, cap);
              }},
    Condition{"not-set-down",
              warn,
              "The emergency payment is not set down for the next reconciliation and review.",
              "Set it down for both.",
              [](const Case& c) { return known(c.f.account.in_next_reconciliation); }},
    Condition{"plan-not-updated",
              warn,
              "The plan was not updated in time after the emergency payment.",
              "Update the plan.",
              [](const Case& c) {
                  return any_of(
                      c.f.account.plan_updated,
                      at_most(c.f.account.working_days_since_emergency,
                              c.policy.number(Parameter::emergency_plan_update_working_days)));
              }}};

constexpr std::array emg_02{
    Condition{"contingency-not-agreed",
              block,
              "A contingency is held in the account only if the plan agrees to it.",
              "Agree it in the plan, or leave it out.",
              [](const Case& c) {
                  return any_of(is(c.f.account.contingency, ledger::Money{}),
                                c.f.account.contingency_agreed);
              }},
    Condition{"contingency-over-limit",
              warn,
              "The contingency is above what the area's policy has.",
              "Record why this person needs more.",
              [](const Case& c) {
                  const auto limit = worked_out(
                      [&](ledger::Money weekly) {
                          return weekly.mul_div(c.policy.number(Parameter::contingency_weeks),
                                                1,
                                                ledger::Rounding::down);
                      },
                      c.f.account.weekly_budget);
                  return at_most(c.f.account.contingency, limit);
              }},
    Condition{"contingency-counted-as-surplus",
              block,
              "The contingency agreed in the plan is no surplus.",
              "Leave it out of the surplus.",
              [](const Case& c) {
                  return any_of(c.policy.flag(Parameter::contingency_returned_if_unused),
                                negated(c.f.account.contingency_agreed),
                                negated(c.f.account.contingency_counted_as_surplus));
              }}};

constexpr std::array emg_03{Condition{
    "netting-is-a-reduction",
    block,
    "Taking an emergency payment off a later one is a reduction: it was no advance when made.",
    "Pay the period in full, or open a case for a reduction.",
    [](const Case& c) {
        return implies(c.f.account.nets_emergency, c.f.account.recorded_as_advance);
    },
    reduce}};

constexpr std::array agr_01{
    Condition{"agreement-document",
              need_evidence,
              "The agreement document for signing was not produced.",
              "Produce one form for NHS and council money together.",
              [](const Case& c) { return evidenced(c.f.account.agreement_document); }}};

ledger::Date first_payment_by(const Case& c, ledger::Date asked_for_on) {
    return days_after(asked_for_on, c.policy.number(Parameter::first_payment_days));
}

constexpr std::array clk_01{Condition{
    "first-payment-late",
    warn,
    "The first payment takes longer than the area has set itself.",
    "Name what it waits for, and tell the person.",
    [](const Case& c) {
        const auto by = worked_out([&](ledger::Date asked) { return first_payment_by(c, asked); },
                                   c.f.account.asked_for_on);
        return any_of(c.f.account.first_payment_made, at_most(c.on, by));
    },
    {},
    [](const Case& c, Finding& finding) {
        finding.due_on = first_payment_by(c, *c.f.account.asked_for_on.value);
    }}};

constexpr std::array rules{
    Rule{"ACC-01",
         Mark::law,
         "Regular NHS payments go only into an approved account: direct-payment money alone, "
         "auditable, named access.",
         "SI 2013/1617 reg 10(1) to (3), 11(6)",
         Regime::nhs,
         {activate, release},
         {},
         acc_01},
    Rule{"ACC-02",
         Mark::law,
         "A managed account is auditable, pays on the holder's instruction, and only for that "
         "person's plan.",
         "SI 2017/219 reg 10(1)(a), (1A), (5)(b), 11(6)",
         Regime::nhs,
         pay_supplier,
         {},
         acc_02},
    Rule{"ACC-03",
         Mark::law,
         "A one-off needs no separate account: at most five items, and the only payment of that "
         "body in the financial year.",
         "SI 2013/1617 reg 10(6) to (8), 11(10), 11(11)",
         Regime::nhs,
         release,
         {Parameter::one_off_max_items},
         acc_03},
    Rule{"ACC-04",
         Mark::law,
         "SEN: an approved account for the listed payments alone, approved access, and a record of "
         "money in and out.",
         "SI 2014/1652 reg 8(3)(e) to (g)",
         Regime::sen,
         activate,
         {},
         acc_04},
    Rule{"SCH-01",
         Mark::guidance,
         "A common schedule, four-weekly or monthly; the plan fixes the dates; there is an "
         "emergency route.",
         "Summary guide 2.1.3; SI 2013/1617 reg 8(4)(c); SI 2014/1652 reg 8(2)(e)",
         every_regime,
         schedule,
         {Parameter::schedule_cycle, Parameter::schedule_timing, Parameter::schedule_due_date_roll},
         sch_01},
    Rule{"SCH-02",
         Mark::constructed,
         "Nothing is released with an open block; an overdue review alone is a warning and a task.",
         "Constructed",
         every_regime,
         release,
         {},
         sch_02},
    Rule{"EMG-01",
         Mark::seed,
         "An emergency payment has a plan line or urgent decision, a reason, another approver and "
         "a cap, and comes up again.",
         "Summary guide 2.1.3; Options for managing the money, Annex A; cap and days constructed",
         every_regime,
         emergency,
         {Parameter::emergency_cap_weeks,
          Parameter::emergency_approver,
          Parameter::emergency_plan_update_working_days},
         emg_01},
    Rule{"EMG-02",
         Mark::seed,
         "A contingency agreed in the plan may stay in the account and is no surplus.",
         "Options for managing the money, Annex A; Surrey Heartlands ICB",
         every_regime,
         {activate, offset},
         {Parameter::contingency_weeks, Parameter::contingency_returned_if_unused},
         emg_02},
    Rule{"EMG-03",
         Mark::seed,
         "Netting an emergency payment is a reduction unless it was recorded as an advance at the "
         "time.",
         "Options for managing the money, Annex A (reduction only after a review)",
         every_regime,
         {schedule, release},
         {},
         emg_03},
    Rule{"AGR-01",
         Mark::seed,
         "The agreement document is produced for signing: one shared form for NHS and council.",
         "Options for managing the money, section 6 and Annex B",
         every_regime,
         activate,
         {},
         agr_01},
    Rule{"CLK-01",
         Mark::constructed,
         "From the request to the first payment the clock runs, with the area's own timescale.",
         "Summary guide 2.1.3; the timescale is the area's own",
         every_regime,
         await_payment,
         {Parameter::first_payment_days},
         clk_01},
};

}  // namespace

std::span<const Rule> account_rules() {
    return rules;
}

}  // namespace almoner::rules
