// almoner token add|end: binds a token of the API to a user; the token itself never comes here.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: for (the user), sha256 (of the token, 64 small hex digits). Refused: user-unknown,
// token-digest-form, token-known.
[[nodiscard]] ledger::Outcome<Answer> token_add(Asked& asked);

// Field: token (its number). It opens nothing any more. Refused: token-unknown, token-ended.
[[nodiscard]] ledger::Outcome<Answer> token_end(Asked& asked);

}  // namespace almoner::scheduler
