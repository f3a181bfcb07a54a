#include "ledger/views/chain.h"

#include "ledger/values/invariant.h"

namespace almoner::ledger {
namespace {

const Query chained{
    "SELECT seq, state, debit, credit, amount, kind, plan_line, effective, settled, period_first,"
    " period_last, resolves, prev_debit, prev_credit, debit_after, credit_after FROM transfer"
    " WHERE id = $1"};
const Query amount_by_id{"SELECT amount FROM transfer WHERE id = $1"};

}  // namespace

std::int64_t ChainRow::moved_net() const {
    if (state != TransferState::posted && state != TransferState::settles) return 0;
    return is_debit ? amount.pence() : -amount.pence();
}

std::optional<ChainRow> Chain::next() {
    if (next_ == 0) return std::nullopt;
    Rows rows = database_.select(chained, next_);
    if (!rows.next()) throw InvariantBroken("a chain of transfers that leads nowhere");
    const bool is_debit = rows.integer(2) == account_;
    if (!is_debit && rows.integer(3) != account_) {
        throw InvariantBroken("a chain that leads to another account's transfer");
    }
    ChainRow row{.id = next_,
                 .seq = rows.integer(0),
                 .state = static_cast<TransferState>(rows.integer(1)),
                 .is_debit = is_debit,
                 .other = rows.integer(is_debit ? 3 : 2),
                 .amount = rows.money(4),
                 .kind = static_cast<std::uint8_t>(rows.integer(5)),
                 .plan_line = rows.integer(6),
                 .effective = rows.date(7),
                 .period = {rows.date(9), rows.date(10)},
                 .resolves = rows.maybe_integer(11).value_or(0),
                 .net_after = rows.integer(is_debit ? 14 : 15)};
    if (rows.integer(8) != 0) row.settled = rows.date(8);
    next_ = rows.integer(is_debit ? 12 : 13);
    if (next_ >= row.id) throw InvariantBroken("a chain of transfers that leads forward");
    return row;
}

Money amount_of_transfer(Database& database, std::int64_t id) {
    Rows rows = database.select(amount_by_id, id);
    if (!rows.next()) throw InvariantBroken("a transfer that is not in the books");
    return rows.money(0);
}

}  // namespace almoner::ledger
