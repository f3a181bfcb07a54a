// A UK bank sort code: exactly six digits, leading zeros kept.
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

class SortCode {
  public:
    // 00-00-00: what a struct holds before it is given one.
    constexpr SortCode() { digits_.fill('0'); }

    // Exactly six ASCII digits; anything else is nothing.
    [[nodiscard]] static std::optional<SortCode> parse(std::string_view six_digits);

    [[nodiscard]] std::string_view digits() const { return {digits_.data(), digits_.size()}; }
    [[nodiscard]] std::string written() const;  // "12-34-56"
    [[nodiscard]] std::string masked() const;   // "**-**-56", for logs and error lists

    friend auto operator<=>(const SortCode&, const SortCode&) = default;

  private:
    std::array<char, 6> digits_{};
};

}  // namespace almoner::ledger
