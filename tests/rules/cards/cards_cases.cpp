#include "tests/rules/support/rule_cases.h"

namespace almoner::testing {

using namespace rules;  // NOLINT(google-build-using-namespace): the names of all facts' lists

namespace {

const std::vector<RuleCase> cases{
    {"PPC-01",
     "block-beyond-regulations-and-plan",
     [](Facts& f) { f.card.block = CardBlock::other; }},
    {"PPC-01",
     "",
     [](Facts& f) {
         f.card.block = CardBlock::other;
         f.card.block_in_plan = true;
     }},
    {"PPC-01", "", [](Facts& f) { f.card.block = CardBlock::gambling; }},
    {"PPC-01", "", [](Facts& f) { f.card.block = CardBlock::tobacco; }},
    {"PPC-01", "", [](Facts& f) { f.card.block = CardBlock::alcohol; }},
    {"PPC-01", "", [](Facts& f) { f.card.block = CardBlock::debt; }},
    {"PPC-01",
     "block-beyond-regulations-and-plan",
     [](Facts& f) { f.card.block = CardBlock::gambling; },
     {},
     {},
     Given{"cards.block-gambling", false, ""}},
    {"PPC-01",
     "block-beyond-regulations-and-plan",
     [](Facts& f) { f.card.block = CardBlock::tobacco; },
     {},
     {},
     Given{"cards.block-tobacco", false, ""}},
    {"PPC-01",
     "block-beyond-regulations-and-plan",
     [](Facts& f) { f.card.block = CardBlock::alcohol; },
     {},
     {},
     Given{"cards.block-alcohol", false, ""}},
    {"PPC-01",
     "block-beyond-regulations-and-plan",
     [](Facts& f) { f.card.block = CardBlock::debt; },
     {},
     {},
     Given{"cards.block-debt", false, ""}},
    {"PPC-02", "blanket-cash-block", [](Facts& f) { f.card.cash_blocked = true; }},
    {"PPC-02",
     "",
     [](Facts& f) {
         f.card.cash_blocked = true;
         f.card.cash_agreed = false;
     }},
    {"PPC-02", "cash-limit-below-plan", [](Facts& f) { f.card.cash_limit_set = pence(4'999); }},
    {"PPC-02", "", [](Facts& f) { f.card.cash_limit_set = pence(5'001); }},
    {"PPC-02", "not-like-a-bank-account", [](Facts& f) { f.card.same_as_bank_account = false; }},
    {"PPC-03", "marketplace-only", [](Facts& f) { f.card.only_marketplace = true; }},
    {"PPC-04", "impact-assessment", [](Facts& f) { f.card.impact_assessment = Proof{}; }},
    {"PPC-04", "holder-informed", [](Facts& f) { f.card.holder_informed = a_tick(); }},
    {"PPC-04", "more-data-than-needed", [](Facts& f) { f.card.minimum_data = false; }},
    {"PPC-04", "no-offline-help", [](Facts& f) { f.card.offline_help = false; }},
    {"PPC-04", "one-funder-only", [](Facts& f) { f.card.for_both_funders = false; }},
};

}  // namespace

std::vector<RuleCase> card_cases() {
    return cases;
}

}  // namespace almoner::testing
