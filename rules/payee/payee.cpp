#include "rules/engine/dates.h"
#include "rules/engine/subjects.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;

Truth cannot_consent(const Case& c) {
    return any_of(negated(c.f.eligibility.has_capacity), c.f.payee.is_child);
}

// Who the regime lets act: SI 2013/1617 reg 2, 4, 5; Care Act 2014 s 32(4).
Truth is_authorised(const Case& c) {
    const Fact<Authority>& authority = c.f.payee.authority;
    const Truth general = is_one_of(authority, Authority::deputy, Authority::attorney);
    return any_of(
        general,
        all_of(is(c.line.regime, Regime::nhs),
               is_one_of(authority, Authority::parental_responsibility, Authority::nhs_appointee)),
        all_of(is(c.line.regime, Regime::asc), is(authority, Authority::authorised_person)),
        all_of(is_one_of(c.line.regime, Regime::sen, Regime::chd),
               is(authority, Authority::parental_responsibility)));
}

constexpr std::array cap_01{
    Condition{"payee-not-authorised",
              block,
              "For a child or somebody without capacity only a person with authority may be paid.",
              "Record a deputy, attorney, parent, NHS appointee or authorised person.",
              [](const Case& c) { return implies(cannot_consent(c), is_authorised(c)); }}};

Truth capacity_is_settled(const Case& c) {
    return any_of(negated(c.f.payee.capacity_lost), c.f.payee.capacity_resolved);
}

constexpr std::array cap_02{
    Condition{"capacity",
              need_review,
              "The person has lost capacity since the start: decide how to go on.",
              "Hold the review of capacity.",
              [](const Case& c) {
                  if (c.event != capacity_change) return known(true);
                  return capacity_is_settled(c);
              },
              review},
    Condition{
        "cannot-continue",
        block,
        "It goes on only if the lack is likely to be temporary and somebody agrees to receive it.",
        "Stop it, or change to another option.",
        [](const Case& c) {
            return implies(c.f.payee.capacity_lost,
                           all_of(c.f.payee.lack_is_temporary, c.f.payee.another_agrees));
        }},
    Condition{
        "not-handed-back",
        block,
        "The person's capacity has returned: the payment goes back to them.",
        "Change the payee back to the person.",
        [](const Case& c) { return implies(c.f.payee.capacity_returned, c.f.payee.handed_back); }},
    Condition{"capacity-unresolved",
              block,
              "It was not decided in time how to go on after the loss of capacity.",
              "Decide it in a review, or change to another option.",
              [](const Case& c) {
                  if (c.event != release) return known(true);
                  const auto until = worked_out(
                      [&](ledger::Date lost) {
                          return days_after(lost,
                                            c.policy.number(Parameter::capacity_unresolved_days));
                      },
                      c.f.payee.capacity_lost_on);
                  return any_of(capacity_is_settled(c), at_most(c.on, until));
              }}};

// A person gained capacity, or an NHS child turns 16 soon.
Truth in_transition(const Case& c) {
    const auto from = worked_out(
        [&](ledger::Date birthday) {
            return days_after(birthday, -c.policy.number(Parameter::transition_lookahead_days));
        },
        c.f.payee.turns_16_on);
    return any_of(c.f.payee.capacity_gained,
                  all_of(is(c.line.regime, Regime::nhs), c.f.payee.is_child, at_least(c.on, from)));
}

constexpr std::array cap_03{
    Condition{
        "transition",
        need_review,
        "The person can decide for themselves now, or soon will: review it with them.",
        "Hold the review and ask for the person's own consent.",
        [](const Case& c) { return implies(in_transition(c), c.f.payee.transition_reviewed); },
        review},
    Condition{"transition-refused",
              need_notice,
              "The person does not consent to go on: the direct payment must stop.",
              "Give written notice and arrange what takes its place.",
              [](const Case& c) {
                  return implies(in_transition(c), negated(c.f.payee.transition_refused));
              },
              stop}};

Truth is_young_person(const Case& c) {
    return at_least(c.on, c.f.payee.young_person_on);
}

constexpr std::array cap_04{
    Condition{
        "young-person",
        need_review,
        "The child has become a young person: their own consent must be asked for.",
        "Ask the young person and record the answer.",
        [](const Case& c) { return implies(is_young_person(c), c.f.payee.transition_reviewed); },
        review},
    Condition{
        "young-person-refused",
        need_notice,
        "The young person does not consent: the direct payment must stop.",
        "Give written notice and arrange what takes its place.",
        [](const Case& c) { return implies(is_young_person(c), c.f.payee.transition_consents); },
        stop}};

Truth is_nominee(const Case& c) {
    return is(c.f.payee.role, PayeeRole::nominee);
}

constexpr std::array nom_01{
    Condition{"nominee-does-not-agree",
              block,
              "The nominee has not agreed to receive the payments.",
              "Ask the nominee.",
              [](const Case& c) { return implies(is_nominee(c), c.f.payee.nominee_agrees); }},
    Condition{"nominee-not-principal",
              block,
              "The nominee has not agreed to be responsible for the contracts.",
              "Explain it to the nominee and record the agreement.",
              [](const Case& c) { return implies(is_nominee(c), c.f.payee.nominee_is_principal); }},
    Condition{"body-does-not-agree",
              block,
              "The body has not agreed to the nominee.",
              "Have the nominee agreed to.",
              [](const Case& c) {
                  return implies(all_of(is_nominee(c), is(c.line.regime, Regime::nhs)),
                                 c.f.payee.body_agrees_to_nominee);
              }},
    Condition{"written-nomination",
              need_evidence,
              "The written nomination and the nominee's confirmation are missing.",
              "Have both in writing.",
              [](const Case& c) {
                  return implies(all_of(is_nominee(c), is(c.line.regime, Regime::sen)),
                                 evidenced(c.f.payee.written_nomination));
              }}};

constexpr std::array nom_02{
    Condition{"dbs",
              need_evidence,
              "An enhanced DBS check is needed of this payee.",
              "Have the check made and add it to the evidence.",
              [](const Case& c) {
                  const PayeeRole checked = c.line.regime.value == Regime::asc
                                                ? PayeeRole::authorised_person
                                                : PayeeRole::nominee;
                  return implies(
                      any_of(c.f.payee.is_body,
                             all_of(is(c.f.payee.role, checked), negated(c.f.payee.is_close))),
                      evidenced(c.f.payee.dbs));
              }},
    Condition{
        "dbs-of-carers",
        need_evidence,
        "An authorised person outside family and friends must have checks of those who give care.",
        "Add their DBS checks to the evidence.",
        [](const Case& c) {
            return implies(all_of(is(c.line.regime, Regime::asc),
                                  is(c.f.payee.role, PayeeRole::authorised_person),
                                  negated(c.f.payee.is_close)),
                           evidenced(c.f.payee.dbs_of_carers));
        }}};

constexpr std::array nom_03{
    Condition{"nomination-withdrawn",
              need_review,
              "The nomination was withdrawn or changed: consider a stop, and review.",
              "Hold the review and name who is paid now.",
              [](const Case& c) {
                  if (c.event == release) return known(true);  // it considers a stop
                  return any_of(negated(is(c.line.regime, Regime::nhs)),
                                negated(c.f.payee.nomination_withdrawn));
              },
              review},
    Condition{"stop-paying-nominee",
              block,
              "The nomination was withdrawn in writing: this nominee is paid no more.",
              "Change the payee as soon as practicable.",
              [](const Case& c) {
                  return any_of(negated(is(c.line.regime, Regime::sen)),
                                negated(c.f.payee.nomination_withdrawn));
              },
              change_payee}};

constexpr std::array bid_01{
    Condition{"best-interests-decision",
              need_evidence,
              "The record of the best-interests decision is missing.",
              "Make the decision with those who know the person and record it.",
              [](const Case& c) {
                  return implies(
                      all_of(negated(c.f.payee.is_child), negated(c.f.eligibility.has_capacity)),
                      evidenced(c.f.payee.best_interests_decision));
              }},
    Condition{"no-representative",
              block,
              "A representative or authorised person must be appointed to receive it.",
              "Appoint somebody who agrees to act.",
              [](const Case& c) {
                  return implies(
                      cannot_consent(c),
                      is_one_of(
                          c.f.payee.role, PayeeRole::representative, PayeeRole::authorised_person));
              }},
    Condition{
        "representative-does-not-agree",
        block,
        "A representative is somebody who agrees to act, and this one has not.",
        "Ask them, and record the appointment.",
        [](const Case& c) { return implies(cannot_consent(c), c.f.payee.representative_agrees); }}};

constexpr std::array car_01{
    Condition{"carer-willing-and-able",
              need_evidence,
              "It is not recorded that the carer is willing and able to help.",
              "Ask the carer and record the answer.",
              [](const Case& c) {
                  return implies(c.f.payee.carer_helps, evidenced(c.f.payee.carer_willing));
              }},
    Condition{"alternatives-not-explained",
              warn,
              "It was not made clear that other support is there if wanted.",
              "Tell the carer what else is available.",
              [](const Case& c) {
                  return implies(c.f.payee.carer_helps, c.f.payee.alternatives_explained);
              }}};

constexpr Regimes adults{Regime::nhs, Regime::asc};

constexpr std::array rules{
    Rule{"CAP-01",
         Mark::law,
         "For a child or a person without capacity the payee is a representative or authorised "
         "person.",
         "SI 2013/1617 reg 2, 4, 5; Care Act 2014 s 32(4) to (9)",
         every_regime,
         activate,
         {},
         cap_01},
    Rule{"CAP-02",
         Mark::law,
         "Capacity lost after the start: it goes on only while that is likely to be temporary and "
         "somebody agrees.",
         "SI 2013/1617 reg 5(6), 5(7); SI 2014/2871 reg 8",
         adults,
         {capacity_change, release},
         {Parameter::capacity_unresolved_days},
         cap_02},
    Rule{"CAP-03",
         Mark::law,
         "Capacity gained, or an NHS child turns 16: go on only with the person's own consent.",
         "SI 2013/1617 reg 4(4), 5(8); SI 2014/2871 reg 9",
         adults,
         {transition, capacity_change},
         {Parameter::transition_lookahead_days},
         cap_03},
    Rule{"CAP-04",
         Mark::law,
         "SEN: when the child becomes a young person their consent is sought; without it the "
         "payment stops.",
         "SI 2014/1652 reg 14(1)(e), 15 (over compulsory school age: memory, unverified)",
         Regime::sen,
         transition,
         {},
         cap_04},
    Rule{"NOM-01",
         Mark::law,
         "A nominee agrees to receive it and to be principal; the NHS body agrees; SEN in writing.",
         "SI 2013/1617 reg 6(3), 6(4); Care Act 2014 s 31(4)(b); SI 2014/1652 reg 5(1)(c), 8(4)",
         {Regime::nhs, Regime::asc, Regime::sen},
         change_payee,
         {},
         nom_01},
    Rule{"NOM-02",
         Mark::law,
         "An enhanced DBS check of nominees who are not close, of responsible individuals and of "
         "authorised persons.",
         "SI 2013/1617 reg 7(7), 7(8); SI 2014/2871 reg 3(4), 3(5), 5(2)(c)",
         adults,
         change_payee,
         {},
         nom_02},
    Rule{"NOM-03",
         Mark::law,
         "A nomination withdrawn or changed in writing: the NHS reviews; SEN stops paying that "
         "nominee.",
         "SI 2013/1617 reg 6(5); SI 2014/1652 reg 5(3)",
         {Regime::nhs, Regime::sen},
         {nomination_change, release},
         {},
         nom_03},
    Rule{"BID-01",
         Mark::seed,
         "Without capacity there is a best-interests decision and an appointed representative, who "
         "agrees to act; so there is for a child.",
         "Options for managing the money, section 3",
         every_regime,
         {activate, change_payee},
         {},
         bid_01},
    Rule{"CAR-01",
         Mark::seed,
         "A carer, relative or friend who helps is willing and able, and knows of other support.",
         "Options for managing the money, section 6.2",
         every_regime,
         activate,
         {},
         car_01},
};

}  // namespace

std::span<const Rule> payee_rules() {
    return rules;
}

}  // namespace almoner::rules
