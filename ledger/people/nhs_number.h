// The ten-digit NHS number of a person, checked by modulus 11.
#pragma once

#include "ledger/values/outcome.h"

#include <array>
#include <compare>
#include <string>
#include <string_view>

namespace almoner::ledger {

// Never the only way to find a person, and never part of an error's words.
class NhsNumber {
  public:
    // Ten digits; spaces and hyphens anywhere between them are accepted (people write 3-3-4).
    // Refused as `nhs-number-digits` or `nhs-number-check-digit` (NHS Data Dictionary: weights 10
    // to 2, 11 - sum mod 11, where 11 counts as 0 and 10 is never issued).
    static Outcome<NhsNumber> read(std::string_view text);

    [[nodiscard]] std::string_view digits() const { return {digits_.data(), digits_.size()}; }
    [[nodiscard]] std::string written() const;  // "999 000 0018"
    // Numbers from 999 000 0000 on are kept for tests and are never a patient's.
    [[nodiscard]] bool is_for_tests() const { return digits().starts_with("999"); }

    friend auto operator<=>(const NhsNumber&, const NhsNumber&) = default;

  private:
    NhsNumber() = default;
    std::array<char, 10> digits_{};
};

}  // namespace almoner::ledger
