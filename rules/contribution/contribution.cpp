#include "rules/contribution/means_test.h"
#include "rules/engine/subjects.h"
#include "rules/engine/words.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;
using ledger::Money;

constexpr std::array ctb_01{Condition{
    "contribution-on-exempt-line",
    block,
    "The person pays no contribution on this line.",
    "Take the contribution off the line.",
    [](const Case& c) {
        const Truth charged_lawfully = any_of(
            all_of(is(c.line.regime, Regime::nhs),
                   any_of(is(c.line.kind, LineKind::wheelchair), c.line.charge_excepted_by_law)),
            all_of(is_one_of(c.line.regime, Regime::asc, Regime::chd),
                   negated(c.line.contribution_exempt)));
        return any_of(is(c.line.contribution, Money{}), charged_lawfully);
    }}};

constexpr std::array ctb_02{
    Condition{"tariff-income-wrong",
              block,
              "The tariff income is not a pound a week for each step of capital or part of it.",
              "Take the amount that is shown.",
              [](const Case& c) {
                  return worked_out(
                      [&](Money capital, Money taken) {
                          const auto tariff = tariff_income(capital, c.policy);
                          return !tariff || *tariff == taken;
                      },
                      c.f.contribution.capital,
                      c.f.contribution.tariff_income);
              },
              {},
              [](const Case& c, Finding& finding) {
                  finding.words +=
                      " It is " +
                      in_pounds(*tariff_income(*c.f.contribution.capital.value, c.policy)) + ".";
              }},
    Condition{
        "over-capital-limit",
        warn,
        "Capital is above the upper limit: the authority may pay and need not. The regulations "
        "give no tariff income there: what is taken is the authority's own figure.",
        "Decide it and record why.",
        [](const Case& c) {
            return any_of(at_most(c.f.contribution.capital,
                                  c.policy.money(Parameter::contribution_upper_capital)),
                          c.f.contribution.over_limit_declined);
        }},
    Condition{"declined-below-limit",
              block,
              "It was declined because of capital that is not above the limit.",
              "Assess it.",
              [](const Case& c) {
                  return implies(
                      c.f.contribution.over_limit_declined,
                      negated(at_most(c.f.contribution.capital,
                                      c.policy.money(Parameter::contribution_upper_capital))));
              }}};

constexpr std::array ctb_03{Condition{
    "rounded-against-the-adult",
    block,
    "A fraction of a penny is rounded to the adult's advantage.",
    "Round the contribution down.",
    [](const Case& c) {
        return worked_out(
            [](std::int64_t numerator, std::int64_t denominator, Money set) {
                return denominator > 0 && set == contribution_from(numerator, denominator);
            },
            c.f.contribution.exact_pence_numerator,
            c.f.contribution.exact_pence_denominator,
            c.f.contribution.contribution);
    }}};

// Unknown where neither the group nor the policy gives it.
Known<Money> guarantee(const Case& c) {
    Known<Money> found;
    const Fact<std::string>& group = c.f.contribution.guarantee_group;
    if (group.value) found.value = c.policy.income_guarantee(*group.value, c.on);
    if (!found.value) found.missing.add(&group);
    return found;
}

constexpr std::array ctb_04{
    Condition{"below-guaranteed-income",
              block,
              "The contribution leaves less than the minimum income guarantee of the year.",
              "Lower the contribution.",
              [](const Case& c) { return at_least(c.f.contribution.income_left, guarantee(c)); }}};

constexpr std::array ctb_05{
    Condition{"net-payment-wrong",
              block,
              "The payment is not the gross amount less the contribution, and never below nothing.",
              "Pay the amount that is shown.",
              [](const Case& c) {
                  return worked_out(
                      [](bool gross_is_paid, Money gross, Money contribution, Money net) {
                          return net == (gross_is_paid ? gross : net_payment(gross, contribution));
                      },
                      c.f.contribution.paid_gross,
                      c.f.contribution.gross,
                      c.f.contribution.contribution,
                      c.f.contribution.net);
              },
              {},
              [](const Case& c, Finding& finding) {
                  const ContributionFacts& f = c.f.contribution;
                  const Money due = *f.paid_gross.value
                                        ? *f.gross.value
                                        : net_payment(*f.gross.value, *f.contribution.value);
                  finding.words += " It is " + in_pounds(due) + ".";
              }},
    Condition{"basis-differs",
              warn,
              "The area's policy is the other way: net or gross.",
              "Record why this agreement differs.",
              [](const Case& c) {
                  return is(c.f.contribution.paid_gross,
                            c.policy.flag(Parameter::contribution_basis));
              }}};

constexpr std::array ctb_06{
    Condition{"missing-contribution",
              warn,
              "The contribution has not come into the account.",
              "Write to the holder and ask whether anything stands in the way.",
              [](const Case& c) {
                  return any_of(at_least(c.f.contribution.contribution_received,
                                         c.f.contribution.contribution_expected),
                                c.f.contribution.letter_sent,
                                at_most(c.f.contribution.days_overdue,
                                        c.policy.number(Parameter::contribution_reminder_days)));
              }},
    Condition{
        "missing-contribution-review",
        need_review,
        "The contribution is still missing after the letter: review it, let no debt grow unseen.",
        "Hold the review.",
        [](const Case& c) {
            return any_of(at_least(c.f.contribution.contribution_received,
                                   c.f.contribution.contribution_expected),
                          negated(c.f.contribution.letter_sent),
                          c.f.contribution.missing_reviewed);
        },
        review},
    Condition{"backdated-without-notice",
              block,
              "No invoice reaches back to before the outcome of the assessment was notified.",
              "Charge from the notice on.",
              [](const Case& c) {
                  return implies(c.f.contribution.is_backdated, c.f.contribution.outcome_notified);
              }}};

constexpr std::array ctb_07{
    Condition{"direct-payment-as-income",
              block,
              "A direct payment is no income in the assessment.",
              "Leave it out.",
              [](const Case& c) { return negated(c.f.contribution.counts_direct_payment); }}};

Truth is_charged_more(const Case& c) {
    return negated(
        at_most(c.f.contribution.charged_in_a_year, c.f.contribution.charged_before_in_a_year));
}

constexpr std::array ctb_08{
    Condition{
        "not-assessed",
        block,
        "The person would be charged more, and no assessment says what they can pay.",
        "Record it with 'almoner assessment record', or leave the contribution as it is.",
        [](const Case& c) { return implies(is_charged_more(c), c.f.contribution.is_assessed); }},
    Condition{"over-assessment",
              block,
              "All of the person's agreements together would charge more than the last assessment "
              "says they can pay.",
              "Ask for less, or record a new assessment with 'almoner assessment record'.",
              [](const Case& c) {
                  return any_of(negated(is_charged_more(c)),
                                negated(c.f.contribution.is_assessed),
                                c.f.contribution.over_limit_declined,
                                at_most(c.f.contribution.charged_in_a_year,
                                        c.f.contribution.assessed_in_a_year));
              },
              {},
              [](const Case& c, Finding& finding) {
                  finding.words += " In 52 weeks they would charge " +
                                   in_pounds(*c.f.contribution.charged_in_a_year.value) +
                                   " and the assessment says " +
                                   in_pounds(*c.f.contribution.assessed_in_a_year.value) + ".";
              }}};

constexpr std::array rules{
    Rule{"CTB-01",
         Mark::law,
         "No contribution on NHS or SEN lines, for section 117 after-care, or of families with a "
         "benefit of section 17A(5).",
         "SI 2013/1617 reg 13(1); Summary guide, Table 1; SI 2009/1887 reg 9(3), 9(4); adult "
         "section 117: memory, unverified",
         every_regime,
         build_budget,
         {},
         ctb_01},
    Rule{"CTB-02",
         Mark::law,
         "Capital above the upper limit: may pay and need not; above the lower one a pound a week "
         "for each step or part.",
         "SI 2014/2672 reg 12, 25",
         Regime::asc,
         assess,
         {Parameter::contribution_upper_capital,
          Parameter::contribution_lower_capital,
          Parameter::contribution_tariff_step},
         ctb_02},
    Rule{"CTB-03",
         Mark::law,
         "A fraction of a penny is rounded to the adult's advantage.",
         "SI 2014/2672 reg 11",
         Regime::asc,
         assess,
         {},
         ctb_03},
    Rule{"CTB-04",
         Mark::law,
         "The adult keeps the minimum income guarantee of the year, as the policy's dated table "
         "gives it.",
         "SI 2014/2672 reg 7",
         Regime::asc,
         assess,
         {},
         ctb_04},
    Rule{"CTB-05",
         Mark::local,
         "Net payment is gross less contribution and never below nothing; or gross, with an "
         "invoice.",
         "Hampshire; Slough, Lincolnshire; SI 2009/1887 reg 9(1)",
         {Regime::asc, Regime::chd},
         schedule,
         {Parameter::contribution_basis},
         ctb_05},
    Rule{"CTB-06",
         Mark::local,
         "A missing contribution: a letter, then a review; no backdated invoice without notice of "
         "the outcome.",
         "Brighton, Bristol; Ombudsman 19 019 886, 19 012 063",
         Regime::asc,
         monitor,
         {Parameter::contribution_reminder_days},
         ctb_06},
    Rule{"CTB-07",
         Mark::law,
         "A direct payment is not income in the assessment.",
         "SI 2014/2672 Schedule 1 para 5",
         Regime::asc,
         assess,
         {},
         ctb_07},
    Rule{"CTB-08",
         Mark::memory,
         "No charge rises above what the last assessment says, over all agreements of a person; "
         "less may always be asked.",
         "Care Act 2014 s 14, 17: memory, unverified; SI 2014/2672 reg 7",
         Regime::asc,
         build_budget,
         {},
         ctb_08},
};

}  // namespace

std::span<const Rule> contribution_rules() {
    return rules;
}

}  // namespace almoner::rules
