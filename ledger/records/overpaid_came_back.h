// What the bank gave back of a slip that was overpaid: the assistant owes it no more.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::ledger {

extern const RecordTable overpaid_came_back_table;

struct OverpaidCameBack {
    std::int64_t slip = 0;  // that shows it as overpaid
    std::string what{};     // "net-pay", "pension" or "attachment"
    std::int64_t payment = 0;
    std::int64_t line = 0;  // the bank's
    Money amount{};
    std::int64_t first_transfer = 0;
    std::int64_t last_transfer = 0;

    friend bool operator==(const OverpaidCameBack&, const OverpaidCameBack&) = default;
};

void insert_overpaid_came_back(Work& work, const OverpaidCameBack& row);
// But for those whose bank line turned out to be something else.
[[nodiscard]] std::vector<OverpaidCameBack> overpaid_came_back(Database& database,
                                                               std::int64_t slip);

}  // namespace almoner::ledger
