// What is known of a prepaid card or e-marketplace.
#pragma once

#include "rules/engine/fact.h"

#include <array>
#include <string_view>

namespace almoner::rules {

// A kind of use that a card blocks by itself.
enum class CardBlock : std::uint8_t { none, gambling, tobacco, alcohol, debt, other };
constexpr auto names_of(CardBlock /*list*/) {
    return std::array<std::string_view, 6>{
        "none", "gambling", "tobacco", "alcohol", "debt", "other"};
}

struct CardFacts {
    Fact<CardBlock> block{};
    Flag block_in_plan{};
    Flag cash_blocked{};
    Flag cash_agreed{};
    Sum cash_limit{};
    Sum cash_limit_set{};
    Flag same_as_bank_account{};
    Flag only_marketplace{};
    Proof impact_assessment{};
    Proof holder_informed{};
    Flag minimum_data{};
    Flag offline_help{};
    Flag for_both_funders{};

    template <class Self, class Visit>
    static void describe(Self& f, const Visit& see) {
        see("block", f.block, "which kind of use is blocked automatically");
        see("block_in_plan", f.block_in_plan, "whether the person's plan asks for that block");
        see("cash_blocked", f.cash_blocked, "whether cash is blocked");
        see("cash_agreed", f.cash_agreed, "whether the plan agrees to cash");
        see("cash_limit", f.cash_limit, "the plan's limit for cash");
        see("cash_limit_set", f.cash_limit_set, "the limit for cash that the card has");
        see("same_as_bank_account",
            f.same_as_bank_account,
            "whether Bacs, direct debits and standing orders work");
        see("only_marketplace",
            f.only_marketplace,
            "whether the card works only with selected providers");
        see("impact_assessment", f.impact_assessment, "the data protection impact assessment");
        see("holder_informed",
            f.holder_informed,
            "the record that holders are informed and consent");
        see("minimum_data", f.minimum_data, "whether only the data that is needed is shared");
        see("offline_help",
            f.offline_help,
            "whether disabled people and people without internet get help");
        see("for_both_funders", f.for_both_funders, "whether it works for NHS and council money");
    }
};

}  // namespace almoner::rules
