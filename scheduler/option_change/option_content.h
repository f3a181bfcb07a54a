// What a proposal to change an option says, as the proposal keeps it and as a person reads it.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/proposal_show.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace almoner::scheduler {

struct OptionWish {
    ledger::PlanLine old;   // the version that was there
    ledger::PlanLine line;  // takes its place
    std::vector<ledger::Agreement> ending;
    std::optional<ledger::Agreement> agreement;  // begins
};

[[nodiscard]] std::string content_of(const OptionWish& wish);
[[nodiscard]] ledger::PlanLine line_in(const ledger::Proposal& proposal);
[[nodiscard]] std::optional<ledger::Agreement> agreement_in(const ledger::Proposal& proposal);

// For `proposal show`: {"what", "before", "after"} rows.
[[nodiscard]] nlohmann::ordered_json option_changes(ledger::Database& database,
                                                    const ledger::Proposal& proposal,
                                                    Personal personal);

}  // namespace almoner::scheduler
