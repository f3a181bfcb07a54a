// Who must be paid, as a list that a person types or uploads at another bank when the usual rail is
// down.
#pragma once

#include "gateway/payment_file.h"

#include <string>
#include <vector>

namespace almoner::gateway {

// A payee's name that is empty, details that are not digits, an amount of nothing, no reference.
[[nodiscard]] std::vector<ledger::Refusal> check_other_bank(const PaymentFile& file);

// CSV: version, pay_on, name, sort_code, account_number, amount_pence, amount_pounds, reference,
// our_reference. A layout of our own (constructed).
[[nodiscard]] std::string write_other_bank(const PaymentFile& file);

}  // namespace almoner::gateway
