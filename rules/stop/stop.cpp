#include "rules/engine/dates.h"
#include "rules/engine/subjects.h"

#include <algorithm>

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;
using ledger::Date;

Truth by_holder(const Case& c) {
    return known(c.f.stop.by_holder);
}

// What the law makes stop: consent, a refused transition, a condition that fails, SEN 14(1).
Truth ground_is_mandatory(const Case& c) {
    return is_one_of(c.f.stop.ground,
                     StopGround::consent_withdrawn,
                     StopGround::transition_refused,
                     StopGround::condition_fails,
                     StopGround::sen_must_stop);
}

constexpr std::array stp_01{
    Condition{"must-stop",
              need_notice,
              "The law makes this payment stop.",
              "Give written notice and arrange what takes its place.",
              [](const Case& c) {
                  if (c.event == stop) return known(true);
                  return negated(c.f.stop.is_mandatory);
              },
              stop},
    Condition{"not-a-mandatory-ground",
              block,
              "It was recorded as a stop that the law demands, and its ground is none of those.",
              "Correct the ground.",
              [](const Case& c) {
                  if (c.event != stop) return known(true);
                  return implies(c.f.stop.is_mandatory, ground_is_mandatory(c));
              }}};

constexpr std::array stp_02{
    Condition{"no-ground",
              block,
              "A stop needs a ground of the regulation.",
              "Name the ground.",
              [](const Case& c) {
                  return any_of(by_holder(c), negated(is(c.f.stop.ground, StopGround::none)));
              }},
    Condition{"breach-only",
              block,
              "In SEN a payment may be stopped only where its terms are broken, or must stop.",
              "Name the broken term.",
              [](const Case& c) {
                  return any_of(negated(is(c.line.regime, Regime::sen)),
                                by_holder(c),
                                is_one_of(c.f.stop.ground,
                                          StopGround::consent_withdrawn,
                                          StopGround::transition_refused,
                                          StopGround::sen_must_stop,
                                          StopGround::breach_of_terms,
                                          StopGround::death));
              }},
    // Reg 17(1)(a) to (c), 17(2)(a) to (h); the list of 17(2) is open ("in particular").
    Condition{"no-ground-of-the-nhs",
              block,
              "SI 2013/1617 reg 17 has no such ground: it is one of another law.",
              "Name the ground of NHS money.",
              [](const Case& c) {
                  return implies(is(c.line.regime, Regime::nhs),
                                 negated(is_one_of(c.f.stop.ground,
                                                   StopGround::condition_fails,
                                                   StopGround::sen_must_stop)));
              }},
    // S 33(4): a condition of s 31 or 32 fails; s 33(5)(a): a breach, or not used for the needs.
    Condition{"no-ground-of-the-care-act",
              block,
              "Care Act 2014 s 33 stops a payment where a condition of section 31 or 32 fails, or "
              "one of the payment is broken: this ground is neither.",
              "Name the condition that fails or is broken.",
              [](const Case& c) {
                  return implies(is(c.line.regime, Regime::asc),
                                 negated(is_one_of(c.f.stop.ground,
                                                   StopGround::no_longer_suitable,
                                                   StopGround::sen_must_stop)));
              }}};

std::int64_t notice_length(const Case& c, std::int64_t plan_days) {
    return std::max(plan_days, c.policy.number(Parameter::stop_notice_floor_days));
}

// Fraud or danger, where the policy allows it and a second person signed it off.
Truth may_be_immediate(const Case& c) {
    return all_of(c.policy.flag(Parameter::stop_immediate_for_fraud_or_safety),
                  is_one_of(c.f.stop.ground, StopGround::fraud, StopGround::safety),
                  c.f.stop.signed_off);
}

Truth needs_notice(const Case& c) {
    return negated(any_of(by_holder(c), is(c.f.stop.ground, StopGround::death)));
}

void show_notice(const Case& c, Finding& finding) {
    finding.notice_days = notice_length(c, c.f.stop.plan_notice_days.value.value_or(0));
    if (c.f.stop.notice_issued_on.value) {
        finding.due_on = days_after(*c.f.stop.notice_issued_on.value, *finding.notice_days);
    }
}

constexpr std::array stp_03{
    Condition{"notice-not-written",
              need_notice,
              "A stop needs written notice with reasons, also where the law demands the stop.",
              "Issue the written, accessible notice.",
              [](const Case& c) {
                  if (c.event != stop) return known(true);
                  return implies(needs_notice(c), c.f.stop.notice_written);
              },
              notice,
              show_notice},
    Condition{"notice-running",
              need_notice,
              "The notice has not run its days when the payment would stop.",
              "Let it stop when the notice has run.",
              [](const Case& c) {
                  if (c.event != stop) return known(true);
                  const Truth has_run = worked_out(
                      [&](Date issued, std::int64_t plan_days, Date stops) {
                          return stops >= days_after(issued, notice_length(c, plan_days));
                      },
                      c.f.stop.notice_issued_on,
                      c.f.stop.plan_notice_days,
                      c.f.stop.stop_on);
                  return implies(needs_notice(c), any_of(may_be_immediate(c), has_run));
              },
              notice,
              show_notice},
    Condition{"reconsidered-already",
              block,
              "A decision is reconsidered once.",
              "Explain how to complain.",
              [](const Case& c) {
                  if (c.event != request) return known(true);
                  return negated(
                      all_of(c.f.stop.reconsideration_asked, c.f.stop.reconsidered_once));
              }}};

constexpr std::array stp_04{Condition{
    "liabilities-not-moved",
    block,
    "On this stop rights and liabilities towards third parties move to the body.",
    "Move the open commitments to the body's payable.",
    [](const Case& c) {
        return any_of(c.f.stop.liabilities_moved,
                      all_of(is(c.line.regime, Regime::sen), negated(c.f.stop.is_mandatory)));
    },
    post}};

constexpr std::array stp_05{
    Condition{"alternative-provision",
              need_evidence,
              "It is not recorded what takes the place of the payment.",
              "Record the alternative before the last payment; the duty of care stays.",
              [](const Case& c) {
                  return any_of(is(c.f.stop.ground, StopGround::death),
                                evidenced(c.f.stop.alternative_provision));
              }}};

// Somebody may be in danger, or the money may go to a stranger: the notice follows.
bool cannot_wait(const Case& c) {
    const auto ground = c.f.stop.suspension_ground.value;
    return ground == SuspensionGround::concern || ground == SuspensionGround::account;
}

bool is_asked_for(const Case& c) {
    return c.f.stop.suspension_ground.value == SuspensionGround::request;
}

constexpr std::array stp_06{
    Condition{"no-reason",
              block,
              "A suspension needs a recorded reason.",
              "Record the reason.",
              [](const Case& c) { return known(c.f.stop.suspension_has_reason); }},
    Condition{"not-notified",
              block,
              "Notice of the suspension was not given.",
              "Tell the holder in writing.",
              [](const Case& c) {
                  if (cannot_wait(c) || is_asked_for(c)) return known(true);
                  return known(c.f.stop.suspension_notified);
              }},
    Condition{"request-not-shown",
              need_evidence,
              "No paper shows that the person asked for it.",
              "Add what the person wrote, or what was noted of the call, and name it.",
              [](const Case& c) {
                  return is_asked_for(c) ? evidenced(c.f.stop.suspension_request) : known(true);
              }},
    Condition{"care-to-be-funded",
              warn,
              "The payments stop at once: the planned care has to be paid for in another way.",
              "Arrange it today, and tell the person in writing.",
              [](const Case& c) {
                  return cannot_wait(c) ? known(c.f.stop.care_still_funded) : known(true);
              }},
    Condition{"care-unfunded",
              block,
              "While it is suspended the planned care is not funded.",
              "Fund the care in another way first.",
              [](const Case& c) {
                  if (cannot_wait(c) || is_asked_for(c)) return known(true);
                  return known(c.f.stop.care_still_funded);
              }},
    Condition{"too-long",
              warn,
              "The suspension lasts longer than the area's policy lets it.",
              "Resume the payments, or decide to stop with notice.",
              [](const Case& c) {
                  return at_most(c.f.stop.suspended_days,
                                 c.policy.number(Parameter::suspension_max_days));
              },
              stop}};

constexpr std::array stp_07{Condition{
    "holder-exit",
    allow,
    "The holder may end it at any time; the policy's notice is shown.",
    "Agree the last day with the holder.",
    [](const Case& c) {
        const auto ends_on = worked_out(
            [&](Date given) {
                return days_after(given, c.policy.number(Parameter::exit_notice_days));
            },
            c.f.stop.holder_notice_on);
        return any_of(negated(c.f.stop.by_holder), at_least(c.f.stop.stop_on, ends_on));
    },
    {},
    [](const Case& c, Finding& finding) {
        finding.notice_days = c.policy.number(Parameter::exit_notice_days);
        finding.due_on = days_after(*c.f.stop.holder_notice_on.value, *finding.notice_days);
    }}};

constexpr std::array dth_01{
    Condition{"schedule-not-frozen",
              block,
              "The person has died: no further payment is proposed.",
              "Freeze the schedule the same day.",
              [](const Case& c) { return known(c.f.stop.schedule_frozen); },
              stop},
    Condition{"not-to-personal-representatives",
              block,
              "Notices go to the personal representatives.",
              "Record who they are and write to them.",
              [](const Case& c) { return known(c.f.stop.to_personal_representatives); },
              notice},
    Condition{
        "debts-not-settled",
        block,
        "Wages, notice, redundancy, tax and agencies are settled before anything is asked back.",
        "Settle them from the balance.",
        [](const Case& c) { return known(c.f.stop.debts_settled_first); }},
    Condition{"paid-to-estate",
              block,
              "The money is no part of the estate and pays no funeral.",
              "Decline it with an explanation.",
              [](const Case& c) { return negated(c.f.stop.claims_for_estate); }},
    Condition{"no-reclaim-case",
              need_review,
              "The remainder is repayable: a case for it is to be opened.",
              "Open the case.",
              [](const Case& c) { return known(c.f.stop.reclaim_case_open); },
              reclaim}};

constexpr std::array hos_01{
    Condition{"absence",
              need_review,
              "The person has been in hospital for a while.",
              "Review what is needed meanwhile and afterwards.",
              [](const Case& c) {
                  return any_of(
                      c.f.stop.absence_reviewed,
                      negated(at_least(c.f.stop.days_in_hospital,
                                       c.policy.number(Parameter::hospital_review_days))));
              },
              review},
    Condition{
        "no-automatic-stop",
        block,
        "A stay in hospital stops nothing by itself.",
        "Review it first.",
        [](const Case& c) { return implies(c.f.stop.stop_proposed, c.f.stop.absence_reviewed); }}};

constexpr std::array mov_01{
    Condition{"gap",
              block,
              "There are days on which neither authority meets the needs.",
              "Let the old authority go on until the new one begins.",
              [](const Case& c) {
                  return at_least(sum_of(c.f.stop.old_authority_ends_on, 1),
                                  c.f.stop.new_authority_starts_on);
              }},
    Condition{"plan-not-supplied",
              block,
              "The old authority supplies the plan and stays in contact.",
              "Send the plan and what goes with it.",
              [](const Case& c) { return known(c.f.stop.plan_supplied); }},
    Condition{"difference-not-explained",
              block,
              "Where needs or cost differ, the new authority explains it in writing.",
              "Write the explanation.",
              [](const Case& c) {
                  return implies(c.f.stop.needs_or_cost_differ, c.f.stop.difference_explained);
              }}};

constexpr std::array mov_02{
    Condition{"not-split-by-funder",
              block,
              "The closing balance is not split by funder and reconciled.",
              "Reconcile it and show each funder's part.",
              [](const Case& c) { return known(c.f.stop.split_by_funder); }},
    Condition{"reclaim-without-rules",
              block,
              "Money is not taken back at a move without the rules of a reclaim.",
              "Open a case under the rules of its regime.",
              [](const Case& c) {
                  return implies(c.f.stop.reclaims_at_move, c.f.stop.reclaim_rules_met);
              },
              reclaim}};

constexpr Regimes with_law{Regime::nhs, Regime::asc, Regime::sen};

constexpr std::array rules{
    Rule{"STP-01",
         Mark::law,
         "What must stop: consent withdrawn, a refused transition, a condition of the Care Act "
         "that fails, SEN 14(1).",
         "SI 2013/1617 reg 17(1); Care Act 2014 s 33(4); SI 2014/1652 reg 14(1)",
         with_law,
         {stop, nightly},
         {},
         stp_01},
    Rule{"STP-02",
         Mark::law,
         "What may stop needs a ground of the regulation.",
         "SI 2013/1617 reg 17(2)(a) to (h); Care Act 2014 s 33(4), 33(5)(a); SI 2014/1652 reg "
         "14(2)",
         with_law,
         stop,
         {},
         stp_02},
    Rule{"STP-03",
         Mark::law,
         "Written notice with reasons even when the stop is mandatory; one reconsideration; at "
         "once only for fraud or danger.",
         "SI 2013/1617 reg 17(3) to (8); SI 2014/1652 reg 14(3) to (6); floor constructed; "
         "Gloucestershire",
         every_regime,
         {stop, request},
         {Parameter::stop_notice_floor_days, Parameter::stop_immediate_for_fraud_or_safety},
         stp_03},
    Rule{"STP-04",
         Mark::law,
         "On an NHS stop and a mandatory SEN stop third-party rights and liabilities move to the "
         "body.",
         "SI 2013/1617 reg 17(9), 17(10); SI 2014/1652 reg 14(7), 14(8)",
         {Regime::nhs, Regime::sen},
         stop,
         {},
         stp_04},
    Rule{"STP-05",
         Mark::guidance,
         "What takes its place is recorded before the last payment.",
         "SI 2009/1887 reg 14; Guidance on direct payments for healthcare, para 128; Ombudsman 17 "
         "016 036",
         every_regime,
         stop,
         {},
         stp_05},
    Rule{"STP-06",
         Mark::constructed,
         "A suspension is a hold on release: reason, notice, at most so many days, and care stays "
         "funded.",
         "Constructed; Gloucestershire 11.5",
         every_regime,
         suspend,
         {Parameter::suspension_max_days},
         stp_06},
    Rule{"STP-07",
         Mark::local,
         "The holder may leave at any time; the policy's notice may be varied.",
         "Gloucestershire 11.1; NHS Norfolk agreement",
         every_regime,
         stop,
         {Parameter::exit_notice_days},
         stp_07},
    Rule{"DTH-01",
         Mark::law,
         "Death: freeze, write to the personal representatives, settle debts first, remainder "
         "repayable, nothing for the estate.",
         "SI 2013/1617 reg 15(1)(f), 15(3), 17(2)(h), 17(4); SI 2014/1652 reg 13(1)(d); "
         "Warwickshire",
         every_regime,
         death,
         {},
         dth_01},
    Rule{"HOS-01",
         Mark::local,
         "A stay in hospital does not stop the payment; it is reviewed after a while.",
         "Haringey, 8 weeks",
         every_regime,
         absence,
         {Parameter::hospital_review_days},
         hos_01},
    Rule{"MOV-01",
         Mark::law,
         "A move in social care leaves no gap: the new authority meets the needs from the day of "
         "the move.",
         "Care Act 2014 s 37(4) to (12), 38(1), 38(2)",
         Regime::asc,
         Event::move,
         {},
         mov_01},
    Rule{"MOV-02",
         Mark::constructed,
         "The closing balance at a move is split by funder and reconciled; no reclaim without its "
         "rules.",
         "Constructed",
         every_regime,
         Event::move,
         {},
         mov_02},
};

}  // namespace

std::span<const Rule> stop_rules() {
    return rules;
}

}  // namespace almoner::rules
