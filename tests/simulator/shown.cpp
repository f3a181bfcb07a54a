#include "tests/simulator/shown.h"

namespace almoner::tests {
namespace {

using Row = std::vector<std::int64_t>;

std::map<Place, Sums> piles_in(ledger::Database& database) {
    std::map<Place, Sums> piles;
    for (const Row& row :
         rows_of(database,
                 "SELECT name, stream, option, body, bank_account, budget,"
                 " debit_posted - credit_posted, debit_pending, credit_pending FROM account",
                 9)) {
        const Sums sums{.posted = row[6], .debit_pending = row[7], .credit_pending = row[8]};
        if (!sums.is_nil()) piles[{row[0], row[1], row[2], row[3], row[4], row[5]}] = sums;
    }
    return piles;
}

std::map<std::int64_t, ShownPayment> payments_in(ledger::Database& database) {
    std::map<std::int64_t, ShownPayment> payments;
    for (const Row& row :
         rows_of(database,
                 "SELECT p.id, p.run, p.agreement, p.budget, p.option, p.payee_account, p.kind,"
                 " p.period_first, p.period_last, p.net, p.sets_aside, p.reissues, p.state,"
                 " p.submission, r.paid_from, p.entry_on FROM payment p"
                 " JOIN payment_run r ON r.id = p.run",
                 16)) {
        payments[row[0]] = {row[0],
                            row[1],
                            row[2],
                            row[3],
                            row[4],
                            row[5],
                            row[6],
                            row[7],
                            row[8],
                            row[9],
                            row[10],
                            row[11],
                            row[12],
                            row[13],
                            row[14],
                            row[15]};
    }
    for (const Row& row : rows_of(database,
                                  "SELECT payment, body, stream, plan_line, gross, contribution,"
                                  " advanced, net FROM payment_part ORDER BY id",
                                  8)) {
        payments[row[0]].parts.push_back({row[1], row[2], row[3], row[4], row[5], row[6], row[7]});
    }
    return payments;
}

}  // namespace

std::string words_of(const Place& place) {
    return "account " + std::to_string(place[0]) + ", stream " + std::to_string(place[1]) +
           ", option " + std::to_string(place[2]) + ", body " + std::to_string(place[3]) +
           ", bank account " + std::to_string(place[4]) + ", budget " + std::to_string(place[5]);
}

std::vector<Row> rows_of(ledger::Database& database, const std::string& sql, int columns) {
    std::vector<Row> rows;
    const auto statement = database.prepare(sql.c_str());
    while (statement->step()) {
        Row row;
        for (int column = 0; column < columns; ++column) row.push_back(statement->integer(column));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::map<std::string, std::int64_t> numbers_in(ledger::Database& database,
                                               const std::string& table) {
    std::map<std::string, std::int64_t> numbers;
    const auto statement = database.prepare(("SELECT ref, number FROM " + table).c_str());
    while (statement->step()) numbers[std::string(statement->text(0))] = statement->integer(1);
    return numbers;
}

Shown look_at(ledger::Database& database) {
    Shown shown;
    shown.piles = piles_in(database);
    shown.payments = payments_in(database);
    for (const Row& row : rows_of(database,
                                  "SELECT s.id, l.bank_account, s.amount, s.opened_on, s.state"
                                  " FROM suspense_item s JOIN statement_line l ON l.id = s.line",
                                  5)) {
        shown.items[row[0]] = {
            .bank_account = row[1], .amount = row[2], .booked_on = row[3], .is_open = row[4] == 1};
    }
    for (const Row& row : rows_of(database, "SELECT id, state FROM payment_run", 2)) {
        shown.runs[row[0]] = row[1];
    }
    const auto files = database.prepare("SELECT id, serial FROM submission");
    while (files->step()) shown.serials[files->integer(0)] = files->text(1);
    shown.entries = rows_of(database, "SELECT COUNT(*) FROM journal", 1).front().front();
    return shown;
}

JournalAnswer answer_in_journal(ledger::Database& database, const std::string& key) {
    const auto statement = database.prepare("SELECT outcome, answer FROM journal WHERE key = $1");
    statement->bind_text(1, key);
    if (!statement->step()) return {};
    // journal.h: 0 is accepted.
    JournalAnswer answer{.is_there = true,
                         .accepted = statement->integer(0) == 0,
                         .text = std::string(statement->text(1))};
    if (!answer.accepted)
        answer.text = "refused " + answer.text.substr(0, answer.text.find('\x1f'));
    return answer;
}

}  // namespace almoner::tests
