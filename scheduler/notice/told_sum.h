// The sum that a notice tells of: per what it is, and that its workings come to it.
#pragma once

#include "ledger/records/plan_line.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::scheduler {

enum class Per : std::uint8_t { week, four_weeks, month, year, once, in_all };
constexpr auto names_of(Per /*list*/) {
    return std::array<std::string_view, 6>{"week", "four-weeks", "month", "year", "once", "in-all"};
}
// "each week", "in all", as a person reads it after a sum.
[[nodiscard]] std::string_view words_of(Per per);
[[nodiscard]] Per per_of(ledger::PlanFrequency frequency);

// Of workings "words = £12.50", a line each. The lines come to the sum, or the last one is the sum
// of those before it; every line has an amount.
[[nodiscard]] bool add_up(std::string_view workings, ledger::Money sum);

// The workings, with the sum by kind and period in their last line: "Less each week = £40.00".
[[nodiscard]] std::string with_total(const std::string& workings,
                                     std::string_view kind,
                                     Per per,
                                     ledger::Money sum);
// Of workings that with_total made: "each week"; empty where they name none.
[[nodiscard]] std::string_view period_told(std::string_view workings);

}  // namespace almoner::scheduler
