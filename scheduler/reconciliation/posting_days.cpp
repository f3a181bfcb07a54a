#include "scheduler/reconciliation/posting_days.h"

#include "ledger/records/organisation.h"

#include <algorithm>
#include <set>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::Date;

const ledger::Query openings{"SELECT key, as_of FROM opening_balance"};

// Keys are "bank|ACCOUNT|..." and "held|ACCOUNT|BUDGET|OPTION|...", the account left out where the
// agreement says which it is.
bool is_opening_of(const std::string& key, const std::string& ref, bool is_client_account) {
    if (!is_client_account) return key.starts_with("bank|" + ref + "|");
    return key.starts_with("held|" + ref + "|") ||
           (key.starts_with("held||") && key.find("|managed-account|") != std::string::npos);
}

}  // namespace

std::map<std::int64_t, Date> opening_days(ledger::Database& database,
                                          std::span<const ledger::BankAccount> accounts,
                                          Date today) {
    std::set<std::int64_t> client_accounts;
    for (const ledger::Organisation& each : ledger::organisations_on(database, today)) {
        if (each.client_bank_account) client_accounts.insert(*each.client_bank_account);
    }
    std::map<std::int64_t, Date> opened;
    for (ledger::Rows rows = database.select(openings); rows.next();) {
        const std::string key = rows.str(0);
        for (const ledger::BankAccount& account : accounts) {
            if (!is_opening_of(key, account.ref, client_accounts.contains(account.number))) {
                continue;
            }
            const auto [day, is_first] = opened.emplace(account.number, rows.date(1));
            if (!is_first) day->second = std::min(day->second, rows.date(1));
        }
    }
    return opened;
}

PostingDays posting_days(ledger::Database& database,
                         const ledger::BankAccount& account,
                         Date today) {
    const auto opened = opening_days(database, {&account, 1}, today);
    // The books count days from 1970 on.
    return {.first = opened.empty() ? Date{} : opened.begin()->second, .last = today};
}

}  // namespace almoner::scheduler
