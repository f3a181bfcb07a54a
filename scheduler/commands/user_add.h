// almoner user add|confirm|end: who may ask for something, and until when.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: ref (the name to sign in with), name, role (maker, checker, viewer), credential_hash (by
// ledger::credential_hash: a secret never comes this far), approve_limit (optional). The first user
// of an area may be added by anybody and is a checker; then only a checker adds users, with a limit
// of at most their own. Once the area has paid anybody, a new maker or checker waits until somebody
// else confirms them. Refused: user-exists, limit-above-own, user-role, first-user-must-be-checker,
// only-a-checker, credential-not-hashed, and what the fields' readers refuse.
[[nodiscard]] ledger::Outcome<Answer> user_add(Asked& asked);

// Field: ref, of a user who waits. Refused: user-does-not-wait, own-proposal, limit-above-own.
[[nodiscard]] ledger::Outcome<Answer> user_confirm(Asked& asked);

// Field: credential_hash, of whoever asks: who added a user knows their first one. Refused:
// credential-not-hashed.
[[nodiscard]] ledger::Outcome<Answer> user_credential(Asked& asked);

// Field: ref. Ends today. Refused: user-unknown, user-is-oneself.
[[nodiscard]] ledger::Outcome<Answer> user_end(Asked& asked);

}  // namespace almoner::scheduler
