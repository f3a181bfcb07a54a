// What a payment that pays no holder their budget is for: a debt that the public body took over,
// the person's own share, or money that a case asks back.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/record_table.h"
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

extern const RecordTable pay_out_table;

inline constexpr std::array<std::string_view, 3> pay_out_kinds{"debt", "own-share", "reclaim"};

struct PayOut {
    std::int64_t payment = 0;
    std::string kind{};               // one of the list
    std::int64_t ending = 0;          // of a debt
    std::string owed{};               // which debt, as the ending names it
    std::int64_t plan_line = 0;       // whose money it is; 0: the person's own
    std::int64_t reduction_case = 0;  // of a reclaim
    std::int64_t evidence = 0;        // 0: none
    // The payment's, and not looked at by insert_pay_out.
    Money net{};
    PaymentState state = PaymentState::proposed;
    Money came_back{};

    // Proposed, or on its way.
    [[nodiscard]] Money promised() const;
    // Settled, less what came back.
    [[nodiscard]] Money paid() const;

    friend bool operator==(const PayOut&, const PayOut&) = default;
};

void insert_pay_out(Work& work, const PayOut& pay_out);
[[nodiscard]] std::optional<PayOut> pay_out_of(Database& database, std::int64_t payment);
// Of a budget: the person's own share that is proposed and not approved yet.
[[nodiscard]] Money own_share_proposed(Database& database, std::int64_t budget);
// By payment.
[[nodiscard]] std::vector<PayOut> pay_outs_of_ending(Database& database, std::int64_t ending);
[[nodiscard]] std::vector<PayOut> pay_outs_of_case(Database& database, std::int64_t reduction_case);

}  // namespace almoner::ledger
