// Amounts and dates as bank files write them.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace almoner::gateway {

enum class AmountFault : std::uint8_t { none, unreadable, negative, too_many_decimals, too_large };

struct AmountText {
    AmountFault fault = AmountFault::none;
    ledger::Money amount;  // at least zero, in the currency's smallest unit
};

// Digits with at most one decimal point, spaces around ignored: "100", "100.0", "01.00", "105.750"
// (zeros beyond the currency's decimals are harmless). No sign, no thousands separator, no comma.
[[nodiscard]] AmountText parse_amount(std::string_view text, unsigned decimals);

// ISO 4217 minor units: 2 for GBP and for any code that is not known to differ.
[[nodiscard]] unsigned decimals_of(std::string_view currency);

// "2026-11-22", or a time on that day. The date is taken as the bank wrote it, whatever offset
// follows: banks write the end of their own day as 23:59Z in summer too.
[[nodiscard]] std::optional<ledger::Date> parse_iso_day(std::string_view text);

[[nodiscard]] std::string_view stripped(std::string_view text);

}  // namespace almoner::gateway
