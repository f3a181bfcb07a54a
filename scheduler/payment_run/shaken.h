// Which payments of a run may have lost their ground since it was proposed, by what was written
// since and by what began to count since.
#pragma once

#include "ledger/records/payment.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

// The ids, in order, of the run's payments in this state that must be looked at again. A regular
// payment is left out where no version of its agreement, budget, person, representative, payee's
// account or paying bank account is younger than the proposal, none began to count after its day,
// and the payment was not given another day: the rules would find what they found then, nothing.
[[nodiscard]] std::vector<std::int64_t> payments_shaken(ledger::Database& database,
                                                        const ledger::PaymentRun& run,
                                                        ledger::PaymentState state,
                                                        ledger::Date today);

}  // namespace almoner::scheduler
