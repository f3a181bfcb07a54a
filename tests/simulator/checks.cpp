#include "tests/simulator/checks.h"

#include "tests/simulator/shown.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace almoner::tests {
namespace {

// A query whose rows are each a breach of what the words say.
struct Rule {
    const char* words;
    const char* sql;
};
constexpr std::array rules{
    Rule{"the sums of a commissioner's stream are nil",
         "SELECT body, stream FROM account GROUP BY body, stream"
         " HAVING SUM(debit_posted) <> SUM(credit_posted)"
         " OR SUM(debit_pending) <> SUM(credit_pending)"},
    Rule{"a transfer keeps to one stream",
         "SELECT t.id, d.stream FROM transfer t JOIN account d ON d.id = t.debit"
         " JOIN account c ON c.id = t.credit WHERE d.stream <> c.stream"},
    Rule{"a pending transfer is resolved once",
         "SELECT resolves, COUNT(*) FROM transfer WHERE resolves IS NOT NULL GROUP BY resolves"
         " HAVING COUNT(*) > 1"},
    Rule{"only what is pending is resolved, between the same accounts, and for no more",
         "SELECT t.id, t.resolves FROM transfer t LEFT JOIN transfer p ON p.id = t.resolves"
         " WHERE t.resolves IS NOT NULL AND (p.id IS NULL OR p.state <> 1 OR p.id >= t.id"
         " OR p.debit <> t.debit OR p.credit <> t.credit OR t.amount > p.amount)"},
    Rule{"a command is reversed at most once",
         "SELECT original, COUNT(*) FROM reversal GROUP BY original HAVING COUNT(*) > 1"},
    Rule{"an explanation is undone at most once",
         "SELECT undoes, COUNT(*) FROM explanation WHERE undoes IS NOT NULL GROUP BY undoes"
         " HAVING COUNT(*) > 1"},
    Rule{"a period has one payment in hand, and of each further kind one for each reason",
         "SELECT agreement, period_first FROM payment WHERE kind = 1"
         " AND state IN (1, 3, 4, 5, 6) GROUP BY agreement, period_first HAVING COUNT(*) > 1"},
    Rule{"a claim pile stays above nil, its promises counted, but for what is excused",
         "SELECT id, name FROM account WHERE name IN (3, 4, 12)"
         " AND credit_posted - debit_posted - debit_pending + excused < 0"},
    Rule{"what is with a person is what it is for: held, in flight and due against fund",
         "SELECT budget, option FROM account WHERE name IN (4, 32, 33, 36) AND budget <> 0"
         " GROUP BY budget, option, stream, body"
         " HAVING SUM(debit_posted) <> SUM(credit_posted)"},
    Rule{"a payment that was approved has its transfers, and one that was not has none",
         "SELECT id, state FROM payment WHERE (state IN (3, 4, 5, 6, 7, 8, 9, 10)"
         " AND first_transfer = 0) OR (state = 1 AND first_transfer <> 0)"},
    Rule{"a sent payment stands in a file",
         "SELECT id, state FROM payment WHERE state IN (4, 5, 6, 7, 8, 9, 10)"
         " AND submission = 0"},
    Rule{"nobody approves a run of their own",
         "SELECT id, proposed_by FROM payment_run WHERE approved_by = proposed_by"},
    Rule{"nobody confirms a proposal of their own",
         "SELECT p.id, p.proposed_by FROM proposal p JOIN state_change s ON s.entity = 6"
         " AND s.first_id <= p.id AND s.last_id >= p.id WHERE s.to_state = 2"
         " AND s.actor = p.proposed_by"},
    Rule{"a bank line is in the books once",
         "SELECT bank_account, COUNT(*) FROM statement_line"
         " GROUP BY bank_account, fingerprint, occurrence HAVING COUNT(*) > 1"},
    Rule{"a payment left at most once by its own line",
         "SELECT payment, COUNT(*) FROM line_match m WHERE kind = 'payment' AND payment <> 0"
         " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id)"
         " GROUP BY payment HAVING COUNT(*) > 1"},
};

// One kind of state: 0 posted, 1 promised, 2 settles, 3 releases.
struct Replayed {
    std::int64_t debit_posted = 0;
    std::int64_t credit_posted = 0;
    std::int64_t debit_pending = 0;
    std::int64_t credit_pending = 0;
    friend bool operator==(const Replayed&, const Replayed&) = default;
};

std::map<std::int64_t, Replayed> replay(ledger::Database& database) {
    std::map<std::int64_t, Replayed> sums;
    for (const auto& row : rows_of(database,
                                   "SELECT t.state, t.debit, t.credit, t.amount,"
                                   " COALESCE(p.amount, 0) FROM transfer t"
                                   " LEFT JOIN transfer p ON p.id = t.resolves ORDER BY t.id",
                                   5)) {
        Replayed& debit = sums[row[1]];
        Replayed& credit = sums[row[2]];
        if (row[0] == 0 || row[0] == 2) {
            debit.debit_posted += row[3];
            credit.credit_posted += row[3];
        }
        const std::int64_t promised = row[0] == 1 ? row[3] : -row[4];
        debit.debit_pending += promised;
        credit.credit_pending += promised;
    }
    return sums;
}

void check_counters(ledger::Database& database) {
    const auto sums = replay(database);
    for (const auto& row : rows_of(database,
                                   "SELECT id, debit_posted, credit_posted, debit_pending,"
                                   " credit_pending FROM account",
                                   5)) {
        const auto found = sums.find(row[0]);
        const Replayed wanted = found == sums.end() ? Replayed{} : found->second;
        if (wanted == Replayed{row[1], row[2], row[3], row[4]}) continue;
        throw Broke("the counters of account " + std::to_string(row[0]) +
                    " are not what its transfers come to");
    }
}

// Our books of a bank account are what its lines come to: of a client account also what it holds
// for people, which is the safeguarding figure.
void check_banks(ledger::Database& database, const Oracle& oracle) {
    for (const auto& [account, pence] : oracle.by_bank()) {
        const auto rows = rows_of(database,
                                  "SELECT COALESCE(SUM(debit_posted - credit_posted), 0)"
                                  " FROM account WHERE name IN (32, 34) AND bank_account = " +
                                      std::to_string(account),
                                  1);
        if (rows.front().front() == pence) continue;
        throw Broke("bank account " + std::to_string(account) + " holds " +
                    std::to_string(rows.front().front()) + "p by the books and " +
                    std::to_string(pence) + "p by the bank's lines");
    }
}

// Paid means that it left and has not come back.
void check_periods(ledger::Database& database, const Oracle& oracle) {
    std::map<std::array<std::int64_t, 2>, std::vector<std::int64_t>> settled;
    for (const auto& row : rows_of(database,
                                   "SELECT agreement, period_first, id FROM payment WHERE kind = 1"
                                   " AND state IN (1, 3, 4, 5, 6, 9)",
                                   3)) {
        settled[{row[0], row[1]}].push_back(row[2]);
    }
    for (const auto& [period, payments] : settled) {
        std::size_t of_the_bank = 0;  // paid by it though it had said that it would not
        for (const std::int64_t each : payments)
            of_the_bank += oracle.was_paid_twice(each) ? 1U : 0U;
        if (payments.size() <= of_the_bank + 1) continue;
        throw Broke("agreement " + std::to_string(period[0]) +
                    " is paid twice for the period from " + std::to_string(period[1]));
    }
}

}  // namespace

void check_what_always_holds(ledger::Database& database, const Oracle& oracle) {
    for (const Rule& rule : rules) {
        const auto broken = rows_of(database, rule.sql, 2);
        if (broken.empty()) continue;
        throw Broke("it does not hold that " + std::string(rule.words) + ": " +
                    std::to_string(broken.front()[0]) + ", " + std::to_string(broken.front()[1]));
    }
    check_counters(database);
    check_banks(database, oracle);
    check_periods(database, oracle);
}

}  // namespace almoner::tests
