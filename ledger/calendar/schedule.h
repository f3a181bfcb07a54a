// When an agreement pays and for which days: four-weekly, monthly or once.
//
// A schedule cuts the calendar into whole periods without a gap: [anchor + 28k, anchor + 28k + 27]
// for every k, also below zero, or from one policy day to the day before the next. The agreement's
// start and end clip the first and last of them. In advance a period is paid on its first covered
// day; in arrears on the day after its whole period, also when the agreement ended before.
#pragma once

#include "ledger/calendar/bacs_cycle.h"
#include "ledger/values/outcome.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::ledger {

// Numbers are stored: never renumber.
enum class Frequency : std::uint8_t { four_weekly = 1, monthly = 2, one_off = 3 };
enum class Timing : std::uint8_t { advance = 1, arrears = 2 };

struct Schedule {
    Frequency frequency = Frequency::four_weekly;
    Timing timing = Timing::advance;
    Date anchor_on{};  // four-weekly: the first day of any one period; one-off: the day to pay
    unsigned policy_day = 1;  // monthly: 1 to 31, clamped to the month's end
    Date starts_on{};
    std::optional<Date> ends_on{};  // the last day, included

    friend bool operator==(const Schedule&, const Schedule&) = default;
};

struct PayPeriod {
    Period covered{};  // what the agreement's start and end leave of it
    Period full{};
    Frequency frequency = Frequency::four_weekly;

    [[nodiscard]] bool is_part() const { return covered != full; }
    friend bool operator==(const PayPeriod&, const PayPeriod&) = default;
};

struct PaymentDate {
    PayPeriod period{};
    BacsCycle dates{};

    friend bool operator==(const PaymentDate&, const PaymentDate&) = default;
};

// Refused: schedule-policy-day, schedule-ends-before-it-starts. The functions below take a schedule
// that was accepted; another one is an invariant.
[[nodiscard]] Outcome<Done> check_schedule(const Schedule& schedule);

// Every payment whose nominal day is in the window, oldest first. Windows that meet give each
// payment once. A window of more than 150,000 days is an invariant.
[[nodiscard]] std::vector<PaymentDate> payment_dates(const Schedule& schedule,
                                                     const Period& window,
                                                     const BankHolidays& holidays);

// The next `count` (at most 1,000) payments to arrive after the day.
[[nodiscard]] std::vector<PaymentDate> next_dates(const Schedule& schedule,
                                                  Date after,
                                                  std::size_t count,
                                                  const BankHolidays& holidays);

// What fell due after the last nominal day that was proposed (all of it when none was) up to
// `until`, which is today and the horizon: after a stop, everything that was missed, once.
[[nodiscard]] std::vector<PaymentDate> fallen_due(const Schedule& schedule,
                                                  std::optional<Date> last_done,
                                                  Date until,
                                                  const BankHolidays& holidays);

}  // namespace almoner::ledger
