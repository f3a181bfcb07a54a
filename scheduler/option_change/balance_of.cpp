#include "scheduler/option_change/balance_of.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountKey;
using ledger::Database;
using ledger::Money;

const ledger::Query stored_account{
    "SELECT debit_posted, credit_posted, debit_pending, credit_pending, excused FROM account"
    " WHERE budget = $1 AND name = $2 AND stream = $3 AND option = $4 AND body = $5"
    " AND bank_account = $6"};
}  // namespace

BalanceOf in_books(ledger::Work& work) {
    return [&work](const AccountKey& key) { return work.books().balance(key); };
}

BalanceOf as_stored(Database& database) {
    return [&database](const AccountKey& key) -> ledger::Balance {
        ledger::Rows rows = database.select(stored_account,
                                            key.budget,
                                            static_cast<int>(key.name),
                                            key.stream,
                                            key.option,
                                            key.body,
                                            key.bank_account);
        if (!rows.next()) return {};
        const bool asset = side_of(key.name) == ledger::Side::asset;
        const std::int64_t net = rows.integer(0) - rows.integer(1);
        return {.posted = Money::from_pence(asset ? net : -net),
                .promised = rows.money(asset ? 3 : 2),
                .expected = rows.money(asset ? 2 : 3),
                .excused = rows.money(4)};
    };
}

}  // namespace almoner::scheduler
