#include "ledger/records/payee_versions.h"

#include "ledger/records/in_force.h"

#include <span>
#include <vector>

namespace almoner::ledger {
namespace {

// With the day from which each counts.
std::vector<PayeeAccount> later_than(Database& database, const PayeeAccount& account) {
    const std::vector<PayeeAccount> versions = payee_account_versions(database, account.number);
    std::vector<PayeeAccount> later;
    for (const auto& piece : in_force(std::span<const PayeeAccount>(versions))) {
        if (piece.days.first > account.from_on) later.push_back(*piece.record);
    }
    return later;
}

}  // namespace

PayeeAccount payee_account_then(Database& database, const PayeeAccount& any, Date on) {
    const auto then = payee_account_numbered(database, any.number, on);
    return then ? *then : any;
}

std::optional<Date> other_details_from(Database& database, const PayeeAccount& account) {
    for (const PayeeAccount& each : later_than(database, account)) {
        if (each.bank_private != account.bank_private) return each.from_on;
    }
    return std::nullopt;
}

void insert_with_later(Work& work, const PayeeAccount& account) {
    const std::vector<PayeeAccount> later = later_than(work.database(), account);
    insert_payee_account(work, account);
    for (PayeeAccount each : later) {
        if (each.bank_private == account.bank_private) {
            const Date from = each.from_on;
            each = account;
            each.from_on = from;
        }
        insert_payee_account(work, each);
    }
}

}  // namespace almoner::ledger
