// A whole demonstration in a data folder: makes the area, sets it up and plays it.
#pragma once

#include "api/door/door.h"
#include "ledger/calendar/date.h"
#include "ops/demo/made_area.h"
#include "ops/demo/player.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace almoner::ops::demo {

struct Wanted {
    std::size_t people = 0;
    std::uint64_t seed = 1;
    ledger::Date last_day{};
    std::string_view bank_holidays;  // the list that is loaded, as its file
    std::string_view payroll_rates{};
};

struct Done {
    MadeArea area;
    Counts counts;
    std::int64_t commands = 0;
    std::string head;  // the journal's last hash: the same for the same wish
};

// The days that are played unless another end is asked for.
[[nodiscard]] ledger::Period usual_days();

// Writes FOLDER/area (the import files), FOLDER/schedule.csv, FOLDER/credentials, and the data of
// the area itself. Throws DemoStopped when a command is refused.
[[nodiscard]] Done demonstrate(const std::filesystem::path& folder,
                               const api::Store& store,
                               const Wanted& wanted,
                               const Player::Told& told);

}  // namespace almoner::ops::demo
