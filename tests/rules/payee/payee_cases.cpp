#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"CAP-01", "payee-not-authorised", [](Facts& f) { f.eligibility.has_capacity = false; }},
    {"CAP-01", "payee-not-authorised", [](Facts& f) { f.payee.is_child = true; }},
    {"CAP-01",
     "",
     [](Facts& f) {
         f.eligibility.has_capacity = false;
         f.payee.authority = Authority::deputy;
     }},
    {"CAP-01",
     "",
     [](Facts& f) {
         f.eligibility.has_capacity = false;
         f.payee.authority = Authority::attorney;
     }},
    {"CAP-01",
     "",
     [](Facts& f) {
         f.payee.is_child = true;
         f.payee.authority = Authority::parental_responsibility;
     },
     Regime::nhs},
    {"CAP-01",
     "",
     [](Facts& f) {
         f.payee.is_child = true;
         f.payee.authority = Authority::parental_responsibility;
     },
     Regime::sen},
    {"CAP-01",
     "payee-not-authorised",
     [](Facts& f) {
         f.eligibility.has_capacity = false;
         f.payee.authority = Authority::parental_responsibility;
     },
     Regime::asc},
    {"CAP-01",
     "",
     [](Facts& f) {
         f.eligibility.has_capacity = false;
         f.payee.authority = Authority::nhs_appointee;
     },
     Regime::nhs},
    {"CAP-01",
     "payee-not-authorised",
     [](Facts& f) {
         f.eligibility.has_capacity = false;
         f.payee.authority = Authority::nhs_appointee;
     },
     Regime::asc},
    {"CAP-01",
     "",
     [](Facts& f) {
         f.eligibility.has_capacity = false;
         f.payee.authority = Authority::authorised_person;
     },
     Regime::asc},
    {"CAP-01",
     "payee-not-authorised",
     [](Facts& f) {
         f.eligibility.has_capacity = false;
         f.payee.authority = Authority::authorised_person;
     },
     Regime::nhs},
    {"CAP-02",
     "capacity",
     [](Facts& f) { f.payee.capacity_lost = true; },
     {},
     Event::capacity_change},
    {"CAP-02",
     "",
     [](Facts& f) {
         f.payee.capacity_lost = true;
         f.payee.capacity_resolved = true;
     }},
    {"CAP-02",
     "cannot-continue",
     [](Facts& f) {
         f.payee.capacity_lost = true;
         f.payee.capacity_resolved = true;
         f.payee.lack_is_temporary = false;
     }},
    {"CAP-02",
     "cannot-continue",
     [](Facts& f) {
         f.payee.capacity_lost = true;
         f.payee.capacity_resolved = true;
         f.payee.another_agrees = false;
     }},
    {"CAP-02", "not-handed-back", [](Facts& f) { f.payee.capacity_returned = true; }},
    {"CAP-02",
     "",
     [](Facts& f) {
         f.payee.capacity_returned = true;
         f.payee.handed_back = true;
     }},
    {"CAP-02",
     "",
     [](Facts& f) {
         f.payee.capacity_lost = true;
         f.payee.capacity_lost_on = day("2026-10-26");
     },
     {},
     Event::release},
    {"CAP-02",
     "",
     [](Facts& f) {
         f.payee.capacity_lost = true;
         f.payee.capacity_lost_on = day("2026-10-25");
     },
     {},
     Event::release},
    {"CAP-02",
     "capacity-unresolved",
     [](Facts& f) {
         f.payee.capacity_lost = true;
         f.payee.capacity_lost_on = day("2026-10-24");
     },
     {},
     Event::release},
    {"CAP-02",
     "",
     [](Facts& f) {
         f.payee.capacity_lost = true;
         f.payee.capacity_lost_on = day("2026-10-24");
     },
     {},
     Event::release,
     Given{"capacity.unresolved-days", std::int64_t{29}, ""}},
    {"CAP-03", "transition", [](Facts& f) { f.payee.capacity_gained = true; }},
    {"CAP-03",
     "",
     [](Facts& f) {
         f.payee.capacity_gained = true;
         f.payee.transition_reviewed = true;
     }},
    {"CAP-03",
     "transition",
     [](Facts& f) {
         f.payee.is_child = true;
         f.payee.turns_16_on = day("2027-02-19");
     },
     Regime::nhs},
    {"CAP-03",
     "transition",
     [](Facts& f) {
         f.payee.is_child = true;
         f.payee.turns_16_on = day("2027-02-20");
     },
     Regime::nhs},
    {"CAP-03",
     "",
     [](Facts& f) {
         f.payee.is_child = true;
         f.payee.turns_16_on = day("2027-02-21");
     },
     Regime::nhs},
    {"CAP-03", "", [](Facts& f) { f.payee.is_child = true; }, Regime::asc},
    {"CAP-03",
     "transition-refused",
     [](Facts& f) {
         f.payee.capacity_gained = true;
         f.payee.transition_reviewed = true;
         f.payee.transition_refused = true;
     }},
    {"CAP-04", "young-person", [](Facts& f) { f.payee.young_person_on = day("2026-11-21"); }},
    {"CAP-04", "young-person", [](Facts& f) { f.payee.young_person_on = day("2026-11-22"); }},
    {"CAP-04", "", [](Facts& f) { f.payee.young_person_on = day("2026-11-23"); }},
    {"CAP-04",
     "young-person-refused",
     [](Facts& f) {
         f.payee.young_person_on = day("2026-11-22");
         f.payee.transition_reviewed = true;
         f.payee.transition_consents = false;
     }},
    {"NOM-01",
     "nominee-does-not-agree",
     [](Facts& f) {
         f.payee.role = PayeeRole::nominee;
         f.payee.nominee_agrees = false;
     }},
    {"NOM-01", "", [](Facts& f) { f.payee.role = PayeeRole::nominee; }},
    {"NOM-01", "", [](Facts& f) { f.payee.nominee_agrees = false; }},
    {"NOM-01",
     "nominee-not-principal",
     [](Facts& f) {
         f.payee.role = PayeeRole::nominee;
         f.payee.nominee_is_principal = false;
     }},
    {"NOM-01",
     "body-does-not-agree",
     [](Facts& f) {
         f.payee.role = PayeeRole::nominee;
         f.payee.body_agrees_to_nominee = false;
     },
     Regime::nhs},
    {"NOM-01",
     "",
     [](Facts& f) {
         f.payee.role = PayeeRole::nominee;
         f.payee.body_agrees_to_nominee = false;
     },
     Regime::sen},
    {"NOM-01",
     "written-nomination",
     [](Facts& f) {
         f.payee.role = PayeeRole::nominee;
         f.payee.written_nomination = Proof{};
     },
     Regime::sen},
    {"NOM-01",
     "",
     [](Facts& f) {
         f.payee.role = PayeeRole::nominee;
         f.payee.written_nomination = Proof{};
     },
     Regime::asc},
    {"NOM-02",
     "dbs",
     [](Facts& f) {
         f.payee.role = PayeeRole::nominee;
         f.payee.is_close = false;
         f.payee.dbs = Proof{};
     },
     Regime::nhs},
    {"NOM-02",
     "",
     [](Facts& f) {
         f.payee.role = PayeeRole::nominee;
         f.payee.dbs = Proof{};
     },
     Regime::nhs},
    {"NOM-02",
     "dbs",
     [](Facts& f) {
         f.payee.is_body = true;
         f.payee.dbs = Proof{};
     }},
    {"NOM-02",
     "dbs",
     [](Facts& f) {
         f.payee.role = PayeeRole::authorised_person;
         f.payee.is_close = false;
         f.payee.dbs = a_tick();
     },
     Regime::asc},
    {"NOM-02",
     "",
     [](Facts& f) {
         f.payee.role = PayeeRole::nominee;
         f.payee.is_close = false;
         f.payee.dbs = Proof{};
     },
     Regime::asc},
    {"NOM-02",
     "dbs-of-carers",
     [](Facts& f) {
         f.payee.role = PayeeRole::authorised_person;
         f.payee.is_close = false;
         f.payee.dbs_of_carers = Proof{};
     },
     Regime::asc},
    {"NOM-02",
     "",
     [](Facts& f) {
         f.payee.role = PayeeRole::authorised_person;
         f.payee.dbs_of_carers = Proof{};
     },
     Regime::asc},
    {"NOM-03",
     "nomination-withdrawn",
     [](Facts& f) { f.payee.nomination_withdrawn = true; },
     Regime::nhs,
     Event::nomination_change},
    {"NOM-03",
     "stop-paying-nominee",
     [](Facts& f) { f.payee.nomination_withdrawn = true; },
     Regime::sen},
    {"NOM-03",
     "stop-paying-nominee",
     [](Facts& f) { f.payee.nomination_withdrawn = true; },
     Regime::sen,
     Event::release},
    {"NOM-03",
     "",
     [](Facts& f) { f.payee.nomination_withdrawn = true; },
     Regime::nhs,
     Event::release},
    {"BID-01",
     "best-interests-decision",
     [](Facts& f) {
         f.eligibility.has_capacity = false;
         f.payee.role = PayeeRole::representative;
         f.payee.best_interests_decision = Proof{};
     }},
    {"BID-01",
     "",
     [](Facts& f) {
         f.eligibility.has_capacity = false;
         f.payee.role = PayeeRole::representative;
     }},
    {"BID-01",
     "",
     [](Facts& f) {  // of a child, whose parents decide
         f.eligibility.has_capacity = false;
         f.payee.is_child = true;
         f.payee.role = PayeeRole::representative;
         f.payee.best_interests_decision = Proof{};
     }},
    {"BID-01", "no-representative", [](Facts& f) { f.eligibility.has_capacity = false; }},
    {"BID-01",
     "no-representative",
     [](Facts& f) {
         f.payee.is_child = true;
         f.payee.role = PayeeRole::nominee;
     }},
    {"BID-01",
     "representative-does-not-agree",
     [](Facts& f) {
         f.eligibility.has_capacity = false;
         f.payee.role = PayeeRole::representative;
         f.payee.representative_agrees = false;
     }},
    {"BID-01",
     "representative-does-not-agree",
     [](Facts& f) {
         f.payee.is_child = true;
         f.payee.role = PayeeRole::authorised_person;
         f.payee.representative_agrees = false;
     }},
    {"BID-01", "", [](Facts& f) { f.payee.representative_agrees = false; }},
    {"CAR-01",
     "carer-willing-and-able",
     [](Facts& f) {
         f.payee.carer_helps = true;
         f.payee.carer_willing = Proof{};
     }},
    {"CAR-01", "", [](Facts& f) { f.payee.carer_helps = true; }},
    {"CAR-01", "", [](Facts& f) { f.payee.carer_willing = Proof{}; }},
    {"CAR-01",
     "alternatives-not-explained",
     [](Facts& f) {
         f.payee.carer_helps = true;
         f.payee.alternatives_explained = false;
     }},
};

}  // namespace

std::vector<RuleCase> payee_cases() {
    return cases;
}

}  // namespace almoner::testing
