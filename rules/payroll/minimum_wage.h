// Whether a pay period's pay reaches the national minimum wage for its hours.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "rules/payroll/rate_book.h"

#include <cstdint>
#include <optional>

namespace almoner::rules {

[[nodiscard]] int age_on(ledger::Date born_on, ledger::Date day);

// An hour's rate. `is_apprentice`: under 19, or in the first year of the apprenticeship. Refused:
// `payroll-rate-missing`.
[[nodiscard]] ledger::Outcome<ledger::Money> minimum_rate(const RateBook& book,
                                                          ledger::Date day,
                                                          int age,
                                                          bool is_apprentice);

// Accommodation that the employer provides; charging nothing helps the pay, charging more than the
// offset lowers it.
struct Accommodation {
    int days = 0;
    ledger::Money charge_a_day{};
};

struct WorkedPeriod {
    ledger::Period days{};
    ledger::Date born_on{};
    bool is_apprentice = false;
    std::int64_t hours_hundredths = 0;  // sleep-in hours only when awake for work
    ledger::Money pay{};  // that counts: basic pay, no premiums for nights and the like
    ledger::Money taken_for_employer{};  // deductions for the employer's own benefit
    std::optional<Accommodation> accommodation{};
};

struct WageFinding {
    ledger::Money hourly{};     // the rate that holds
    ledger::Money counted{};    // pay that counts
    ledger::Money required{};   // for the hours, rounded up to the penny
    ledger::Money shortfall{};  // nothing when the wage is reached

    friend bool operator==(const WageFinding&, const WageFinding&) = default;
};

// Whose age, and which rate: those of the first day of the period, or, where the figures
// `nmw.rate_of_period_start` and `nmw.age_of_period_start` say no, of its last (both readings are
// marked in the rates). Refused: `payroll-rate-missing`, `hours-impossible` (more than 168 a week),
// `period-turned-round`, `pay-below-zero`, `born-later`.
[[nodiscard]] ledger::Outcome<WageFinding> check_minimum_wage(const RateBook& book,
                                                              const WorkedPeriod& worked);

}  // namespace almoner::rules
