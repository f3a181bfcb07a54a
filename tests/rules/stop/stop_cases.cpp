#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"STP-01",
     "must-stop",
     [](Facts& f) {
         f.stop.is_mandatory = true;
         f.stop.ground = StopGround::consent_withdrawn;
     },
     {},
     Event::nightly},
    {"STP-01",
     "not-a-mandatory-ground",
     [](Facts& f) { f.stop.is_mandatory = true; },
     {},
     Event::stop},
    {"STP-01",
     "",
     [](Facts& f) {
         f.stop.is_mandatory = true;
         f.stop.ground = StopGround::consent_withdrawn;
     },
     {},
     Event::stop},
    {"STP-01",
     "",
     [](Facts& f) {
         f.stop.is_mandatory = true;
         f.stop.ground = StopGround::transition_refused;
     },
     {},
     Event::stop},
    {"STP-01",
     "",
     [](Facts& f) {
         f.stop.is_mandatory = true;
         f.stop.ground = StopGround::condition_fails;
     },
     {},
     Event::stop},
    {"STP-01",
     "",
     [](Facts& f) {
         f.stop.is_mandatory = true;
         f.stop.ground = StopGround::sen_must_stop;
     },
     {},
     Event::stop},
    {"STP-02", "no-ground", [](Facts& f) { f.stop.ground = StopGround::none; }, Regime::nhs},
    {"STP-02", "no-ground", [](Facts& f) { f.stop.ground = StopGround::none; }, Regime::asc},
    {"STP-02",
     "",
     [](Facts& f) {
         f.stop.ground = StopGround::none;
         f.stop.by_holder = true;
     }},
    {"STP-02",
     "breach-only",
     [](Facts& f) { f.stop.ground = StopGround::no_longer_suitable; },
     Regime::sen},
    {"STP-02", "", [](Facts& f) { f.stop.ground = StopGround::no_longer_suitable; }, Regime::nhs},
    {"STP-02", "", [](Facts& f) { f.stop.ground = StopGround::sen_must_stop; }, Regime::sen},
    {"STP-02",
     "breach-only",
     [](Facts& f) { f.stop.ground = StopGround::condition_fails; },
     Regime::sen},
    {"STP-02",
     "no-ground-of-the-nhs",
     [](Facts& f) { f.stop.ground = StopGround::sen_must_stop; },
     Regime::nhs},
    {"STP-02",
     "no-ground-of-the-nhs",
     [](Facts& f) { f.stop.ground = StopGround::condition_fails; },
     Regime::nhs},
    {"STP-02",
     "no-ground-of-the-care-act",
     [](Facts& f) { f.stop.ground = StopGround::sen_must_stop; },
     Regime::asc},
    {"STP-02",
     "no-ground-of-the-care-act",
     [](Facts& f) { f.stop.ground = StopGround::no_longer_suitable; },
     Regime::asc},
    {"STP-02", "", [](Facts& f) { f.stop.ground = StopGround::condition_fails; }, Regime::asc},
    {"STP-02", "", [](Facts& f) { f.stop.ground = StopGround::misuse; }, Regime::asc},
    {"STP-02", "", [](Facts& f) { f.stop.ground = StopGround::death; }, Regime::sen},
    {"STP-03",
     "notice-not-written",
     [](Facts& f) { f.stop.notice_written = false; },
     {},
     Event::stop},
    {"STP-03",
     "notice-not-written",
     [](Facts& f) {
         f.stop.notice_written = false;
         f.stop.is_mandatory = true;
         f.stop.ground = StopGround::consent_withdrawn;
     },
     {},
     Event::stop},
    {"STP-03",
     "",
     [](Facts& f) {
         f.stop.notice_written = false;
         f.stop.by_holder = true;
     },
     {},
     Event::stop},
    {"STP-03",
     "",
     [](Facts& f) {
         f.stop.notice_written = false;
         f.stop.ground = StopGround::death;
     },
     {},
     Event::stop},
    {"STP-03", "", [](Facts& f) { f.stop.stop_on = day("2026-11-30"); }, {}, Event::stop},
    {"STP-03",
     "notice-running",
     [](Facts& f) { f.stop.stop_on = day("2026-11-28"); },
     {},
     Event::stop},
    {"STP-03", "notice-running", [](Facts& f) { f.stop.plan_notice_days = 29; }, {}, Event::stop},
    {"STP-03", "", [](Facts& f) { f.stop.plan_notice_days = 0; }, {}, Event::stop},
    {"STP-03",
     "notice-running",
     [](Facts& f) {
         f.stop.plan_notice_days = 0;
         f.stop.stop_on = day("2026-11-28");
     },
     {},
     Event::stop},
    {"STP-03",
     "",
     [](Facts& f) {
         f.stop.stop_on = day("2026-11-02");
         f.stop.ground = StopGround::fraud;
         f.stop.signed_off = true;
     },
     {},
     Event::stop},
    {"STP-03",
     "",
     [](Facts& f) {
         f.stop.stop_on = day("2026-11-02");
         f.stop.ground = StopGround::safety;
         f.stop.signed_off = true;
     },
     {},
     Event::stop},
    {"STP-03",
     "notice-running",
     [](Facts& f) {
         f.stop.stop_on = day("2026-11-02");
         f.stop.ground = StopGround::fraud;
     },
     {},
     Event::stop},
    {"STP-03",
     "notice-running",
     [](Facts& f) {
         f.stop.stop_on = day("2026-11-02");
         f.stop.signed_off = true;
     },
     {},
     Event::stop},
    {"STP-03",
     "notice-running",
     [](Facts& f) {
         f.stop.stop_on = day("2026-11-02");
         f.stop.ground = StopGround::fraud;
         f.stop.signed_off = true;
     },
     {},
     Event::stop,
     Given{"stop.immediate-for-fraud-or-safety", false, ""}},
    {"STP-03",
     "",
     [](Facts& f) {
         f.stop.plan_notice_days = 7;
         f.stop.stop_on = day("2026-11-15");
     },
     {},
     Event::stop,
     Given{"stop.notice-floor-days", std::int64_t{14}, ""}},
    {"STP-03",
     "reconsidered-already",
     [](Facts& f) {
         f.stop.reconsideration_asked = true;
         f.stop.reconsidered_once = true;
     },
     {},
     Event::request},
    {"STP-03", "", [](Facts& f) { f.stop.reconsideration_asked = true; }, {}, Event::request},
    {"STP-04",
     "liabilities-not-moved",
     [](Facts& f) { f.stop.liabilities_moved = false; },
     Regime::nhs},
    {"STP-04", "", [](Facts& f) { f.stop.liabilities_moved = false; }, Regime::sen},
    {"STP-04",
     "liabilities-not-moved",
     [](Facts& f) {
         f.stop.liabilities_moved = false;
         f.stop.is_mandatory = true;
     },
     Regime::sen},
    {"STP-05", "alternative-provision", [](Facts& f) { f.stop.alternative_provision = Proof{}; }},
    {"STP-05",
     "",
     [](Facts& f) {
         f.stop.alternative_provision = Proof{};
         f.stop.ground = StopGround::death;
     }},
    {"STP-06", "no-reason", [](Facts& f) { f.stop.suspension_has_reason = false; }},
    {"STP-06", "not-notified", [](Facts& f) { f.stop.suspension_notified = false; }},
    {"STP-06", "care-unfunded", [](Facts& f) { f.stop.care_still_funded = false; }},
    {"STP-06",
     "",
     [](Facts& f) {
         f.stop.suspension_ground = SuspensionGround::concern;
         f.stop.suspension_notified = false;
     }},
    {"STP-06",
     "care-to-be-funded",
     [](Facts& f) {
         f.stop.suspension_ground = SuspensionGround::account;
         f.stop.care_still_funded = false;
     }},
    {"STP-06",
     "",
     [](Facts& f) {
         f.stop.suspension_ground = SuspensionGround::request;
         f.stop.suspension_request = proof();
         f.stop.suspension_notified = false;
         f.stop.care_still_funded = false;
     }},
    {"STP-06",
     "request-not-shown",
     [](Facts& f) { f.stop.suspension_ground = SuspensionGround::request; }},
    {"STP-06",
     "not-notified",
     [](Facts& f) {
         f.stop.suspension_ground = SuspensionGround::review;
         f.stop.suspension_notified = false;
     }},
    {"STP-06",
     "care-unfunded",
     [](Facts& f) {
         f.stop.suspension_ground = SuspensionGround::review;
         f.stop.care_still_funded = false;
     }},
    {"STP-06", "", [](Facts& f) { f.stop.suspended_days = 13; }},
    {"STP-06", "too-long", [](Facts& f) { f.stop.suspended_days = 15; }},
    {"STP-06",
     "",
     [](Facts& f) { f.stop.suspended_days = 15; },
     {},
     {},
     Given{"suspension.max-days", std::int64_t{15}, ""}},
    {"STP-07", "", [](Facts& f) { f.stop.by_holder = true; }},
    {"STP-07",
     "",
     [](Facts& f) {
         f.stop.by_holder = true;
         f.stop.stop_on = day("2026-11-30");
     }},
    {"STP-07",
     "holder-exit",
     [](Facts& f) {
         f.stop.by_holder = true;
         f.stop.stop_on = day("2026-11-28");
     }},
    {"STP-07",
     "",
     [](Facts& f) {
         f.stop.by_holder = true;
         f.stop.stop_on = day("2026-11-28");
     },
     {},
     {},
     Given{"exit.notice-days", std::int64_t{27}, ""}},
    {"DTH-01", "schedule-not-frozen", [](Facts& f) { f.stop.schedule_frozen = false; }},
    {"DTH-01",
     "not-to-personal-representatives",
     [](Facts& f) { f.stop.to_personal_representatives = false; }},
    {"DTH-01", "debts-not-settled", [](Facts& f) { f.stop.debts_settled_first = false; }},
    {"DTH-01", "paid-to-estate", [](Facts& f) { f.stop.claims_for_estate = true; }},
    {"DTH-01", "no-reclaim-case", [](Facts& f) { f.stop.reclaim_case_open = false; }},
    {"HOS-01", "absence", [](Facts& f) { f.stop.days_in_hospital = 56; }},
    {"HOS-01", "absence", [](Facts& f) { f.stop.days_in_hospital = 57; }},
    {"HOS-01",
     "",
     [](Facts& f) {
         f.stop.days_in_hospital = 57;
         f.stop.absence_reviewed = true;
     }},
    {"HOS-01",
     "",
     [](Facts& f) { f.stop.days_in_hospital = 56; },
     {},
     {},
     Given{"hospital.review-days", std::int64_t{57}, ""}},
    {"HOS-01", "no-automatic-stop", [](Facts& f) { f.stop.stop_proposed = true; }},
    {"HOS-01",
     "",
     [](Facts& f) {
         f.stop.stop_proposed = true;
         f.stop.absence_reviewed = true;
     }},
    {"MOV-01", "", [](Facts& f) { f.stop.new_authority_starts_on = day("2026-11-30"); }},
    {"MOV-01", "gap", [](Facts& f) { f.stop.new_authority_starts_on = day("2026-12-02"); }},
    {"MOV-01", "plan-not-supplied", [](Facts& f) { f.stop.plan_supplied = false; }},
    {"MOV-01", "difference-not-explained", [](Facts& f) { f.stop.needs_or_cost_differ = true; }},
    {"MOV-01",
     "",
     [](Facts& f) {
         f.stop.needs_or_cost_differ = true;
         f.stop.difference_explained = true;
     }},
    {"MOV-02", "not-split-by-funder", [](Facts& f) { f.stop.split_by_funder = false; }},
    {"MOV-02", "reclaim-without-rules", [](Facts& f) { f.stop.reclaims_at_move = true; }},
    {"MOV-02",
     "",
     [](Facts& f) {
         f.stop.reclaims_at_move = true;
         f.stop.reclaim_rules_met = true;
     }},
};

}  // namespace

std::vector<RuleCase> stop_cases() {
    return cases;
}

}  // namespace almoner::testing
