#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"INF-01", "support-offered", [](Facts& f) { f.information.support_offered = Proof{}; }},
    {"INF-01", "support-offered", [](Facts& f) { f.information.support_offered = a_tick(); }},
    {"INF-02", "not-in-writing", [](Facts& f) { f.information.in_writing = false; }},
    {"INF-02",
     "wrong-format",
     [](Facts& f) { f.information.letter_format = LetterFormat::standard; }},
    {"INF-02", "not-understandable", [](Facts& f) { f.information.in_plain_words = false; }},
    {"DAT-01", "no-basis", [](Facts& f) { f.information.sharing_consent = false; }},
    {"DAT-01", "no-recipient", [](Facts& f) { f.information.has_named_recipient = false; }},
    {"DAT-01", "no-purpose", [](Facts& f) { f.information.has_purpose = false; }},
    {"DAT-01", "more-than-needed", [](Facts& f) { f.information.minimum_fields = false; }},
    {"DAT-01",
     "not-own-client",
     [](Facts& f) { f.information.recipient = Recipient::support_service; }},
    {"DAT-01",
     "",
     [](Facts& f) {
         f.information.recipient = Recipient::support_service;
         f.information.is_own_client = true;
     }},
    {"DAT-01",
     "health-data-to-card-supplier",
     [](Facts& f) { f.information.recipient = Recipient::card_supplier; }},
    {"DAT-01",
     "",
     [](Facts& f) {
         f.information.recipient = Recipient::card_supplier;
         f.information.holds_health_data = false;
     }},
    {"DAT-02", "no-contact-consent", [](Facts& f) { f.information.contact_consent = false; }},
    {"DAT-02",
     "",
     [](Facts& f) {
         f.information.contact_consent = false;
         f.information.person_has_capacity = false;
     }},
    {"DAT-03", "personal-data", [](Facts& f) { f.information.has_personal_data = true; }},
    {"DAT-03", "indicative-budget", [](Facts& f) { f.information.has_indicative_budget = true; }},
    {"DAT-03", "small-number", [](Facts& f) { f.information.smallest_group = 4; }},
    {"DAT-03", "", [](Facts& f) { f.information.smallest_group = 6; }},
    {"DAT-03",
     "small-number",
     [](Facts& f) { f.information.smallest_group = 9; },
     {},
     {},
     Given{"publish.smallest-group", std::int64_t{10}, ""}},
    {"DAT-04", "early-purge", [](Facts& f) { f.information.whole_years_kept = 5; }},
    {"DAT-04", "", [](Facts& f) { f.information.whole_years_kept = 7; }},
    {"DAT-04",
     "",
     [](Facts& f) {
         f.information.record_class = RecordClass::everyday_receipt;
         f.information.whole_years_kept = 1;
     }},
    {"DAT-04",
     "early-purge",
     [](Facts& f) {
         f.information.record_class = RecordClass::everyday_receipt;
         f.information.whole_years_kept = 0;
     }},
    {"DAT-04",
     "early-purge",
     [](Facts& f) {
         f.information.record_class = RecordClass::major_equipment;
         f.information.whole_years_kept = 0;
     }},
    {"DAT-04",
     "early-purge",
     [](Facts& f) {
         f.information.record_class = RecordClass::employer;
         f.information.whole_years_kept = 2;
     }},
    {"DAT-04",
     "",
     [](Facts& f) {
         f.information.record_class = RecordClass::employer;
         f.information.whole_years_kept = 3;
     }},
    {"DAT-04",
     "early-purge",
     [](Facts& f) {
         f.information.record_class = RecordClass::permanent_adaptation;
         f.information.whole_years_kept = 500;
     }},
    {"DAT-04",
     "early-purge",
     [](Facts& /*f*/) {},
     {},
     {},
     Given{"retention.major-years", std::int64_t{7}, ""}},
    {"DAT-04", "legal-hold", [](Facts& f) { f.information.legal_hold = true; }},
    {"AUD-01", "not-recorded", [](Facts& f) { f.information.decision_recorded = false; }},
    {"EQU-01",
     "not-monitorable",
     [](Facts& f) { f.information.takes_up_by_characteristic = false; }},
    {"EQU-01", "not-aggregate", [](Facts& f) { f.information.aggregate_only = false; }},
    {"LET-01", "letter-not-sent", [](Facts& f) { f.information.delivery = Delivery::not_sent; }},
    {"LET-01", "", [](Facts& f) { f.information.delivery = Delivery::delivered; }},
    {"LET-01", "letter-returned", [](Facts& f) { f.information.delivery = Delivery::returned; }},
    {"LET-01",
     "",
     [](Facts& f) {
         f.information.delivery = Delivery::returned;
         f.information.served_again = true;
     }},
    {"LET-02",
     "letter-due",
     [](Facts& f) { f.information.occasion = LetterOccasion::first_payment; }},
    {"LET-02",
     "letter-due",
     [](Facts& f) { f.information.occasion = LetterOccasion::yearly_statement; }},
    {"LET-02",
     "",
     [](Facts& f) {
         f.information.occasion = LetterOccasion::uplift;
         f.information.occasion_letter_issued = true;
     }},
};

}  // namespace

std::vector<RuleCase> information_cases() {
    return cases;
}

}  // namespace almoner::testing
