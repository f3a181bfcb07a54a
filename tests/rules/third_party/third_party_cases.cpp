#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"TPB-01",
     "holder-has-account",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.holder_has_account = true;
     }},
    {"TPB-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
     }},
    {"TPB-01", "", [](Facts& f) { f.third_party.holder_has_account = true; }},
    {"TPB-01",
     "not-independent",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.independent = false;
     }},
    {"TPB-01",
     "not-responsible",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.responsible = false;
     }},
    {"TPB-01",
     "not-the-employer",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.employs = false;
     }},
    {"TPB-02", "fee-not-shown", [](Facts& f) { f.third_party.fee_shown = false; }},
    {"TPB-02",
     "",
     [](Facts& f) {
         f.third_party.fee_shown = false;
         f.third_party.fee = pence(0);
         f.third_party.budget = pence(100'000);
     }},
    {"TPB-02", "care-below-cost", [](Facts& f) { f.third_party.care_cost = pence(100'001); }},
    {"TPB-02", "", [](Facts& f) { f.third_party.care_cost = pence(99'999); }},
    {"TPB-02",
     "budget-is-not-care-and-fee",
     [](Facts& f) { f.third_party.budget = pence(104'999); }},
    {"ISF-01",
     "missing-term-ring-fence",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.ring_fenced = false;
     }},
    {"ISF-01", "", [](Facts& f) { f.third_party.ring_fenced = false; }},
    {"ISF-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.kind = ThirdPartyKind::trust;
         f.third_party.ring_fenced = false;
     }},
    {"ISF-01",
     "missing-term-person-plans",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.person_plans = false;
     }},
    {"ISF-01",
     "missing-term-carry-forward",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.carry_forward_agreed = false;
     }},
    {"ISF-01",
     "missing-term-written-information",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.written_information = false;
     }},
    {"ISF-01",
     "missing-term-portability",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.portable = false;
     }},
    {"ISF-02",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
     }},
    {"ISF-02",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.held = pence(100'001);
         f.third_party.named_need = true;
     }},
    {"ISF-02",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.held = pence(100'001);
     },
     {},
     {},
     Given{"service-fund.carry-forward-weeks", std::int64_t{5}, ""}},
    {"ISF-02",
     "carry-forward",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.held = pence(100'001);
         f.third_party.excess_reviewed = true;
     }},
    {"ISF-02",
     "carry-forward",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.oldest_money_days = 85;
         f.third_party.excess_reviewed = true;
     }},
    {"ISF-02", "", [](Facts& f) { f.third_party.held = pence(100'001); }},
    {"ISF-03",
     "move-on-day",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
     }},
    {"ISF-03", "", [](Facts& f) { f.third_party.moved = pence(1); }},
    {"TRU-01",
     "too-few-trustees",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.kind = ThirdPartyKind::trust;
         f.third_party.trustees = 2;
     }},
    {"TRU-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.kind = ThirdPartyKind::trust;
     }},
    {"TRU-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.kind = ThirdPartyKind::trust;
         f.third_party.trustees = 4;
     }},
    {"TRU-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.kind = ThirdPartyKind::trust;
         f.third_party.trustees = 2;
     },
     {},
     {},
     Given{"trust.min-trustees", std::int64_t{2}, ""}},
    {"TRU-01", "", [](Facts& f) { f.third_party.trustees = 0; }},
    {"TRU-01",
     "no-contract",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.kind = ThirdPartyKind::trust;
         f.third_party.trust_contract = false;
     }},
    {"TRU-01",
     "no-contingency",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.kind = ThirdPartyKind::trust;
         f.third_party.contingency_recorded = false;
     }},
    {"TRU-01",
     "trustees-do-not-employ",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::third_party;
         f.third_party.kind = ThirdPartyKind::trust;
         f.third_party.trustees_employ = false;
     }},
    {"MAN-01",
     "holder-did-not-sign",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
         f.third_party.holder_signed = false;
     }},
    {"MAN-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
     }},
    {"MAN-01", "", [](Facts& f) { f.third_party.holder_signed = false; }},
    {"MAN-01",
     "holder-did-not-decide",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
         f.third_party.holder_decided = false;
     }},
    {"MAN-01",
     "fee-on-the-person",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
         f.third_party.fee_paid_by_body_or_budget = false;
     }},
    {"MAN-02",
     "keeper-not-suitable",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
         f.third_party.keeper = Keeper::relative;
     }},
    {"MAN-02",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
         f.third_party.keeper = Keeper::solicitor;
     }},
    {"MAN-02",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::managed_account;
         f.third_party.keeper = Keeper::accountant;
     }},
    {"NOT-01",
     "body-does-not-pay",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::notional;
         f.third_party.body_pays_provider = false;
     }},
    {"NOT-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::notional;
     }},
    {"NOT-01", "", [](Facts& f) { f.third_party.body_pays_provider = false; }},
    {"NOT-01",
     "holder-has-account",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::notional;
         f.third_party.holder_has_account = true;
     }},
    {"NOT-01",
     "assistant-in-notional",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::notional;
         f.third_party.pays_assistant = true;
     }},
    {"NOT-01",
     "person-does-not-see",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.option = WayOfManaging::notional;
         f.third_party.person_sees_spend = false;
     }},
    {"PWB-01",
     "not-the-cost-of-the-chair",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.kind = LineKind::wheelchair;
         l.contribution = pence(20'001);
         f.third_party.chair_cost = pence(100'001);
     }},
    {"PWB-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.kind = LineKind::wheelchair;
         l.contribution = pence(20'000);
     }},
    {"PWB-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.kind = LineKind::wheelchair;
         l.contribution = pence(20'001);
     }},
    {"PWB-01",
     "above-budget-and-contribution",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.kind = LineKind::wheelchair;
         l.contribution = pence(19'999);
     },
     {},
     Event::pay_supplier},
    {"PWB-01",
     "period-not-over",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.kind = LineKind::wheelchair;
         l.contribution = pence(20'000);
         f.third_party.years_since_chair = 4;
     }},
    {"PWB-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.kind = LineKind::wheelchair;
         l.contribution = pence(20'000);
         f.third_party.years_since_chair = 6;
     }},
    {"PWB-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.kind = LineKind::wheelchair;
         l.contribution = pence(20'000);
         f.third_party.years_since_chair = 3;
     },
     {},
     {},
     Given{"wheelchair.period-years", std::int64_t{3}, ""}},
    {"PWB-01",
     "",
     [](Facts& f) {
         LineFacts& l = f.lines[0];
         l.kind = LineKind::wheelchair;
         l.contribution = pence(20'000);
         f.third_party.years_since_chair = 4;
         f.third_party.wheelchair_need_changed = true;
     }},
    {"FND-01", "no-funder", [](Facts& f) { f.third_party.carries_funder = false; }},
    {"FND-01", "unbalanced", [](Facts& f) { f.third_party.funder_balances = pence(49'999); }},
    {"FND-01", "unbalanced", [](Facts& f) { f.third_party.funder_balances = pence(50'001); }},
    {"FND-02",
     "not-split-by-shares",
     [](Facts& f) { f.third_party.split_by_agreed_shares = false; }},
    {"FND-03",
     "nhs-pays-social-care",
     [](Facts& f) { f.third_party.purpose = Purpose::contribution; }},
    {"FND-03",
     "nhs-pays-social-care",
     [](Facts& f) { f.third_party.purpose = Purpose::social_care_line; }},
    {"FND-03", "education-pays-other", [](Facts& f) { f.third_party.paid_by = Funder::education; }},
    {"FND-03",
     "",
     [](Facts& f) {
         f.third_party.paid_by = Funder::education;
         f.third_party.purpose = Purpose::section_f_provision;
     }},
    {"FND-03",
     "",
     [](Facts& f) {
         f.third_party.paid_by = Funder::social_care;
         f.third_party.purpose = Purpose::social_care_line;
     }},
    {"FND-04", "not-found-per-funder", [](Facts& f) { f.third_party.found_per_funder = false; }},
    {"ISF-02",
     "carry-forward+carry-forward-review",
     [](Facts& f) {
         f.lines[0].option = WayOfManaging::third_party;
         f.third_party.held = pence(100'001);
     }},
    {"ISF-02",
     "carry-forward+carry-forward-review",
     [](Facts& f) {
         f.lines[0].option = WayOfManaging::third_party;
         f.third_party.oldest_money_days = 85;
     }},
    {"ISF-02",
     "",
     [](Facts& f) {
         f.lines[0].option = WayOfManaging::third_party;
         f.third_party.held = pence(99'999);
         f.third_party.oldest_money_days = 83;
     }},
    {"ISF-03",
     "not-portable-amount+move-on-day",
     [](Facts& f) {
         f.lines[0].option = WayOfManaging::third_party;
         f.third_party.moved = pence(79'999);
     }},
};

}  // namespace

std::vector<RuleCase> third_party_cases() {
    return cases;
}

}  // namespace almoner::testing
