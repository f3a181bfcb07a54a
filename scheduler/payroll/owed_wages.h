// What follows when wages are owed above a fund: somebody is told at once, and money is proposed.
#pragma once

#include "ledger/records/payroll_run.h"
#include "ledger/values/money.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {

// For each budget a task due today, and an emergency payment on the agreement that pays for it, as
// an addition; where that is refused the task says so. The emergency runs that were proposed.
[[nodiscard]] nlohmann::json look_after_owed_wages(
    Asked& asked,
    const ledger::PayrollRun& run,
    const std::map<std::int64_t, ledger::Money>& short_by_budget);

}  // namespace almoner::scheduler
