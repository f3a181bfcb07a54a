// almoner setting set|list: what an area decides for itself.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace almoner::scheduler {

// Fields: name, value. Counts from the next command on; what bears on money is proposed, once the
// area pays, and counts when another person has confirmed it. Refused: setting-unknown,
// setting-unreadable (with how it is written), proposal-open.
[[nodiscard]] ledger::Outcome<Answer> setting_set(Asked& asked);

inline constexpr std::string_view setting_proposal = "setting";
[[nodiscard]] ledger::Outcome<ledger::Done> setting_takes_effect(Asked& asked,
                                                                 const ledger::Proposal& proposal);
// What the second person sees of it: what, before, after.
[[nodiscard]] nlohmann::ordered_json setting_change(const ledger::Proposal& proposal);

// Each setting with its value, whether that is the area's own or the one that counts unless set,
// and what it is for.
[[nodiscard]] Answer setting_list(ledger::Database& database);

}  // namespace almoner::scheduler
