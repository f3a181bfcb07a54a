// What a commissioner will pay until the end of its financial year, by stream, if nothing changes.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/calendar/bank_holidays.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

struct StreamForecast {
    ledger::Stream stream{};
    std::int64_t payments = 0;
    ledger::Money net{};           // what will be paid
    ledger::Money contribution{};  // that people pay themselves, or are invoiced for

    friend bool operator==(const StreamForecast&, const StreamForecast&) = default;
};

struct Forecast {
    ledger::Period days{};                  // from tomorrow to 31 March
    std::vector<StreamForecast> streams{};  // in the order of all_streams, those with anything
    std::vector<std::string> left_out{};    // agreements whose terms can't be worked out
};

// Of active agreements, by the days on which money arrives, at the rates that are known today.
// Emergency payments, arrears and what is paid straight from a budget are not foreseen.
// Refused: `whole-area-only`, `commissioner-unknown`.
ledger::Outcome<Forecast> forecast_to_31_march(const ledger::Scope& scope,
                                               ledger::Database& database,
                                               std::string_view commissioner,
                                               ledger::Date today,
                                               const ledger::BankHolidays& holidays);

// The 31 March on or after the day.
[[nodiscard]] ledger::Date year_end_of(ledger::Date day);

}  // namespace almoner::scheduler
