#include "ledger/views/client_accounts.h"

#include "ledger/posting/account.h"
#include "ledger/records/opening_balance.h"

#include <algorithm>
#include <map>
#include <set>

namespace almoner::ledger {
namespace {

const Query banks_with_money{
    "SELECT DISTINCT bank_account FROM account WHERE name IN (32, 33) AND bank_account <> 0"
    " AND body = $1 AND debit_posted + credit_posted > 0"};
const Query held_there{
    "SELECT COALESCE(SUM(debit_posted - credit_posted), 0) FROM account"
    " WHERE name = 32 AND body = $1 AND bank_account = $2"};
const Query unexplained_there{
    "SELECT COUNT(*), COALESCE(SUM(CASE WHEN i.amount < 0 THEN -i.amount ELSE i.amount END), 0),"
    " MIN(i.opened_on) FROM suspense_item i JOIN statement_line l ON l.id = i.line"
    " WHERE i.state = 1 AND l.bank_account = $1"};
// The first agreement of a budget says where an opening balance without a bank account stands.
const Query budgets_there{
    "SELECT b.ref, o.client_bank_account FROM agreement a JOIN budget b ON b.number = a.budget"
    " JOIN payee_account p ON p.number = a.payee_account"
    " JOIN organisation o ON o.number = p.organisation"
    " WHERE o.client_bank_account IS NOT NULL ORDER BY a.id DESC"};

static_assert(static_cast<int>(AccountName::held) == 32 &&
              static_cast<int>(AccountName::in_flight) == 33);

std::map<std::string, std::int64_t, std::less<>> accounts_of_budgets(Database& database) {
    std::map<std::string, std::int64_t, std::less<>> accounts;
    Rows rows = database.select(budgets_there);
    while (rows.next()) accounts.insert_or_assign(rows.str(0), rows.integer(1));
    return accounts;
}

}  // namespace

std::vector<BankAccount> client_banks_of(Database& database,
                                         std::int64_t commissioner,
                                         Date today) {
    std::set<std::int64_t> numbers;
    Rows rows = database.select(banks_with_money, commissioner);
    while (rows.next()) numbers.insert(rows.integer(0));
    std::vector<BankAccount> banks = bank_accounts_on(database, today);
    std::erase_if(banks, [&](const BankAccount& each) { return !numbers.contains(each.number); });
    return banks;
}

std::vector<ClientAccount> client_accounts_of(Database& database,
                                              std::int64_t commissioner,
                                              Date today) {
    std::vector<ClientAccount> accounts;
    for (const BankAccount& bank : client_banks_of(database, commissioner, today)) {
        ClientAccount account{.bank_account = bank.ref};
        Rows held = database.select(held_there, commissioner, bank.number);
        if (held.next()) account.held = held.money(0);
        Rows lines = database.select(unexplained_there, bank.number);
        if (lines.next() && lines.integer(0) > 0) {
            account.unexplained = lines.integer(0);
            account.unexplained_total = lines.money(1);
            account.oldest_days = std::int64_t{today - lines.date(2)};
        }
        accounts.push_back(std::move(account));
    }
    return accounts;
}

std::int64_t opening_at_client_account(Database& database, const BankAccount& bank) {
    const auto accounts = accounts_of_budgets(database);
    std::int64_t opening = 0;
    for (const OpeningBalance& each : opening_balances(database)) {
        if (part_of(each.key, OpeningPart::kind) != "held" ||
            part_of(each.key, OpeningPart::option) != name_of(Option::managed_account)) {
            continue;
        }
        const std::string_view ref = part_of(each.key, OpeningPart::bank_account);
        const auto agreed = accounts.find(part_of(each.key, OpeningPart::budget));
        const bool is_here = ref.empty() ? agreed != accounts.end() && agreed->second == bank.number
                                         : ref == bank.ref;
        if (is_here) opening += each.amount.pence();
    }
    return opening;
}

}  // namespace almoner::ledger
