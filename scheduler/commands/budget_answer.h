// almoner budget offer|refuse: what somebody who asked for a budget is answered.
#pragma once

#include "ledger/records/agreement.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// Fields: budget, amount, frequency, ways (notional, third-party, direct-payment), accounts
// (bank-account, card, marketplace), evidence (the letter), on (else today), streams (else all of
// the budget's). The rules of an offer are asked of the lines of these streams. Refused:
// budget-unknown, no-lines, stream-unknown, amount-is-nothing, not-in-the-list, day-in-the-future,
// evidence-*, and as the rules refuse.
[[nodiscard]] ledger::Outcome<Answer> budget_offer(Asked& asked);

// Fields: budget, reasons, challenge (how it is looked at again), evidence (the letter), streams
// (else all of the budget's; needed where it has no lines yet), on (else today). The rules of a
// refusal are asked under the law of each stream. Refused as budget_offer().
[[nodiscard]] ledger::Outcome<Answer> budget_refuse(Asked& asked);

// Refused: budget-refused, where the last answer about a stream that the agreement pays was a
// refusal.
[[nodiscard]] ledger::Outcome<ledger::Done> was_not_refused(Asked& asked,
                                                            const ledger::Agreement& agreement);
[[nodiscard]] ledger::Outcome<ledger::Done> stream_was_not_refused(Asked& asked,
                                                                   std::int64_t budget,
                                                                   std::string_view stream,
                                                                   const std::string& field);

}  // namespace almoner::scheduler
