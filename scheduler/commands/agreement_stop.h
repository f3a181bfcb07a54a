// almoner agreement hold|resume|end: an agreement's payments stop, go on, or end.
#pragma once

#include "ledger/records/agreement.h"
#include "scheduler/commands/command.h"
#include "scheduler/commands/people_fields.h"

#include <nlohmann/json.hpp>
#include <string>

namespace almoner::scheduler {

// Fields: agreement, reason (review, account, concern, request), from (today or later). Stops the
// payments at once and opens a task, so that the hold does not outlive its reason unseen.
[[nodiscard]] ledger::Outcome<Answer> agreement_hold(Asked& asked);

// Fields: agreement. A proposal to make one active again that is on hold.
[[nodiscard]] ledger::Outcome<Answer> agreement_resume(Asked& asked);

// Fields: agreement, on (its last day), replaces_later. At once, but a proposal where it drops a
// later change; a last day that is gone opens a task for a person.
[[nodiscard]] ledger::Outcome<Answer> agreement_end(Asked& asked);

// Why and from when something stops: fields reason and from (today or later).
struct Stop {
    std::string reason{};
    ledger::Date from{};
};
[[nodiscard]] Stop read_stop(FieldReading& in, const Asked& asked);

// The same for one agreement of those that a command concerns; nothing is written where `in` comes
// to refuse. What they answer, as the commands do.
[[nodiscard]] nlohmann::json hold_agreement(FieldReading& in,
                                            Asked& asked,
                                            const ledger::Agreement& active,
                                            const Stop& stop);
[[nodiscard]] ledger::Outcome<Answer> propose_to_resume(Asked& asked, ledger::Agreement held);
[[nodiscard]] ledger::Outcome<Answer> end_agreement(Asked& asked,
                                                    const ledger::Agreement& last,
                                                    ledger::Date on);

}  // namespace almoner::scheduler
