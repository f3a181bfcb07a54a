#include "ledger/calendar/month.h"

namespace almoner::ledger {

std::optional<Period> month_named(std::string_view text) {
    const auto first = Date::parse(std::string(text) + "-01");
    if (!first) return std::nullopt;
    return month_holding(*first);
}

Period month_holding(Date day) {
    const Date first = day - (static_cast<std::int32_t>(day.day()) - 1);
    // No month has 32 days, so this is always in the next one.
    constexpr std::int32_t into_the_next = 31;
    const Date later = first + into_the_next;
    return {first, later - static_cast<std::int32_t>(later.day())};
}

std::string month_iso(Date first) {
    constexpr std::size_t year_and_month = 7;
    return first.iso().substr(0, year_and_month);
}

std::string month_words(Date first) {
    const std::string day = first.words();  // "1 November 2026"
    return day.substr(day.find(' ') + 1);
}

}  // namespace almoner::ledger
