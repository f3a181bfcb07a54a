#include "ledger/calendar/schedule.h"

#include "ledger/values/invariant.h"

#include <algorithm>
#include <chrono>

namespace almoner::ledger {
namespace {

constexpr std::int32_t days_in_cycle = 28;
constexpr std::int32_t longest_period = 62;
constexpr std::int32_t longest_window = 150'000;
constexpr std::size_t most_dates = 1'000;

// A period's number: four-weekly cycles from the anchor, or months since the year 0.
using PeriodNumber = std::int32_t;

PeriodNumber cycle_holding(Date day, Date anchor) {
    const std::int32_t days = day - anchor;
    return days >= 0 ? days / days_in_cycle : -((days_in_cycle - 1 - days) / days_in_cycle);
}

Date policy_day_of(PeriodNumber month, unsigned policy_day) {
    const std::chrono::year_month first{std::chrono::year{month / 12},
                                        std::chrono::month{static_cast<unsigned>(month % 12) + 1}};
    const std::chrono::year_month_day_last last = first / std::chrono::last;
    const auto clamped = std::min(std::chrono::day{policy_day}, last.day());
    const auto days = std::chrono::sys_days{first / clamped}.time_since_epoch();
    return Date::from_days(static_cast<std::int32_t>(days.count()));
}

PeriodNumber month_holding(Date day, unsigned policy_day) {
    const PeriodNumber month = day.year() * 12 + static_cast<PeriodNumber>(day.month()) - 1;
    return day < policy_day_of(month, policy_day) ? month - 1 : month;
}

PeriodNumber number_holding(const Schedule& schedule, Date day) {
    return schedule.frequency == Frequency::monthly ? month_holding(day, schedule.policy_day)
                                                    : cycle_holding(day, schedule.anchor_on);
}

Period full_period(const Schedule& schedule, PeriodNumber number) {
    if (schedule.frequency == Frequency::monthly) {
        return {policy_day_of(number, schedule.policy_day),
                policy_day_of(number + 1, schedule.policy_day) - 1};
    }
    const Date first = schedule.anchor_on + number * days_in_cycle;
    return {first, first + (days_in_cycle - 1)};
}

Period clipped(const Period& full, const Schedule& schedule) {
    return {std::max(full.first, schedule.starts_on),
            schedule.ends_on ? std::min(full.last, *schedule.ends_on) : full.last};
}

std::vector<PaymentDate> the_one_payment(const Schedule& schedule,
                                         const Period& window,
                                         const BankHolidays& holidays) {
    if (!window.holds(schedule.anchor_on)) return {};
    const Period days = schedule.ends_on ? Period{schedule.starts_on, *schedule.ends_on}
                                         : Period{schedule.anchor_on, schedule.anchor_on};
    return {{{days, days, Frequency::one_off}, bacs_cycle_for(schedule.anchor_on, holidays)}};
}

void require_sound(const Schedule& schedule) {
    if (!check_schedule(schedule).accepted()) throw InvariantBroken("a schedule was not checked");
}

}  // namespace

Outcome<Done> check_schedule(const Schedule& schedule) {
    if (schedule.frequency == Frequency::monthly &&
        (schedule.policy_day < 1 || schedule.policy_day > 31)) {
        return Refusal{"schedule-policy-day",
                       "The day of the month is not from 1 to 31.",
                       "Give a day from 1 to 31; in a shorter month its last day is used.",
                       "policy_day",
                       ""};
    }
    if (schedule.ends_on && *schedule.ends_on < schedule.starts_on) {
        return Refusal{"schedule-ends-before-it-starts",
                       "The agreement ends on " + schedule.ends_on->words() +
                           ", before its start on " + schedule.starts_on.words() + ".",
                       "Mend the start or the end.",
                       "ends_on",
                       ""};
    }
    return Done{};
}

std::vector<PaymentDate> payment_dates(const Schedule& schedule,
                                       const Period& window,
                                       const BankHolidays& holidays) {
    require_sound(schedule);
    if (window.days() > longest_window) throw InvariantBroken("window of dates too long");
    if (schedule.frequency == Frequency::one_off) {
        return the_one_payment(schedule, window, holidays);
    }
    const Date from = std::max(schedule.starts_on, window.first - longest_period);
    const Date last = schedule.ends_on ? std::min(*schedule.ends_on, window.last) : window.last;
    std::vector<PaymentDate> dates;
    for (PeriodNumber number = number_holding(schedule, from);; ++number) {
        const Period full = full_period(schedule, number);
        if (full.first > last) return dates;
        const Period covered = clipped(full, schedule);
        const Date nominal_on = schedule.timing == Timing::advance ? covered.first : full.last + 1;
        if (!window.holds(nominal_on)) continue;
        dates.push_back(
            {{covered, full, schedule.frequency}, bacs_cycle_for(nominal_on, holidays)});
    }
}

std::vector<PaymentDate> next_dates(const Schedule& schedule,
                                    Date after,
                                    std::size_t count,
                                    const BankHolidays& holidays) {
    if (count > most_dates) throw InvariantBroken("too many dates asked for");
    // No nominal day is before its entry day, so those to come are among the nominal days to come.
    const Date first = after + 1;
    const Date reach = std::max({first, schedule.starts_on, schedule.anchor_on}) +
                       longest_period * static_cast<std::int32_t>(count + 1);
    std::vector<PaymentDate> dates = payment_dates(schedule, {first, reach}, holidays);
    std::erase_if(dates, [&](const PaymentDate& date) { return date.dates.entry_on <= after; });
    if (dates.size() > count) dates.resize(count);
    return dates;
}

std::vector<PaymentDate> fallen_due(const Schedule& schedule,
                                    std::optional<Date> last_done,
                                    Date until,
                                    const BankHolidays& holidays) {
    const Date first =
        schedule.frequency == Frequency::one_off ? schedule.anchor_on : schedule.starts_on;
    const Period window{last_done ? *last_done + 1 : first, until};
    if (window.last < window.first) return {};
    return payment_dates(schedule, window, holidays);
}

}  // namespace almoner::ledger
