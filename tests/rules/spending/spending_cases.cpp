#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"USE-01", "not-in-plan", [](Facts& f) { f.spending.in_plan = false; }},
    {"USE-01",
     "query-not-in-plan",
     [](Facts& f) {
         f.spending.in_plan = false;
         f.spending.holder_decides = true;
     }},
    {"USE-01", "", [](Facts& f) { f.spending.amount = pence(9'999); }},
    {"USE-01", "over-plan-line", [](Facts& f) { f.spending.amount = pence(10'001); }},
    {"USE-01",
     "",
     [](Facts& f) { f.spending.amount = pence(11'000); },
     {},
     {},
     Given{"spending.tolerance-percent", std::int64_t{10}, ""}},
    {"USE-01",
     "over-plan-line",
     [](Facts& f) { f.spending.amount = pence(11'001); },
     {},
     {},
     Given{"spending.tolerance-percent", std::int64_t{10}, ""}},
    {"USE-01",
     "query-over-plan-line",
     [](Facts& f) {
         f.spending.amount = pence(10'001);
         f.spending.holder_decides = true;
     }},
    {"USE-01", "not-the-whole", [](Facts& f) { f.spending.secures_whole = false; }, Regime::nhs},
    {"USE-01", "", [](Facts& f) { f.spending.secures_whole = false; }, Regime::asc},
    {"USE-02",
     "excluded-a",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.service = ServiceKind::primary_medical;
     }},
    {"USE-02",
     "excluded-b",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.service = ServiceKind::nhs_charge;
     }},
    {"USE-02",
     "excluded-c",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.service = ServiceKind::planned_surgery;
     }},
    {"USE-02",
     "excluded-d",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.service = ServiceKind::vaccination_or_screening;
     }},
    {"USE-02",
     "excluded-e",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.service = ServiceKind::child_measurement;
     }},
    {"USE-02",
     "excluded-f",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.service = ServiceKind::health_check;
     }},
    {"USE-02",
     "excluded-g",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.service = ServiceKind::alcohol_or_tobacco;
     }},
    {"USE-02",
     "excluded-h",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.service = ServiceKind::gambling;
     }},
    {"USE-02",
     "excluded-i",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.service = ServiceKind::debt;
     }},
    {"USE-02",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.service = ServiceKind::debt_for_planned_service;
     }},
    {"USE-03", "school-place", [](Facts& f) { f.spending.is_school_place = true; }},
    {"USE-03",
     "head-consent",
     [](Facts& f) {
         f.spending.used_in_school = true;
         f.spending.head_consent = Proof{};
     }},
    {"USE-03", "", [](Facts& f) { f.spending.used_in_school = true; }},
    {"USE-04",
     "",
     [](Facts& f) {
         f.spending.is_care_home = true;
         f.spending.stay_weeks = 3;
     }},
    {"USE-04", "", [](Facts& f) { f.spending.is_care_home = true; }},
    {"USE-04",
     "care-home-stay-too-long",
     [](Facts& f) {
         f.spending.is_care_home = true;
         f.spending.stay_weeks = 5;
     }},
    {"USE-04", "", [](Facts& f) { f.spending.stay_weeks = 5; }},
    {"USE-04",
     "",
     [](Facts& f) {
         f.spending.is_care_home = true;
         f.spending.stay_weeks = 5;
     },
     Regime::asc,
     {},
     Given{"care-home.exempt-council", true, ""}},
    {"USE-04",
     "care-home-stay-too-long",
     [](Facts& f) {
         f.spending.is_care_home = true;
         f.spending.stay_weeks = 5;
     },
     Regime::chd,
     {},
     Given{"care-home.exempt-council", true, ""}},
    {"USE-04",
     "care-home-stay-too-long",
     [](Facts& f) { f.spending.is_care_home = true; },
     {},
     {},
     Given{"care-home.weeks", std::int64_t{3}, ""}},
    {"USE-04",
     "",
     [](Facts& f) {
         f.spending.is_care_home = true;
         f.spending.days_in_year = 119;
     },
     Regime::chd},
    {"USE-04",
     "too-many-days-in-year",
     [](Facts& f) {
         f.spending.is_care_home = true;
         f.spending.days_in_year = 121;
     },
     Regime::chd},
    {"USE-04",
     "",
     [](Facts& f) {
         f.spending.is_care_home = true;
         f.spending.days_in_year = 121;
     },
     Regime::asc},
    {"USE-05", "provider-barred", [](Facts& f) { f.spending.provider_barred = true; }},
    {"USE-05",
     "provider-required",
     [](Facts& f) { f.spending.requires_one_provider = true; },
     Regime::asc},
    {"USE-05", "", [](Facts& f) { f.spending.requires_one_provider = true; }, Regime::nhs},
    {"USE-05",
     "approved-list",
     [](Facts& /*f*/) {},
     {},
     {},
     Given{"spending.approved-providers-only", true, ""}},
    {"USE-06", "registration", [](Facts& f) { f.spending.registration = Proof{}; }},
    {"USE-06",
     "",
     [](Facts& f) {
         f.spending.registration = Proof{};
         f.spending.is_regulated_activity = false;
     }},
    {"USE-06",
     "check-registration",
     [](Facts& f) {
         f.spending.registration = Proof{};
         f.spending.holder_decides = true;
     }},
    {"USE-06", "insurance", [](Facts& f) { f.spending.insurance = a_tick(); }},
    {"USE-06",
     "",
     [](Facts& f) {
         f.spending.insurance = Proof{};
         f.spending.holder_decides = true;
     }},
    {"USE-06", "body-did-not-check", [](Facts& f) { f.spending.check_asked_of_body = true; }},
    {"USE-06",
     "",
     [](Facts& f) {
         f.spending.check_asked_of_body = true;
         f.spending.body_checked = true;
     }},
    {"FAM-01",
     "household-member-not-necessary",
     [](Facts& f) {
         f.spending.relation = Relation::child;
         f.spending.in_household = true;
     }},
    {"FAM-01",
     "household-member-not-necessary",
     [](Facts& f) {
         f.spending.relation = Relation::some_friend;
         f.spending.in_household = true;
     }},
    {"FAM-01", "", [](Facts& f) { f.spending.relation = Relation::child; }},
    {"FAM-01", "", [](Facts& f) { f.spending.in_household = true; }},
    {"FAM-01",
     "",
     [](Facts& f) {
         f.spending.relation = Relation::child;
         f.spending.in_household = true;
         f.spending.plan_says_necessary = true;
     }},
    {"FAM-01",
     "",
     [](Facts& f) {
         f.spending.relation = Relation::parent;
         f.spending.in_household = true;
         f.spending.necessary_for_child = true;
     }},
    {"FAM-02",
     "relative-not-necessary",
     [](Facts& f) {
         f.spending.relation = Relation::child;
         f.spending.in_household = true;
     }},
    {"FAM-02", "", [](Facts& f) { f.spending.relation = Relation::child; }},
    {"FAM-02",
     "relative-not-necessary",
     [](Facts& f) { f.spending.relation = Relation::spouse_or_partner; }},
    {"FAM-02",
     "",
     [](Facts& f) {
         f.spending.relation = Relation::some_friend;
         f.spending.in_household = true;
     }},
    {"FAM-02",
     "",
     [](Facts& f) {
         f.spending.relation = Relation::sibling;
         f.spending.in_household = true;
         f.spending.necessary_for_care = true;
     }},
    {"FAM-02",
     "administration-not-necessary",
     [](Facts& f) {
         f.spending.relation = Relation::spouse_or_partner;
         f.spending.in_household = true;
         f.spending.is_for_administration = true;
         f.spending.necessary_for_care = true;
     }},
    {"FAM-02",
     "",
     [](Facts& f) {
         f.spending.relation = Relation::spouse_or_partner;
         f.spending.in_household = true;
         f.spending.is_for_administration = true;
         f.spending.necessary_for_administration = true;
     }},
    {"FAM-03",
     "relative-not-necessary",
     [](Facts& f) {
         f.spending.relation = Relation::grandparent;
         f.spending.in_household = true;
     }},
    {"FAM-03", "", [](Facts& f) { f.spending.relation = Relation::grandparent; }},
    {"FAM-03",
     "",
     [](Facts& f) {
         f.spending.relation = Relation::grandparent;
         f.spending.in_household = true;
         f.spending.necessary_for_child = true;
     }},
    {"FAM-03",
     "",
     [](Facts& f) {
         f.spending.relation = Relation::child;
         f.spending.in_household = true;
         f.spending.is_for_disabled_child_parent = true;
     }},
    {"FAM-03",
     "relative-not-necessary",
     [](Facts& f) {
         f.spending.relation = Relation::child;
         f.spending.in_household = true;
     }},
    {"FAM-03",
     "relative-not-necessary",
     [](Facts& f) {
         f.spending.relation = Relation::parent;
         f.spending.in_household = true;
         f.spending.is_for_disabled_child_parent = true;
     }},
    {"EMP-01", "wrong-employer", [](Facts& f) { f.spending.employer = Employer::organisation; }},
    {"EMP-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
     }},
    {"EMP-01",
     "wrong-employer",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
         f.spending.employer = Employer::provider;
     }},
    {"EMP-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.spending.employer = Employer::organisation;
     }},
    {"EMP-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.spending.employer = Employer::trustees;
     }},
    {"EMP-01",
     "wrong-employer",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
     }},
    {"EMP-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::notional;
         f.spending.employer = Employer::provider;
     }},
    {"EMP-01",
     "wrong-employer",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::notional;
     }},
    {"EMP-02",
     "employer-duties-told",
     [](Facts& f) { f.spending.duties_told = Proof{}; },
     {},
     Event::pay_payroll},
    {"EMP-02",
     "employer-duties-told",
     [](Facts& f) { f.spending.duties_told = a_tick(); },
     {},
     Event::pay_payroll},
    {"EMP-02",
     "",
     [](Facts& f) {
         f.spending.duties_told = Proof{};
         f.spending.employer = Employer::organisation;
     }},
    {"EMP-02",
     "employer-duties-told",
     [](Facts& f) {
         f.spending.duties_told = Proof{};
         f.plan.employs_staff = true;
     },
     {},
     Event::activate},
    {"EMP-02",
     "employer-duties-told",
     [](Facts& f) {
         f.spending.duties_told = Proof{};
         f.plan.employs_staff = true;
         f.lines[0].option = WayOfManaging::managed_account;
     },
     {},
     Event::activate},
    {"EMP-02",
     "",
     [](Facts& f) {
         f.spending.duties_told = Proof{};
         f.plan.employs_staff = true;
         f.lines[0].option = WayOfManaging::third_party;
     },
     {},
     Event::activate},
    {"EMP-02", "", [](Facts& f) { f.plan.employs_staff = true; }},
    {"EMP-02", "", [](Facts& f) { f.spending.duties_told = Proof{}; }, {}, Event::activate},
    {"EMP-03",
     "employment-law-told",
     [](Facts& f) { f.spending.employment_law_told = Proof{}; },
     {},
     Event::pay_payroll},
    {"EMP-03",
     "employment-law-told",
     [](Facts& f) { f.spending.employment_law_told = a_tick(); },
     {},
     Event::pay_payroll},
    {"EMP-03",
     "",
     [](Facts& f) {
         f.spending.employment_law_told = Proof{};
         f.spending.employer = Employer::organisation;
     }},
    {"EMP-03",
     "employment-law-told",
     [](Facts& f) {
         f.spending.employment_law_told = Proof{};
         f.plan.employs_staff = true;
     },
     {},
     Event::activate},
    {"EMP-03",
     "employment-law-told",
     [](Facts& f) {
         f.spending.employment_law_told = Proof{};
         f.plan.employs_staff = true;
         f.lines[0].option = WayOfManaging::managed_account;
     },
     {},
     Event::activate},
    {"EMP-03",
     "",
     [](Facts& f) {
         f.spending.employment_law_told = Proof{};
         f.plan.employs_staff = true;
         f.lines[0].option = WayOfManaging::third_party;
     },
     {},
     Event::activate},
    {"EMP-03", "", [](Facts& f) { f.plan.employs_staff = true; }},
    {"EMP-03", "", [](Facts& f) { f.spending.employment_law_told = Proof{}; }, {}, Event::activate},
};

}  // namespace

std::vector<RuleCase> spending_cases() {
    return cases;
}

}  // namespace almoner::testing
