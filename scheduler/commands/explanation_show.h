// What a second person is to see before they confirm where an unexplained bank line goes.
#pragma once

#include "ledger/records/proposal.h"
#include "ledger/storage/database.h"
#include "scheduler/commands/proposal_show.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {

// Rows of what, before and after, as `proposal show` has them.
[[nodiscard]] nlohmann::ordered_json explanation_changes(ledger::Database& database,
                                                         const ledger::Proposal& proposal,
                                                         Personal personal);

}  // namespace almoner::scheduler
