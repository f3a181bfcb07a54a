// A plan line that another one has taken the place of, managed another way.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"

#include <cstdint>
#include <vector>

namespace almoner::ledger {

struct OptionChange {
    std::int64_t id = 0;
    std::int64_t budget = 0;
    Option before = Option::none;
    Option after = Option::none;
    std::int64_t line_before = 0;  // its last day is the day before from_on
    std::int64_t line_after = 0;
    Date from_on{};
    std::int64_t proposal = 0;

    friend bool operator==(const OptionChange&, const OptionChange&) = default;
};

// In the order in which they were confirmed.
[[nodiscard]] std::vector<OptionChange> option_changes_of(Database& database, std::int64_t budget);
// Of every budget, those that count on the day.
[[nodiscard]] std::vector<OptionChange> option_changes_on(Database& database, Date on);

// `id` is not looked at. Its id.
std::int64_t insert_option_change(Work& work, const OptionChange& change);

}  // namespace almoner::ledger
