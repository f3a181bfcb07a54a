// Statutory pay of parents: maternity, adoption, paternity, shared parental, bereavement, neonatal.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "rules/payroll/earnings.h"
#include "rules/payroll/rate_book.h"
#include "rules/payroll/tax_year.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace almoner::rules {

enum class FamilyPayKind : std::uint8_t {
    maternity,
    adoption,
    paternity,
    shared_parental,
    bereavement,
    neonatal,
};
inline constexpr std::array all_family_pay_kinds = {FamilyPayKind::maternity,
                                                    FamilyPayKind::adoption,
                                                    FamilyPayKind::paternity,
                                                    FamilyPayKind::shared_parental,
                                                    FamilyPayKind::bereavement,
                                                    FamilyPayKind::neonatal};
[[nodiscard]] std::string_view name_of(FamilyPayKind kind);
[[nodiscard]] std::optional<FamilyPayKind> family_pay_kind(std::string_view name);

struct FamilyLeave {
    FamilyPayKind kind = FamilyPayKind::maternity;
    ledger::Date starts_on{};
    // Of pay. Maternity and adoption: all 39 unless the person returns earlier.
    int weeks = 39;
    WeeklyEarnings earnings{};
    int weeks_before = 0;  // of this pay, in earlier leave for the same child
};

// The flat weekly rate of a year. Refused: `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<ledger::Money> flat_weekly_rate(const RateBook& book, TaxYear year);

// How many weeks of it the law gives at most. Refused: `payroll-rate-missing`, `neonatal-not-yet`.
[[nodiscard]] ledger::Outcome<int> most_weeks_of_family_pay(const RateBook& book,
                                                            FamilyPayKind kind,
                                                            ledger::Date starts_on);

// What is due for the days of a pay period, by sevenths of a week's rate. Maternity and adoption:
// six weeks at 90% of average earnings; then, and for the others always, the flat rate or 90% if
// that is less. A new year's flat rate begins with the first week of the leave that starts on or
// after the first Sunday of April. The sum is cut to seven decimals of a pound and rounded up to
// the penny. Refused: `payroll-rate-missing`, `family-pay-weeks` (none, or more than the law
// gives), `earnings-too-high` (a slip), `neonatal-not-yet` (before 6 April 2025),
// `period-turned-round`.
[[nodiscard]] ledger::Outcome<ledger::Money> family_pay(const RateBook& book,
                                                        const FamilyLeave& leave,
                                                        const ledger::Period& period);

// From the first to the last day that is paid.
[[nodiscard]] ledger::Period paid_days(const FamilyLeave& leave);

// The weeks that hang on the week in which a baby is due; weeks begin on Sunday.
struct MaternityDates {
    ledger::Date due_week{};
    ledger::Date qualifying_week{};    // the 15th before
    ledger::Date earliest_leave{};     // the 11th before
    ledger::Date sick_pay_stops_on{};  // the fourth before: sickness for the pregnancy starts leave
};
[[nodiscard]] MaternityDates maternity_dates(ledger::Date due_on);

struct FamilyPayFacts {
    FamilyPayKind kind = FamilyPayKind::maternity;
    ledger::Date employed_since{};
    ledger::Date tested_in_week_of{};  // a day of the qualifying (matching, last) week
    WeeklyEarnings earnings{};
    // Neonatal only.
    int days_in_care = 0;
    int born_days_before_care = 0;
};

// Whether the pay is due at all. Refused, in this order: `payroll-rate-missing`,
// `neonatal-not-yet`, `neonatal-care-too-short`, `neonatal-care-too-late`, `service-too-short` (26
// weeks to the end of the tested week), `earnings-too-low`.
[[nodiscard]] ledger::Outcome<ledger::Done> check_family_pay(const RateBook& book,
                                                             const FamilyPayFacts& facts);

}  // namespace almoner::rules
