// What is expected of a payment next, where its kind says more than its state.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/payment.h"

#include <string>

namespace almoner::ledger {

// Cancelled for good: an emergency or arrears that no attempt went before. Its money was given back
// or waits for its period, so it is not due again.
[[nodiscard]] bool was_given_up(const PaymentRecord& payment);

// As next_expected of its state, and of what was given up what became of its money.
[[nodiscard]] std::string next_expected_of(const PaymentRecord& payment, Date today);

}  // namespace almoner::ledger
