#include "ledger/views/person_accounts.h"

#include "ledger/records/person.h"
#include "ledger/views/chain.h"

namespace almoner::ledger {
namespace {

const Query of_budget{
    "SELECT id, name, stream, option, body, bank_account, budget, debit_posted, credit_posted,"
    " debit_pending, credit_pending, last_transfer FROM account WHERE budget = $1 ORDER BY id"};

// Counters as the books keep them: by debit and credit, whatever the account's side.
struct Sides {
    std::int64_t net = 0;  // posted debits less credits
    std::int64_t debit_pending = 0;
    std::int64_t credit_pending = 0;
};

void add_pending(Sides& sides, bool is_debit, std::int64_t pence) {
    (is_debit ? sides.debit_pending : sides.credit_pending) += pence;
}

// What one transfer of the chain added, taken away again.
void undo(Database& database, Sides& sides, const ChainRow& row) {
    sides.net -= row.moved_net();
    if (row.state == TransferState::pending) add_pending(sides, row.is_debit, -row.amount.pence());
    if (row.resolves != 0) {
        add_pending(sides, row.is_debit, amount_of_transfer(database, row.resolves).pence());
    }
}

Sides walked_back(Database& database, const CountedAccount& account, Sides sides, const AsOf& to) {
    Chain chain(database, account.id, account.last_transfer);
    while (const auto row = chain.next()) {
        if (to.how == AsOf::How::booked && row->seq <= to.seq) break;
        if (to.how == AsOf::How::booked || row->effective > to.day) undo(database, sides, *row);
    }
    return sides;
}

Counted counted_of(AccountName name, const Sides& sides) {
    if (side_of(name) == Side::asset) {
        return {.posted = sides.net,
                .pending_out = sides.credit_pending,
                .pending_in = sides.debit_pending};
    }
    return {.posted = -sides.net,
            .pending_out = sides.debit_pending,
            .pending_in = sides.credit_pending};
}

struct Read {
    CountedAccount account;
    Sides sides;
};

Read read(const Rows& rows) {
    Read read;
    read.account.id = rows.integer(0);
    read.account.key = {.name = static_cast<AccountName>(rows.integer(1)),
                        .stream = rows.stream(2),
                        .option = rows.option(3),
                        .body = static_cast<std::int32_t>(rows.integer(4)),
                        .bank_account = static_cast<std::int32_t>(rows.integer(5)),
                        .budget = static_cast<std::int32_t>(rows.integer(6))};
    read.sides = {.net = rows.integer(7) - rows.integer(8),
                  .debit_pending = rows.integer(9),
                  .credit_pending = rows.integer(10)};
    read.account.last_transfer = rows.integer(11);
    return read;
}

template <class Sees>
void read_accounts(Database& database,
                   std::int64_t budget,
                   const AsOf& as_of,
                   std::vector<CountedAccount>& all,
                   const Sees& sees) {
    Rows rows = database.select(of_budget, budget);
    while (rows.next()) {
        Read each = read(rows);
        if (!sees(each.account.key.stream)) continue;
        if (as_of.how != AsOf::How::now) {
            each.sides = walked_back(database, each.account, each.sides, as_of);
        }
        each.account.counted = counted_of(each.account.key.name, each.sides);
        all.push_back(each.account);
    }
}

Refusal person_unknown() {
    return {.code = "person-unknown",
            .words = "There is no person with that reference.",
            .next = "Look up the reference in the letter or the import file and try again.",
            .field = "person",
            .citation = ""};
}

}  // namespace

std::vector<CountedAccount> accounts_of_budget(Database& database,
                                               std::int64_t budget,
                                               const AsOf& as_of) {
    std::vector<CountedAccount> all;
    read_accounts(database, budget, as_of, all, [](Stream /*any*/) { return true; });
    return all;
}

Outcome<PersonAccounts> accounts_of_person(const Scope& scope,
                                           Database& database,
                                           std::string_view person,
                                           const AsOf& as_of) {
    const auto found = person_by_ref(database, person, as_of.day);
    if (!found || !scope.sees_person(found->number)) return person_unknown();
    PersonAccounts all{.person = found->number,
                       .ref = found->ref,
                       .budgets = budgets_of(database, found->number, as_of.day),
                       .accounts = {}};
    for (const Budget& budget : all.budgets) {
        read_accounts(database, budget.number, as_of, all.accounts, [&](Stream stream) {
            return scope.sees(stream);
        });
    }
    return all;
}

}  // namespace almoner::ledger
