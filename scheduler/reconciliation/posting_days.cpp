#include "scheduler/reconciliation/posting_days.h"

#include "ledger/records/organisation.h"

#include <algorithm>
#include <optional>
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

PostingDays posting_days(ledger::Database& database,
                         const ledger::BankAccount& account,
                         Date today) {
    const auto organisations = ledger::organisations_on(database, today);
    const bool is_client_account =
        std::ranges::any_of(organisations, [&](const ledger::Organisation& each) {
            return each.client_bank_account == account.number;
        });
    std::optional<Date> opened;
    for (ledger::Rows rows = database.select(openings); rows.next();) {
        if (!is_opening_of(rows.str(0), account.ref, is_client_account)) continue;
        opened = opened ? std::min(*opened, rows.date(1)) : rows.date(1);
    }
    // The books count days from 1970 on.
    return {.first = opened.value_or(Date{}), .last = today};
}

}  // namespace almoner::scheduler
