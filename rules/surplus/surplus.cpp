#include "rules/engine/dates.h"
#include "rules/engine/subjects.h"
#include "rules/engine/words.h"
#include "rules/surplus/surplus_sum.h"
#include "rules/surplus/without_case.h"

#include <algorithm>

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;

void show_workings(const Case& c, Finding& finding) {
    const SurplusFacts& s = c.f.surplus;
    const auto part = [](const Sum& sum) { return in_pounds(*sum.value); };
    finding.words += " Free: " + part(s.cleared_balance) + " cleared, less " + part(s.uncleared) +
                     " not yet cleared, " + part(s.reserves) + " set aside, " +
                     part(s.contingency) + " contingency, " + part(s.in_advance) +
                     " in advance and " + part(s.contribution_adjustment) + " contributions, is " +
                     in_pounds(*free_balance(s).value) + "; asked about above " +
                     in_pounds(*surplus_threshold(s, c.policy).value) + ".";
}

constexpr std::array srp_01{
    Condition{
        "surplus",
        need_review,
        "More is free than the area asks no questions about. Nothing is wrong with that: ask why.",
        "Ask the holder why it built up: unmet need, too much allocated, or timing.",
        [](const Case& c) {
            if (c.event != nightly) return known(true);
            return at_most(free_balance(c.f.surplus), surplus_threshold(c.f.surplus, c.policy));
        },
        review,
        show_workings},
    Condition{"cause-not-recorded",
              block,
              "The review does not record why the surplus arose.",
              "Record the cause before the review is closed.",
              [](const Case& c) {
                  if (c.event == nightly) return known(true);
                  return any_of(
                      at_most(free_balance(c.f.surplus), surplus_threshold(c.f.surplus, c.policy)),
                      c.f.surplus.cause_recorded);
              }}};

constexpr std::array red_01{
    Condition{"no-review",
              block,
              "A reduction or offset needs a closed review that names it.",
              "Hold the review first, and name the reduction in its decision.",
              [](const Case& c) {
                  if (is_without_case(c)) return known(true);
                  return any_of(!c.policy.flag(Parameter::reduction_review_first),
                                all_of(c.f.surplus.review_closed, c.f.surplus.review_names_it));
              },
              review}};

std::int64_t notice_length(const Case& c, std::int64_t plan_days) {
    return std::max(plan_days, c.policy.number(Parameter::notice_floor_days));
}

Truth notice_has_run(const Case& c) {
    if (is_without_case(c)) return known(true);
    return worked_out(
        [&](ledger::Date issued, std::int64_t plan_days, ledger::Date effect) {
            return effect >= days_after(issued, notice_length(c, plan_days));
        },
        c.f.surplus.notice_issued_on,
        c.f.surplus.plan_notice_days,
        c.f.surplus.effect_on);
}

void show_notice(const Case& c, Finding& finding) {
    finding.notice_days = notice_length(c, c.f.surplus.plan_notice_days.value.value_or(0));
    if (c.f.surplus.notice_issued_on.value) {
        finding.due_on = days_after(*c.f.surplus.notice_issued_on.value, *finding.notice_days);
    }
}

Truth unless_without_case(const Case& c, const Flag& flag) {
    return is_without_case(c) ? known(true) : known(flag);
}

constexpr std::array red_02{
    Condition{"notice-not-written",
              need_notice,
              "A reduction needs notice in writing.",
              "Issue the written, accessible notice.",
              [](const Case& c) { return unless_without_case(c, c.f.surplus.notice_written); },
              notice,
              show_notice},
    Condition{"notice-without-reasons",
              need_notice,
              "The notice states no reasons.",
              "Issue it again with the reasons.",
              [](const Case& c) { return unless_without_case(c, c.f.surplus.notice_has_reasons); },
              notice,
              show_notice},
    Condition{"notice-not-to-all",
              need_notice,
              "The notice did not go to the person and to the representative or nominee.",
              "Send it to everybody who must get it.",
              [](const Case& c) { return unless_without_case(c, c.f.surplus.notice_to_all); },
              notice,
              show_notice},
    Condition{"notice-running",
              need_notice,
              "The notice has not run its days when the change would take effect.",
              "Let the change take effect when the notice has run.",
              notice_has_run,
              notice,
              show_notice}};

constexpr std::array red_03{
    Condition{"over-period-cap",
              block,
              "An offset in one period is never more than what is due for it.",
              "Offset up to what is due; the rest is carried to later periods.",
              [](const Case& c) {
                  return at_most(c.f.surplus.offset_in_period, c.f.surplus.due_in_period);
              }},
    Condition{"over-remainder",
              block,
              "More would be offset than is left to be offset.",
              "Offset what is left.",
              [](const Case& c) {
                  return at_most(c.f.surplus.offset_in_period, c.f.surplus.offset_left);
              }}};

constexpr std::array red_04{Condition{
    "leaves-shortfall",
    block,
    "After the offset there is not enough for the planned care until the next payment.",
    "Offset no more than is free.",
    [](const Case& c) {
        return at_least(sum_of(c.f.surplus.free_balance,
                               less(c.f.surplus.due_in_period, c.f.surplus.offset_in_period)),
                        c.f.surplus.planned_cost_to_next);
    }}};

constexpr std::array red_05{
    Condition{"new-amount-insufficient",
              block,
              "The new standing amount does not cover the planned care.",
              "Keep the amount, or agree a plan that costs less.",
              [](const Case& c) { return at_least(c.line.new_amount, c.line.planned_cost); }}};

Truth waits(const Case& c) {
    return all_of(c.f.surplus.reconsideration_asked, negated(c.f.surplus.reconsideration_answered));
}

constexpr std::array red_06{
    Condition{"reconsidered-already",
              block,
              "A decision is reconsidered once.",
              "Explain how to complain.",
              [](const Case& c) {
                  if (c.event != request) return known(true);
                  return negated(
                      all_of(c.f.surplus.reconsideration_asked, c.f.surplus.reconsidered_once));
              }},
    Condition{"answer-reconsideration",
              warn,
              "A request to reconsider waits for its answer.",
              "Answer it in writing with reasons.",
              [](const Case& c) {
                  if (c.event != request) return known(true);
                  return any_of(c.f.surplus.reconsidered_once, negated(waits(c)));
              }},
    Condition{"held-while-reconsidering",
              block,
              "The reduction waits until the request to reconsider is answered.",
              "Answer the request first.",
              [](const Case& c) {
                  if (c.event == request) return known(true);
                  return implies(
                      all_of(c.policy.flag(Parameter::reduction_hold_while_reconsidering),
                             is(c.line.regime, Regime::nhs)),
                      negated(waits(c)));
              }}};

constexpr std::array red_07{
    Condition{"further-review-held",
              block,
              "After a notice one further review may be asked for, and it was held.",
              "Explain how to complain.",
              [](const Case& c) {
                  return negated(all_of(c.f.surplus.further_review_asked,
                                        c.f.surplus.further_review_held,
                                        c.f.surplus.further_review_decided));
              }},
    Condition{"further-review",
              need_review,
              "The holder requires one further review.",
              "Hold it.",
              [](const Case& c) {
                  return implies(c.f.surplus.further_review_asked, c.f.surplus.further_review_held);
              },
              review},
    Condition{"decision-not-written",
              warn,
              "The further review was held, and its decision is not yet in writing with reasons.",
              "Write the decision with its reasons.",
              [](const Case& c) {
                  return implies(
                      all_of(c.f.surplus.further_review_asked, c.f.surplus.further_review_held),
                      c.f.surplus.further_review_decided);
              }}};

constexpr std::array red_08{
    Condition{"consultation",
              need_evidence,
              "It is not recorded that the holder was consulted.",
              "Consult the holder, or record why that was neither possible nor appropriate.",
              [](const Case& c) {
                  if (is_without_case(c)) return known(true);
                  return any_of(c.f.surplus.consulting_inappropriate,
                                evidenced(c.f.surplus.consulted));
              }},
    Condition{"consultation-running",
              warn,
              "The holder still has time to answer.",
              "Wait for the answer.",
              [](const Case& c) {
                  if (is_without_case(c)) return known(true);
                  const auto until = worked_out(
                      [&](ledger::Date asked) {
                          return days_after(asked,
                                            c.policy.number(Parameter::reduction_consult_days));
                      },
                      c.f.surplus.consulted_on);
                  return any_of(c.f.surplus.consulting_inappropriate, at_least(c.on, until));
              }}};

constexpr std::array red_09{
    Condition{"tell-the-holder",
              allow,
              "An increase may be made at any time; the holder is told.",
              "Issue the letter.",
              [](const Case& c) { return known(c.f.surplus.letter_issued); },
              notice}};

constexpr std::array red_10{
    Condition{"ground-not-so",
              block,
              "The records do not bear out the ground on which less is to be paid.",
              "Name the ground that it is, or open a case.",
              [](const Case& c) {
                  return any_of(is(c.f.surplus.without_case, WithoutCase::none),
                                c.f.surplus.ground_borne_out);
              }},
    Condition{"ground-paper",
              need_evidence,
              "No paper shows the ground on which less is to be paid.",
              "Add the request, what shows the right figure, the assessment or the other body's "
              "letter, and name it.",
              [](const Case& c) {
                  return implies(is_one_of(c.f.surplus.without_case,
                                           WithoutCase::request,
                                           WithoutCase::error,
                                           WithoutCase::contribution,
                                           WithoutCase::moved),
                                 evidenced(c.f.surplus.ground_paper));
              }}};

constexpr Events reducing{reduce, offset};

constexpr std::array rules{
    Rule{"SRP-01",
         Mark::guidance,
         "A surplus only prompts the question why; the review records the answer.",
         "Guidance on direct payments for healthcare, para 130; Options for managing the money, "
         "Annex A",
         every_regime,
         {nightly, close_review},
         {Parameter::surplus_threshold_weeks},
         srp_01},
    Rule{"RED-01",
         Mark::guidance,
         "A reduction or offset requires a closed review that names it.",
         "Options for managing the money, Annex A (good practice, kept although SI 2013/1617 reg "
         "13(3) to (5) asks less)",
         every_regime,
         reducing,
         {Parameter::reduction_review_first},
         red_01},
    Rule{"RED-02",
         Mark::law,
         "Written, accessible notice with reasons, the plan's notice period before effect, to "
         "everybody who must get it.",
         "SI 2013/1617 reg 13(5), 14(9); Guidance on direct payments for healthcare, para 129; SI "
         "2014/1652 reg 12(1)",
         every_regime,
         reducing,
         {Parameter::notice_floor_days},
         red_02},
    Rule{"RED-03",
         Mark::law,
         "An offset is at most what is due for the period; the remainder is carried, each period "
         "under the cap.",
         "SI 2013/1617 reg 13(4); Guidance on direct payments for healthcare, para 130",
         every_regime,
         offset,
         {},
         red_03},
    Rule{"RED-04",
         Mark::constructed,
         "After an offset the planned care is funded until the next payment.",
         "Constructed from SI 2013/1617 reg 13(1), 13(4)(b); Ombudsman 20 013 237",
         every_regime,
         offset,
         {},
         red_04},
    Rule{"RED-05",
         Mark::law,
         "A new standing amount is still sufficient.",
         "SI 2013/1617 reg 13(3), 14(8)(c); SI 2014/1652 reg 10(2)",
         every_regime,
         reduce,
         {},
         red_05},
    Rule{"RED-06",
         Mark::law,
         "A reduction is reconsidered once; NHS: it waits meanwhile by default; SEN: it may "
         "proceed.",
         "SI 2013/2354 reg 13(6) to (8); SI 2014/1652 reg 12(2) to (5)",
         {Regime::nhs, Regime::sen},
         {request, reduce, offset},
         {Parameter::reduction_hold_while_reconsidering},
         red_06},
    Rule{"RED-07",
         Mark::law,
         "After a notice that follows a review the holder may require one further review, decided "
         "in writing with reasons.",
         "SI 2013/1617 reg 14(10) to (12)",
         Regime::nhs,
         request,
         {},
         red_07},
    Rule{"RED-08",
         Mark::guidance,
         "The holder is consulted before a reduction or stop is decided, where possible and "
         "appropriate.",
         "Guidance on direct payments for healthcare, para 128",
         every_regime,
         {reduce, stop},
         {Parameter::reduction_consult_days},
         red_08},
    Rule{"RED-09",
         Mark::law,
         "An increase may be made at any time; the holder is told.",
         "SI 2013/1617 reg 13(3), 14(8)(c)",
         every_regime,
         increase,
         {},
         red_09},
    Rule{"RED-10",
         Mark::constructed,
         "Less is paid without a review, notice and consultation only on a listed ground that is "
         "shown: the person's own request, death, an error before anything was paid, something in "
         "its place, the person's own share assessed anew, a move to another body.",
         "Constructed: what is no decision to reduce in SI 2013/1617 reg 13, 14 and 17; Care Act "
         "2014 s 30, 37",
         every_regime,
         reduce,
         {},
         red_10},
};

}  // namespace

std::span<const Rule> surplus_rules() {
    return rules;
}

}  // namespace almoner::rules
