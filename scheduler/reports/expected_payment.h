// What a payment will be that no run has proposed yet.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/views/next_payment.h"

#include <optional>

namespace almoner::scheduler {

// By the terms of its agreement as they stand on the day, less what was advanced of its period; a
// run may still add arrears to it or take an offset off. Nothing where another agreement shares the
// plan lines, where nothing is due, or where the terms can't be reckoned with: then a run is to
// say.
[[nodiscard]] std::optional<ledger::Money> expected_payment(ledger::Database& database,
                                                            const ledger::NextPayment& next,
                                                            ledger::Date today);

}  // namespace almoner::scheduler
