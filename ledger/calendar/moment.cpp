#include "ledger/calendar/moment.h"

#include "ledger/calendar/date.h"

namespace almoner::ledger {
namespace {

constexpr std::int64_t ms_in_a_second = 1'000;
constexpr std::int64_t ms_in_a_minute = 60 * ms_in_a_second;
constexpr std::int64_t ms_in_an_hour = 60 * ms_in_a_minute;
constexpr std::int64_t ms_in_a_day = 24 * ms_in_an_hour;

std::string two_digits(std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string moment_words(std::int64_t at_ms) {
    const std::int64_t days = at_ms / ms_in_a_day;
    const std::int64_t rest = at_ms % ms_in_a_day;
    return Date::from_days(static_cast<std::int32_t>(days)).iso() + "T" +
           two_digits(rest / ms_in_an_hour) + ":" +
           two_digits(rest % ms_in_an_hour / ms_in_a_minute) + ":" +
           two_digits(rest % ms_in_a_minute / ms_in_a_second) + "Z";
}

}  // namespace almoner::ledger
