// What the store shows from outside: its tables, read with plain SQL and nothing of the product's.
#pragma once

#include "ledger/storage/database.h"
#include "tests/simulator/content.h"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace almoner::tests {

// Numbers of the chart of accounts (ledger/posting/account.h), as they stand in the tables.
enum Pile : std::int64_t {
    funding = 1,
    allocation = 2,
    undrawn = 3,
    fund = 4,
    payable_supplier = 12,
    payable_partner = 14,
    suspense = 15,
    held = 32,
    in_flight = 33,
    bank = 34,
    transit = 35,
    contribution_due = 36,
    contribution_gross = 38,
    receivable_partner = 40,
    shortfall = 41,
};

// name, stream, option, body, bank account, budget
using Place = std::array<std::int64_t, 6>;
[[nodiscard]] std::string words_of(const Place& place);

struct Sums {
    std::int64_t posted = 0;  // debits less credits
    std::int64_t debit_pending = 0;
    std::int64_t credit_pending = 0;
    [[nodiscard]] bool is_nil() const {
        return posted == 0 && debit_pending == 0 && credit_pending == 0;
    }
    friend bool operator==(const Sums&, const Sums&) = default;
};

// Numbers of ledger/records/states.h.
enum PaymentIs : std::int64_t {
    proposed = 1,
    is_held = 2,
    approved = 3,
    in_file = 4,
    sent = 5,
    recall_asked = 6,
    recalled = 7,
    rejected = 8,
    settled = 9,
    returned = 10,
    cancelled = 11,
};

struct ShownPart {
    std::int64_t body = 0;
    std::int64_t stream = 0;
    std::int64_t plan_line = 0;
    std::int64_t gross = 0;
    std::int64_t contribution = 0;
    std::int64_t advanced = 0;
    std::int64_t net = 0;
};

struct ShownPayment {
    std::int64_t id = 0;
    std::int64_t run = 0;
    std::int64_t agreement = 0;
    std::int64_t budget = 0;
    std::int64_t option = 0;
    std::int64_t payee_account = 0;
    std::int64_t kind = 0;
    std::int64_t period_first = 0;
    std::int64_t period_last = 0;
    std::int64_t net = 0;
    std::int64_t sets_aside = 0;
    std::int64_t reissues = 0;
    std::int64_t state = 0;
    std::int64_t submission = 0;
    std::int64_t paid_from = 0;
    std::int64_t entry_on = 0;
    std::vector<ShownPart> parts{};
};

struct ShownItem {
    std::int64_t bank_account = 0;
    std::int64_t amount = 0;
    std::int64_t booked_on = 0;
    bool is_open = false;
};

struct Shown {
    std::map<Place, Sums> piles;
    std::map<std::int64_t, ShownPayment> payments;
    std::map<std::int64_t, ShownItem> items;
    std::map<std::int64_t, std::int64_t> runs;    // their states
    std::map<std::int64_t, std::string> serials;  // of the files, by submission
    Digests content;                              // of all tables, but for refusals
    std::set<std::string> files;                  // in the outbox
    std::int64_t entries = 0;                     // of the journal
};

[[nodiscard]] Shown look_at(ledger::Database& database);

struct JournalAnswer {
    bool is_there = false;
    bool accepted = false;
    std::string text;  // of a refusal: its code
};
[[nodiscard]] JournalAnswer answer_in_journal(ledger::Database& database, const std::string& key);

// Every row of a query, as integers.
[[nodiscard]] std::vector<std::vector<std::int64_t>> rows_of(ledger::Database& database,
                                                             const std::string& sql,
                                                             int columns);
// "number" by "ref" of the last versions of a table that has both.
[[nodiscard]] std::map<std::string, std::int64_t> numbers_in(ledger::Database& database,
                                                             const std::string& table);

}  // namespace almoner::tests
