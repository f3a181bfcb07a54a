// A Bacs Standard 18 submission of credits, as bytes: labels, a section for each day, trailer.
#pragma once

#include "gateway/payment_file.h"

namespace almoner::gateway::bacs {

// Everything that Standard 18 can't carry: items as in FormCheck, serial-form,
// processing-day-not-before-entry-day, processing-days-differ (single), section-total-too-wide.
[[nodiscard]] std::vector<ledger::Refusal> check(FileProfile profile, const PaymentFile& file);

// `file` has passed `check`. Lines end in CRLF; sections in the order of their processing days.
[[nodiscard]] std::string write(FileProfile profile, const PaymentFile& file);

}  // namespace almoner::gateway::bacs
