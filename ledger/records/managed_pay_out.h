// What else a managed account's payment pays: an invoice, a fee, or what was owed already when the
// account was taken over.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

inline constexpr std::array<std::string_view, 3> managed_debts{"invoice", "fee", "opening"};

struct ManagedPayOut {
    std::int64_t payment = 0;
    std::string what{};        // one of managed_debts
    std::int64_t subject = 0;  // the invoice, the fee or the opening balance
    // The payment's, and not looked at by insert_managed_pay_out.
    PaymentState state = PaymentState::proposed;
    Money counts{};  // what of it is promised or paid, and has not come back

    friend bool operator==(const ManagedPayOut&, const ManagedPayOut&) = default;
};

void insert_managed_pay_out(Work& work, const ManagedPayOut& pay_out);
[[nodiscard]] std::optional<ManagedPayOut> managed_pay_out_of(Database& database,
                                                              std::int64_t payment);
// By payment.
[[nodiscard]] std::vector<ManagedPayOut> managed_pay_outs(Database& database,
                                                          std::string_view what,
                                                          std::int64_t subject);

}  // namespace almoner::ledger
