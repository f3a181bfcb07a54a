// Whether a payment went straight to a worker, so that it was received and spent in one.
#pragma once

#include "ledger/records/payment.h"
#include "ledger/storage/database.h"

namespace almoner::scheduler {

// An emergency payment to a bank account that the agreement never paid, and that is not the
// person's own where the person holds the money.
[[nodiscard]] bool went_to_worker(ledger::Database& database, const ledger::PaymentRecord& payment);

}  // namespace almoner::scheduler
