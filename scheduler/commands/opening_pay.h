// almoner opening pay: what a managed account owed already when it was taken over.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: opening (its number), payee_account, amount (else all that is open), reference (by which
// the payee knows it; else ours), pay_on (else as soon as it can arrive). Out of the person's
// balance at the client account. Refused: opening-unknown, opening-not-owed,
// not-in-a-client-account, nothing-to-pay-out, more-than-is-left, payee-account-unknown,
// payee-not-confirmed, reference-unfit, and as propose_managed().
[[nodiscard]] ledger::Outcome<Answer> opening_pay(Asked& asked);

}  // namespace almoner::scheduler
