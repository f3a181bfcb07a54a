// The list that we ship, and lists with a day more or less, for tests.
#pragma once

#include "ledger/calendar/bank_holidays.h"
#include "tests/support/files.h"

#include <string_view>
#include <utility>

namespace almoner::testing {

inline ledger::Date day(std::string_view iso) {
    return ledger::Date::parse(iso).value();
}

inline const ledger::BankHolidays& shipped_holidays() {
    static const ledger::BankHolidays holidays =
        ledger::parse_bank_holidays(
            read_whole(project_path("ops/reference-data/bank-holidays-england-wales.csv")))
            .value();
    return holidays;
}

inline ledger::BankHolidays holidays_with(std::string_view iso, std::string_view name) {
    auto days = shipped_holidays().days();
    days.push_back({day(iso), std::string(name)});
    return ledger::BankHolidays::make(std::move(days), {"test", "test"}).value();
}

inline ledger::BankHolidays holidays_without(std::string_view iso) {
    auto days = shipped_holidays().days();
    std::erase_if(days, [&](const auto& holiday) { return holiday.on == day(iso); });
    return ledger::BankHolidays::make(std::move(days), {"test", "test"}).value();
}

}  // namespace almoner::testing
