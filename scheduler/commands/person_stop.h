// almoner person hold|resume|end|alive: all of a person's payments stop, go on, or end.
#pragma once

#include "ledger/records/proposal.h"
#include "ledger/storage/database.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: person, reason, from, replaces_later, as agreement_hold for each agreement that is
// active. Answers {"person", "agreements": [...]}. Refused: person-unknown, nothing-to-hold.
[[nodiscard]] ledger::Outcome<Answer> person_hold(Asked& asked);

// Fields: person. A proposal for each agreement on hold: {"person", "proposals": [...]}. Refused:
// nothing-to-resume.
[[nodiscard]] ledger::Outcome<Answer> person_resume(Asked& asked);

// Fields: person, on (the last day), replaces_later: whoever leaves, for another reason than death.
// Ends the agreements at once, proposes that last day for the budgets, opens a task for the final
// account. Refused: nothing-to-end.
[[nodiscard]] ledger::Outcome<Answer> person_end(Asked& asked);

// Refused: ending-exists, while an ending of the person's because of death stands.
[[nodiscard]] ledger::Outcome<ledger::Done> nothing_rests_on_death(ledger::Database& database,
                                                                   std::int64_t person);

// Fields: person, evidence. A proposal that a death which was recorded did not happen. Refused:
// not-recorded-as-died, ending-exists, evidence-missing.
[[nodiscard]] ledger::Outcome<Answer> person_alive(Asked& asked);

// What the death held back is due again in the next run; what else was ended becomes a case for a
// person. Refused: changed-since.
[[nodiscard]] ledger::Outcome<ledger::Done> person_alive_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
