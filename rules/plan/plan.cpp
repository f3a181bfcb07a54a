#include "rules/engine/subjects.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;
using ledger::Money;

constexpr std::array pln_01{
    Condition{"missing-field-needs-and-outcomes",
              block,
              "The plan does not state the needs and the outcomes.",
              "Add them to the plan.",
              [](const Case& c) { return known(c.f.plan.states_needs_and_outcomes); }},
    Condition{"missing-field-services",
              block,
              "The plan does not state the services.",
              "Add them to the plan.",
              [](const Case& c) { return known(c.f.plan.states_services); }},
    Condition{"missing-field-amount-and-intervals",
              block,
              "The plan does not state the amount and the intervals of payment.",
              "Add them to the plan.",
              [](const Case& c) { return known(c.f.plan.states_amount_and_intervals); }},
    Condition{"missing-field-care-coordinator",
              block,
              "The plan does not name the care co-ordinator.",
              "Add the name to the plan.",
              [](const Case& c) { return known(c.f.plan.states_coordinator); }},
    Condition{"missing-field-monitoring",
              block,
              "The plan does not say who monitors each health condition.",
              "Add it to the plan.",
              [](const Case& c) { return known(c.f.plan.states_monitoring); }},
    Condition{"missing-field-first-review",
              block,
              "The plan does not state the date and the method of the first review.",
              "Add them to the plan.",
              [](const Case& c) { return known(c.f.plan.states_first_review); }},
    Condition{"missing-field-notice-period",
              block,
              "The plan does not state the notice period of a reduction or stop.",
              "Add it to the plan.",
              [](const Case& c) { return known(c.f.plan.states_notice_period); }}};

constexpr std::array pln_02{
    Condition{"services-do-not-meet-needs",
              block,
              "The body is not satisfied that the services can meet the needs.",
              "Change the services, or record why they can.",
              [](const Case& c) { return known(c.f.plan.services_meet_needs); }},
    Condition{"person-does-not-agree",
              block,
              "The person or the representative does not agree to the plan.",
              "Agree the needs, the amount and the review with them.",
              [](const Case& c) { return known(c.f.plan.person_agrees); }},
    Condition{"no-risk-procedure",
              block,
              "Risks were not advised on, or the plan does not say what to do about them.",
              "Advise on the risks and put the procedure into the plan.",
              [](const Case& c) { return known(c.f.plan.has_risk_procedure); }}};

constexpr std::array pln_03{
    Condition{"negative-part",
              block,
              "What the adult or the authority pays of the personal budget is below nothing.",
              "Correct the amounts: neither pays less than nothing.",
              [](const Case& c) {
                  return all_of(at_least(c.f.plan.cost_to_authority, Money{}),
                                at_least(c.f.plan.adult_amount, Money{}),
                                at_least(c.f.plan.authority_amount, Money{}));
              }},
    Condition{"arithmetic",
              block,
              "The cost is not what the adult and the authority pay together.",
              "Correct the three amounts of the personal budget.",
              [](const Case& c) {
                  return is(c.f.plan.cost_to_authority,
                            sum_of(c.f.plan.adult_amount, c.f.plan.authority_amount));
              }}};

constexpr std::array pln_04{
    Condition{
        "no-written-notice",
        need_evidence,
        "The written notice of name, goods and services, amount, conditions and dates is missing.",
        "Give the notice before any payment.",
        [](const Case& c) { return evidenced(c.f.plan.sen_notice); }},
    Condition{"not-in-section-j",
              block,
              "The budget does not stand in section J of the plan.",
              "Have section J completed.",
              [](const Case& c) { return known(c.f.plan.in_section_j); }}};

constexpr std::array pln_05{
    Condition{"process-cost-charged",
              block,
              "Assessment, plan development and review are never charged to the budget.",
              "Charge it to the body.",
              [](const Case& c) { return negated(c.f.plan.is_process_cost); }}};

constexpr std::array pln_06{
    Condition{"free-reablement",
              block,
              "The first weeks of reablement are free and stay out of the budget.",
              "Take it out of the budget and charge nothing.",
              [](const Case& c) {
                  return implies(
                      all_of(is(c.f.plan.provision, Provision::reablement),
                             at_most(c.f.plan.weeks_provided,
                                     c.policy.number(Parameter::budget_free_reablement_weeks))),
                      negated(c.f.plan.is_charged));
              }},
    Condition{"free-adaptation",
              block,
              "An aid or adaptation of this cost is free.",
              "Take it out of the budget and charge nothing.",
              [](const Case& c) {
                  return implies(all_of(is(c.f.plan.provision, Provision::aid_or_adaptation),
                                        at_most(c.f.plan.provision_cost,
                                                c.policy.money(Parameter::budget_free_adaptation))),
                                 negated(c.f.plan.is_charged));
              }}};

constexpr std::array pln_07{
    Condition{"carer-involved",
              need_evidence,
              "A carer meets needs, and it is not recorded that the carer was involved.",
              "Involve the carer and record it.",
              [](const Case& c) {
                  return implies(c.f.plan.needs_met_by_carer, evidenced(c.f.plan.carer_involved));
              }},
    Condition{"combined-without-agreement",
              block,
              "Plans are combined only if everybody agrees.",
              "Keep the plans apart, or have all agree.",
              [](const Case& c) {
                  return implies(c.f.plan.combines_plans, c.f.plan.all_agree_to_combine);
              }}};

Truth suffices(const Case& c) {
    return c.event == reduce ? at_least(c.line.new_amount, c.line.planned_cost)
                             : at_least(c.line.amount, c.line.planned_cost);
}

constexpr std::array suf_01{
    Condition{"insufficient",
              block,
              "The amount does not cover the full cost of each planned service.",
              "Raise the amount, or agree other services in the plan.",
              suffices},
    Condition{"top-up",
              block,
              "Nobody may be asked to add to NHS money for a planned service.",
              "Pay the full cost, except where the law allows a charge.",
              [](const Case& c) {
                  return any_of(is(c.line.top_up, Money{}),
                                c.line.charge_excepted_by_law,
                                is(c.line.kind, LineKind::wheelchair));
              }}};

constexpr std::array suf_02{
    Condition{"insufficient",
              block,
              "The amount does not suffice for the agreed provision or needs.",
              "Raise the amount, or agree other provision.",
              suffices},
    Condition{"employer-costs-left-out",
              block,
              "The person employs staff and the amount leaves out an employer's costs.",
              "Add tax, insurance, pension, holiday, training and redundancy.",
              [](const Case& c) {
                  return implies(all_of(c.policy.flag(Parameter::sufficiency_employer_costs),
                                        is(c.line.regime, Regime::asc),
                                        c.f.plan.employs_staff),
                                 c.f.plan.employer_costs_included);
              }}};

constexpr std::array suf_03{Condition{
    "insufficiency",
    need_review,
    "The body was told that the payments are not enough: it must review.",
    "Hold the review.",
    [](const Case& c) { return implies(c.f.plan.told_insufficient, c.f.plan.shortfall_reviewed); },
    review}};

constexpr std::array suf_04{Condition{
    "still-sufficient",
    need_evidence,
    "The person's health changed and no review was held: record that the amount suffices.",
    "Record it, or hold a review.",
    [](const Case& c) {
        return implies(all_of(c.f.plan.health_changed, negated(c.f.plan.change_reviewed)),
                       evidenced(c.f.plan.still_sufficient));
    }}};

constexpr std::array rules{
    Rule{"PLN-01",
         Mark::law,
         "The NHS plan states needs and outcomes, services, amount and intervals, co-ordinator, "
         "monitoring, first review and notice period.",
         "SI 2013/1617 reg 8(4)(a) to (g)",
         Regime::nhs,
         approve_plan,
         {},
         pln_01},
    Rule{"PLN-02",
         Mark::law,
         "The services can meet the needs, the person agrees, and risks have a procedure in the "
         "plan.",
         "SI 2013/1617 reg 8(1)(b) to (d), 8(7); Guidance on direct payments for healthcare, para "
         "28",
         Regime::nhs,
         approve_plan,
         {},
         pln_02},
    Rule{"PLN-03",
         Mark::law,
         "A personal budget in social care is the cost, the adult's amount and the authority's "
         "amount: cost = adult + authority.",
         "Care Act 2014 s 26(1), 26(3)",
         Regime::asc,
         approve_plan,
         {},
         pln_03},
    Rule{"PLN-04",
         Mark::law,
         "SEN: written notice of name, goods and services, amount, conditions and dates before any "
         "payment; budget in section J.",
         "SI 2014/1652 reg 8(2); Summary guide 2.3.1",
         Regime::sen,
         activate,
         {},
         pln_04},
    Rule{"PLN-05",
         Mark::guidance,
         "Costs of assessment, plan development and review are never charged to the budget.",
         "Summary guide, Table 1",
         every_regime,
         {pay_supplier, build_budget},
         {},
         pln_05},
    Rule{"PLN-06",
         Mark::law,
         "Free reablement stays out of the budget; its first weeks and small aids and adaptations "
         "are not charged for.",
         "SI 2014/2840 reg 2; SI 2014/2672 reg 3",
         Regime::asc,
         build_budget,
         {Parameter::budget_free_reablement_weeks, Parameter::budget_free_adaptation},
         pln_06},
    Rule{"PLN-07",
         Mark::law,
         "A carer who meets needs is involved; plans are combined only if all parties agree.",
         "Summary guide, Table 1; Care Act 2014 s 25(11), 31",
         every_regime,
         approve_plan,
         {},
         pln_07},
    Rule{"SUF-01",
         Mark::law,
         "The NHS amount covers the full cost of each planned service, without a top-up by the "
         "person.",
         "SI 2013/1617 reg 8(1)(d)(ii), 13(1); Summary guide, Table 1; Options for managing the "
         "money, section 6",
         Regime::nhs,
         {activate, reduce},
         {},
         suf_01},
    Rule{"SUF-02",
         Mark::law,
         "The amount suffices for SEN provision and for social care needs, with an employer's "
         "costs.",
         "SI 2014/1652 reg 10(1); Summary guide, Table 1; Care and support statutory guidance "
         "12.27, 12.29",
         {Regime::asc, Regime::sen},
         {activate, reduce},
         {Parameter::sufficiency_employer_costs},
         suf_02},
    Rule{"SUF-03",
         Mark::law,
         "Told that the payments were not enough, the NHS body must review.",
         "SI 2013/1617 reg 14(4)",
         Regime::nhs,
         report,
         {},
         suf_03},
    Rule{"SUF-04",
         Mark::law,
         "Health changed significantly and no review was held: it is recorded that the amount "
         "still suffices.",
         "SI 2013/1617 reg 13(2), 14(3)",
         Regime::nhs,
         report,
         {},
         suf_04},
};

}  // namespace

std::span<const Rule> plan_rules() {
    return rules;
}

}  // namespace almoner::rules
