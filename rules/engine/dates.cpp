#include "rules/engine/dates.h"

#include <chrono>

namespace almoner::rules {

using ledger::Date;

Date months_after(Date from, std::int64_t months) {
    using namespace std::chrono;
    const year_month_day start{sys_days{days{from.days()}}};
    const year_month end =
        year_month{start.year(), start.month()} + std::chrono::months{static_cast<int>(months)};
    const year_month_day_last last_day{end.year(), month_day_last{end.month()}};
    const day kept = start.day() < last_day.day() ? start.day() : last_day.day();
    const sys_days found{year_month_day{end.year(), end.month(), kept}};
    return Date::from_days(static_cast<std::int32_t>(found.time_since_epoch().count()));
}

Date days_after(Date from, std::int64_t days) {
    return from + static_cast<std::int32_t>(days);
}

int financial_year(Date day) {
    return day.month() >= 4 ? day.year() : day.year() - 1;
}

}  // namespace almoner::rules
