// Proposals as people look at them before they confirm one: what is so now, and what would be.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/plan_line.h"
#include "ledger/storage/database.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <string>

namespace almoner::scheduler {

// {"proposals": [{"proposal", "kind", "about", "from", "count", "before", "after", "confirm",
// "proposed_by"}]}: those that are open, in the order in which they were made. Amounts in pence, a
// year.
[[nodiscard]] Answer proposal_list(ledger::Database& database, ledger::Date today);

// Who decides sees bank details, names and purposes whole, everybody else the last two digits.
enum class Personal : bool { masked, whole };

// One of them in any state: as above, with "state", "evidence", "changes": [{"what", "before",
// "after"}] of the fields that differ, and for an uplift "lines" as uplift_propose. Refused:
// proposal-unknown.
[[nodiscard]] ledger::Outcome<Answer> proposal_show(ledger::Database& database,
                                                    std::int64_t id,
                                                    ledger::Date today,
                                                    Personal personal);

// What a plan line is for; where it is masked, whether it says so.
[[nodiscard]] std::string purpose_shown(ledger::Database& database,
                                        const ledger::PlanLine& line,
                                        Personal personal);

}  // namespace almoner::scheduler
