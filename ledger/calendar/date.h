// A civil date in Europe/London: a day on the calendar with no time and no zone.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::ledger {

class Date {
  public:
    constexpr Date() = default;

    // Days since 1970-01-01: what the database stores and the journal hashes.
    [[nodiscard]] static constexpr Date from_days(std::int32_t days) { return Date(days); }
    [[nodiscard]] static std::optional<Date> from_ymd(int year, unsigned month, unsigned day);
    // Exactly YYYY-MM-DD with a day that exists, years 1900 to 2199; anything else is nothing.
    [[nodiscard]] static std::optional<Date> parse(std::string_view iso);

    [[nodiscard]] constexpr std::int32_t days() const { return days_; }
    [[nodiscard]] int year() const;
    [[nodiscard]] unsigned month() const;
    [[nodiscard]] unsigned day() const;
    [[nodiscard]] unsigned iso_weekday() const;  // 1 Monday to 7 Sunday
    [[nodiscard]] std::string iso() const;       // "2026-11-22"
    [[nodiscard]] std::string words() const;     // "22 November 2026"

    friend constexpr auto operator<=>(Date, Date) = default;
    friend constexpr Date operator+(Date d, std::int32_t days) { return Date(d.days_ + days); }
    friend constexpr Date operator-(Date d, std::int32_t days) { return Date(d.days_ - days); }
    friend constexpr std::int32_t operator-(Date a, Date b) { return a.days_ - b.days_; }

  private:
    explicit constexpr Date(std::int32_t days) : days_(days) {}
    [[nodiscard]] std::chrono::year_month_day ymd() const;
    std::int32_t days_ = 0;
};

// From the first day to the last, both included.
struct Period {
    Date first;
    Date last;

    [[nodiscard]] constexpr std::int32_t days() const { return last - first + 1; }
    [[nodiscard]] constexpr bool holds(Date day) const { return first <= day && day <= last; }
    friend constexpr bool operator==(const Period&, const Period&) = default;
};

}  // namespace almoner::ledger
