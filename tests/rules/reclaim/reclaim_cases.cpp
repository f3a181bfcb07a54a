#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"RCL-01", "no-ground", [](Facts& f) { f.reclaim.ground = Ground::none; }},
    {"RCL-01", "no-ground", [](Facts& f) { f.reclaim.ground = Ground::breach_of_condition; }},
    {"RCL-01", "", [](Facts& f) { f.reclaim.ground = Ground::plan_changed; }},
    {"RCL-01", "", [](Facts& f) { f.reclaim.ground = Ground::circumstances_changed; }},
    {"RCL-01", "", [](Facts& f) { f.reclaim.ground = Ground::used_otherwise; }},
    {"RCL-01", "", [](Facts& f) { f.reclaim.ground = Ground::death; }},
    {"RCL-01",
     "not-substantial",
     [](Facts& f) {
         f.reclaim.ground = Ground::unused_accumulated;
         f.reclaim.unused = pence(199'999);
     }},
    {"RCL-01", "not-substantial", [](Facts& f) { f.reclaim.ground = Ground::unused_accumulated; }},
    {"RCL-01",
     "",
     [](Facts& f) {
         f.reclaim.ground = Ground::unused_accumulated;
         f.reclaim.unused = pence(200'001);
     }},
    {"RCL-01",
     "exceeds-unused",
     [](Facts& f) {
         f.reclaim.ground = Ground::unused_accumulated;
         f.reclaim.unused = pence(200'001);
         f.reclaim.amount = pence(200'002);
     }},
    {"RCL-01",
     "",
     [](Facts& f) {
         f.reclaim.ground = Ground::unused_accumulated;
         f.reclaim.unused = pence(200'001);
         f.reclaim.amount = pence(200'001);
     }},
    {"RCL-02", "no-ground", [](Facts& f) { f.reclaim.ground = Ground::none; }},
    {"RCL-02", "no-ground", [](Facts& f) { f.reclaim.ground = Ground::unused_accumulated; }},
    {"RCL-02", "", [](Facts& f) { f.reclaim.ground = Ground::circumstances_changed; }},
    {"RCL-02", "", [](Facts& f) { f.reclaim.ground = Ground::used_otherwise; }},
    {"RCL-02", "", [](Facts& f) { f.reclaim.ground = Ground::death; }},
    {"RCL-02", "", [](Facts& f) { f.reclaim.amount = pence(9'999); }},
    {"RCL-02", "exceeds-unspent", [](Facts& f) { f.reclaim.amount = pence(10'001); }},
    {"RCL-03", "no-breach", [](Facts& f) { f.reclaim.breach_recorded = false; }},
    {"RCL-03",
     "no-breach",
     [](Facts& f) {
         f.reclaim.breach_recorded = false;
         f.reclaim.ground = Ground::unused_accumulated;
     }},
    {"RCL-03",
     "",
     [](Facts& f) {
         f.reclaim.breach_recorded = false;
         f.reclaim.ground = Ground::unused_accumulated;
         f.reclaim.surplus_condition = true;
     },
     Regime::asc},
    {"RCL-03",
     "no-breach",
     [](Facts& f) {
         f.reclaim.breach_recorded = false;
         f.reclaim.ground = Ground::unused_accumulated;
         f.reclaim.surplus_condition = true;
     },
     Regime::chd},
    {"RCL-03",
     "",
     [](Facts& f) {
         f.reclaim.breach_recorded = false;
         f.reclaim.ground = Ground::not_used_for_service;
     },
     Regime::chd},
    {"RCL-03",
     "no-breach",
     [](Facts& f) {
         f.reclaim.breach_recorded = false;
         f.reclaim.ground = Ground::not_used_for_service;
     },
     Regime::asc},
    {"RCL-03", "no-review", [](Facts& f) { f.reclaim.breach_reviewed = false; }, Regime::asc},
    {"RCL-03", "", [](Facts& f) { f.reclaim.breach_reviewed = false; }, Regime::chd},
    {"RCL-04", "no-reasons", [](Facts& f) { f.reclaim.states_reasons = false; }},
    {"RCL-04", "no-amount", [](Facts& f) { f.reclaim.states_amount = false; }},
    {"RCL-04", "no-time", [](Facts& f) { f.reclaim.states_time = false; }},
    {"RCL-04", "no-payer", [](Facts& f) { f.reclaim.states_payer = false; }},
    {"RCL-04",
     "",
     [](Facts& f) {
         f.reclaim.states_payer = false;
         f.information.notice_kind = NoticeKind::stop;
     }},
    {"RCL-04", "time-too-short", [](Facts& f) { f.reclaim.days_to_repay = 27; }},
    {"RCL-04", "", [](Facts& f) { f.reclaim.days_to_repay = 29; }},
    {"RCL-04",
     "",
     [](Facts& f) { f.reclaim.days_to_repay = 14; },
     {},
     {},
     Given{"reclaim.days-to-repay", std::int64_t{14}, ""}},
    {"RCL-05",
     "reconsidered-already",
     [](Facts& f) {
         f.reclaim.reconsideration_asked = true;
         f.reclaim.reconsidered_once = true;
     },
     {},
     Event::request},
    {"RCL-05", "", [](Facts& f) { f.reclaim.reconsideration_asked = true; }, {}, Event::request},
    {"RCL-05",
     "outcome-incomplete",
     [](Facts& f) {
         f.reclaim.reconsidered_once = true;
         f.reclaim.outcome_restates = false;
     },
     {},
     Event::notice},
    {"RCL-05", "", [](Facts& f) { f.reclaim.reconsidered_once = true; }, {}, Event::notice},
    {"RCL-05",
     "held-while-reconsidering",
     [](Facts& f) { f.reclaim.reconsideration_asked = true; },
     {},
     Event::reclaim},
    {"RCL-05",
     "",
     [](Facts& f) {
         f.reclaim.reconsideration_asked = true;
         f.reclaim.reconsidered_once = true;
     },
     {},
     Event::reclaim},
    {"RCL-05",
     "",
     [](Facts& f) { f.reclaim.reconsideration_asked = true; },
     {},
     Event::reclaim,
     Given{"reclaim.hold-while-reconsidering", false, ""}},
    {"RCL-06", "", [](Facts& f) { f.reclaim.fell_due_on = day("2020-11-23"); }},
    {"RCL-06",
     "time-barred",
     [](Facts& f) { f.reclaim.fell_due_on = day("2020-11-21"); },
     Regime::asc},
    {"RCL-06", "", [](Facts& f) { f.reclaim.fell_due_on = day("2020-11-21"); }, Regime::nhs},
    {"RCL-06",
     "time-barred",
     [](Facts& f) { f.reclaim.fell_due_on = day("2021-11-21"); },
     Regime::asc,
     {},
     Given{"reclaim.limit-years", std::int64_t{5}, ""}},
    {"RCL-06",
     "route-not-stated",
     [](Facts& f) { f.reclaim.ground = Ground::used_otherwise; },
     Regime::nhs},
    {"RCL-06", "", [](Facts& f) { f.reclaim.ground = Ground::used_otherwise; }, Regime::asc},
    {"RCL-07",
     "",
     [](Facts& f) {
         f.reclaim.collects_from_account = true;
         f.reclaim.notice_issued_on = day("2026-10-24");
     }},
    {"RCL-07", "", [](Facts& f) { f.reclaim.collects_from_account = true; }},
    {"RCL-07",
     "silent-sweep",
     [](Facts& f) {
         f.reclaim.collects_from_account = true;
         f.reclaim.notice_issued_on = day("2026-10-26");
     }},
    {"RCL-07", "", [](Facts& f) { f.reclaim.notice_issued_on = day("2026-11-22"); }},
};

}  // namespace

std::vector<RuleCase> reclaim_cases() {
    return cases;
}

}  // namespace almoner::testing
