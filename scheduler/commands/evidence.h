// almoner evidence add: keeps a document that a decision rests on, with its hash and how long.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: kind ("signed-agreement", "consent", ...: lower case and hyphens), person (a reference,
// optional), subject (what it is about: "agreement:A1"), dated_on, file:document, media_type
// ("application/pdf"), keep_until (optional), legal_hold (yes or no, optional). Refused:
// evidence-kind, evidence-media-type, evidence-too-big, evidence-kept-too-short, person-unknown.
[[nodiscard]] ledger::Outcome<Answer> evidence_add(Asked& asked);

}  // namespace almoner::scheduler
