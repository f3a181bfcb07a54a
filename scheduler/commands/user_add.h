// almoner user add|change|confirm|end: who may ask for something, and until when.
#pragma once

#include "ledger/records/actor.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: ref (the name to sign in with), name, role (maker, checker, viewer), credential_hash (by
// ledger::credential_hash: a secret never comes this far), approve_limit (optional). The first user
// of an area may be added by anybody and is a checker; then only a checker adds users, with a limit
// of at most their own, or, where no checker has a higher one, above it. Such a one, and once the
// area has paid anybody each new maker or checker, waits until somebody else confirms them.
// Refused: user-exists, limit-above-own, user-role, first-user-must-be-checker, only-a-checker,
// credential-not-hashed, and what the fields' readers refuse.
[[nodiscard]] ledger::Outcome<Answer> user_add(Asked& asked);

// Fields: ref, of another user; role, approve_limit, no_limit (any of them). It counts from today.
// Whoever is given more (a role that acts, a checker's role, a higher limit) gets at most the limit
// of who gives it, and once the area pays does nothing until a third person has confirmed it, if
// there is one. Above everybody's limit only who has the highest gives, and a third person always
// confirms; whoever has a higher limit than the asker is not changed by them. Refused:
// user-unknown, user-is-oneself, user-role, limit-below-zero, limit-and-none, nothing-to-change,
// limit-above-own, ended-one-above, user-above-own.
[[nodiscard]] ledger::Outcome<Answer> user_change(Asked& asked);

// Whether what somebody added or changed of this version of a user waits for a second person.
[[nodiscard]] bool waits_to_be_confirmed(ledger::Database& database, const ledger::Actor& actor);

// Field: ref, of a user who waits. Refused: user-does-not-wait, own-proposal, limit-above-own.
[[nodiscard]] ledger::Outcome<Answer> user_confirm(Asked& asked);

// Field: credential_hash, of whoever asks: who added a user knows their first one. Refused:
// credential-not-hashed.
[[nodiscard]] ledger::Outcome<Answer> user_credential(Asked& asked);

// Field: ref. Ends today. Refused: user-unknown, user-is-oneself.
[[nodiscard]] ledger::Outcome<Answer> user_end(Asked& asked);

}  // namespace almoner::scheduler
