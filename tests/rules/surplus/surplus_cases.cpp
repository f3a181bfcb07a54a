#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

// The person asked for less, and the paper is there.
Facts& asked_for(Facts& f) {
    f.surplus.without_case = WithoutCase::request;
    f.surplus.ground_borne_out = true;
    f.surplus.ground_paper = proof();
    return f;
}

const std::vector<RuleCase> cases{
    {"SRP-01", "", [](Facts& f) { f.surplus.cleared_balance = pence(269'999); }},
    {"SRP-01",
     "surplus",
     [](Facts& f) { f.surplus.cleared_balance = pence(270'001); },
     {},
     Event::nightly},
    {"SRP-01",
     "",
     [](Facts& f) {
         f.surplus.cleared_balance = pence(270'001);
         f.surplus.uncleared = pence(1);
     }},
    {"SRP-01",
     "",
     [](Facts& f) {
         f.surplus.cleared_balance = pence(270'001);
         f.surplus.reserves = pence(10'001);
     }},
    {"SRP-01",
     "",
     [](Facts& f) {
         f.surplus.cleared_balance = pence(270'001);
         f.surplus.contingency = pence(50'001);
     }},
    {"SRP-01",
     "",
     [](Facts& f) {
         f.surplus.cleared_balance = pence(270'001);
         f.surplus.in_advance = pence(10'001);
     }},
    {"SRP-01",
     "",
     [](Facts& f) {
         f.surplus.cleared_balance = pence(270'001);
         f.surplus.contribution_adjustment = pence(1);
     }},
    {"SRP-01",
     "surplus",
     [](Facts& /*f*/) {},
     {},
     Event::nightly,
     Given{"surplus.threshold-weeks", std::int64_t{7}, ""}},
    {"SRP-01",
     "cause-not-recorded",
     [](Facts& f) {
         f.surplus.cleared_balance = pence(270'001);
         f.surplus.cause_recorded = false;
     },
     {},
     Event::close_review},
    {"SRP-01",
     "",
     [](Facts& f) { f.surplus.cleared_balance = pence(270'001); },
     {},
     Event::close_review},
    {"SRP-01", "", [](Facts& f) { f.surplus.cause_recorded = false; }, {}, Event::close_review},
    {"RED-01", "no-review", [](Facts& f) { f.surplus.review_closed = false; }},
    {"RED-01", "no-review", [](Facts& f) { f.surplus.review_names_it = false; }},
    {"RED-01", "", [](Facts& f) { asked_for(f).surplus.review_closed = false; }, {}, Event::reduce},
    {"RED-02",
     "",
     [](Facts& f) { asked_for(f).surplus.notice_written = false; },
     {},
     Event::reduce},
    {"RED-02",
     "",
     [](Facts& f) { asked_for(f).surplus.effect_on = day("2026-11-28"); },
     {},
     Event::reduce},
    {"RED-05",
     "new-amount-insufficient",
     [](Facts& f) { asked_for(f).lines[0].new_amount = pence(99'999); }},
    {"RED-08", "", [](Facts& f) { asked_for(f).surplus.consulted = {}; }, {}, Event::reduce},
    {"RED-08",
     "consultation",
     [](Facts& f) { asked_for(f).surplus.consulted = {}; },
     {},
     Event::stop},
    {"LET-01",
     "",
     [](Facts& f) { asked_for(f).information.delivery = Delivery::not_sent; },
     {},
     Event::reduce},
    {"LET-01",
     "",
     [](Facts& f) { asked_for(f).information.delivery = Delivery::returned; },
     {},
     Event::reduce},
    {"RED-10", "", [](Facts& f) { asked_for(f); }},
    {"RED-10", "", [](Facts& f) { f.surplus.ground_borne_out = false; }},
    {"RED-10", "ground-not-so", [](Facts& f) { asked_for(f).surplus.ground_borne_out = false; }},
    {"RED-10", "ground-paper", [](Facts& f) { asked_for(f).surplus.ground_paper = {}; }},
    {"RED-10", "ground-paper", [](Facts& f) { asked_for(f).surplus.ground_paper = a_tick(); }},
    {"RED-10",
     "ground-paper",
     [](Facts& f) {
         f.surplus.without_case = WithoutCase::error;
         f.surplus.ground_borne_out = true;
     }},
    {"RED-10",
     "ground-paper",
     [](Facts& f) {
         f.surplus.without_case = WithoutCase::contribution;
         f.surplus.ground_borne_out = true;
     }},
    {"RED-10",
     "ground-paper",
     [](Facts& f) {
         f.surplus.without_case = WithoutCase::moved;
         f.surplus.ground_borne_out = true;
     }},
    {"RED-10",
     "",
     [](Facts& f) {
         f.surplus.without_case = WithoutCase::death;
         f.surplus.ground_borne_out = true;
     }},
    {"RED-02", "notice-not-written", [](Facts& f) { f.surplus.notice_written = false; }},
    {"RED-02", "notice-without-reasons", [](Facts& f) { f.surplus.notice_has_reasons = false; }},
    {"RED-02", "notice-not-to-all", [](Facts& f) { f.surplus.notice_to_all = false; }},
    {"RED-02", "", [](Facts& f) { f.surplus.effect_on = day("2026-11-30"); }},
    {"RED-02", "notice-running", [](Facts& f) { f.surplus.effect_on = day("2026-11-28"); }},
    {"RED-02", "notice-running", [](Facts& f) { f.surplus.plan_notice_days = 29; }},
    {"RED-02", "", [](Facts& f) { f.surplus.plan_notice_days = 0; }},
    {"RED-02",
     "notice-running",
     [](Facts& f) {
         f.surplus.plan_notice_days = 0;
         f.surplus.effect_on = day("2026-11-28");
     }},
    {"RED-02",
     "",
     [](Facts& f) {
         f.surplus.plan_notice_days = 7;
         f.surplus.effect_on = day("2026-11-15");
     },
     {},
     {},
     Given{"notice.floor-days", std::int64_t{14}, ""}},
    {"RED-03",
     "",
     [](Facts& f) {
         f.surplus.offset_in_period = pence(100'000);
         f.surplus.offset_left = pence(100'000);
     }},
    {"RED-03",
     "",
     [](Facts& f) {
         f.surplus.offset_in_period = pence(99'999);
         f.surplus.offset_left = pence(100'000);
     }},
    {"RED-03",
     "over-period-cap",
     [](Facts& f) {
         f.surplus.offset_in_period = pence(100'001);
         f.surplus.offset_left = pence(100'001);
     }},
    {"RED-03", "over-remainder", [](Facts& f) { f.surplus.offset_in_period = pence(30'001); }},
    {"RED-04", "", [](Facts& f) { f.surplus.free_balance = pence(30'001); }},
    {"RED-04", "leaves-shortfall", [](Facts& f) { f.surplus.free_balance = pence(29'999); }},
    {"RED-04", "leaves-shortfall", [](Facts& f) { f.surplus.offset_in_period = pence(30'001); }},
    {"RED-04",
     "leaves-shortfall",
     [](Facts& f) { f.surplus.planned_cost_to_next = pence(100'001); }},
    {"RED-05",
     "new-amount-insufficient",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.new_amount = pence(99'999);
     }},
    {"RED-05",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.new_amount = pence(100'001);
     }},
    {"RED-06",
     "reconsidered-already",
     [](Facts& f) {
         f.surplus.reconsideration_asked = true;
         f.surplus.reconsidered_once = true;
     },
     {},
     Event::request},
    {"RED-06",
     "answer-reconsideration",
     [](Facts& f) { f.surplus.reconsideration_asked = true; },
     {},
     Event::request},
    {"RED-06",
     "",
     [](Facts& f) {
         f.surplus.reconsideration_asked = true;
         f.surplus.reconsideration_answered = true;
     },
     {},
     Event::request},
    {"RED-06",
     "held-while-reconsidering",
     [](Facts& f) { f.surplus.reconsideration_asked = true; },
     Regime::nhs,
     Event::offset},
    {"RED-06",
     "held-while-reconsidering",
     [](Facts& f) { f.surplus.reconsideration_asked = true; },
     Regime::nhs,
     Event::reduce},
    {"RED-06",
     "",
     [](Facts& f) {
         f.surplus.reconsideration_asked = true;
         f.surplus.reconsideration_answered = true;
     },
     Regime::nhs,
     Event::reduce},
    {"RED-06",
     "",
     [](Facts& f) { f.surplus.reconsideration_asked = true; },
     Regime::sen,
     Event::reduce},
    {"RED-06",
     "",
     [](Facts& f) { f.surplus.reconsideration_asked = true; },
     Regime::nhs,
     Event::reduce,
     Given{"reduction.hold-while-reconsidering", false, ""}},
    {"RED-07", "further-review", [](Facts& f) { f.surplus.further_review_asked = true; }},
    {"RED-07",
     "decision-not-written",
     [](Facts& f) {
         f.surplus.further_review_asked = true;
         f.surplus.further_review_held = true;
     }},
    {"RED-07",
     "further-review-held",
     [](Facts& f) {
         f.surplus.further_review_asked = true;
         f.surplus.further_review_held = true;
         f.surplus.further_review_decided = true;
     }},
    {"RED-08", "consultation", [](Facts& f) { f.surplus.consulted = Proof{}; }},
    {"RED-08",
     "",
     [](Facts& f) {
         f.surplus.consulted = Proof{};
         f.surplus.consulting_inappropriate = true;
     }},
    {"RED-08", "", [](Facts& f) { f.surplus.consulted_on = day("2026-11-07"); }},
    {"RED-08",
     "consultation-running",
     [](Facts& f) { f.surplus.consulted_on = day("2026-11-09"); }},
    {"RED-08",
     "",
     [](Facts& f) { f.surplus.consulted_on = day("2026-11-09"); },
     {},
     {},
     Given{"reduction.consult-days", std::int64_t{13}, ""}},
    {"RED-09", "tell-the-holder", [](Facts& f) { f.surplus.letter_issued = false; }},
};

}  // namespace

std::vector<RuleCase> surplus_cases() {
    return cases;
}

}  // namespace almoner::testing
