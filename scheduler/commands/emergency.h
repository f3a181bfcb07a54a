// One payment now, outside the cycle, for a person who can't wait for the next run.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: agreement (reference), amount, reason (a code below), words (why; kept as private text),
// basis (advance: the next period's money brought forward; addition: beside it), payee_account
// (number, when another than the agreement's; then evidence, its id), paid_from (a bank account of
// the commissioner; unless given its only one for Faster Payments). Proposes a run of one payment
// by Faster Payments; a second person approves and sends it as any run.
// Refused: unknown-agreement, agreement-not-active, emergency-reason, emergency-basis,
// emergency-amount, paid-from-of-another, above-emergency-cap, above-next-period, evidence-missing,
// and the codes of the findings that hold a payment.
[[nodiscard]] ledger::Outcome<Answer> emergency_payment(Asked& asked);

}  // namespace almoner::scheduler
