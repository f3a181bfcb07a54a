// almoner share record: what of a person's record somebody else gets, on what basis and what for.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: person, for (commissioner:REF, support-service:REF, provider:REF, third-party:REF,
// card-supplier:NAME, representative:NUMBER), purpose, basis (consent or legal), evidence, parts
// (names of tables with commas; else all that the recipient's role needs). Answers {"share",
// "person", "recipient_kind", "parts"}. Refused: person-unknown, not-in-the-list,
// evidence-unknown, and what the rules find of it (DAT-01).
[[nodiscard]] ledger::Outcome<Answer> share_record(Asked& asked);

}  // namespace almoner::scheduler
