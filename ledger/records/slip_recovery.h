// What slips give back of what was overpaid before, each sum with the slip that shows it.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <vector>

namespace almoner::ledger {

extern const RecordTable pay_slip_recovery_table;

struct SlipRecovery {
    std::int64_t slip = 0;     // that gives it back
    std::int64_t of_slip = 0;  // that shows it as overpaid
    Money amount{};

    friend bool operator==(const SlipRecovery&, const SlipRecovery&) = default;
};

void insert_slip_recovery(Work& work, const SlipRecovery& recovery);
[[nodiscard]] std::vector<SlipRecovery> recoveries_of_slip(Database& database, std::int64_t slip);
// By the slips that count, but for `without`, and by the bank.
[[nodiscard]] Money given_back(Database& database, std::int64_t of_slip, std::int64_t without);

}  // namespace almoner::ledger
