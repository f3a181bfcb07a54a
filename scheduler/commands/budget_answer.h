// almoner budget offer|refuse: what somebody who asked for a budget is answered.
#pragma once

#include "ledger/records/agreement.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: budget, amount, frequency, ways (notional, third-party, direct-payment), accounts
// (bank-account, card, marketplace), evidence (the letter), on (else today). The rules of an offer
// are asked of the budget's lines. Refused: budget-unknown, no-lines, amount-is-nothing,
// not-in-the-list, day-in-the-future, evidence-*, and as the rules refuse.
[[nodiscard]] ledger::Outcome<Answer> budget_offer(Asked& asked);

// Fields: budget, reasons, challenge (how it is looked at again), evidence (the letter), streams
// (where the budget has no lines yet), on (else today). The rules of a refusal are asked under the
// law of each stream. Refused as budget_offer().
[[nodiscard]] ledger::Outcome<Answer> budget_refuse(Asked& asked);

// Refused: budget-refused, where the budget's last answer was a refusal.
[[nodiscard]] ledger::Outcome<ledger::Done> was_not_refused(Asked& asked,
                                                            const ledger::Agreement& agreement);

}  // namespace almoner::scheduler
