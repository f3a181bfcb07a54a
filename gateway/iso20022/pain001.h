// An ISO 20022 customer credit transfer (pain.001.001.03 and .09) in the UK profile, as bytes.
#pragma once

#include "gateway/payment_file.h"

namespace almoner::gateway::iso20022 {

// Everything that pain.001 can't carry: items as in FormCheck, message-id-form, created-at-form,
// scheme-code-form.
[[nodiscard]] std::vector<ledger::Refusal> check(FileProfile profile, const PaymentFile& file);

// `file` has passed `check`. One PmtInf for each entry day, in order; UTF-8, a line for each
// payment.
[[nodiscard]] std::string write_pain001(FileProfile profile, const PaymentFile& file);

// The PmtInfId under which each item of `file` goes out, in the order of its items.
[[nodiscard]] std::vector<std::string> payment_information_ids(const PaymentFile& file);

}  // namespace almoner::gateway::iso20022
