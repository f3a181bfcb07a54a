// What an emergency paid beside the usual payment of a period, as an addition to it.
#pragma once

#include "ledger/records/payment.h"
#include "ledger/storage/database.h"

#include <string>
#include <string_view>

namespace almoner::scheduler {

// The finding of a payment whose period has such an addition; it holds nothing.
inline constexpr std::string_view paid_besides = "paid-besides";

// "Paid besides: £80.00 by emergency payment ALM0000001A5, £20.00 by emergency payment ALM0000002B4
// (sent)."; empty where none stands any more.
[[nodiscard]] std::string paid_besides_words(ledger::Database& database,
                                             const ledger::PaymentRecord& payment);

}  // namespace almoner::scheduler
