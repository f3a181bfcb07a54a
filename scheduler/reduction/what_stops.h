// What a case of kind stop or suspend ends, as whoever confirms it has to see it.
#pragma once

#include "ledger/records/plan_line.h"
#include "scheduler/reduction/case_standing.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct WhatStops {
    ledger::PlanLine line{};                // as it is paid, or was before it was put on hold
    std::vector<std::string> agreements{};  // that pay it on that day, by their references
    ledger::Date from{};
};

[[nodiscard]] WhatStops what_stops(ledger::Database& database,
                                   const ledger::PlanLine& line,
                                   ledger::Date from);
// "Plan line L-0004, £96.40 each week, paid by agreement A-0003, from 30 April 2026."
[[nodiscard]] std::string words_of(const WhatStops& stops);

}  // namespace almoner::scheduler
