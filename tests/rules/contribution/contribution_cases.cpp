#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"CTB-01",
     "contribution-on-exempt-line",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.contribution = pence(1);
     },
     Regime::nhs},
    {"CTB-01",
     "contribution-on-exempt-line",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.contribution = pence(1);
     },
     Regime::sen},
    {"CTB-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.contribution = pence(1);
     },
     Regime::asc},
    {"CTB-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.contribution = pence(1);
     },
     Regime::chd},
    {"CTB-01",
     "contribution-on-exempt-line",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.contribution = pence(1);
         l.contribution_exempt = true;
     },
     Regime::asc},
    {"CTB-01",
     "contribution-on-exempt-line",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.contribution = pence(1);
         l.contribution_exempt = true;
     },
     Regime::chd},
    {"CTB-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.contribution = pence(1);
         l.kind = LineKind::wheelchair;
     },
     Regime::nhs},
    {"CTB-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.contribution = pence(1);
         l.charge_excepted_by_law = true;
     },
     Regime::nhs},
    {"CTB-02", "tariff-income-wrong", [](Facts& f) { f.contribution.tariff_income = pence(200); }},
    {"CTB-02", "tariff-income-wrong", [](Facts& f) { f.contribution.tariff_income = pence(400); }},
    {"CTB-02",
     "",
     [](Facts& f) {
         f.contribution.capital = pence(2'325'000);
         f.contribution.tariff_income = pence(3'600);
     }},
    {"CTB-02", "over-capital-limit", [](Facts& f) { f.contribution.capital = pence(2'325'001); }},
    {"CTB-02",
     "",
     [](Facts& f) {
         f.contribution.capital = pence(2'325'001);
         f.contribution.over_limit_declined = true;
     }},
    {"CTB-02", "declined-below-limit", [](Facts& f) { f.contribution.over_limit_declined = true; }},
    {"CTB-03",
     "rounded-against-the-adult",
     [](Facts& f) { f.contribution.contribution = pence(2'001); }},
    {"CTB-03", "", [](Facts& f) { f.contribution.exact_pence_numerator = 4'000; }},
    {"CTB-03", "", [](Facts& f) { f.contribution.exact_pence_numerator = 4'001; }},
    {"CTB-03",
     "rounded-against-the-adult",
     [](Facts& f) { f.contribution.exact_pence_numerator = 3'999; }},
    {"CTB-04", "", [](Facts& f) { f.contribution.income_left = pence(20'001); }},
    {"CTB-04",
     "below-guaranteed-income",
     [](Facts& f) { f.contribution.income_left = pence(19'999); }},
    {"CTB-04",
     "not-known",
     [](Facts& f) { f.contribution.guarantee_group = std::string("couple"); }},
    {"CTB-05", "net-payment-wrong", [](Facts& f) { f.contribution.net = pence(38'001); }},
    {"CTB-05", "net-payment-wrong", [](Facts& f) { f.contribution.net = pence(37'999); }},
    {"CTB-05",
     "",
     [](Facts& f) {
         f.contribution.gross = pence(2'000);
         f.contribution.net = pence(0);
     }},
    {"CTB-05",
     "net-payment-wrong",
     [](Facts& f) {
         f.contribution.gross = pence(1'999);
         f.contribution.net = pence(-1);
     }},
    {"CTB-05",
     "basis-differs",
     [](Facts& f) {
         f.contribution.paid_gross = true;
         f.contribution.net = pence(40'000);
     }},
    {"CTB-05",
     "",
     [](Facts& f) {
         f.contribution.paid_gross = true;
         f.contribution.net = pence(40'000);
     },
     {},
     {},
     Given{"contribution.basis", std::string("gross"), ""}},
    {"CTB-06",
     "",
     [](Facts& f) {
         f.contribution.contribution_received = pence(1'999);
         f.contribution.days_overdue = 13;
     }},
    {"CTB-06",
     "",
     [](Facts& f) {
         f.contribution.contribution_received = pence(1'999);
         f.contribution.days_overdue = 14;
     }},
    {"CTB-06",
     "missing-contribution",
     [](Facts& f) {
         f.contribution.contribution_received = pence(1'999);
         f.contribution.days_overdue = 15;
     }},
    {"CTB-06",
     "",
     [](Facts& f) {
         f.contribution.contribution_received = pence(2'001);
         f.contribution.days_overdue = 15;
     }},
    {"CTB-06",
     "missing-contribution-review",
     [](Facts& f) {
         f.contribution.contribution_received = pence(1'999);
         f.contribution.days_overdue = 15;
         f.contribution.letter_sent = true;
     }},
    {"CTB-06",
     "",
     [](Facts& f) {
         f.contribution.contribution_received = pence(1'999);
         f.contribution.days_overdue = 15;
         f.contribution.letter_sent = true;
         f.contribution.missing_reviewed = true;
     }},
    {"CTB-06",
     "backdated-without-notice",
     [](Facts& f) {
         f.contribution.is_backdated = true;
         f.contribution.outcome_notified = false;
     }},
    {"CTB-06", "", [](Facts& f) { f.contribution.is_backdated = true; }},
    {"CTB-07",
     "direct-payment-as-income",
     [](Facts& f) { f.contribution.counts_direct_payment = true; }},
    {"CTB-08",
     "over-assessment",
     [](Facts& f) { f.contribution.charged_in_a_year = pence(26'001); }},
    {"CTB-08", "", [](Facts& f) { f.contribution.assessed_in_a_year = pence(26'001); }},
    {"CTB-08",
     "over-assessment",
     [](Facts& f) { f.contribution.assessed_in_a_year = pence(25'999); }},
    {"CTB-08",
     "",
     [](Facts& f) {
         f.contribution.assessed_in_a_year = pence(25'999);
         f.contribution.charged_before_in_a_year = pence(26'000);
     }},
    {"CTB-08",
     "",
     [](Facts& f) {
         f.contribution.assessed_in_a_year = pence(25'999);
         f.contribution.over_limit_declined = true;
     }},
    {"CTB-08", "not-assessed", [](Facts& f) { f.contribution.is_assessed = false; }},
    {"CTB-08",
     "",
     [](Facts& f) {
         f.contribution.is_assessed = false;
         f.contribution.charged_before_in_a_year = pence(26'000);
     }},
};

}  // namespace

std::vector<RuleCase> contribution_cases() {
    return cases;
}

}  // namespace almoner::testing
