#include "rules/engine/dates.h"
#include "rules/engine/subjects.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;
using ledger::Money;

constexpr std::array rcl_01{
    Condition{"no-ground",
              block,
              "The NHS reclaims only on a ground of the regulation.",
              "Name the ground, or close the case.",
              [](const Case& c) {
                  return is_one_of(c.f.reclaim.ground,
                                   Ground::plan_changed,
                                   Ground::circumstances_changed,
                                   Ground::unused_accumulated,
                                   Ground::used_otherwise,
                                   Ground::theft_fraud_or_offence,
                                   Ground::death);
              }},
    Condition{"not-substantial",
              block,
              "What has accumulated is not a substantial proportion.",
              "Leave it; an offset after a review may suit better.",
              [](const Case& c) {
                  const auto threshold = worked_out(
                      [&](Money weekly) {
                          return weekly.mul_div(c.policy.number(Parameter::surplus_threshold_weeks),
                                                1,
                                                ledger::Rounding::down);
                      },
                      c.f.reclaim.weekly_amount);
                  return implies(is(c.f.reclaim.ground, Ground::unused_accumulated),
                                 negated(at_most(c.f.reclaim.unused, threshold)));
              }},
    // EMG-02: what is unused is counted without the contingency that the plan agreed.
    Condition{"exceeds-unused",
              block,
              "More is reclaimed than has accumulated unused.",
              "Reclaim what is free at most.",
              [](const Case& c) {
                  return implies(is(c.f.reclaim.ground, Ground::unused_accumulated),
                                 at_most(c.f.reclaim.amount, c.f.reclaim.unused));
              }}};

constexpr std::array rcl_02{
    Condition{"no-ground",
              block,
              "A SEN payment is reclaimed only on a ground of the regulation.",
              "Name the ground, or close the case.",
              [](const Case& c) {
                  return is_one_of(c.f.reclaim.ground,
                                   Ground::circumstances_changed,
                                   Ground::used_otherwise,
                                   Ground::theft_fraud_or_offence,
                                   Ground::death);
              }},
    Condition{"exceeds-unspent",
              block,
              "More is reclaimed than was left unspent on agreed provision.",
              "Reclaim the unspent part at most.",
              [](const Case& c) {
                  return at_most(c.f.reclaim.amount, c.f.reclaim.unspent_on_provision);
              }}};

constexpr std::array rcl_03{
    Condition{"no-breach",
              block,
              "Without a breach there is nothing to reclaim: an unspent balance alone is none.",
              "Record the breach, or put a condition on surplus into the agreement first.",
              [](const Case& c) {
                  return any_of(c.f.reclaim.breach_recorded,
                                all_of(is(c.line.regime, Regime::asc),
                                       is(c.f.reclaim.ground, Ground::unused_accumulated),
                                       c.f.reclaim.surplus_condition),
                                all_of(is(c.line.regime, Regime::chd),
                                       is(c.f.reclaim.ground, Ground::not_used_for_service)));
              }},
    Condition{"no-review",
              block,
              "The review that must come before a reclaim was not held.",
              "Hold the review.",
              [](const Case& c) {
                  return implies(is(c.line.regime, Regime::asc), c.f.reclaim.breach_reviewed);
              },
              review}};

Truth asks_for_money(const Case& c) {
    return is(c.f.information.notice_kind, NoticeKind::reclaim);
}

constexpr std::array rcl_04{
    Condition{"no-reasons",
              block,
              "The notice does not state the reasons.",
              "Add them.",
              [](const Case& c) { return implies(asks_for_money(c), c.f.reclaim.states_reasons); }},
    Condition{"no-amount",
              block,
              "The notice does not state the amount.",
              "Add it, with its workings.",
              [](const Case& c) { return implies(asks_for_money(c), c.f.reclaim.states_amount); }},
    Condition{"no-time",
              block,
              "The notice does not state the time to repay.",
              "Add it.",
              [](const Case& c) { return implies(asks_for_money(c), c.f.reclaim.states_time); }},
    Condition{"no-payer",
              block,
              "The notice does not state who repays.",
              "Add it.",
              [](const Case& c) { return implies(asks_for_money(c), c.f.reclaim.states_payer); }},
    Condition{"time-too-short",
              block,
              "There is less time to repay than the area's policy gives.",
              "Give more time.",
              [](const Case& c) {
                  return implies(asks_for_money(c),
                                 at_least(c.f.reclaim.days_to_repay,
                                          c.policy.number(Parameter::reclaim_days_to_repay)));
              }}};

constexpr std::array rcl_05{
    Condition{"reconsidered-already",
              block,
              "A decision is reconsidered once.",
              "Explain how to complain.",
              [](const Case& c) {
                  if (c.event != request) return known(true);
                  return negated(
                      all_of(c.f.reclaim.reconsideration_asked, c.f.reclaim.reconsidered_once));
              }},
    Condition{"outcome-incomplete",
              block,
              "The outcome letter does not restate amount, time and payer, even if nothing is due.",
              "Restate all three.",
              [](const Case& c) {
                  if (c.event != notice) return known(true);
                  return implies(all_of(asks_for_money(c), c.f.reclaim.reconsidered_once),
                                 c.f.reclaim.outcome_restates);
              }},
    Condition{"held-while-reconsidering",
              block,
              "Collecting waits until the request to reconsider is answered.",
              "Answer the request first.",
              [](const Case& c) {
                  if (c.event != reclaim) return known(true);
                  return implies(all_of(c.policy.flag(Parameter::reclaim_hold_while_reconsidering),
                                        c.f.reclaim.reconsideration_asked),
                                 c.f.reclaim.reconsidered_once);
              }}};

constexpr std::array rcl_06{
    Condition{"time-barred",
              block,
              "The sum fell due too long ago to be recovered.",
              "Close the case.",
              [](const Case& c) {
                  const auto last = worked_out(
                      [&](ledger::Date due) {
                          return months_after(due,
                                              12 * c.policy.number(Parameter::reclaim_limit_years));
                      },
                      c.f.reclaim.fell_due_on);
                  return implies(is(c.line.regime, Regime::asc), at_most(c.on, last));
              }},
    Condition{"route-not-stated",
              warn,
              "The regulation gives the NHS a way of enforcing for theft and fraud alone.",
              "Take legal advice on the route and its time limit.",
              [](const Case& c) {
                  return implies(is(c.line.regime, Regime::nhs),
                                 is(c.f.reclaim.ground, Ground::theft_fraud_or_offence));
              }}};

constexpr std::array rcl_07{Condition{
    "silent-sweep",
    block,
    "Money is taken from a holder's account only after the notice has run.",
    "Wait until the notice has run.",
    [](const Case& c) {
        const auto run_on = worked_out(
            [](ledger::Date issued, std::int64_t days) { return days_after(issued, days); },
            c.f.reclaim.notice_issued_on,
            c.f.reclaim.days_to_repay);
        return any_of(c.policy.flag(Parameter::reclaim_sweep_without_notice),
                      negated(c.f.reclaim.collects_from_account),
                      at_least(c.on, run_on));
    },
    notice}};

constexpr std::array rules{
    Rule{"RCL-01",
         Mark::law,
         "NHS grounds: plan or circumstances changed substantially, a substantial proportion "
         "unused, used otherwise, theft or fraud, death.",
         "SI 2013/1617 reg 15(1)(a) to (f); substantial: constructed",
         Regime::nhs,
         Event::reclaim,
         {Parameter::surplus_threshold_weeks},
         rcl_01},
    Rule{"RCL-02",
         Mark::law,
         "SEN grounds, and never more than the part not already spent on agreed provision.",
         "SI 2014/1652 reg 13(1), 13(2)",
         Regime::sen,
         Event::reclaim,
         {},
         rcl_02},
    Rule{"RCL-03",
         Mark::law,
         "Social care: a breach, and a review before; children: not used for the service, or a "
         "condition not met.",
         "Care Act 2014 s 33(5); SI 2014/2871 reg 7(1)(b); SI 2009/1887 reg 15",
         {Regime::asc, Regime::chd},
         Event::reclaim,
         {},
         rcl_03},
    Rule{"RCL-04",
         Mark::law,
         "Written notice with reasons, amount, time to repay and who repays.",
         "SI 2013/1617 reg 15(2); SI 2014/1652 reg 13(3)",
         every_regime,
         notice,
         {Parameter::reclaim_days_to_repay},
         rcl_04},
    Rule{"RCL-05",
         Mark::law,
         "One reconsideration; the outcome letter restates amount, time and payer; collecting "
         "waits meanwhile.",
         "SI 2013/1617 reg 15(4) to (7); SI 2014/1652 reg 13(4) to (7)",
         {Regime::nhs, Regime::sen},
         {request, notice, Event::reclaim},
         {Parameter::reclaim_hold_while_reconsidering},
         rcl_05},
    Rule{"RCL-06",
         Mark::law,
         "Social care sums are recovered within six years of falling due.",
         "Care Act 2014 s 33(5)(b), 69; SI 2013/1617 reg 16",
         {Regime::asc, Regime::nhs},
         enforce,
         {Parameter::reclaim_limit_years},
         rcl_06},
    Rule{"RCL-07",
         Mark::constructed,
         "Money is taken from a prepaid account only after the notice has run.",
         "Constructed from SI 2013/1617 reg 15; Ombudsman 22 014 616, 18 012 467",
         every_regime,
         Event::reclaim,
         {Parameter::reclaim_sweep_without_notice},
         rcl_07},
};

}  // namespace

std::span<const Rule> reclaim_rules() {
    return rules;
}

}  // namespace almoner::rules
