#include "ledger/calendar/date.h"

#include <array>
#include <cstdio>

namespace almoner::ledger {
namespace {

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> Date::from_ymd(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day ymd{
        std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (year < 1900 || year > 2199 || !ymd.ok()) return std::nullopt;
    return Date(static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count()));
}

std::optional<Date> Date::parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    const auto year = digits(iso.substr(0, 4));
    const auto month = digits(iso.substr(5, 2));
    const auto day = digits(iso.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    return from_ymd(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::chrono::year_month_day Date::ymd() const {
    return std::chrono::sys_days{std::chrono::days{days_}};
}

int Date::year() const {
    return int{ymd().year()};
}
unsigned Date::month() const {
    return unsigned{ymd().month()};
}
unsigned Date::day() const {
    return unsigned{ymd().day()};
}

unsigned Date::iso_weekday() const {
    return std::chrono::weekday{std::chrono::sys_days{std::chrono::days{days_}}}.iso_encoding();
}

std::string Date::iso() const {
    std::array<char, 16> text{};
    const int size =
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", year(), month(), day());
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string Date::words() const {
    static constexpr std::array<const char*, 12> months{"January",
                                                        "February",
                                                        "March",
                                                        "April",
                                                        "May",
                                                        "June",
                                                        "July",
                                                        "August",
                                                        "September",
                                                        "October",
                                                        "November",
                                                        "December"};
    return std::to_string(day()) + " " + months[month() - 1] + " " + std::to_string(year());
}

}  // namespace almoner::ledger
