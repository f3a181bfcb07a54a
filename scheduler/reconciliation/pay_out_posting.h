// What approving a pay-out promises, and what its coming back posts.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/shares.h"
#include "ledger/records/payment.h"

#include <cstdint>

namespace almoner::scheduler {

struct PayOutMoney {
    ledger::PaymentKind kind{};
    std::int32_t budget = 0;
    ledger::Option option = ledger::Option::none;
    std::int32_t paid_from = 0;  // the commissioner's bank account, or the client account
    ledger::Shares shares{};
};

[[nodiscard]] ledger::Posting pay_out_approved(const PayOutMoney& money);
[[nodiscard]] ledger::Posting pay_out_returned(const PayOutMoney& money);

}  // namespace almoner::scheduler
