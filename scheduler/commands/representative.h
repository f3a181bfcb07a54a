// almoner representative add|end: who acts for a person, from when and until when.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: person, name, role (representative, nominee, parent, deputy, attorney), start, end,
// evidence. Where an agreement pays the person's representative it is a proposal and needs
// evidence: money would follow. Refused: person-unknown, not-in-the-list, ends-before-it-starts,
// representative-known, evidence-missing.
[[nodiscard]] ledger::Outcome<Answer> representative_add(Asked& asked);

// Fields: representative (the number), on (the last day). At once; opens a task where an agreement
// is left without anybody to pay. Refused: representative-unknown, ends-before-it-starts,
// nothing-to-change.
[[nodiscard]] ledger::Outcome<Answer> representative_end(Asked& asked);

[[nodiscard]] ledger::Outcome<ledger::Done> representative_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
