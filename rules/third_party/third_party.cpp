#include "rules/engine/subjects.h"
#include "rules/third_party/funder_rows.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;
using ledger::Money;
using ledger::Rounding;

Truth is_third_party(const Case& c) {
    return is(c.line.option, WayOfManaging::third_party);
}

constexpr std::array tpb_01{
    Condition{"holder-has-account",
              block,
              "A third-party budget is no direct payment: the holder has no bank account for it.",
              "Close the account, or make it a direct payment.",
              [](const Case& c) {
                  return implies(is_third_party(c), negated(c.f.third_party.holder_has_account));
              }},
    Condition{
        "not-independent",
        block,
        "The organisation is not independent of the person, the council and the NHS.",
        "Choose an independent organisation.",
        [](const Case& c) { return implies(is_third_party(c), c.f.third_party.independent); }},
    Condition{
        "not-responsible",
        block,
        "The organisation is not responsible for the contracts and the money.",
        "Have it take both on in its contract.",
        [](const Case& c) { return implies(is_third_party(c), c.f.third_party.responsible); }},
    Condition{"not-the-employer",
              block,
              "The organisation is not the employer of the personal assistants.",
              "Have it employ them.",
              [](const Case& c) { return implies(is_third_party(c), c.f.third_party.employs); }}};

constexpr std::array tpb_02{
    Condition{"fee-not-shown",
              block,
              "The management charge does not have a line of its own.",
              "Show it apart from the care.",
              [](const Case& c) {
                  return any_of(is(c.f.third_party.fee, Money{}), c.f.third_party.fee_shown);
              }},
    Condition{"care-below-cost",
              block,
              "With the management charge taken off, the care is not funded in full.",
              "Add the charge to the budget.",
              [](const Case& c) {
                  return at_least(c.f.third_party.care_line, c.f.third_party.care_cost);
              }},
    Condition{"budget-is-not-care-and-fee",
              block,
              "The budget is not the care and the management charge together.",
              "Correct the amounts.",
              [](const Case& c) {
                  return is(c.f.third_party.budget,
                            sum_of(c.f.third_party.care_line, c.f.third_party.fee));
              }}};

Truth is_service_fund(const Case& c) {
    return all_of(is_third_party(c), is(c.f.third_party.kind, ThirdPartyKind::service_fund));
}

constexpr std::array isf_01{
    Condition{
        "missing-term-ring-fence",
        block,
        "The agreement does not keep the money for this person's support, accounted for.",
        "Add the term.",
        [](const Case& c) { return implies(is_service_fund(c), c.f.third_party.ring_fenced); }},
    Condition{
        "missing-term-person-plans",
        block,
        "The agreement does not let the person plan who, how, where and when.",
        "Add the term.",
        [](const Case& c) { return implies(is_service_fund(c), c.f.third_party.person_plans); }},
    Condition{"missing-term-carry-forward",
              block,
              "The agreement does not say how money is carried forward and banked.",
              "Add what the plan agrees.",
              [](const Case& c) {
                  return implies(is_service_fund(c), c.f.third_party.carry_forward_agreed);
              }},
    Condition{"missing-term-written-information",
              block,
              "There is no written information that explains it and its management costs.",
              "Give it with the agreement.",
              [](const Case& c) {
                  return implies(is_service_fund(c), c.f.third_party.written_information);
              }},
    Condition{"missing-term-portability",
              block,
              "The agreement does not let the person take the money elsewhere.",
              "Add the term.",
              [](const Case& c) { return implies(is_service_fund(c), c.f.third_party.portable); }}};

Truth over_carry_forward(const Case& c) {
    const auto cap = worked_out(
        [&](Money weekly) {
            return weekly.mul_div(
                c.policy.number(Parameter::service_fund_carry_forward_weeks), 1, Rounding::down);
        },
        c.f.third_party.weekly_amount);
    return negated(all_of(at_most(c.f.third_party.held, cap),
                          at_most(c.f.third_party.oldest_money_days,
                                  c.policy.number(Parameter::service_fund_carry_forward_days))));
}

constexpr std::array isf_02{
    Condition{"carry-forward",
              warn,
              "The fund keeps more, or older, money than the area's policy lets it, with no named "
              "need.",
              "Ask what it is saved for.",
              [](const Case& c) {
                  return implies(all_of(is_service_fund(c), over_carry_forward(c)),
                                 c.f.third_party.named_need);
              }},
    Condition{
        "carry-forward-review",
        need_review,
        "What the fund keeps beyond the policy is to be reviewed; nothing goes back by itself.",
        "Review it with the person.",
        [](const Case& c) {
            return implies(all_of(is_service_fund(c), over_carry_forward(c)),
                           any_of(c.f.third_party.named_need, c.f.third_party.excess_reviewed));
        },
        review}};

constexpr std::array isf_03{
    Condition{"not-portable-amount",
              block,
              "What moves is the balance less what is committed.",
              "Move that amount.",
              [](const Case& c) {
                  return implies(is_service_fund(c),
                                 is(c.f.third_party.moved,
                                    less(c.f.third_party.held, c.f.third_party.committed)));
              }},
    Condition{"move-on-day",
              allow,
              "The fund moves on the day set in the plan, by the policy's days at the latest.",
              "Set the day and tell both providers.",
              [](const Case& c) { return negated(is_service_fund(c)); },
              {},
              [](const Case& c, Finding& finding) {
                  finding.notice_days = c.policy.number(Parameter::service_fund_portability_days);
              }}};

Truth is_trust(const Case& c) {
    return all_of(is_third_party(c), is(c.f.third_party.kind, ThirdPartyKind::trust));
}

constexpr std::array tru_01{
    Condition{"too-few-trustees",
              block,
              "The trust names too few trustees.",
              "Name more trustees.",
              [](const Case& c) {
                  return implies(is_trust(c),
                                 at_least(c.f.third_party.trustees,
                                          c.policy.number(Parameter::trust_min_trustees)));
              }},
    Condition{"no-contract",
              block,
              "The trust has no contract with the council or the NHS body.",
              "Make the contract.",
              [](const Case& c) { return implies(is_trust(c), c.f.third_party.trust_contract); }},
    Condition{
        "no-contingency",
        block,
        "The trust's contingency arrangements are not recorded.",
        "Record them.",
        [](const Case& c) { return implies(is_trust(c), c.f.third_party.contingency_recorded); }},
    Condition{"trustees-do-not-employ",
              block,
              "The trustees are the employers of the trust's staff, and here they are not.",
              "Put the contracts in the trustees' names.",
              [](const Case& c) { return implies(is_trust(c), c.f.third_party.trustees_employ); }}};

Truth is_managed(const Case& c) {
    return is(c.line.option, WayOfManaging::managed_account);
}

constexpr std::array man_01{
    Condition{"holder-did-not-sign",
              block,
              "The holder signs the agreement of a managed account.",
              "Have it signed.",
              [](const Case& c) { return implies(is_managed(c), c.f.third_party.holder_signed); }},
    Condition{"holder-did-not-decide",
              block,
              "The provider moves money only as the holder decides.",
              "Ask the holder.",
              [](const Case& c) { return implies(is_managed(c), c.f.third_party.holder_decided); }},
    Condition{"fee-on-the-person",
              block,
              "The support service's fee is paid by the body or stands in the budget.",
              "Charge it there.",
              [](const Case& c) {
                  return implies(is_managed(c), c.f.third_party.fee_paid_by_body_or_budget);
              }}};

constexpr std::array man_02{Condition{
    "keeper-not-suitable",
    block,
    "A managed account is kept by a support service, solicitor, accountant or other provider.",
    "Choose one, or make the relative a nominee.",
    [](const Case& c) {
        return implies(is_managed(c), negated(is(c.f.third_party.keeper, Keeper::relative)));
    }}};

Truth is_notional(const Case& c) {
    return is(c.line.option, WayOfManaging::notional);
}

constexpr std::array not_01{
    Condition{
        "body-does-not-pay",
        block,
        "In a notional budget the body pays the providers.",
        "Have the body pay.",
        [](const Case& c) { return implies(is_notional(c), c.f.third_party.body_pays_provider); }},
    Condition{"holder-has-account",
              block,
              "In a notional budget the holder has no account.",
              "Close it, or make it a direct payment.",
              [](const Case& c) {
                  return implies(is_notional(c), negated(c.f.third_party.holder_has_account));
              }},
    Condition{"assistant-in-notional",
              block,
              "In a notional budget nobody employs an assistant of their own.",
              "Change the option for this line.",
              [](const Case& c) {
                  return implies(is_notional(c), negated(c.f.third_party.pays_assistant));
              }},
    Condition{
        "person-does-not-see",
        warn,
        "The person does not see the amount and what is spent.",
        "Give a statement.",
        [](const Case& c) { return implies(is_notional(c), c.f.third_party.person_sees_spend); }}};

Truth is_wheelchair(const Case& c) {
    return is(c.line.kind, LineKind::wheelchair);
}

constexpr std::array pwb_01{
    Condition{"not-the-cost-of-the-chair",
              block,
              "The budget is what the NHS would pay for the chair that meets the need.",
              "Set it to that cost.",
              [](const Case& c) {
                  return implies(is_wheelchair(c), is(c.line.amount, c.f.third_party.chair_cost));
              }},
    Condition{"above-budget-and-contribution",
              block,
              "The chair costs more than the budget and the person's contribution together.",
              "Agree the contribution, or choose another chair.",
              [](const Case& c) {
                  if (c.event != pay_supplier) return known(true);
                  return implies(is_wheelchair(c),
                                 at_most(c.f.third_party.chair_price,
                                         sum_of(c.line.amount, c.line.contribution)));
              }},
    Condition{"period-not-over",
              warn,
              "The last wheelchair budget's period is not over and the need is the same.",
              "Record why a new one is due.",
              [](const Case& c) {
                  return implies(
                      is_wheelchair(c),
                      any_of(c.f.third_party.wheelchair_need_changed,
                             at_least(c.f.third_party.years_since_chair,
                                      c.policy.number(Parameter::wheelchair_period_years))));
              }}};

constexpr std::array rules{
    Rule{"TPB-01",
         Mark::seed,
         "A third-party budget is no direct payment: an independent organisation is responsible "
         "and employs.",
         "Options for managing the money, sections 2 and 5, Annex B",
         every_regime,
         activate,
         {},
         tpb_01},
    Rule{"TPB-02",
         Mark::seed,
         "The management charge is funded by the body on a line of its own and never cuts the "
         "planned care.",
         "Options for managing the money, sections 5 and 5.1",
         every_regime,
         build_budget,
         {},
         tpb_02},
    Rule{"ISF-01",
         Mark::seed,
         "An individual service fund's agreement: ring-fence, person plans, carry-forward, written "
         "information, portability.",
         "Options for managing the money, section 5.1",
         every_regime,
         activate,
         {},
         isf_01},
    Rule{"ISF-02",
         Mark::local,
         "Carry-forward has a cap and a life unless a need is named; the excess is reviewed, never "
         "returned by itself.",
         "Dorset service fund agreement",
         every_regime,
         nightly,
         {Parameter::service_fund_carry_forward_weeks, Parameter::service_fund_carry_forward_days},
         isf_02},
    Rule{"ISF-03",
         Mark::seed,
         "On request the balance less what is committed moves to the new option or provider.",
         "Options for managing the money, section 5.1; days constructed",
         every_regime,
         change_option,
         {Parameter::service_fund_portability_days},
         isf_03},
    Rule{"TRU-01",
         Mark::seed,
         "A trust: trustees named, a contract, contingency recorded, and the trustees employ.",
         "Options for managing the money, section 5.2; number of trustees constructed",
         every_regime,
         activate,
         {Parameter::trust_min_trustees},
         tru_01},
    Rule{"MAN-01",
         Mark::law,
         "Managed account: the holder signs, decides and employs; the provider only moves money on "
         "instruction.",
         "Options for managing the money, section 6.1.1; SI 2017/219 reg 10(1A)",
         every_regime,
         {pay_supplier, pay_payroll},
         {},
         man_01},
    Rule{"MAN-02",
         Mark::seed,
         "A managed account may be kept by a support service, a solicitor, an accountant or "
         "another provider.",
         "Options for managing the money, section 6.1.1",
         every_regime,
         activate,
         {},
         man_02},
    Rule{"NOT-01",
         Mark::seed,
         "Notional: the body pays the providers, the person sees amount and spending, and employs "
         "nobody.",
         "Options for managing the money, section 4 and Annex B",
         every_regime,
         {pay_supplier, pay_payroll},
         {},
         not_01},
    Rule{"PWB-01",
         Mark::seed,
         "Wheelchair budget: the NHS cost of the chair that meets the need; the one NHS line with "
         "a lawful contribution.",
         "Summary guide 3.2 and Table 1; West Suffolk, Homerton, Mid and South Essex",
         Regime::nhs,
         {build_budget, pay_supplier},
         {Parameter::wheelchair_period_years},
         pwb_01},
    funder_rows[0],
    funder_rows[1],
    funder_rows[2],
    funder_rows[3],
};

}  // namespace

std::span<const Rule> third_party_rules() {
    return rules;
}

}  // namespace almoner::rules
