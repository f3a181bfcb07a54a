// almoner representative add|appoint|end: who acts for a person, from when and until when, and who
// was appointed to receive a direct payment for one without capacity.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Open until the letter about an appointment is issued.
inline constexpr std::string_view appointment_letter_task = "appointment-letter";

// Fields: person, name, role (representative, nominee, parent, deputy, attorney), start, end,
// evidence, and those of an appointment: authority, agreed_on, best_interests. Where an agreement
// pays the person's representative it is a proposal and needs evidence: money would follow.
// Refused: person-unknown, not-in-the-list, ends-before-it-starts, representative-known,
// evidence-missing, what an appointment is refused for, and what the rules of a change of payee
// refuse: when it is proposed and again when it takes effect.
[[nodiscard]] ledger::Outcome<Answer> representative_add(Asked& asked);

// Fields: representative (the number), authority (deputy, attorney, parental-responsibility,
// nhs-appointee, authorised-person), agreed_on (when they agreed to act), best_interests (evidence:
// the record of the decision; not of a parent). Refused: representative-unknown,
// representative-over, nominee-not-appointed, not-in-the-list, day-in-the-future, evidence-missing,
// evidence-unknown, evidence-of-another-person, nothing-to-change. Where an agreement that pays the
// person's representative is paid already it is a proposal: whoever was appointed last is paid.
// Then also what the rules of a change of payee refuse, when it is proposed and when it takes
// effect.
[[nodiscard]] ledger::Outcome<Answer> representative_appoint(Asked& asked);

// Fields: representative (the number), on (the last day). At once; opens a task where an agreement
// is left without anybody to pay. Refused: representative-unknown, ends-before-it-starts,
// nothing-to-change.
[[nodiscard]] ledger::Outcome<Answer> representative_end(Asked& asked);

[[nodiscard]] ledger::Outcome<ledger::Done> representative_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
