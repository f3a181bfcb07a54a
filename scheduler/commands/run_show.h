// A payment run as people look at it before they approve it, and after.
#pragma once

#include "ledger/storage/database.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <string>

namespace almoner::scheduler {

// How much of whom is paid the reader may see: a viewer sees initials and no digits.
enum class Payees : std::uint8_t { masked, shown };

// {"run", "state", "payments": [{"payment", "agreement", "person", "payee", "account", "kind",
// "period", "nominal_on", "entry_on", "late", "gross", "contribution", "contribution_is",
// "advanced", "net", "streams", "state", "next", "findings"}], "held", "count", "total", "confirm",
// "streams", "files"}. Amounts in pence; of an account the last two digits. An emergency also has
// "reason", "words", "evidence" and "other_account": whether it goes elsewhere than the agreement
// says. It names people, so see access.h first. Refused: run-not-found.
[[nodiscard]] ledger::Outcome<Answer> run_show(ledger::Database& database,
                                               const std::string& run,
                                               ledger::Date today,
                                               Payees payees = Payees::masked);

// {"payment", "net", "state", "late", "next", "events": [{"on", "state", "cause"}]}; where another
// attempt stands also "next_attempt" and its "next_run"; where a part came back also
// "returned_amount", "kept_amount" and "paid_again". Refused: payment-not-found.
[[nodiscard]] ledger::Outcome<Answer> payment_show(ledger::Database& database,
                                                   const std::string& payment,
                                                   ledger::Date today);

}  // namespace almoner::scheduler
