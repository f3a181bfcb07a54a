#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"OPT-01",
     "all-three-options-missing",
     [](Facts& f) { f.eligibility.notional_available = false; }},
    {"OPT-01",
     "all-three-options-missing",
     [](Facts& f) { f.eligibility.third_party_available = false; }},
    {"OPT-01",
     "all-three-options-missing",
     [](Facts& f) { f.eligibility.direct_payment_available = false; }},
    {"OPT-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         f.eligibility.direct_payment_available = false;
         l.kind = LineKind::wheelchair;
     }},
    {"OPT-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         f.eligibility.third_party_available = false;
         l.kind = LineKind::maternity;
     }},
    {"OPT-01",
     "all-three-options-missing",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         f.eligibility.third_party_available = false;
         l.kind = LineKind::maternity;
     },
     {},
     {},
     Given{"options.exempt-maternity", false, ""}},
    {"OPT-01",
     "all-three-options-missing",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         f.eligibility.third_party_available = false;
         l.kind = LineKind::wheelchair;
     },
     {},
     {},
     Given{"options.exempt-wheelchair", false, ""}},
    {"OPT-02",
     "not-one-option",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.options_chosen = 0;
     }},
    {"OPT-02",
     "not-one-option",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.options_chosen = 2;
     }},
    {"OPT-02", "lines-do-not-sum", [](Facts& f) { f.plan.lines_total = pence(99'999); }},
    {"OPT-02", "lines-do-not-sum", [](Facts& f) { f.plan.lines_total = pence(100'001); }},
    {"OPT-03", "option-discussion", [](Facts& f) { f.eligibility.option_discussion = Proof{}; }},
    {"OPT-03", "option-discussion", [](Facts& f) { f.eligibility.option_discussion = a_tick(); }},
    {"OPT-04", "card-only", [](Facts& f) { f.eligibility.bank_account_offered = false; }},
    {"OPT-04",
     "card-only",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         f.eligibility.bank_account_offered = false;
         l.option = WayOfManaging::managed_account;
     }},
    {"OPT-04",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         f.eligibility.bank_account_offered = false;
         l.option = WayOfManaging::notional;
     }},
    {"ELI-01",
     "excluded-person",
     [](Facts& f) { f.eligibility.exclusion = Exclusion::drug_rehabilitation; }},
    {"ELI-01",
     "excluded-person",
     [](Facts& f) { f.eligibility.exclusion = Exclusion::scots_order; }},
    {"ELI-01",
     "excluded-person",
     [](Facts& f) { f.eligibility.exclusion = Exclusion::drug_appointment; },
     Regime::asc},
    {"ELI-01",
     "",
     [](Facts& f) { f.eligibility.exclusion = Exclusion::drug_appointment; },
     Regime::nhs},
    {"ELI-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         f.eligibility.exclusion = Exclusion::drug_testing;
         l.option = WayOfManaging::notional;
     }},
    {"ELI-02", "under-16", [](Facts& f) { f.eligibility.age = 15; }},
    {"ELI-02", "", [](Facts& f) { f.eligibility.age = 16; }},
    {"ELI-02", "", [](Facts& f) { f.eligibility.age = 17; }},
    {"ELI-02",
     "",
     [](Facts& f) {
         f.eligibility.age = 12;
         f.payee.role = PayeeRole::representative;
     }},
    {"ELI-02", "lacks-capacity", [](Facts& f) { f.eligibility.has_capacity = false; }},
    {"ELI-02", "does-not-consent", [](Facts& f) { f.eligibility.consents = false; }},
    {"ELI-03",
     "regard-to-condition",
     [](Facts& f) { f.eligibility.regard_to_condition = a_tick(); }},
    {"ELI-03", "regard-to-life", [](Facts& f) { f.eligibility.regard_to_life = Proof{}; }},
    {"ELI-03", "regard-to-value", [](Facts& f) { f.eligibility.regard_to_value = Proof{}; }},
    {"ELI-04", "not-capable", [](Facts& f) { f.payee.judged_capable = false; }},
    {"ELI-05",
     "refusal-without-failed-condition",
     [](Facts& f) { f.eligibility.conditions_hold = true; }},
    {"ELI-05",
     "",
     [](Facts& f) {
         f.eligibility.conditions_hold = true;
         f.eligibility.was_requested = false;
     }},
    {"ELI-05",
     "failed-condition-paper",
     [](Facts& f) { f.eligibility.failed_condition = Proof{}; }},
    {"ELI-05",
     "failed-condition-paper",
     [](Facts& f) { f.eligibility.failed_condition = a_tick(); }},
    {"ELI-05",
     "",
     [](Facts& f) {
         f.eligibility.conditions_hold = true;
         f.eligibility.was_requested = false;
         f.eligibility.failed_condition = Proof{};
     }},
    {"ELI-06", "not-requested", [](Facts& f) { f.eligibility.was_requested = false; }},
    {"ELI-06", "proper-use-in-doubt", [](Facts& f) { f.eligibility.proper_use = false; }},
    {"ELI-06", "not-in-best-interests", [](Facts& f) { f.eligibility.best_interests = false; }},
    {"ELI-06", "harms-others", [](Facts& f) { f.eligibility.no_adverse_impact = false; }},
    {"ELI-06", "inefficient-use", [](Facts& f) { f.eligibility.efficient_use = false; }},
    {"ELI-07",
     "no-letter",
     [](Facts& f) { f.eligibility.refusal_letter_issued = false; },
     {},
     Event::refuse},
    {"ELI-07",
     "no-reasons",
     [](Facts& f) { f.eligibility.refusal_states_reasons = false; },
     {},
     Event::refuse},
    {"ELI-07",
     "no-right-to-review",
     [](Facts& f) { f.eligibility.refusal_states_review = false; },
     Regime::sen,
     Event::refuse},
    {"ELI-07",
     "",
     [](Facts& f) { f.eligibility.refusal_states_review = false; },
     Regime::nhs,
     Event::refuse},
    {"ELI-07",
     "reconsidered-recently",
     [](Facts& f) {
         f.eligibility.reconsidered_before = true;
         f.eligibility.last_reconsidered_on = day("2026-05-23");
     },
     Regime::nhs,
     Event::request},
    {"ELI-07",
     "",
     [](Facts& f) {
         f.eligibility.reconsidered_before = true;
         f.eligibility.last_reconsidered_on = day("2026-05-22");
     },
     Regime::nhs,
     Event::request},
    {"ELI-07",
     "",
     [](Facts& f) {
         f.eligibility.reconsidered_before = true;
         f.eligibility.last_reconsidered_on = day("2026-05-21");
     },
     Regime::nhs,
     Event::request},
    {"ELI-07",
     "",
     [](Facts& f) {
         f.eligibility.reconsidered_before = true;
         f.eligibility.last_reconsidered_on = day("2026-11-01");
     },
     Regime::sen,
     Event::request},
    {"CON-01", "no-consent", [](Facts& f) { f.eligibility.consents = false; }},
    {"CON-01", "recorded-consent", [](Facts& f) { f.eligibility.consent = Proof{}; }},
    {"CON-01", "recorded-consent", [](Facts& f) { f.eligibility.consent = a_tick(); }},
    {"CON-01", "signed-agreement", [](Facts& f) { f.eligibility.signed_agreement = Proof{}; }},
    {"CON-01",
     "written-acceptance",
     [](Facts& f) { f.eligibility.accepted_terms = Proof{}; },
     Regime::sen},
    {"CON-01", "", [](Facts& f) { f.eligibility.accepted_terms = Proof{}; }, Regime::nhs},
    {"CON-02",
     "consent-withdrawn",
     [](Facts& f) { f.eligibility.consent_withdrawn = true; },
     {},
     Event::nightly},
    {"CON-02", "", [](Facts& f) { f.eligibility.consent_withdrawn = true; }, {}, Event::stop},
    {"CON-02",
     "consent-withdrawn",
     [](Facts& f) {
         f.eligibility.consent_withdrawn = true;
         f.stop.notice_written = false;
     },
     {},
     Event::stop},
    {"CON-02",
     "",
     [](Facts& f) {
         f.eligibility.consent_withdrawn = true;
         f.stop.notice_written = false;
         f.stop.ground = StopGround::death;
     },
     {},
     Event::stop},
    {"CON-02",
     "",
     [](Facts& f) {
         f.eligibility.consent_withdrawn = true;
         f.stop.notice_written = false;
         f.stop.by_holder = true;
     },
     {},
     Event::stop},
    {"CON-02",
     "",
     [](Facts& f) {
         f.eligibility.consent_withdrawn = true;
         f.eligibility.another_consents = true;
     },
     Regime::nhs,
     Event::nightly},
    {"CON-02",
     "consent-withdrawn",
     [](Facts& f) {
         f.eligibility.consent_withdrawn = true;
         f.eligibility.another_consents = true;
     },
     Regime::sen,
     Event::nightly},
};

}  // namespace

std::vector<RuleCase> eligibility_cases() {
    return cases;
}

}  // namespace almoner::testing
