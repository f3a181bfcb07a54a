// What HMRC paid back into a client account, by the slips that it is of.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/record_table.h"
#include "ledger/records/slip_pay_out.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <vector>

namespace almoner::ledger {

extern const RecordTable hmrc_refund_part_table;

struct HmrcRefundPart {
    std::int64_t proposal = 0;  // that explained its bank line
    SlipDebt debt{};            // of HMRC's
    Money amount{};

    friend bool operator==(const HmrcRefundPart&, const HmrcRefundPart&) = default;
};

void insert_hmrc_refund_part(Work& work, const HmrcRefundPart& part);
// But for those whose explanation was undone.
[[nodiscard]] std::vector<HmrcRefundPart> hmrc_refund_parts(Database& database);

}  // namespace almoner::ledger
