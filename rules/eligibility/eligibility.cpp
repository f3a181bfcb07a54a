#include "rules/engine/dates.h"
#include "rules/engine/subjects.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;

Truth is_direct_payment(const Case& c) {
    return is_one_of(c.line.option, WayOfManaging::direct_payment, WayOfManaging::managed_account);
}

constexpr std::array opt_01{Condition{
    "all-three-options-missing",
    block,
    "A budget is offered only where it can be notional, third-party and a direct payment.",
    "Make all three ways available before offering it.",
    [](const Case& c) {
        return any_of(all_of(c.f.eligibility.notional_available,
                             c.f.eligibility.third_party_available,
                             c.f.eligibility.direct_payment_available),
                      all_of(is(c.line.kind, LineKind::wheelchair),
                             c.policy.flag(Parameter::options_exempt_wheelchair)),
                      all_of(is(c.line.kind, LineKind::maternity),
                             c.policy.flag(Parameter::options_exempt_maternity)));
    }}};

constexpr std::array opt_02{
    Condition{"not-one-option",
              block,
              "Each line of a budget has exactly one option at a time.",
              "Choose one option for the line.",
              [](const Case& c) { return is(c.line.options_chosen, 1); }},
    Condition{"lines-do-not-sum",
              block,
              "The lines do not add up to the budget.",
              "Correct the lines or the budget.",
              [](const Case& c) { return is(c.f.plan.lines_total, c.f.plan.budget_total); }}};

constexpr std::array opt_03{
    Condition{"option-discussion",
              need_evidence,
              "The record that the options and their alternatives were discussed is missing.",
              "Add the record of the discussion to the evidence.",
              [](const Case& c) { return evidenced(c.f.eligibility.option_discussion); }}};

constexpr std::array opt_04{
    Condition{"card-only",
              block,
              "A card or marketplace is never the only route: a bank account must be open to them.",
              "Offer payment into a conventional bank account.",
              [](const Case& c) {
                  return implies(is_direct_payment(c), c.f.eligibility.bank_account_offered);
              }}};

constexpr std::array eli_01{
    Condition{"excluded-person",
              block,
              "No direct payment may be made to somebody under this criminal-justice order.",
              "The other ways of managing the budget stay open: choose one of them.",
              [](const Case& c) {
                  const Fact<Exclusion>& order = c.f.eligibility.exclusion;
                  return implies(is_direct_payment(c),
                                 any_of(is(order, Exclusion::none),
                                        all_of(is(order, Exclusion::drug_appointment),
                                               negated(is(c.line.regime, Regime::asc)))));
              }}};

Truth own_right(const Case& c) {
    return is(c.f.payee.role, PayeeRole::own_right);
}

constexpr std::array eli_02{
    Condition{
        "under-16",
        block,
        "Somebody under 16 does not get an NHS direct payment in their own right.",
        "Pay a representative.",
        [](const Case& c) { return implies(own_right(c), at_least(c.f.eligibility.age, 16)); }},
    Condition{"lacks-capacity",
              block,
              "The payee in their own right has no capacity to consent.",
              "Appoint a representative.",
              [](const Case& c) { return implies(own_right(c), c.f.eligibility.has_capacity); }},
    Condition{"does-not-consent",
              block,
              "The payee does not consent to a direct payment.",
              "Offer a notional or third-party budget.",
              [](const Case& c) { return implies(own_right(c), c.f.eligibility.consents); }}};

constexpr std::array eli_03{
    Condition{"regard-to-condition",
              need_evidence,
              "It is not recorded that regard was had to whether it suits the condition.",
              "Record it before the first payment.",
              [](const Case& c) { return evidenced(c.f.eligibility.regard_to_condition); }},
    Condition{"regard-to-life",
              need_evidence,
              "It is not recorded that regard was had to the impact on the person's life.",
              "Record it before the first payment.",
              [](const Case& c) { return evidenced(c.f.eligibility.regard_to_life); }},
    Condition{"regard-to-value",
              need_evidence,
              "It is not recorded that regard was had to value for money.",
              "Record it before the first payment.",
              [](const Case& c) { return evidenced(c.f.eligibility.regard_to_value); }}};

constexpr std::array eli_04{
    Condition{"not-capable",
              block,
              "The payee was not judged capable of managing it.",
              "Offer help, a managed account or another payee.",
              [](const Case& c) { return known(c.f.payee.judged_capable); }}};

constexpr std::array eli_05{
    Condition{"refusal-without-failed-condition",
              block,
              "All conditions of the Care Act hold and it was asked for: it must be paid.",
              "Make the direct payment, or name the condition that fails.",
              [](const Case& c) {
                  return negated(
                      all_of(c.f.eligibility.conditions_hold, c.f.eligibility.was_requested));
              }},
    Condition{"failed-condition-paper",
              need_evidence,
              "No paper says which condition of the Care Act fails, and why.",
              "Store the decision, and record it as eligibility.failed_condition.",
              [](const Case& c) {
                  return implies(negated(c.f.eligibility.conditions_hold),
                                 on_record(c.f.eligibility.failed_condition));
              }}};

constexpr std::array eli_06{
    Condition{"not-requested",
              block,
              "A direct payment for special educational provision is made only on request.",
              "Ask the parent or young person.",
              [](const Case& c) { return known(c.f.eligibility.was_requested); }},
    Condition{"proper-use-in-doubt",
              block,
              "The authority is not satisfied that it will be used properly.",
              "Settle it, or refuse in writing with reasons.",
              [](const Case& c) { return known(c.f.eligibility.proper_use); }},
    Condition{
        "not-in-best-interests",
        block,
        "The authority is not satisfied that it is in the child's or young person's interests.",
        "Settle it, or refuse in writing with reasons.",
        [](const Case& c) { return known(c.f.eligibility.best_interests); }},
    Condition{"harms-others",
              block,
              "It would have an adverse impact on provision for others with plans.",
              "Settle it, or refuse in writing with reasons.",
              [](const Case& c) { return known(c.f.eligibility.no_adverse_impact); }},
    Condition{"inefficient-use",
              block,
              "It would not be an efficient use of the authority's resources.",
              "Settle it, or refuse in writing with reasons.",
              [](const Case& c) { return known(c.f.eligibility.efficient_use); }}};

constexpr std::array eli_07{
    Condition{"no-letter",
              block,
              "A refusal counts only once its letter is issued.",
              "Issue the letter.",
              [](const Case& c) {
                  if (c.event != refuse) return known(true);
                  return known(c.f.eligibility.refusal_letter_issued);
              }},
    Condition{"no-reasons",
              block,
              "The letter of refusal states no reasons.",
              "Write why in plain words.",
              [](const Case& c) {
                  if (c.event != refuse) return known(true);
                  return known(c.f.eligibility.refusal_states_reasons);
              }},
    Condition{"no-right-to-review",
              block,
              "The letter of refusal does not state the right to a review.",
              "Add how to ask for a review.",
              [](const Case& c) {
                  if (c.event != refuse) return known(true);
                  return implies(is(c.line.regime, Regime::sen),
                                 c.f.eligibility.refusal_states_review);
              }},
    Condition{"reconsidered-recently",
              block,
              "A refusal is reconsidered at most once in the period that the regulations set.",
              "Ask again after the day that is shown.",
              [](const Case& c) {
                  if (c.event != request) return known(true);
                  const auto again_on = worked_out(
                      [&](ledger::Date last) {
                          return months_after(
                              last, c.policy.number(Parameter::refusal_reconsider_months));
                      },
                      c.f.eligibility.last_reconsidered_on);
                  return implies(
                      all_of(is(c.line.regime, Regime::nhs), c.f.eligibility.reconsidered_before),
                      at_least(c.on, again_on));
              },
              {},
              [](const Case& c, Finding& finding) {
                  finding.due_on =
                      months_after(*c.f.eligibility.last_reconsidered_on.value,
                                   c.policy.number(Parameter::refusal_reconsider_months));
              }}};

constexpr std::array con_01{
    Condition{"no-consent",
              block,
              "Nobody may be given a direct payment without consent.",
              "Ask for consent, or choose another option.",
              [](const Case& c) { return known(c.f.eligibility.consents); }},
    Condition{"recorded-consent",
              need_evidence,
              "The recorded consent is missing.",
              "Add the consent to the evidence.",
              [](const Case& c) { return evidenced(c.f.eligibility.consent); }},
    Condition{"signed-agreement",
              need_evidence,
              "The signed agreement is missing.",
              "Have it signed and add it to the evidence.",
              [](const Case& c) { return evidenced(c.f.eligibility.signed_agreement); }},
    Condition{"written-acceptance",
              need_evidence,
              "The recipient's written acceptance of the terms is missing.",
              "Have the terms of regulation 8(3) accepted in writing.",
              [](const Case& c) {
                  return implies(is(c.line.regime, Regime::sen),
                                 evidenced(c.f.eligibility.accepted_terms));
              }}};

constexpr std::array con_02{Condition{
    "consent-withdrawn",
    need_notice,
    "The consent was withdrawn and nobody else consents: the direct payment must stop.",
    "Give written notice and arrange what takes its place.",
    [](const Case& c) {
        // A stop with its notice is what this asks for; whether the notice has run, STP-03 asks.
        const Truth stops = c.event == stop ? any_of(c.f.stop.notice_written,
                                                     is(c.f.stop.ground, StopGround::death),
                                                     known(c.f.stop.by_holder))
                                            : known(false);
        return any_of(negated(c.f.eligibility.consent_withdrawn),
                      all_of(is(c.line.regime, Regime::nhs), c.f.eligibility.another_consents),
                      stops);
    },
    stop}};

constexpr Regimes health_and_sen{Regime::nhs, Regime::sen};

constexpr std::array rules{
    Rule{"OPT-01",
         Mark::guidance,
         "A budget line is offered only if notional, third-party and direct payment are all open "
         "for it.",
         "Summary guide, Annex A 3.2 and Table 1; Options for managing the money, section 2; SI "
         "2012/2996 reg 32B(2)",
         every_regime,
         offer,
         {Parameter::options_exempt_wheelchair, Parameter::options_exempt_maternity},
         opt_01},
    Rule{"OPT-02",
         Mark::seed,
         "Options may be mixed; each line has exactly one at a time, and the lines sum to the "
         "budget.",
         "Options for managing the money, section 2; SI 2012/2996 reg 32B",
         every_regime,
         approve_plan,
         {},
         opt_02},
    Rule{"OPT-03",
         Mark::seed,
         "The choice of option and its alternatives are discussed and recorded, at planning and at "
         "every review.",
         "Options for managing the money, section 3",
         every_regime,
         {approve_plan, review},
         {},
         opt_03},
    Rule{"OPT-04",
         Mark::guidance,
         "A direct payment into a conventional account is open to the person; a card is never the "
         "only route.",
         "Options for managing the money, section 7 and Annex A; Care and support statutory "
         "guidance 12.58; Summary guide 2.1.3",
         every_regime,
         {offer, activate},
         {},
         opt_04},
    Rule{"ELI-01",
         Mark::law,
         "No direct payment to or for a person under a listed criminal-justice order.",
         "SI 2013/1617 Schedule; SI 2014/2871 reg 2 and Schedule 1; SI 2014/1652 Schedule; SI "
         "2009/1887 Schedule 1",
         every_regime,
         {activate, release},
         {},
         eli_01},
    Rule{"ELI-02",
         Mark::law,
         "An NHS payee in their own right is at least 16, has capacity and consents.",
         "SI 2013/1617 reg 3(1)(b), 3(3)",
         Regime::nhs,
         activate,
         {},
         eli_02},
    Rule{
        "ELI-03",
        Mark::law,
        "The NHS body records its regard to the condition, the impact on life and value for money.",
        "SI 2013/1617 reg 3(2), 4(2), 5(2)",
        Regime::nhs,
        activate,
        {},
        eli_03},
    Rule{"ELI-04",
         Mark::law,
         "The payee is judged capable of managing it, alone or with the help available.",
         "SI 2013/1617 reg 7(2)(c), 7(4)(b), 7(7)(a); Care Act 2014 s 31(6), 32(8); SI 2014/1652 "
         "reg 5(2)(a)",
         {Regime::nhs, Regime::asc, Regime::sen},
         {activate, change_payee},
         {},
         eli_04},
    Rule{"ELI-05",
         Mark::law,
         "Where the conditions of section 31 or 32 hold and it is asked for, the authority must "
         "pay.",
         "Care Act 2014 s 31(2), 32(2)",
         Regime::asc,
         refuse,
         {},
         eli_05},
    Rule{"ELI-06",
         Mark::law,
         "SEN: only on request, and satisfied of proper use, best interests, no adverse impact and "
         "efficient use.",
         "SI 2014/1652 reg 4, 6(1)",
         Regime::sen,
         activate,
         {},
         eli_06},
    Rule{"ELI-07",
         Mark::law,
         "A refusal is in writing with reasons; NHS: reconsidered on request once per period; SEN: "
         "with the right to a review.",
         "SI 2013/1617 reg 7(10); SI 2013/2354 reg 7(11) to (13); SI 2014/1652 reg 7; social care: "
         "Care and support statutory guidance, chapter 12: memory, unverified",
         {Regime::nhs, Regime::asc, Regime::sen},
         {refuse, request},
         {Parameter::refusal_reconsider_months},
         eli_07},
    Rule{"CON-01",
         Mark::law,
         "Recorded consent and a signed agreement before the first payment; SEN also the written "
         "acceptance of the terms.",
         "SI 2013/1617 reg 3(1)(b), 4(1)(c), 5(1)(c); Options for managing the money, section 6 "
         "and Annex A; SI 2014/1652 reg 8(2), 8(3)",
         every_regime,
         activate,
         {},
         con_01},
    Rule{"CON-02",
         Mark::law,
         "Consent withdrawn: the NHS must stop unless another representative consents; SEN must "
         "stop.",
         "SI 2013/1617 reg 17(1); SI 2014/1652 reg 14(1)(a)",
         health_and_sen,
         {stop, nightly},
         {},
         con_02},
};

}  // namespace

std::span<const Rule> eligibility_rules() {
    return rules;
}

}  // namespace almoner::rules
