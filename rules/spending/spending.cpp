#include "rules/engine/subjects.h"
#include "rules/spending/family_conditions.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;
using ledger::Money;
using ledger::Rounding;

Truth within_plan_line(const Case& c) {
    const auto allowed = worked_out(
        [&](Money left) {
            return left.mul_div(
                100 + c.policy.number(Parameter::spending_tolerance_percent), 100, Rounding::down);
        },
        c.f.spending.plan_line_left);
    return at_most(c.f.spending.amount, allowed);
}

constexpr std::array use_01{
    Condition{
        "not-in-plan",
        block,
        "The spending is not on what the plan says.",
        "Change the plan first, or choose what is in it.",
        [](const Case& c) { return any_of(c.f.spending.in_plan, c.f.spending.holder_decides); }},
    Condition{"query-not-in-plan",
              warn,
              "This spending is not plainly in the plan.",
              "Ask the holder what it was for; nothing is assumed.",
              [](const Case& c) {
                  return any_of(c.f.spending.in_plan, negated(c.f.spending.holder_decides));
              }},
    Condition{
        "over-plan-line",
        block,
        "The spending is more than the plan line has left.",
        "Agree it in the plan, or spend less.",
        [](const Case& c) { return any_of(c.f.spending.holder_decides, within_plan_line(c)); }},
    Condition{"query-over-plan-line",
              warn,
              "The spending is more than the plan line has left.",
              "Ask the holder; the plan may need a review.",
              [](const Case& c) {
                  return any_of(negated(c.f.spending.holder_decides), within_plan_line(c));
              }},
    Condition{"not-the-whole",
              warn,
              "What is left no longer secures the whole of the planned services.",
              "Ask how the rest of the plan is met.",
              [](const Case& c) {
                  return implies(is(c.line.regime, Regime::nhs), c.f.spending.secures_whole);
              }}};

template <ServiceKind kind>
Truth is_not(const Case& c) {
    return negated(is(c.line.service, kind));
}

constexpr std::string_view pay_otherwise = "Leave it out; it is not for an NHS direct payment.";

constexpr std::array use_02{
    Condition{"excluded-a",
              block,
              "Primary medical services are excluded.",
              pay_otherwise,
              is_not<ServiceKind::primary_medical>},
    Condition{"excluded-b",
              block,
              "Charges for prescriptions, dental and optical services are excluded.",
              pay_otherwise,
              is_not<ServiceKind::nhs_charge>},
    Condition{"excluded-c",
              block,
              "Planned surgery is excluded.",
              pay_otherwise,
              is_not<ServiceKind::planned_surgery>},
    Condition{"excluded-d",
              block,
              "Vaccination, immunisation and screening are excluded.",
              pay_otherwise,
              is_not<ServiceKind::vaccination_or_screening>},
    Condition{"excluded-e",
              block,
              "The national child measurement programme is excluded.",
              pay_otherwise,
              is_not<ServiceKind::child_measurement>},
    Condition{"excluded-f",
              block,
              "NHS Health Checks are excluded.",
              pay_otherwise,
              is_not<ServiceKind::health_check>},
    Condition{"excluded-g",
              block,
              "Alcohol and tobacco are excluded.",
              pay_otherwise,
              is_not<ServiceKind::alcohol_or_tobacco>},
    Condition{
        "excluded-h", block, "Gambling is excluded.", pay_otherwise, is_not<ServiceKind::gambling>},
    Condition{"excluded-i",
              block,
              "Repaying a debt is excluded, other than for a planned service.",
              pay_otherwise,
              is_not<ServiceKind::debt>}};

constexpr std::array use_03{
    Condition{"school-place",
              block,
              "A place at a school or post-16 institution is not bought by direct payment.",
              "Have the authority arrange the place.",
              [](const Case& c) { return negated(c.f.spending.is_school_place); }},
    Condition{"head-consent",
              need_evidence,
              "The written consent of the head, or of the early years provider, is missing.",
              "Ask for it in writing.",
              [](const Case& c) {
                  return implies(c.f.spending.used_in_school, evidenced(c.f.spending.head_consent));
              }}};

constexpr std::array use_04{
    Condition{"care-home-stay-too-long",
              block,
              "A stay in a care home by direct payment is too long.",
              "Have the authority arrange the stay.",
              [](const Case& c) {
                  return implies(
                      all_of(c.f.spending.is_care_home,
                             any_of(is(c.line.regime, Regime::chd),
                                    !c.policy.flag(Parameter::care_home_exempt_council))),
                      at_most(c.f.spending.stay_weeks,
                              c.policy.number(Parameter::care_home_weeks)));
              }},
    Condition{"too-many-days-in-year",
              block,
              "A child's stays in twelve months are too long together.",
              "Have the authority arrange the stay.",
              [](const Case& c) {
                  return implies(all_of(c.f.spending.is_care_home, is(c.line.regime, Regime::chd)),
                                 at_most(c.f.spending.days_in_year,
                                         c.policy.number(Parameter::care_home_children_days)));
              }}};

constexpr std::array use_05{
    Condition{"provider-barred",
              block,
              "The agreement bars this provider.",
              "Choose another provider.",
              [](const Case& c) { return negated(c.f.spending.provider_barred); }},
    Condition{"provider-required",
              block,
              "Social care may not require a particular provider.",
              "Leave the choice to the person.",
              [](const Case& c) {
                  return implies(is(c.line.regime, Regime::asc),
                                 negated(c.f.spending.requires_one_provider));
              }},
    Condition{"approved-list",
              warn,
              "The local policy keeps to approved providers: the guides say not to.",
              "Drop the list from the policy.",
              [](const Case& c) {
                  return known(!c.policy.flag(Parameter::spending_approved_providers_only));
              }}};

constexpr std::array use_06{
    Condition{"registration",
              need_evidence,
              "The provider's registration is not on record.",
              "Check it and add it to the evidence.",
              [](const Case& c) {
                  return any_of(negated(c.f.spending.is_regulated_activity),
                                c.f.spending.holder_decides,
                                evidenced(c.f.spending.registration));
              }},
    Condition{"check-registration",
              warn,
              "The provider's registration is not on record.",
              "Tell the holder how to check it, or check it for them.",
              [](const Case& c) {
                  return any_of(negated(c.f.spending.is_regulated_activity),
                                negated(c.f.spending.holder_decides),
                                on_record(c.f.spending.registration));
              }},
    Condition{"insurance",
              need_evidence,
              "The provider's insurance is not on record.",
              "Check it and add it to the evidence.",
              [](const Case& c) {
                  return any_of(c.f.spending.holder_decides, evidenced(c.f.spending.insurance));
              }},
    Condition{"body-did-not-check",
              block,
              "The holder asked the body to check the provider, and it did not.",
              "Make the check first.",
              [](const Case& c) {
                  return implies(c.f.spending.check_asked_of_body, c.f.spending.body_checked);
              }}};

constexpr std::array emp_01{Condition{
    "wrong-employer",
    block,
    "The wrong person or body stands as the employer for this way of managing the money.",
    "Make the contract with the right employer.",
    [](const Case& c) {
        const Fact<WayOfManaging>& option = c.line.option;
        const Fact<Employer>& employer = c.f.spending.employer;
        return any_of(
            all_of(is_one_of(option, WayOfManaging::direct_payment, WayOfManaging::managed_account),
                   is(employer, Employer::holder)),
            all_of(is(option, WayOfManaging::third_party),
                   is_one_of(employer, Employer::organisation, Employer::trustees)),
            all_of(is(option, WayOfManaging::notional), is(employer, Employer::provider)));
    }}};

// The holder is the employer, also with a managed account (section 6.1.1): before the first wage
// as the payroll has it, before the direct payment begins as the plan has it.
Truth holder_employs(const Case& c) {
    if (c.event != activate) return is(c.f.spending.employer, Employer::holder);
    return all_of(
        c.f.plan.employs_staff,
        is_one_of(c.line.option, WayOfManaging::direct_payment, WayOfManaging::managed_account));
}

constexpr std::array emp_02{Condition{
    "employer-duties-told",
    need_evidence,
    "It is not recorded that the holder was told of minimum wage, pension, tax and insurance.",
    "Tell the holder before the money begins, and record it.",
    [](const Case& c) { return implies(holder_employs(c), evidenced(c.f.spending.duties_told)); }}};

constexpr std::array emp_03{
    Condition{"employment-law-told",
              need_evidence,
              "It is not recorded that the holder was told of sick leave, parental leave, "
              "grievances and dismissal.",
              "Tell the holder before the money begins, and record it.",
              [](const Case& c) {
                  return implies(holder_employs(c), evidenced(c.f.spending.employment_law_told));
              }}};

constexpr Events paying_people{pay_payroll, pay_supplier};

constexpr std::array rules{
    Rule{"USE-01",
         Mark::law,
         "Money is spent only on what the plan says: NHS the whole of it, social care its needs, "
         "SEN the agreed provision.",
         "SI 2013/1617 reg 11(1); Care Act 2014 s 33(3); SI 2014/1652 reg 8(3)(b)",
         {Regime::nhs, Regime::asc, Regime::sen},
         {pay_supplier, card_txn},
         {Parameter::spending_tolerance_percent},
         use_01},
    Rule{"USE-02",
         Mark::law,
         "What an NHS direct payment may not buy.",
         "SI 2013/1617 reg 8(5)(a) to (i)",
         Regime::nhs,
         {approve_plan, pay_supplier, card_txn},
         {},
         use_02},
    Rule{"USE-03",
         Mark::law,
         "SEN: no school or post-16 place; anything used in a school or college has the head's "
         "written consent.",
         "SI 2014/1652 reg 6(2), 9",
         Regime::sen,
         {approve_plan, activate},
         {},
         use_03},
    Rule{"USE-04",
         Mark::law,
         "Stays in a care home by direct payment are short: four weeks, and for a child 120 days "
         "in twelve months.",
         "SI 2014/2871 reg 6 and Schedule 2; SI 2009/1887 reg 13(3)",
         {Regime::asc, Regime::chd},
         pay_supplier,
         {Parameter::care_home_weeks,
          Parameter::care_home_exempt_council,
          Parameter::care_home_children_days},
         use_04},
    Rule{"USE-05",
         Mark::law,
         "No limit to usual goods or approved providers; one particular provider may be barred, "
         "and social care may require none.",
         "Options for managing the money, section 6; SI 2013/1617 reg 11(8)(a); SI 2014/2871 reg "
         "4(2)(a), 4(3)(a)",
         every_regime,
         {card_txn, pay_supplier},
         {Parameter::spending_approved_providers_only},
         use_05},
    Rule{"USE-06",
         Mark::law,
         "Before a provider is first paid: registration and insurance; on request the body checks "
         "for the holder.",
         "SI 2013/1617 reg 11(2), 11(3)",
         Regime::nhs,
         pay_supplier,
         {},
         use_06},
    Rule{"FAM-01",
         Mark::law,
         "NHS: family or friends in the household are paid only if the plan says so because it is "
         "necessary.",
         "SI 2013/2354 reg 8(5A), 11(3A); SI 2017/219 reg 8(5B)",
         Regime::nhs,
         paying_people,
         {},
         family_conditions::fam_01},
    Rule{"FAM-02",
         Mark::law,
         "Social care: spouse, partner or close relative in the household only if the authority "
         "finds it necessary.",
         "SI 2014/2871 reg 3(1) to (3)",
         Regime::asc,
         paying_people,
         {},
         family_conditions::fam_02},
    Rule{"FAM-03",
         Mark::law,
         "Children: the same relatives only if the child's welfare makes it necessary.",
         "SI 2009/1887 reg 11",
         Regime::chd,
         paying_people,
         {},
         family_conditions::fam_03},
    Rule{"EMP-01",
         Mark::seed,
         "Who employs follows from the option: the holder, the third party or its trustees, or the "
         "provider.",
         "Options for managing the money, sections 5 and 6.1.1, Annex B",
         every_regime,
         pay_payroll,
         {},
         emp_01},
    Rule{"EMP-02",
         Mark::seed,
         "A holder who employs is told of minimum wage, pension, tax and insurance, before the "
         "direct payment begins and before the first wage.",
         "Options for managing the money, section 6.1",
         every_regime,
         {activate, pay_payroll},
         {},
         emp_02},
    Rule{"EMP-03",
         Mark::seed,
         "The holder is told of contracts, sick and parental leave, grievances, discipline and "
         "dismissal.",
         "Options for managing the money, section 6.1",
         every_regime,
         {activate, pay_payroll},
         {},
         emp_03},
};

}  // namespace

std::span<const Rule> spending_rules() {
    return rules;
}

}  // namespace almoner::rules
