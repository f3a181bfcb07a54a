// almoner policy load: the area's local policy from a day on, which another person confirms.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view policy_proposal = "policy";

// Fields: file:policy (TOML, which says from when it holds). Answers as propose() does. Refused:
// what policy_from_file() refuses, policy-loaded-already, policy-in-the-past (a decision that was
// made under another policy stays as it was made).
[[nodiscard]] ledger::Outcome<Answer> policy_load(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> policy_takes_effect(Asked& asked,
                                                                const ledger::Proposal& proposal);
// {"what", "before", "after"} of each parameter that changes.
[[nodiscard]] nlohmann::ordered_json policy_changes(ledger::Database& database,
                                                    const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
