#include "scheduler/reconciliation/expected_payments.h"

#include "ledger/records/states.h"

#include <cstdint>

namespace almoner::scheduler {
namespace {

const ledger::Query waiting_payments{
    "SELECT COUNT(*), COALESCE(MIN(budget), 0), COALESCE(MAX(budget), 0),"
    " COALESCE(MIN(first_transfer), 0), COALESCE(MAX(first_transfer), 0) FROM payment"
    " WHERE id > (SELECT COALESCE(MAX(id), 0) FROM payment) - $1 AND state IN ($2, $3)"
    " AND first_transfer > 0"};

constexpr std::size_t least_octets_of_line = 200;
constexpr std::int64_t most_transfers_of_part = 2;

}  // namespace

void read_expected_payments(ledger::Work& work, std::size_t octets) {
    if (octets < worth_reading_ahead) return;
    std::int64_t count = 0;
    ledger::IdRange budgets{0, 0};
    ledger::IdRange transfers{0, 0};
    {
        ledger::Rows rows = work.database().select(waiting_payments,
                                                   octets / least_octets_of_line,
                                                   static_cast<int>(ledger::PaymentState::in_file),
                                                   static_cast<int>(ledger::PaymentState::sent));
        if (!rows.next() || rows.integer(0) == 0) return;
        count = rows.integer(0);
        budgets = {rows.integer(1), rows.integer(2)};
        transfers = {rows.integer(3), rows.integer(4) + most_transfers_of_part - 1};
    }
    const auto wanted = static_cast<std::size_t>(count);
    work.books().read_ahead_budgets(budgets.first, budgets.last, wanted);
    work.books().read_ahead_transfers(transfers.first, transfers.last, wanted);
}

}  // namespace almoner::scheduler
