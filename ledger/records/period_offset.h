// What payments were made less by because of an offset, period by period.
#pragma once

#include "ledger/area/work.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <vector>

namespace almoner::ledger {

struct PeriodOffset {
    std::int64_t reduction_case = 0;
    std::int64_t payment = 0;
    std::int64_t plan_line = 0;
    std::int32_t body = 0;
    Stream stream{};
    Money due{};  // for the period, before it
    Money amount{};
    // The payment's, and not looked at by insert_period_offset.
    std::int64_t agreement = 0;
    Date period_first{};
    Date entry_on{};
    std::int64_t seq = 0;  // its own

    friend bool operator==(const PeriodOffset&, const PeriodOffset&) = default;
};

void insert_period_offset(Work& work, const PeriodOffset& offset);
[[nodiscard]] std::vector<PeriodOffset> offsets_of_payment(Database& database,
                                                           std::int64_t payment);
// Those of every case that count: of a period the last that was worked out, and none of a payment
// that was cancelled and not made again. By payment.
[[nodiscard]] std::vector<PeriodOffset> offsets_standing(Database& database);
// Whether one of those of this case may still come to nothing: its payment is only promised.
[[nodiscard]] bool has_promised_offset(Database& database, std::int64_t reduction_case, Date today);

}  // namespace almoner::ledger
