// A payment run as people look at it before they approve it, and after.
#pragma once

#include "ledger/storage/database.h"
#include "scheduler/commands/command.h"

#include <string>

namespace almoner::scheduler {

// {"run", "state", "payments": [{"payment", "agreement", "kind", "period", "entry_on", "gross",
// "contribution", "advanced", "net", "streams", "state", "next", "findings"}], "held", "count",
// "total", "confirm", "streams", "files"}. Amounts in pence. Refused: run-not-found.
[[nodiscard]] ledger::Outcome<Answer> run_show(ledger::Database& database, const std::string& run);

// {"payment", "state", "next", "events": [{"on", "state", "cause"}]}. Refused: payment-not-found.
[[nodiscard]] ledger::Outcome<Answer> payment_show(ledger::Database& database,
                                                   const std::string& payment);

}  // namespace almoner::scheduler
