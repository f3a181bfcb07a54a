// What of which slips a payment of a payroll pays, part by part, and by which reference its payee
// knows it.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/states.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

inline constexpr std::array<std::string_view, 4> slip_debts{
    "net-pay", "hmrc", "pension", "attachment"};

// One plan line's part of what a slip makes its employer owe.
struct SlipDebt {
    std::int64_t slip = 0;
    std::string what{};          // one of slip_debts
    std::int64_t pay_order = 0;  // of an attachment
    std::int64_t plan_line = 0;
    std::int64_t body = 0;
    Stream stream{};

    friend auto operator<=>(const SlipDebt&, const SlipDebt&) = default;
};

struct SlipPayOut {
    std::int64_t payment = 0;
    SlipDebt debt{};
    Money amount{};  // below zero: a refund of HMRC's, set off
    // The payment's, and not looked at by insert_slip_pay_out.
    PaymentState state = PaymentState::proposed;
    Money counts{};  // of the amount: nil where the payment came to nothing or came back

    friend bool operator==(const SlipPayOut&, const SlipPayOut&) = default;
};

void insert_slip_pay_out(Work& work, const SlipPayOut& pay_out);
// By payment, as they were written. What came back of a payment in part comes off its parts by
// whose money it is.
[[nodiscard]] std::vector<SlipPayOut> every_slip_pay_out(Database& database);
[[nodiscard]] std::vector<SlipPayOut> slip_pay_outs_of(Database& database, std::int64_t payment);
[[nodiscard]] std::vector<SlipPayOut> pay_outs_of_slip(Database& database, std::int64_t slip);

void insert_pay_out_reference(Work& work, std::int64_t payment, std::int64_t words_private);
// By payment; of somebody who was erased nothing.
[[nodiscard]] std::map<std::int64_t, std::string> pay_out_references(Database& database,
                                                                     const IdRange& payments);

}  // namespace almoner::ledger
