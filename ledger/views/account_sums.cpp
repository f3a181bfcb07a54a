#include "ledger/views/account_sums.h"

namespace almoner::ledger {
namespace {

const Query moved{"SELECT debit, credit, amount FROM transfer WHERE state IN (0, 2) AND seq <= $1"};

}  // namespace

AccountSums sums_of_transfers(Database& database, const AsOf& as_of) {
    AccountSums sums;
    Rows rows = database.select(moved, as_of.last_row());
    while (rows.next()) {
        const std::int64_t amount = rows.integer(2);
        sums[rows.integer(0)].debit += amount;
        sums[rows.integer(1)].credit += amount;
    }
    return sums;
}

}  // namespace almoner::ledger
