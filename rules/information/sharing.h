// Which parts of a person's record another one's role needs (DAT-01): nobody gets more.
#pragma once

#include "rules/engine/kinds.h"
#include "rules/information/information_facts.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace almoner::rules {

// The tables of a pack. Numbers are stored: never renumber.
enum class SharedPart : std::uint8_t {
    person,
    representatives,
    budgets,
    plan_lines,
    agreements,
    agreement_documents,
    payee_accounts,
    details,
    payments,
    balance,
    reviews,
    notices,
    budget_history  // what was offered or refused, and each step of a plan
};
constexpr auto names_of(SharedPart /*list*/) {
    return std::array<std::string_view, 13>{"person",
                                            "representatives",
                                            "budgets",
                                            "plan_lines",
                                            "agreements",
                                            "agreement_documents",
                                            "payee_accounts",
                                            "details",
                                            "payments",
                                            "balance",
                                            "reviews",
                                            "notices",
                                            "budget_history"};
}
using SharedParts = SetOf<SharedPart>;

// Constructed from Options for managing the money, section 8 and Annex A: a public body takes over
// the whole case, a support service keeps the account, a provider knows for what it is paid, a card
// supplier whom it sends a card to, and family sees the money.
[[nodiscard]] constexpr SharedParts needed_by(Recipient recipient) {
    using enum SharedPart;
    switch (recipient) {
        case Recipient::public_body: return SharedParts::all();
        case Recipient::support_service:
            return {person,
                    representatives,
                    budgets,
                    plan_lines,
                    agreements,
                    payee_accounts,
                    details,
                    payments,
                    balance};
        case Recipient::provider: return {person, details, plan_lines};
        case Recipient::card_supplier: return {person, details, payee_accounts};
        case Recipient::family_or_friend: return {person, budgets, agreements, payments, balance};
    }
    return {};
}

// What the money is for, what a review found, what a letter gave as its reasons and why a budget
// was refused.
[[nodiscard]] constexpr bool tells_of_health(SharedPart part) {
    return part == SharedPart::plan_lines || part == SharedPart::reviews ||
           part == SharedPart::notices || part == SharedPart::budget_history;
}

}  // namespace almoner::rules
