#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"REV-01", "", [](Facts& f) { f.review.first_payment_on = day("2026-09-21"); }, Regime::nhs},
    {"REV-01",
     "first-review-soon",
     [](Facts& f) { f.review.first_payment_on = day("2026-09-20"); },
     Regime::nhs},
    {"REV-01",
     "first-review-soon",
     [](Facts& f) { f.review.first_payment_on = day("2026-09-19"); },
     Regime::nhs},
    {"REV-01",
     "first-review-soon",
     [](Facts& f) { f.review.first_payment_on = day("2026-08-22"); },
     Regime::sen},
    {"REV-01", "", [](Facts& f) { f.review.first_payment_on = day("2026-06-21"); }, Regime::asc},
    {"REV-01",
     "first-review-soon",
     [](Facts& f) { f.review.first_payment_on = day("2026-06-20"); },
     Regime::asc},
    {"REV-01", "", [](Facts& f) { f.review.first_payment_on = day("2020-01-01"); }, Regime::chd},
    {"REV-01",
     "",
     [](Facts& f) {
         f.review.first_payment_on = day("2020-01-01");
         f.review.first_review_held = true;
     }},
    {"REV-02", "", [](Facts& f) { f.review.first_review_held = true; }, Regime::nhs},
    {"REV-02",
     "",
     [](Facts& f) {
         f.review.first_review_held = true;
         f.review.last_review_on = day("2025-12-21");
     },
     Regime::nhs},
    {"REV-02",
     "next-review-soon",
     [](Facts& f) {
         f.review.first_review_held = true;
         f.review.last_review_on = day("2025-12-20");
     },
     Regime::nhs},
    {"REV-02",
     "next-review-soon",
     [](Facts& f) {
         f.review.first_review_held = true;
         f.review.last_review_on = day("2025-11-22");
     },
     Regime::asc},
    {"REV-02",
     "",
     [](Facts& f) {
         f.review.first_review_held = true;
         f.review.last_review_on = day("2020-01-01");
     },
     Regime::sen},
    {"REV-02", "", [](Facts& f) { f.review.last_review_on = day("2020-01-01"); }},
    {"REV-02",
     "review-with-plan",
     [](Facts& f) { f.review.ehc_review_on = day("2026-12-20"); },
     Regime::sen},
    {"REV-02", "", [](Facts& f) { f.review.ehc_review_on = day("2026-12-21"); }, Regime::sen},
    {"REV-02",
     "review-with-plan",
     [](Facts& f) {
         f.review.first_review_held = true;
         f.review.last_review_on = day("2026-11-21");
         f.review.ehc_review_on = day("2026-11-22");
     },
     Regime::sen},
    {"REV-02",
     "",
     [](Facts& f) {
         f.review.first_review_held = true;
         f.review.last_review_on = day("2026-11-22");
         f.review.ehc_review_on = day("2026-11-22");
     },
     Regime::sen},
    {"REV-02", "", [](Facts& f) { f.review.ehc_review_on = day("2026-11-22"); }, Regime::nhs},
    {"REV-03",
     "reported-insufficiency",
     [](Facts& f) { f.review.report = ReportKind::insufficiency; },
     Regime::nhs},
    {"REV-03", "", [](Facts& f) { f.review.report = ReportKind::insufficiency; }, Regime::asc},
    {"REV-03", "reported-breach", [](Facts& f) { f.review.report = ReportKind::breach; }},
    {"REV-03",
     "",
     [](Facts& f) {
         f.review.report = ReportKind::breach;
         f.review.report_reviewed = true;
     }},
    {"REV-03", "reported-capacity", [](Facts& f) { f.review.report = ReportKind::capacity; }},
    {"REV-03",
     "reported-condition-fails",
     [](Facts& f) { f.review.report = ReportKind::condition_fails; }},
    {"REV-03", "reported-concern", [](Facts& f) { f.review.report = ReportKind::concern; }},
    {"REV-04", "plan-not-covered", [](Facts& f) { f.review.covers_plan = false; }},
    {"REV-04", "use-not-covered", [](Facts& f) { f.review.covers_use = false; }},
    {"REV-04", "sufficiency-not-covered", [](Facts& f) { f.review.covers_sufficiency = false; }},
    {"REV-04", "terms-not-covered", [](Facts& f) { f.review.covers_terms = false; }},
    {"REV-04",
     "best-interests-not-covered",
     [](Facts& f) { f.review.covers_best_interests = false; },
     Regime::sen},
    {"REV-04", "", [](Facts& f) { f.review.covers_best_interests = false; }, Regime::nhs},
    {"REV-05", "all-involved", [](Facts& f) { f.review.all_involved = Proof{}; }},
    {"REV-05", "steps-to-agree", [](Facts& f) { f.review.steps_to_agree = Proof{}; }},
    {"REV-06",
     "",
     [](Facts& f) {
         f.review.review_requested = true;
         f.review.request_decision = Proof{};
         f.review.working_days_since_request = 9;
     }},
    {"REV-06",
     "",
     [](Facts& f) {
         f.review.review_requested = true;
         f.review.request_decision = Proof{};
     }},
    {"REV-06",
     "request-decision",
     [](Facts& f) {
         f.review.review_requested = true;
         f.review.request_decision = Proof{};
         f.review.working_days_since_request = 11;
     }},
    {"REV-06",
     "",
     [](Facts& f) {
         f.review.review_requested = true;
         f.review.working_days_since_request = 11;
     }},
    {"REV-06",
     "",
     [](Facts& f) {
         f.review.request_decision = Proof{};
         f.review.working_days_since_request = 11;
     }},
    {"REV-06",
     "reasonable-request-declined",
     [](Facts& f) {
         f.review.review_requested = true;
         f.review.request_declined = true;
     },
     Regime::asc},
    {"REV-06",
     "",
     [](Facts& f) {
         f.review.review_requested = true;
         f.review.request_declined = true;
     },
     Regime::nhs},
    {"REV-06",
     "",
     [](Facts& f) {
         f.review.review_requested = true;
         f.review.request_declined = true;
         f.review.request_is_reasonable = false;
     },
     Regime::asc},
    {"MON-01", "document-held-already", [](Facts& f) { f.review.document_held = true; }},
    {"MON-01", "above-band", [](Facts& f) { f.review.months_since_last_return = 5; }},
    {"MON-01", "", [](Facts& f) { f.review.months_since_last_return = 7; }},
    {"MON-01",
     "above-band",
     [](Facts& f) {
         f.review.band = Band::low;
         f.review.months_since_last_return = 11;
     }},
    {"MON-01",
     "",
     [](Facts& f) {
         f.review.band = Band::low;
         f.review.months_since_last_return = 12;
     }},
    {"MON-01",
     "",
     [](Facts& f) {
         f.review.band = Band::high;
         f.review.months_since_last_return = 3;
     }},
    {"MON-01",
     "above-band",
     [](Facts& f) {
         f.review.band = Band::high;
         f.review.months_since_last_return = 2;
     }},
    {"MON-01",
     "",
     [](Facts& f) { f.review.months_since_last_return = 4; },
     {},
     {},
     Given{"monitoring.medium-months", std::int64_t{4}, ""}},
    {"MON-01", "format-not-practicable", [](Facts& f) { f.review.format_practicable = false; }},
    {"MON-02", "asked-twice-by-two-bodies", [](Facts& f) { f.review.other_body_asks = true; }},
    {"MON-02",
     "",
     [](Facts& f) {
         f.review.other_body_asks = true;
         f.review.merged = true;
     }},
    {"MON-03", "", [](Facts& f) { f.review.days_return_overdue = 13; }},
    {"MON-03", "remind", [](Facts& f) { f.review.days_return_overdue = 15; }},
    {"MON-03",
     "",
     [](Facts& f) {
         f.review.days_return_overdue = 15;
         f.review.reminded = true;
     }},
    {"MON-03",
     "",
     [](Facts& f) {
         f.review.days_return_overdue = 28;
         f.review.reminded = true;
     }},
    {"MON-03",
     "offer-help",
     [](Facts& f) {
         f.review.days_return_overdue = 29;
         f.review.reminded = true;
     }},
    {"MON-03",
     "return-missing",
     [](Facts& f) {
         f.review.days_return_overdue = 29;
         f.review.reminded = true;
         f.review.help_offered = true;
     }},
    {"MON-03",
     "",
     [](Facts& f) {
         f.review.days_return_overdue = 28;
         f.review.reminded = true;
         f.review.help_offered = true;
     }},
    {"MON-03", "no-automatic-stop", [](Facts& f) { f.review.stop_proposed = true; }},
    {"REV-01",
     "first-review-overdue",
     [](Facts& f) { f.review.first_payment_on = day("2026-08-21"); },
     Regime::nhs},
    {"REV-01",
     "first-review-overdue",
     [](Facts& f) { f.review.first_payment_on = day("2026-05-21"); },
     Regime::asc},
    {"REV-01",
     "first-review-overdue",
     [](Facts& f) { f.review.first_payment_on = day("2026-08-29"); },
     Regime::chd,
     {},
     Given{"review.first-weeks", std::int64_t{12}, ""}},
    {"REV-01",
     "first-review-overdue",
     [](Facts& f) { f.review.first_payment_on = day("2026-08-29"); },
     Regime::asc,
     {},
     Given{"review.first-weeks", std::int64_t{12}, ""}},
    {"REV-01",
     "first-review-soon",
     [](Facts& f) { f.review.first_payment_on = day("2026-08-30"); },
     Regime::asc,
     {},
     Given{"review.first-weeks", std::int64_t{12}, ""}},
    {"REV-02",
     "next-review-overdue",
     [](Facts& f) {
         f.review.first_review_held = true;
         f.review.last_review_on = day("2025-11-21");
     },
     Regime::nhs},
    {"REV-02",
     "next-review-overdue",
     [](Facts& f) {
         f.review.first_review_held = true;
         f.review.last_review_on = day("2025-11-21");
     },
     Regime::asc},
};

}  // namespace

std::vector<RuleCase> review_cases() {
    return cases;
}

}  // namespace almoner::testing
