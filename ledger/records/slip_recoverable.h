// Statutory pay of slips that HMRC gives back, with the compensation for a small employer's
// National Insurance.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::ledger {

extern const RecordTable pay_slip_recoverable_table;

struct SlipRecoverable {
    std::int64_t slip = 0;
    std::string kind{};  // "maternity", "paternity", "adoption", "shared-parental", ...
    Money paid{};        // by the slip
    Money recovered{};   // of it
    Money compensation{};

    [[nodiscard]] Money total() const { return recovered + compensation; }
    friend bool operator==(const SlipRecoverable&, const SlipRecoverable&) = default;
};

void insert_slip_recoverable(Work& work, const SlipRecoverable& row);
[[nodiscard]] std::vector<SlipRecoverable> recoverable_of_slip(Database& database,
                                                               std::int64_t slip);  // by kind

}  // namespace almoner::ledger
