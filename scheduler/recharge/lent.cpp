#include "scheduler/recharge/lent.h"

#include "ledger/posting/keys.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Date;
using ledger::Money;

const ledger::Query partners_money{
    "SELECT bank_account, stream FROM account WHERE name = 34 AND body = $2 AND budget = 0"
    " AND bank_account IN (SELECT number FROM bank_account WHERE owner = $1)"
    " ORDER BY bank_account, stream"};
// What went out of the account and into it on days after that one.
const ledger::Query moved_after{
    "SELECT COALESCE(SUM(d.debit), 0), COALESCE(SUM(d.credit), 0) FROM account_day d"
    " JOIN account a ON a.id = d.account WHERE a.budget = 0 AND a.name = $1 AND a.stream = $2"
    " AND a.body = $3 AND a.bank_account = $4 AND d.day > $5"};
static_assert(static_cast<int>(AccountName::bank) == 34);

struct Moved {
    Money debit;
    Money credit;
};

Moved moved(ledger::Work& work, const ledger::AccountKey& key, Date after) {
    ledger::Rows rows = work.database().select(
        moved_after, static_cast<int>(key.name), key.stream, key.body, key.bank_account, after);
    if (!rows.next()) return {};
    return {rows.money(0), rows.money(1)};
}

// Claims cover what was lent first, so what came in for them later was lent before.
Money free_of(ledger::Work& work, const Lent& lent, std::int64_t partner, Date until) {
    const ledger::Share share{lent.stream, static_cast<std::int32_t>(partner), {}};
    const auto bank = ledger::at_bank(AccountName::bank, lent.bank_account, share);
    const auto owed = ledger::at_bank(AccountName::receivable_partner, lent.bank_account, share);
    const Money claimed = work.books().balance(owed).posted;
    const Money now = -work.books().balance(bank).posted;
    const Moved since = moved(work, bank, until);
    const Money then = now + since.debit - since.credit;
    const Money paid_since = moved(work, owed, until).credit;
    return std::min(now - claimed, then - claimed - paid_since);
}

}  // namespace

std::vector<Lent> lent_unclaimed(ledger::Work& work,
                                 std::int64_t lead,
                                 std::int64_t partner,
                                 Date until) {
    std::vector<Lent> all;
    for (ledger::Rows rows = work.database().select(partners_money, lead, partner); rows.next();) {
        all.push_back(
            {.bank_account = static_cast<std::int32_t>(rows.integer(0)), .stream = rows.stream(1)});
    }
    for (Lent& each : all) each.amount = free_of(work, each, partner, until);
    std::erase_if(all, [](const Lent& each) { return each.amount <= Money{}; });
    return all;
}

}  // namespace almoner::scheduler
