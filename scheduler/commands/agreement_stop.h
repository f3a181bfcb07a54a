// almoner agreement hold|resume|end: an agreement's payments stop, go on, or end.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"
#include "scheduler/commands/people_fields.h"

#include <nlohmann/json.hpp>
#include <string>

namespace almoner::scheduler {

// Fields: agreement, reason (review, account, concern, request), from (today or later). Stops the
// payments at once and opens a task, so that the hold does not outlive its reason unseen. The rules
// of a suspension are asked; another person looks at it afterwards (a proposal). Field
// ground_evidence: what the person wrote, where they asked for it.
[[nodiscard]] ledger::Outcome<Answer> agreement_hold(Asked& asked);

// Fields: agreement. A proposal to make one active again that is on hold.
[[nodiscard]] ledger::Outcome<Answer> agreement_resume(Asked& asked);

// Fields: agreement, on (its last day), replaces_later, ground, ground_evidence. A proposal, as
// propose_to_end() says; a last day that is gone opens a task for a person.
[[nodiscard]] ledger::Outcome<Answer> agreement_end(Asked& asked);

// Why and from when something stops, and its last day at most: fields reason, from (today or later)
// and until (else the policy's days). Refused in `in`: day-in-the-past, ends-before-it-starts,
// hold-too-long.
struct Stop {
    std::string reason{};
    ledger::Date from{};
    ledger::Date until{};
};
[[nodiscard]] Stop read_stop(FieldReading& in, const Asked& asked);

// A hold stands at once; whoever looks at it then is somebody else than who held it. Nothing more
// is proposed while the last hold of the same waits for that.
struct Held {
    std::string ref{};
    Stop stop{};
};
[[nodiscard]] ledger::Outcome<ledger::Done> have_hold_checked(Asked& asked,
                                                              std::string_view kind,
                                                              std::int64_t subject,
                                                              const Held& held,
                                                              ledger::Money worth);
[[nodiscard]] ledger::Outcome<ledger::Done> hold_was_checked(Asked& asked,
                                                             const ledger::Proposal& proposal);
// A task: the hold is to be lifted, or given a reason that holds.
void hold_was_refused(Asked& asked, const ledger::Proposal& proposal);

// Somebody decides by its last day whether it goes on.
void open_held_task(ledger::Work& work,
                    std::string_view kind,
                    const std::string& ref,
                    const Stop& stop);

// The same for one agreement of those that a command concerns; nothing is written where `in` comes
// to refuse. What they answer, as the commands do.
[[nodiscard]] nlohmann::json hold_agreement(FieldReading& in,
                                            Asked& asked,
                                            const ledger::Agreement& active,
                                            const Stop& stop);
[[nodiscard]] ledger::Outcome<Answer> propose_to_resume(Asked& asked,
                                                        const ledger::Agreement& held);
// For another person to confirm, with the ground on which it ends without a case (fields ground,
// ground_evidence); a draft, which pays nobody, ends at once.
[[nodiscard]] ledger::Outcome<Answer> propose_to_end(Asked& asked,
                                                     const ledger::Agreement& last,
                                                     ledger::Date on);
// At once: another person confirmed what takes its place.
[[nodiscard]] ledger::Outcome<Answer> end_agreement(Asked& asked,
                                                    const ledger::Agreement& last,
                                                    ledger::Date on);

}  // namespace almoner::scheduler
