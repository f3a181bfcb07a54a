// What the commands of payment runs share: finding the run or payment that a field names.
#pragma once

#include "ledger/records/payment.h"
#include "scheduler/commands/command.h"

#include <string>
#include <string_view>

namespace almoner::scheduler {

[[nodiscard]] ledger::Refusal refused(std::string_view code,
                                      std::string_view words,
                                      std::string_view next,
                                      std::string_view field = "");

// Refused: field-missing, run-not-found; field-missing, payment-not-found.
[[nodiscard]] ledger::Outcome<ledger::PaymentRun> run_named(ledger::Database& database,
                                                            const std::string& given);
[[nodiscard]] ledger::Outcome<ledger::PaymentRun> run_asked_for(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::PaymentRecord> payment_asked_for(Asked& asked);

[[nodiscard]] std::string in_pounds(ledger::Money amount);  // "£1,234.50"

// How many payments of these ids are in this state, and what they come to.
struct CountAndTotal {
    std::int64_t count = 0;
    ledger::Money total{};
};
[[nodiscard]] CountAndTotal payments_in(ledger::Database& database,
                                        const ledger::IdRange& ids,
                                        ledger::PaymentState state);

// "41250.00" or, in pence, "4125000": whether it says this total.
[[nodiscard]] bool is_total(std::string_view given, ledger::Money total);
// "38:41250.00" or, in pence, "38:4125000": whether it says this count and this total.
[[nodiscard]] bool confirms(std::string_view given, const CountAndTotal& payments);
// As it is to be given: "38:4125000".
[[nodiscard]] std::string to_confirm(const CountAndTotal& payments);

// Lets go of what was promised for a payment: it was rejected, recalled or cancelled.
void release_payment(ledger::Work& work, const ledger::PaymentRecord& payment);

}  // namespace almoner::scheduler
