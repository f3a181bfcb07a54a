// A UK bank account number: exactly eight digits, leading zeros kept.
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

class AccountNumber {
  public:
    // 00000000: what a struct holds before it is given one.
    constexpr AccountNumber() { digits_.fill('0'); }

    // Exactly eight ASCII digits; anything else is nothing. Numbers of other lengths belong to
    // banks with rules of their own (Vocalink spec 2.1.2): ask, never pad.
    [[nodiscard]] static std::optional<AccountNumber> parse(std::string_view eight_digits);

    [[nodiscard]] std::string_view digits() const { return {digits_.data(), digits_.size()}; }
    [[nodiscard]] std::string masked() const;  // "******78", for logs and error lists

    friend auto operator<=>(const AccountNumber&, const AccountNumber&) = default;

  private:
    std::array<char, 8> digits_{};
};

}  // namespace almoner::ledger
