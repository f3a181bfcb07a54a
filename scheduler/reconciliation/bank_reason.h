// Why a bank gave a payment back or rejected it: the code of its scheme, or words of its own, which
// may tell of a person.
#pragma once

#include "ledger/area/work.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::scheduler {

struct BankReason {
    std::string code{};   // stands in clear
    std::string words{};  // stand sealed
};

// One to four letters and digits are a code; all else is words.
[[nodiscard]] BankReason reason_of(std::string_view given);

// For a task: "AC04", "its own words follow", or what is said where it gave none.
[[nodiscard]] std::string shown(const BankReason& reason, std::string_view none);

// Sealed with the person whom the payment is for; nothing where there are none.
[[nodiscard]] std::optional<std::int64_t> sealed_words(ledger::Work& work,
                                                       std::int64_t payment,
                                                       const BankReason& reason);

}  // namespace almoner::scheduler
