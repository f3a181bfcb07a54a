// What a pay-out is for, in a few words for those who look at runs and payments.
#pragma once

#include "ledger/storage/database.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::scheduler {

// "E-0001 wages", "C-0002", "own share", "E1 hmrc", "J1 net-pay"; empty where the payment is no
// pay-out.
[[nodiscard]] std::string pay_out_words(ledger::Database& database, std::int64_t payment);

inline constexpr std::string_view pay_out_again =
    "It paid nobody: propose it again with 'almoner ending pay', 'almoner ending refund', "
    "'almoner case collect', 'almoner fee pay' or 'almoner payroll pay' if it is still owed.";

}  // namespace almoner::scheduler
