// almoner erase: makes what is known about a person unreadable, once nothing obliges us to keep it.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Field: person. Proposes it; a checker confirms. Refused: person-unknown, person-erased,
// budget-running, payments-open, change-open, kept-by-law (the retention period, from the end of
// the financial year in which something happened last), evidence-kept, legal-hold.
[[nodiscard]] ledger::Outcome<Answer> erase_person(Asked& asked);

// Refused as above: what changed since it was proposed.
[[nodiscard]] ledger::Outcome<ledger::Done> erasure_takes_effect(Asked& asked,
                                                                 const ledger::Proposal& proposal);

// How long a copy of the key file that was made up to now may still be kept.
[[nodiscard]] ledger::Date key_copies_until(const Asked& asked);

}  // namespace almoner::scheduler
