#include "ledger/views/held_words.h"

#include <algorithm>
#include <array>

namespace almoner::ledger {
namespace {

struct HeldFor {
    std::string_view finding;
    std::string_view words;
};

constexpr std::array all_reasons{
    HeldFor{mended, "until the next run proposes it"},
    HeldFor{"person-died", "while what is still owed is decided"},
    HeldFor{"budget-ended", "because the budget has ended"},
    HeldFor{"agreement-not-active", "until the agreement is signed"},
    HeldFor{"agreement-held", "because the agreement is on hold"},
    HeldFor{"agreement-ends-sooner", "because the agreement ends sooner"},
    HeldFor{"agreement-beside-another", "because another agreement pays for the same"},
    HeldFor{"paid-already", "because it may have been paid already"},
    HeldFor{"nothing-to-pay", "because there is nothing to pay for its period"},
    HeldFor{"payee-replaced", "until it is proposed for the new payee"},
    HeldFor{"amount-changed", "until it is proposed with what is due now"},
    HeldFor{"representative-ended", "until a new representative or nominee is named"},
    HeldFor{"above-item-limit", "because it is too much to be paid at once"},
    HeldFor{"budget-closed", "because its budget is closed"},
    HeldFor{"body-took-over", "because the public body owes it now"},
    HeldFor{"day-before-books", "until the books of the account that pays it are open"},
};

}  // namespace

std::string held_words(std::string_view finding, Option option) {
    if (finding == "no-approved-account" || finding == "account-blocked") {
        const bool to_provider = option == Option::notional;
        return std::string("until ") + (to_provider ? "your provider's" : "your") +
               " bank details are confirmed";
    }
    const auto* const found = std::ranges::find(all_reasons, finding, &HeldFor::finding);
    return std::string(found == all_reasons.end() ? "until somebody has looked at it"
                                                  : found->words);
}

}  // namespace almoner::ledger
