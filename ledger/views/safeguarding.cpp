#include "ledger/views/safeguarding.h"

#include "ledger/posting/events.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/person.h"
#include "ledger/views/closings.h"
#include "ledger/views/person_accounts.h"

namespace almoner::ledger {
namespace {

static_assert(static_cast<int>(AccountName::held) == 32);
const Query budgets_held{
    "SELECT DISTINCT budget FROM account WHERE name = 32 AND bank_account = $1 ORDER BY budget"};
const Query lines_booked{
    "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM statement_line"
    " WHERE bank_account = $1 AND seq <= $2"};
// Brought from another system: no line of the bank says it.
const Query taken_over{
    "SELECT CAST(COALESCE(SUM(CASE WHEN d.name = 32 AND d.bank_account = $1 THEN t.amount"
    " ELSE 0 END - CASE WHEN c.name = 32 AND c.bank_account = $1 THEN t.amount ELSE 0 END), 0)"
    " AS BIGINT) FROM transfer t JOIN account d ON d.id = t.debit JOIN account c ON c.id = t.credit"
    " WHERE t.kind = $2 AND t.state = 0 AND t.seq <= $3"
    " AND (d.bank_account = $1 OR c.bank_account = $1)"};

Money single(Rows rows) {
    return rows.next() ? rows.money(0) : Money{};
}

Money of_pence(std::int64_t pence) {
    return Money::from_pence(pence);
}

SubBalance sub_balance(Database& database,
                       std::int64_t bank_account,
                       std::int64_t budget,
                       const AsOf& as_of) {
    SubBalance sum;
    const auto known = budget_numbered(database, budget, last_day_of_all);
    if (known) {
        sum.budget = known->ref;
        sum.person = known->person;
        const auto person = person_numbered(database, known->person, last_day_of_all);
        if (person) sum.person_ref = person->ref;
    }
    for (const CountedAccount& each : accounts_of_budget(database, budget, as_of)) {
        const bool is_there =
            each.key.name == AccountName::held && each.key.bank_account == bank_account;
        if (!is_there) continue;
        sum.held += of_pence(each.counted.posted);
        sum.promised += of_pence(each.counted.pending_out);
    }
    return sum;
}

Money unexplained_at(Database& database, std::int64_t bank_account, const AsOf& as_of) {
    Money sum;
    for (const CountedAccount& each : accounts_of_budget(database, 0, as_of)) {
        const bool is_there =
            each.key.name == AccountName::bank && each.key.bank_account == bank_account;
        if (is_there) sum += of_pence(each.counted.posted);
    }
    return sum;
}

void add_closing(Database& database, ClientAccountHeld& account) {
    for (const Closing& each : last_closings(database)) {
        if (each.bank_account != account.bank_account || !each.on) continue;
        account.closed_on = each.on;
        account.closing = of_pence(each.pence);
        account.lines_after = of_pence(each.pence_after);
    }
}

}  // namespace

Money ClientAccountHeld::off_statement() const {
    return closing ? held + unexplained - lines_after - *closing : Money{};
}

std::vector<ClientAccountHeld> client_accounts_held(Database& database, const AsOf& as_of) {
    std::vector<ClientAccountHeld> all;
    for (const Organisation& service : organisations_on(database, as_of.day)) {
        if (!service.client_bank_account) continue;
        const auto bank =
            bank_account_numbered(database, *service.client_bank_account, last_day_of_all);
        if (!bank) continue;
        ClientAccountHeld account{
            .bank_account = bank->number, .ref = bank->ref, .service = service.ref};
        account.bank = single(database.select(lines_booked, bank->number, as_of.last_row())) +
                       single(database.select(taken_over,
                                              bank->number,
                                              static_cast<int>(Event::person_taken_over),
                                              as_of.last_row()));
        std::vector<std::int64_t> budgets;
        for (Rows rows = database.select(budgets_held, bank->number); rows.next();) {
            budgets.push_back(rows.integer(0));
        }
        account.people.reserve(budgets.size());
        for (const std::int64_t budget : budgets) {
            const SubBalance each = sub_balance(database, bank->number, budget, as_of);
            account.held += each.held;
            if (!each.held.is_zero() || !each.promised.is_zero()) account.people.push_back(each);
        }
        account.unexplained = unexplained_at(database, bank->number, as_of);
        if (as_of.how == AsOf::How::now) add_closing(database, account);
        all.push_back(std::move(account));
    }
    return all;
}

}  // namespace almoner::ledger
