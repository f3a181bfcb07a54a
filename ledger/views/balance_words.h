// A balance in words for the person whose money it is.
#pragma once

#include "ledger/views/balance.h"

#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// "As of 6 August 2018, you hold £1,200, £50 of it is promised and £1,150 is free to spend; the NHS
// still has £300 for you, £200 of it on its way."
[[nodiscard]] std::string balance_sentence(const BalanceView& view);

// Who still has the money of an option.
[[nodiscard]] std::string with_whom_of(const BalanceView& view, Option option);

// A sentence each: what comes next, what to add, money missing, a contribution that is late.
[[nodiscard]] std::vector<std::string> balance_notes(const BalanceView& view);

// The three figures that fit the option, and then those that are not nil.
struct NamedFigure {
    std::string words{};
    Money amount{};

    friend bool operator==(const NamedFigure&, const NamedFigure&) = default;
};
[[nodiscard]] std::vector<NamedFigure> figures_of(const OptionBalance& balance,
                                                  std::string_view with_whom);

}  // namespace almoner::ledger
