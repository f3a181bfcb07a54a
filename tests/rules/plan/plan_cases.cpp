#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"PLN-01",
     "missing-field-needs-and-outcomes",
     [](Facts& f) { f.plan.states_needs_and_outcomes = false; }},
    {"PLN-01", "missing-field-services", [](Facts& f) { f.plan.states_services = false; }},
    {"PLN-01",
     "missing-field-amount-and-intervals",
     [](Facts& f) { f.plan.states_amount_and_intervals = false; }},
    {"PLN-01",
     "missing-field-care-coordinator",
     [](Facts& f) { f.plan.states_coordinator = false; }},
    {"PLN-01", "missing-field-monitoring", [](Facts& f) { f.plan.states_monitoring = false; }},
    {"PLN-01", "missing-field-first-review", [](Facts& f) { f.plan.states_first_review = false; }},
    {"PLN-01",
     "missing-field-notice-period",
     [](Facts& f) { f.plan.states_notice_period = false; }},
    {"PLN-02", "services-do-not-meet-needs", [](Facts& f) { f.plan.services_meet_needs = false; }},
    {"PLN-02", "person-does-not-agree", [](Facts& f) { f.plan.person_agrees = false; }},
    {"PLN-02", "no-risk-procedure", [](Facts& f) { f.plan.has_risk_procedure = false; }},
    {"PLN-03", "arithmetic", [](Facts& f) { f.plan.cost_to_authority = pence(99'999); }},
    {"PLN-03",
     "negative-part",
     [](Facts& f) {
         f.plan.adult_amount = pence(100'001);
         f.plan.authority_amount = pence(-1);
         f.plan.cost_to_authority = pence(100'000);
     }},
    {"PLN-03",
     "",
     [](Facts& f) {
         f.plan.adult_amount = pence(100'000);
         f.plan.authority_amount = pence(0);
         f.plan.cost_to_authority = pence(100'000);
     }},
    {"PLN-03",
     "negative-part",
     [](Facts& f) {
         f.plan.adult_amount = pence(-1);
         f.plan.authority_amount = pence(100'001);
         f.plan.cost_to_authority = pence(100'000);
     }},
    {"PLN-03", "arithmetic", [](Facts& f) { f.plan.cost_to_authority = pence(100'001); }},
    {"PLN-04", "no-written-notice", [](Facts& f) { f.plan.sen_notice = Proof{}; }},
    {"PLN-04", "not-in-section-j", [](Facts& f) { f.plan.in_section_j = false; }},
    {"PLN-05", "process-cost-charged", [](Facts& f) { f.plan.is_process_cost = true; }},
    {"PLN-06",
     "free-reablement",
     [](Facts& f) {
         f.plan.provision = Provision::reablement;
         f.plan.is_charged = true;
         f.plan.weeks_provided = 5;
     }},
    {"PLN-06",
     "free-reablement",
     [](Facts& f) {
         f.plan.provision = Provision::reablement;
         f.plan.is_charged = true;
         f.plan.weeks_provided = 6;
     }},
    {"PLN-06",
     "",
     [](Facts& f) {
         f.plan.provision = Provision::reablement;
         f.plan.is_charged = true;
         f.plan.weeks_provided = 7;
     }},
    {"PLN-06",
     "free-reablement",
     [](Facts& f) {
         f.plan.provision = Provision::reablement;
         f.plan.is_charged = true;
         f.plan.weeks_provided = 7;
     },
     {},
     {},
     Given{"budget.free-reablement-weeks", std::int64_t{8}, ""}},
    {"PLN-06",
     "free-adaptation",
     [](Facts& f) {
         f.plan.provision = Provision::aid_or_adaptation;
         f.plan.is_charged = true;
         f.plan.provision_cost = pence(99'999);
     }},
    {"PLN-06",
     "free-adaptation",
     [](Facts& f) {
         f.plan.provision = Provision::aid_or_adaptation;
         f.plan.is_charged = true;
         f.plan.provision_cost = pence(100'000);
     }},
    {"PLN-06",
     "",
     [](Facts& f) {
         f.plan.provision = Provision::aid_or_adaptation;
         f.plan.is_charged = true;
         f.plan.provision_cost = pence(100'001);
     }},
    {"PLN-06", "", [](Facts& f) { f.plan.is_charged = true; }},
    {"PLN-07",
     "carer-involved",
     [](Facts& f) {
         f.plan.needs_met_by_carer = true;
         f.plan.carer_involved = Proof{};
     }},
    {"PLN-07", "", [](Facts& f) { f.plan.needs_met_by_carer = true; }},
    {"PLN-07", "combined-without-agreement", [](Facts& f) { f.plan.combines_plans = true; }},
    {"PLN-07",
     "",
     [](Facts& f) {
         f.plan.combines_plans = true;
         f.plan.all_agree_to_combine = true;
     }},
    {"SUF-01",
     "insufficient",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.amount = pence(99'999);
     },
     {},
     Event::activate},
    {"SUF-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.amount = pence(100'001);
     },
     {},
     Event::activate},
    {"SUF-01",
     "insufficient",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.new_amount = pence(99'999);
     },
     {},
     Event::reduce},
    {"SUF-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.new_amount = pence(100'001);
     },
     {},
     Event::reduce},
    {"SUF-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.amount = pence(1);
     },
     {},
     Event::reduce},
    {"SUF-01",
     "top-up",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.top_up = pence(1);
     }},
    {"SUF-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.top_up = pence(1);
         l.charge_excepted_by_law = true;
     }},
    {"SUF-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.top_up = pence(1);
         l.kind = LineKind::wheelchair;
     }},
    {"SUF-02",
     "insufficient",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.amount = pence(99'999);
     },
     {},
     Event::activate},
    {"SUF-02",
     "insufficient",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.new_amount = pence(99'999);
     },
     {},
     Event::reduce},
    {"SUF-02",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.new_amount = pence(100'001);
     },
     {},
     Event::reduce},
    {"SUF-02",
     "employer-costs-left-out",
     [](Facts& f) {
         f.plan.employs_staff = true;
         f.plan.employer_costs_included = false;
     },
     Regime::asc},
    {"SUF-02",
     "",
     [](Facts& f) {
         f.plan.employs_staff = true;
         f.plan.employer_costs_included = false;
     },
     Regime::sen},
    {"SUF-02", "", [](Facts& f) { f.plan.employs_staff = true; }, Regime::asc},
    {"SUF-03", "insufficiency", [](Facts& f) { f.plan.told_insufficient = true; }},
    {"SUF-03",
     "",
     [](Facts& f) {
         f.plan.told_insufficient = true;
         f.plan.shortfall_reviewed = true;
     }},
    {"SUF-04",
     "still-sufficient",
     [](Facts& f) {
         f.plan.health_changed = true;
         f.plan.still_sufficient = Proof{};
     }},
    {"SUF-04", "", [](Facts& f) { f.plan.health_changed = true; }},
    {"SUF-04",
     "",
     [](Facts& f) {
         f.plan.health_changed = true;
         f.plan.change_reviewed = true;
         f.plan.still_sufficient = Proof{};
     }},
};

}  // namespace

std::vector<RuleCase> plan_cases() {
    return cases;
}

}  // namespace almoner::testing
