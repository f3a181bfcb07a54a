#include "rules/engine/dates.h"
#include "rules/engine/subjects.h"
#include "rules/review/review_dates.h"

namespace almoner::rules {
namespace {

using enum Effect;
using enum Event;
using ledger::Date;

// The last day of the first review; far off where none is set.
constexpr Date never = Date::from_days(1'000'000);

Known<Date> first_due(const Case& c) {
    return worked_out(
        [&](Regime regime, Date began) {
            return first_review_by(regime, began, c.policy).value_or(never);
        },
        c.line.regime,
        c.f.review.first_payment_on);
}
Known<Date> next_due(const Case& c) {
    return worked_out(
        [&](Regime regime, Date last) {
            return next_review_by(regime, last, c.policy).value_or(never);
        },
        c.line.regime,
        c.f.review.last_review_on);
}
Known<Date> task_from(const Case& c, const Known<Date>& due) {
    return worked_out(
        [&](Date by) { return days_after(by, -c.policy.number(Parameter::review_task_days)); },
        due);
}

// Neither from the day of the task on, nor overdue, which is another finding.
Truth is_not_soon(const Case& c, const Known<Date>& due) {
    return negated(all_of(at_least(c.on, task_from(c, due)), at_most(c.on, due)));
}

void show_first(const Case& c, Finding& finding) {
    finding.due_on = first_due(c).value;
}
void show_next(const Case& c, Finding& finding) {
    finding.due_on = next_due(c).value;
}

void show_with_plan(const Case& c, Finding& finding) {
    finding.due_on = c.f.review.ehc_review_on.value;
}

Truth reviewed_with_plan(const Case& c) {
    return all_of(c.f.review.first_review_held,
                  at_least(c.f.review.last_review_on, c.f.review.ehc_review_on));
}

constexpr std::array rev_01{
    Condition{"first-review-soon",
              need_review,
              "The first review is due soon.",
              "Arrange it with the person.",
              [](const Case& c) {
                  return any_of(c.f.review.first_review_held, is_not_soon(c, first_due(c)));
              },
              review,
              show_first},
    Condition{"first-review-overdue",
              warn,
              "The first review is overdue.",
              "Hold it now; the money goes on meanwhile.",
              [](const Case& c) {
                  return any_of(c.f.review.first_review_held, at_most(c.on, first_due(c)));
              },
              review,
              show_first}};

constexpr std::array rev_02{
    Condition{"next-review-soon",
              need_review,
              "The next review is due soon.",
              "Arrange it with the person.",
              [](const Case& c) {
                  return any_of(negated(c.f.review.first_review_held),
                                is(c.line.regime, Regime::sen),
                                is_not_soon(c, next_due(c)));
              },
              review,
              show_next},
    Condition{"next-review-overdue",
              warn,
              "The next review is overdue.",
              "Hold it now; the money goes on meanwhile.",
              [](const Case& c) {
                  return any_of(negated(c.f.review.first_review_held),
                                is(c.line.regime, Regime::sen),
                                at_most(c.on, next_due(c)));
              },
              review,
              show_next},
    Condition{"review-with-plan",
              need_review,
              "The EHC plan is reviewed or reassessed: the direct payment is reviewed with it.",
              "Review both together.",
              [](const Case& c) {
                  return implies(is(c.line.regime, Regime::sen),
                                 any_of(reviewed_with_plan(c),
                                        negated(at_least(
                                            c.on, task_from(c, known(c.f.review.ehc_review_on))))));
              },
              review,
              show_with_plan}};

template <ReportKind kind>
Truth reviewed_if(const Case& c) {
    return implies(is(c.f.review.report, kind), c.f.review.report_reviewed);
}

constexpr std::array rev_03{
    Condition{"reported-insufficiency",
              need_review,
              "Somebody reported that the payments are not enough: the NHS body must review.",
              "Hold the review.",
              [](const Case& c) {
                  return implies(is(c.line.regime, Regime::nhs),
                                 reviewed_if<ReportKind::insufficiency>(c));
              },
              review},
    Condition{"reported-breach",
              need_review,
              "A breach was reported: review before anything is ended or reclaimed.",
              "Hold the review.",
              reviewed_if<ReportKind::breach>,
              review},
    Condition{"reported-capacity",
              need_review,
              "A change of capacity was reported.",
              "Hold the review.",
              reviewed_if<ReportKind::capacity>,
              review},
    Condition{"reported-condition-fails",
              need_review,
              "It was reported that the payee can no longer manage or that it no longer suits.",
              "Hold the review.",
              reviewed_if<ReportKind::condition_fails>,
              review},
    Condition{"reported-concern",
              need_review,
              "Somebody notified a concern; anybody may.",
              "Hold the review.",
              reviewed_if<ReportKind::concern>,
              review}};

constexpr std::array rev_04{
    Condition{"plan-not-covered",
              block,
              "The review did not look at whether the plan is still appropriate.",
              "Cover it before the review is closed.",
              [](const Case& c) { return known(c.f.review.covers_plan); }},
    Condition{"use-not-covered",
              block,
              "The review did not look at whether the money is used effectively.",
              "Cover it before the review is closed.",
              [](const Case& c) { return known(c.f.review.covers_use); }},
    Condition{"sufficiency-not-covered",
              block,
              "The review did not look at whether the amount suffices.",
              "Cover it before the review is closed.",
              [](const Case& c) { return known(c.f.review.covers_sufficiency); }},
    Condition{"terms-not-covered",
              block,
              "The review did not look at whether the terms are kept.",
              "Cover it before the review is closed.",
              [](const Case& c) { return known(c.f.review.covers_terms); }},
    Condition{"best-interests-not-covered",
              block,
              "The review did not look at best interests and the impact on others.",
              "Cover it before the review is closed.",
              [](const Case& c) {
                  return implies(is(c.line.regime, Regime::sen), c.f.review.covers_best_interests);
              }}};

constexpr std::array rev_05{
    Condition{"all-involved",
              need_evidence,
              "It is not recorded that the adult, carer, authorised person and paid helper were "
              "involved.",
              "Involve them, and anybody the adult asks for, and record it.",
              [](const Case& c) { return evidenced(c.f.review.all_involved); }},
    Condition{"steps-to-agree",
              need_evidence,
              "It is not recorded what was done to reach agreement.",
              "Record the steps.",
              [](const Case& c) { return evidenced(c.f.review.steps_to_agree); }}};

constexpr std::array rev_06{
    Condition{"request-decision",
              need_evidence,
              "It is not recorded whether the review that was asked for is held, and why.",
              "Decide it and record why.",
              [](const Case& c) {
                  return any_of(negated(c.f.review.review_requested),
                                at_most(c.f.review.working_days_since_request,
                                        c.policy.number(Parameter::review_request_working_days)),
                                evidenced(c.f.review.request_decision));
              }},
    Condition{"reasonable-request-declined",
              block,
              "A reasonable request to review the plan may not be declined in social care.",
              "Hold the review.",
              [](const Case& c) {
                  return implies(all_of(is(c.line.regime, Regime::asc),
                                        c.f.review.review_requested,
                                        c.f.review.request_is_reasonable),
                                 negated(c.f.review.request_declined));
              },
              review}};

constexpr std::array mon_01{
    Condition{"document-held-already",
              block,
              "The same document is held already: nobody is asked twice.",
              "Use the one that is held.",
              [](const Case& c) { return negated(c.f.review.document_held); }},
    Condition{"above-band",
              warn,
              "The return is asked for more often than the band of monitoring has it.",
              "Wait, or record why this payment needs a closer look.",
              [](const Case& c) {
                  const auto months = worked_out(
                      [&](Band band) {
                          switch (band) {
                              case Band::low:
                                  return c.policy.number(Parameter::monitoring_low_months);
                              case Band::medium:
                                  return c.policy.number(Parameter::monitoring_medium_months);
                              case Band::high: break;
                          }
                          return c.policy.number(Parameter::monitoring_high_months);
                      },
                      c.f.review.band);
                  return at_least(c.f.review.months_since_last_return, months);
              }},
    Condition{"format-not-practicable",
              block,
              "The holder cannot reasonably give it in this format.",
              "Accept another format.",
              [](const Case& c) { return known(c.f.review.format_practicable); }}};

constexpr std::array mon_02{Condition{
    "asked-twice-by-two-bodies",
    warn,
    "Council and NHS both ask for the same return or review.",
    "Ask once for both.",
    [](const Case& c) { return implies(c.f.review.other_body_asks, c.f.review.merged); }}};

constexpr std::array mon_03{
    Condition{"remind",
              warn,
              "The return is late and nobody has reminded the holder.",
              "Send a friendly reminder.",
              [](const Case& c) {
                  return any_of(c.f.review.reminded,
                                at_most(c.f.review.days_return_overdue,
                                        c.policy.number(Parameter::monitoring_reminder_days)));
              }},
    Condition{"offer-help",
              warn,
              "The return is still missing: help and another format are to be offered.",
              "Ring the holder and offer help.",
              [](const Case& c) {
                  return any_of(c.f.review.help_offered,
                                at_most(c.f.review.days_return_overdue,
                                        c.policy.number(Parameter::monitoring_help_days)));
              }},
    Condition{"return-missing",
              need_review,
              "The return is missing although help was offered.",
              "Hold a review with the holder.",
              [](const Case& c) {
                  return any_of(negated(all_of(c.f.review.reminded, c.f.review.help_offered)),
                                at_most(c.f.review.days_return_overdue,
                                        c.policy.number(Parameter::monitoring_help_days)));
              },
              review},
    Condition{"no-automatic-stop",
              block,
              "Nothing is stopped for a missing return.",
              "Offer help, then review.",
              [](const Case& c) { return negated(c.f.review.stop_proposed); }}};

constexpr Regimes reviewed{Regime::nhs, Regime::asc, Regime::sen};

constexpr std::array rules{
    Rule{"REV-01",
         Mark::law,
         "First review: NHS and SEN within 3 months of payments beginning, social care within 6; "
         "none in statute for children.",
         "SI 2013/1617 reg 14(2)(a); SI 2014/1652 reg 11(2)(a); SI 2014/2871 reg 7(1)(a)",
         every_regime,
         nightly,
         {Parameter::review_nhs_first_months,
          Parameter::review_sen_first_months,
          Parameter::review_asc_first_months,
          Parameter::review_children_first_months,
          Parameter::review_first_weeks,
          Parameter::review_task_days},
         rev_01},
    Rule{"REV-02",
         Mark::law,
         "Then NHS and social care within 12 months; SEN at each EHC review or reassessment.",
         "SI 2013/1617 reg 14(2)(b); SI 2014/2871 reg 7(1)(a); SI 2014/1652 reg 11(2)(b)",
         reviewed,
         nightly,
         {Parameter::review_nhs_next_months,
          Parameter::review_asc_next_months,
          Parameter::review_task_days},
         rev_02},
    Rule{"REV-03",
         Mark::law,
         "Reports that make a review due: insufficiency, breach, capacity, a condition that fails, "
         "a concern of anybody.",
         "SI 2013/1617 reg 14(3), 14(4); SI 2014/2871 reg 7(1)(b) to (d)",
         {Regime::nhs, Regime::asc},
         report,
         {},
         rev_03},
    Rule{"REV-04",
         Mark::law,
         "What a review must cover before it is closed.",
         "SI 2013/1617 reg 14(5); SI 2014/1652 reg 11(3)(a) to (e)",
         {Regime::nhs, Regime::sen},
         close_review,
         {},
         rev_04},
    Rule{"REV-05",
         Mark::law,
         "A social care review involves everybody concerned and takes all reasonable steps to "
         "agree.",
         "SI 2014/2871 reg 7(2), 7(3)",
         Regime::asc,
         close_review,
         {},
         rev_05},
    Rule{"REV-06",
         Mark::law,
         "A review that is asked for is decided on, with the reason; a reasonable request in "
         "social care is met.",
         "SI 2013/1617 reg 14(7); SI 2014/1652 reg 11(4); Care Act 2014 s 27(1)(b)",
         reviewed,
         request,
         {Parameter::review_request_working_days},
         rev_06},
    Rule{"MON-01",
         Mark::law,
         "Information is asked for no more often or closely than needed, once, in a format that "
         "the holder can give.",
         "SI 2014/2871 reg 4(3)(b); Care and support statutory guidance 12.24; Options for "
         "managing the money, Annex A",
         every_regime,
         monitor,
         {Parameter::monitoring_low_months,
          Parameter::monitoring_medium_months,
          Parameter::monitoring_high_months},
         mon_01},
    Rule{"MON-02",
         Mark::law,
         "Social care co-ordinates with the NHS: one return, one review.",
         "SI 2014/2871 reg 10",
         Regime::asc,
         monitor,
         {},
         mon_02},
    Rule{"MON-03",
         Mark::constructed,
         "A missing return: remind, offer help and another format, then review; never an automatic "
         "stop.",
         "Constructed from SI 2013/1617 reg 17(2) and SI 2014/2871 reg 7",
         every_regime,
         {monitor, nightly},
         {Parameter::monitoring_reminder_days, Parameter::monitoring_help_days},
         mon_03},
};

}  // namespace

std::span<const Rule> review_rules() {
    return rules;
}

}  // namespace almoner::rules
