// The tax year that a payment belongs to, and its week, month and pay period in that year.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/outcome.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almoner::rules {

// From 6 April to 5 April.
class TaxYear {
  public:
    constexpr TaxYear() = default;
    [[nodiscard]] static constexpr TaxYear starting_in(int year) { return TaxYear(year); }
    // The year of the day on which the money is paid, whenever it was earned.
    [[nodiscard]] static TaxYear of(ledger::Date paid_on);
    // Exactly "2026-27", 1990-91 to 2198-99.
    [[nodiscard]] static std::optional<TaxYear> parse(std::string_view text);

    [[nodiscard]] constexpr int first_year() const { return first_year_; }
    [[nodiscard]] ledger::Period days() const;
    [[nodiscard]] std::string name() const;  // "2026-27"

    friend constexpr auto operator<=>(TaxYear, TaxYear) = default;

  private:
    explicit constexpr TaxYear(int year) : first_year_(year) {}
    int first_year_ = 2026;
};

[[nodiscard]] int tax_week(ledger::Date paid_on);   // 1 to 53
[[nodiscard]] int tax_month(ledger::Date paid_on);  // 1 to 12

enum class PayFrequency : std::uint8_t { weekly, two_weekly, four_weekly, monthly };
inline constexpr std::array all_pay_frequencies = {PayFrequency::weekly,
                                                   PayFrequency::two_weekly,
                                                   PayFrequency::four_weekly,
                                                   PayFrequency::monthly};

[[nodiscard]] std::string_view name_of(PayFrequency frequency);  // "four_weekly"
// W, 2W, 4W or M.
[[nodiscard]] std::string_view letters_of(PayFrequency frequency);
[[nodiscard]] std::optional<PayFrequency> pay_frequency_of_letters(std::string_view letters);
[[nodiscard]] int weeks_in(PayFrequency frequency);  // 0 for monthly

// The number of a payday in the year: months 1 to 12, weeks 1 to 53, fortnights 1 to 27, four-week
// periods 1 to 14. The last of weeks, fortnights and four weeks is the extra payday of a year that
// has one (HMRC's weeks 53, 54 and 56).
struct TaxPeriod {
    PayFrequency frequency = PayFrequency::monthly;
    int number = 1;

    // HMRC's week: 53, 54 or 56 for the extra payday; 0 for monthly pay.
    [[nodiscard]] int week_no() const;
    [[nodiscard]] bool is_extra() const;
    friend bool operator==(const TaxPeriod&, const TaxPeriod&) = default;
};

[[nodiscard]] TaxPeriod tax_period_of(ledger::Date paid_on, PayFrequency frequency);
// Refused: `tax-period-unknown`, naming the numbers that there are.
[[nodiscard]] ledger::Outcome<TaxPeriod> tax_period(PayFrequency frequency, std::int64_t number);

}  // namespace almoner::rules
