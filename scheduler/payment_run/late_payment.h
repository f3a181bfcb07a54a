// Why a payment arrives after the day on which it fell due.
#pragma once

#include "ledger/records/payment.h"
#include "ledger/storage/database.h"

#include <string>

namespace almoner::scheduler {

// "Due on 2 November 2026: it was proposed too late for that day."; empty where it is in time. An
// emergency has no day of its own that it could miss.
[[nodiscard]] std::string late_words(ledger::Database& database,
                                     const ledger::PaymentRecord& payment);

[[nodiscard]] bool is_late(ledger::PaymentKind kind,
                           ledger::Date nominal_on,
                           ledger::Date entry_on);

}  // namespace almoner::scheduler
