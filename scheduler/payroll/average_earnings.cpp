#include "scheduler/payroll/average_earnings.h"

#include "scheduler/payroll/pay_calendar.h"

#include <algorithm>
#include <set>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using rules::WeeklyEarnings;

constexpr std::int32_t days_a_week = 7;
constexpr std::int32_t weeks_back = 52;
constexpr std::int64_t minutes_an_hour = 60;

// Payday by payday, those before the take-over first.
std::vector<rules::PaidWages> wages_until(const JobRecords& job, Date day) {
    std::vector<rules::PaidWages> paid;
    paid.reserve(job.earlier_wages.size() + job.slips.size());
    for (const ledger::OpeningWage& each : job.earlier_wages) {
        if (each.paid_on <= day) paid.push_back({each.paid_on, each.gross});
    }
    for (const ledger::PaySlip& each : job.slips) {
        if (each.paid_on <= day) paid.push_back({each.paid_on, each.gross});
    }
    std::ranges::stable_sort(paid, {}, &rules::PaidWages::paid_on);
    return paid;
}

// A month in which something was paid beside the wages is one month.
std::int64_t months_in(const std::vector<rules::PaidWages>& paid, const ledger::Period& days) {
    std::set<std::pair<int, unsigned>> months;
    for (const rules::PaidWages& each : paid) {
        if (days.holds(each.paid_on)) months.emplace(each.paid_on.year(), each.paid_on.month());
    }
    return static_cast<std::int64_t>(months.size());
}

std::optional<WeeklyEarnings> of_the_relevant_period(const JobRecords& job,
                                                     const std::vector<rules::PaidWages>& paid,
                                                     const rules::RelevantEarnings& relevant) {
    const bool is_monthly = rules::weeks_in(frequency_of(job.employer)) == 0;
    const auto average = rules::average_weekly_earnings(
        is_monthly ? rules::EarningsPattern::months : rules::EarningsPattern::weeks,
        relevant.earnings,
        is_monthly ? months_in(paid, relevant.days) : relevant.days.days() / days_a_week);
    if (!average.accepted()) return std::nullopt;
    return average.value();
}

// Whether all wages of the job are known: nobody paid any before its first slip.
bool is_known_from_its_start(const JobRecords& job) {
    Date first = job.wanted.days.first;
    if (!job.slips.empty()) first = std::min(first, job.slips.front().worked.first);
    return !job.taken_over_until && first <= job.job.start_on;
}

std::optional<WeeklyEarnings> of_the_contract(const JobRecords& job, Date day) {
    const auto rate = ledger::rate_on(job.rates, "day", day);
    if (!rate || job.job.weekly_minutes == 0) return std::nullopt;
    return WeeklyEarnings::from(
        rate->mul_div(job.job.weekly_minutes, minutes_an_hour, ledger::Rounding::nearest_half_up));
}

}  // namespace

std::optional<WeeklyEarnings> weekly_earnings(const JobRecords& job, Date day) {
    const auto paid = wages_until(job, day);
    const auto relevant = rules::relevant_earnings(paid, day);
    if (relevant.accepted()) return of_the_relevant_period(job, paid, relevant.value());
    if (!is_known_from_its_start(job)) return std::nullopt;
    if (paid.empty()) return of_the_contract(job, day);
    Money all;
    for (const rules::PaidWages& each : paid) all += each.amount;
    const auto average = rules::average_weekly_earnings(
        rules::EarningsPattern::days, all, paid.back().paid_on - job.job.start_on + 1);
    if (!average.accepted()) return std::nullopt;
    return average.value();
}

std::optional<HolidayHour> holiday_hour(ledger::Database& database, const JobRecords& job) {
    HolidayHour all;
    for (const ledger::PaySlip& slip : job.slips) {
        const bool counts = slip.paid_on < job.wanted.paid_on &&
                            slip.paid_on > job.wanted.paid_on - weeks_back * days_a_week;
        if (!counts) continue;
        const std::int64_t before = all.minutes;
        for (const ledger::PaySlipLine& line : ledger::lines_of_slip(database, slip.id)) {
            if (line.counts != "wage") continue;
            all.wages += line.amount;
            all.minutes += line.quantity;
        }
        if (all.minutes != before) all.slips.push_back(slip.id);
    }
    if (all.minutes != 0) {
        all.hour =
            all.wages.mul_div(minutes_an_hour, all.minutes, ledger::Rounding::nearest_half_up);
        return all;
    }
    const auto rate = ledger::rate_on(job.rates, "day", job.wanted.days.last);
    if (!rate) return std::nullopt;
    return HolidayHour{.hour = *rate};
}

std::optional<Money> hour_of_holiday(ledger::Database& database, const JobRecords& job) {
    const auto known = holiday_hour(database, job);
    if (!known) return std::nullopt;
    return known->hour;
}

}  // namespace almoner::scheduler
