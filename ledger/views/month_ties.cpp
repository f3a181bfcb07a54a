#include "ledger/views/month_ties.h"

#include "ledger/posting/account.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/opening_balance.h"
#include "ledger/records/payment.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "ledger/views/account_paths.h"
#include "ledger/views/account_sums.h"
#include "ledger/views/client_accounts.h"
#include "ledger/views/closings.h"
#include "ledger/views/returned_parts.h"
#include "ledger/views/words.h"

#include <algorithm>
#include <map>

namespace almoner::ledger {
namespace {

// Records. A payment's states: 3 to 6 are promised, 9 and 10 have left.
const Query wholes{
    "SELECT r.paid_from, SUM(p.net), SUM((SELECT COALESCE(SUM(part.net), 0) FROM payment_part part"
    " WHERE part.payment = p.id)) FROM payment p JOIN payment_run r ON r.id = p.run"
    " GROUP BY r.paid_from"};
const Query promised_parts{
    "SELECT part.stream, SUM(part.net) FROM payment p JOIN payment_part part ON part.payment = p.id"
    " WHERE p.state BETWEEN 3 AND 6 AND p.kind < 11 AND part.body = $1 GROUP BY part.stream"};
const Query paid_parts{
    "SELECT part.stream, SUM(part.net) FROM payment p JOIN payment_part part ON part.payment = p.id"
    " WHERE p.state IN (9, 10) AND p.kind < 11 AND part.body = $1 GROUP BY part.stream"};
const Query parts_on_statement{
    "SELECT part.stream, SUM(part.net) FROM payment p JOIN payment_part part ON part.payment = p.id"
    " WHERE p.state IN (9, 10) AND p.kind < 12 AND part.body = $1 AND (EXISTS (SELECT 1 FROM "
    "line_match m"
    " WHERE m.payment = p.id AND m.payment <> 0 AND m.kind = 'payment'"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id)) OR p.submission IN"
    " (SELECT m.submission FROM line_match m WHERE m.kind = 'submission'"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id)))"
    " GROUP BY part.stream"};
const Query kind_of{"SELECT kind FROM payment WHERE id = $1"};
// A body's debt (11) is no payment to a person; what is paid out of a client account (12, 13)
// passes no transit.
static_assert(static_cast<int>(PaymentKind::body_debt) == 11 &&
              is_from_client_account(static_cast<PaymentKind>(12)) &&
              is_from_client_account(static_cast<PaymentKind>(13)));
const Query lines_of_bank{
    "SELECT COALESCE(SUM(amount), 0) FROM statement_line WHERE bank_account = $1"};
const Query unexplained_items{
    "SELECT COALESCE(SUM(i.amount), 0) FROM suspense_item i JOIN statement_line l ON l.id = i.line"
    " WHERE i.state = 1 AND l.bank_account = $1"};

// Counters.
const Query promised_counters{
    "SELECT stream, SUM(debit_pending) FROM account WHERE name IN (3, 12) AND body = $1"
    " AND budget <> 0 GROUP BY stream"};
// What leaves a bank account leaves through transit; a recharge and what a body owes are no
// payments to a person.
const Query left_counters{
    "SELECT stream, SUM(CASE WHEN name = 35 THEN credit_posted ELSE -debit_posted END)"
    " FROM account WHERE budget = 0 AND name IN (13, 14, 35) AND body = $1 GROUP BY stream"};
const Query met_counters{
    "SELECT stream, SUM(debit_posted) FROM account WHERE budget = 0 AND name = 35 AND body = $1"
    " GROUP BY stream"};
// What was explained wrongly and reversed passed transit both ways and is no payment; a recharge
// that was paid so passed what the partner owed as well. A reversal's own promises are not posted.
const Query reversed_in_transit{
    "SELECT a.stream, SUM(CASE WHEN a.name = 35 AND t.credit = a.id THEN t.amount"
    " WHEN a.name <> 35 AND t.debit = a.id THEN -t.amount ELSE 0 END),"
    " SUM(CASE WHEN a.name = 35 AND t.debit = a.id THEN t.amount ELSE 0 END)"
    " FROM explanation e JOIN transfer t ON t.id BETWEEN e.first_transfer AND e.last_transfer"
    " JOIN account a ON a.id IN (t.debit, t.credit)"
    " WHERE (e.undoes IS NOT NULL OR EXISTS (SELECT 1 FROM explanation u WHERE u.undoes = e.id))"
    " AND t.state IN (0, 2) AND a.name IN (13, 14, 35) AND a.budget = 0 AND a.body = $1"
    " GROUP BY a.stream"};
// A recharge that this body paid met its bank line, and is no payment to a person either.
const Query recharges_met{
    "SELECT r.stream, SUM(r.amount) FROM recharge_approval p JOIN recharge r ON r.id = p.recharge"
    " JOIN transfer t ON t.resolves = p.transfer JOIN explanation e"
    " ON t.id BETWEEN e.first_transfer AND e.last_transfer WHERE r.partner = $1"
    " AND e.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM explanation u WHERE u.undoes = e.id)"
    " GROUP BY r.stream"};
const Query recharges_claimed{
    "SELECT COALESCE(SUM(amount), 0) FROM recharge WHERE bank_account = $1"};
const Query recharges_received{
    "SELECT COALESCE(SUM(i.amount), 0) FROM explanation e JOIN suspense_item i ON i.id = e.item"
    " JOIN statement_line l ON l.id = i.line WHERE l.bank_account = $1"
    " AND e.destination = 'recharge' AND e.undoes IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM explanation u WHERE u.undoes = e.id)"};
const Query net_at_bank{
    "SELECT COALESCE(SUM(debit_posted - credit_posted), 0) FROM account"
    " WHERE budget = 0 AND name = $2 AND bank_account = $1"};
const Query day_totals{
    "SELECT a.id, a.debit_posted, a.credit_posted,"
    " (SELECT COALESCE(SUM(d.debit), 0) FROM account_day d WHERE d.account = a.id),"
    " (SELECT COALESCE(SUM(d.credit), 0) FROM account_day d WHERE d.account = a.id)"
    " FROM account a WHERE a.budget = 0 AND (a.body = $1 OR a.bank_account IN"
    " (SELECT number FROM bank_account WHERE owner = $1) OR a.bank_account IN"
    " (SELECT h.bank_account FROM account h WHERE h.name IN (32, 33) AND h.bank_account <> 0"
    " AND h.body = $1)) ORDER BY a.id"};
const Query all_counters{
    "SELECT id, debit_posted, credit_posted FROM account WHERE body = $1 OR bank_account IN"
    " (SELECT number FROM bank_account WHERE owner = $1) ORDER BY id"};
const Query statements_of_bank{
    "SELECT s.ref, s.opening, s.closing, s.lines, COUNT(l.id), COALESCE(SUM(l.amount), 0),"
    " (SELECT COALESCE(SUM(d.amount), 0) FROM statement_line d WHERE d.bank_account = $1"
    " AND d.booked_on BETWEEN s.from_on AND s.to_on)"
    " FROM statement s LEFT JOIN statement_line l ON l.statement = s.id"
    " WHERE s.bank_account = $1 AND s.opening IS NOT NULL AND s.closing IS NOT NULL"
    " GROUP BY s.id, s.ref, s.opening, s.closing, s.lines, s.from_on, s.to_on ORDER BY s.id"};
// A client account's money: what is held for each person, and what nobody has explained.
const Query net_at_client_account{
    "SELECT COALESCE(SUM(debit_posted - credit_posted), 0) FROM account"
    " WHERE bank_account = $1 AND name IN (32, 34)"};

static_assert(static_cast<int>(AccountName::held) == 32 &&
              static_cast<int>(AccountName::in_flight) == 33 &&
              static_cast<int>(AccountName::bank) == 34);
static_assert(static_cast<int>(AccountName::undrawn) == 3 &&
              static_cast<int>(AccountName::payable_supplier) == 12 &&
              static_cast<int>(AccountName::payable_body) == 13 &&
              static_cast<int>(AccountName::payable_partner) == 14 &&
              static_cast<int>(AccountName::transit) == 35);

using ByStream = std::map<Stream, std::int64_t>;

ByStream sums_of(Rows rows) {
    ByStream sums;
    while (rows.next()) sums[rows.stream(0)] += rows.integer(1);
    return sums;
}

std::int64_t sum_of(Rows rows) {
    return rows.next() ? rows.integer(0) : 0;
}

class Comparison {
  public:
    void compare(std::string what, std::string where, std::int64_t records, std::int64_t ledger) {
        ++ties.compared;
        if (records == ledger) return;
        ties.disagreements.push_back({.what = std::move(what),
                                      .where = std::move(where),
                                      .records = records,
                                      .ledger = ledger});
    }

    void compare(const char* what, const ByStream& records, ByStream ledger) {
        for (const auto& [stream, sum] : records) {
            compare(what, std::string(name_of(stream)), sum, ledger[stream]);
            ledger.erase(stream);
        }
        for (const auto& [stream, sum] : ledger) {
            compare(what, std::string(name_of(stream)), 0, sum);
        }
    }

    Ties ties;
};

ByStream returned_sums(Database& database, std::int64_t body) {
    ByStream sums;
    each_return(database, [&](const ReturnedPart& part) {
        Rows kind = database.select(kind_of, part.payment);
        if (kind.next() && is_from_client_account(static_cast<PaymentKind>(kind.integer(0)))) {
            return;
        }
        for (const Share& share : part.shares) {
            if (share.body == body) sums[share.stream] += share.amount.pence();
        }
    });
    return sums;
}

ByStream added(ByStream sums, const ByStream& more) {
    for (const auto& [stream, sum] : more) sums[stream] += sum;
    return sums;
}

// A return is posted with its bank line, so what came back passes transit both ways.
void compare_payments(Database& database, std::int64_t body, Comparison& out) {
    const ByStream returned = returned_sums(database, body);
    ByStream left = sums_of(database.select(left_counters, body));
    ByStream met = sums_of(database.select(met_counters, body));
    for (Rows rows = database.select(reversed_in_transit, body); rows.next();) {
        left[rows.stream(0)] -= rows.integer(1);
        met[rows.stream(0)] -= rows.integer(2);
    }
    for (Rows rows = database.select(recharges_met, body); rows.next();) {
        met[rows.stream(0)] -= rows.integer(1);
    }
    out.compare("promised",
                sums_of(database.select(promised_parts, body)),
                sums_of(database.select(promised_counters, body)));
    out.compare("paid, with what came back",
                added(sums_of(database.select(paid_parts, body)), returned),
                left);
    out.compare("on a statement, with what came back",
                added(sums_of(database.select(parts_on_statement, body)), returned),
                met);
}

// "bank|REF|..." is the key of a bank account's opening balance, one for each stream.
std::int64_t opening_of(Database& database, const std::string& ref) {
    std::int64_t opening = 0;
    const std::string prefix = "bank|" + ref + "|";
    for (const OpeningBalance& each : opening_balances(database)) {
        if (each.key.starts_with(prefix)) opening += each.amount.pence();
    }
    return opening;
}

void compare_unexplained(Database& database, const BankAccount& bank, Comparison& out) {
    const int suspense = static_cast<int>(AccountName::suspense);
    out.compare("unexplained lines",
                bank.ref,
                sum_of(database.select(unexplained_items, bank.number)),
                -sum_of(database.select(net_at_bank, bank.number, suspense)));
}

// What the bank says it holds, whichever statements have been read. What came after that closing
// and on none is told apart.
void compare_last_closing(Database& database,
                          const BankAccount& bank,
                          std::int64_t in_ledger,
                          Comparison& out) {
    const std::vector<Closing> closings = last_closings(database);
    const auto last = std::ranges::find(closings, bank.number, &Closing::bank_account);
    if (last == closings.end() || !last->on) return;
    out.compare("last closing balance, of " + last->on->words(),
                bank.ref,
                last->pence,
                in_ledger - last->pence_after);
}

void compare_client_account(Database& database, const BankAccount& bank, Comparison& out) {
    out.compare("client account",
                bank.ref,
                opening_at_client_account(database, bank) +
                    sum_of(database.select(lines_of_bank, bank.number)),
                sum_of(database.select(net_at_client_account, bank.number)));
    compare_last_closing(
        database, bank, sum_of(database.select(net_at_client_account, bank.number)), out);
    compare_unexplained(database, bank, out);
}

void compare_recharges(Database& database, const BankAccount& bank, Comparison& out) {
    out.compare("owed by partners",
                bank.ref,
                sum_of(database.select(recharges_claimed, bank.number)) -
                    sum_of(database.select(recharges_received, bank.number)),
                sum_of(database.select(
                    net_at_bank, bank.number, static_cast<int>(AccountName::receivable_partner))));
}

void compare_bank(Database& database, const BankAccount& bank, Comparison& out) {
    const int at_bank = static_cast<int>(AccountName::bank);
    out.compare(
        "bank account",
        bank.ref,
        opening_of(database, bank.ref) + sum_of(database.select(lines_of_bank, bank.number)),
        sum_of(database.select(net_at_bank, bank.number, at_bank)));
    compare_last_closing(
        database, bank, sum_of(database.select(net_at_bank, bank.number, at_bank)), out);
    compare_unexplained(database, bank, out);
}

void compare_wholes(Database& database, const BankAccount& bank, Comparison& out) {
    Rows rows = database.select(wholes);
    while (rows.next()) {
        if (rows.integer(0) != bank.number) continue;
        out.compare("payments and their parts", bank.ref, rows.integer(1), rows.integer(2));
    }
}

std::string joined(const AccountPath& path) {
    std::string name;
    for (const std::string& part : path) name += (name.empty() ? "" : ":") + part;
    return name;
}

void compare_days(Database& database, std::int64_t body, Comparison& out) {
    const AccountPaths paths(database);
    Rows rows = database.select(day_totals, body);
    while (rows.next()) {
        const std::string name = joined(paths.of(rows.integer(0)));
        out.compare("day totals, debits", name, rows.integer(3), rows.integer(1));
        out.compare("day totals, credits", name, rows.integer(4), rows.integer(2));
    }
}

// A counter that lost a penny has nothing else that knows it but its transfers.
void compare_transfers(Database& database, std::int64_t body, Comparison& out) {
    const AccountPaths paths(database);
    AccountSums sums = sums_of_transfers(database, {});
    Rows rows = database.select(all_counters, body);
    while (rows.next()) {
        const AccountSides& moved = sums[rows.integer(0)];
        const bool same = moved.debit == rows.integer(1) && moved.credit == rows.integer(2);
        const std::string name = same ? std::string() : joined(paths.of(rows.integer(0)));
        out.compare("transfers, debits", name, moved.debit, rows.integer(1));
        out.compare("transfers, credits", name, moved.credit, rows.integer(2));
    }
}

// A line stands once, under the first statement that had it; what a bank gave in pieces that
// overlap can't be added up again, unless its days can.
void compare_statements(Database& database, const BankAccount& bank, Comparison& out) {
    Rows rows = database.select(statements_of_bank, bank.number);
    while (rows.next()) {
        const std::int64_t own_lines = rows.integer(1) + rows.integer(5);
        const std::int64_t its_days = rows.integer(1) + rows.integer(6);
        const std::int64_t closing = rows.integer(2);
        // Lines that an earlier statement brought stand under that one.
        const bool whole = rows.integer(3) == rows.integer(4);
        if (!whole && own_lines != closing && its_days != closing) continue;
        const std::int64_t records = its_days == closing ? its_days : own_lines;
        out.compare("closing balance", bank.ref + ", statement " + rows.str(0), records, closing);
    }
}

}  // namespace

Ties ties_of(Database& database, std::int64_t commissioner, Date today) {
    Comparison out;
    for (const BankAccount& bank : bank_accounts_on(database, today)) {
        if (bank.owner != commissioner) continue;
        compare_bank(database, bank, out);
        compare_wholes(database, bank, out);
        compare_recharges(database, bank, out);
        compare_statements(database, bank, out);
    }
    for (const BankAccount& bank : client_banks_of(database, commissioner, today)) {
        compare_client_account(database, bank, out);
    }
    compare_payments(database, commissioner, out);
    compare_days(database, commissioner, out);
    compare_transfers(database, commissioner, out);
    return out.ties;
}

std::string words_of(const Disagreement& disagreement) {
    const auto words = [](std::int64_t pence) { return money_words(Money::from_pence(pence)); };
    const std::int64_t off = disagreement.off_by();
    return disagreement.what + ", " + disagreement.where + ": the records say " +
           words(disagreement.records) + ", the ledger says " + words(disagreement.ledger) +
           ": off by " + words(off < 0 ? -off : off);
}

}  // namespace almoner::ledger
