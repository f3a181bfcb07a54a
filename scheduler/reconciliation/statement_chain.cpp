#include "scheduler/reconciliation/statement_chain.h"

#include "ledger/posting/account.h"
#include "ledger/values/kinds.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/reconciliation/posting_days.h"

#include <algorithm>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Date;
using ledger::Money;

const ledger::Query last_statement{"SELECT COALESCE(MAX(id), 0) FROM statement"};
// Of the newest day before this one, and of this one itself; of all statements but one.
const ledger::Query closings_until{
    "SELECT closing, closing_on, id, COALESCE(first_line_on, closing_on) FROM statement WHERE "
    "bank_account = $1 AND id <> $2"
    " AND closing IS NOT NULL AND closing_on <= $3 AND closing_on >="
    " (SELECT COALESCE(MAX(b.closing_on), 0) FROM statement b WHERE b.bank_account = $1"
    " AND b.id <> $2 AND b.closing IS NOT NULL AND b.closing_on < $3) ORDER BY closing_on, id"};
// Of the first day after it.
const ledger::Query closings_next{
    "SELECT closing, closing_on, id, COALESCE(first_line_on, closing_on) FROM statement WHERE "
    "bank_account = $1 AND id <> $2"
    " AND closing IS NOT NULL AND closing_on ="
    " (SELECT MIN(b.closing_on) FROM statement b WHERE b.bank_account = $1 AND b.id <> $2"
    " AND b.closing IS NOT NULL AND b.closing_on > $3) ORDER BY id"};
const ledger::Query lines_between{
    "SELECT COALESCE(SUM(amount), 0) FROM statement_line"
    " WHERE bank_account = $1 AND booked_on >= $2 AND booked_on <= $3"};
const ledger::Query lines_between_until{
    "SELECT COALESCE(SUM(amount), 0) FROM statement_line"
    " WHERE bank_account = $1 AND booked_on >= $2 AND booked_on <= $3 AND statement <= $4"};
const ledger::Query lines_of_day_elsewhere{
    "SELECT COALESCE(SUM(amount), 0) FROM statement_line"
    " WHERE bank_account = $1 AND booked_on = $2 AND statement <> $3"};
const ledger::Query lines_posted{
    "SELECT COALESCE(SUM(amount), 0) FROM statement_line"
    " WHERE bank_account = $1 AND statement <= $2"};
const ledger::Query money_there{
    "SELECT name, stream, option, body, budget FROM account"
    " WHERE bank_account = $1 AND name IN (32, 34) ORDER BY id"};
static_assert(static_cast<int>(AccountName::held) == 32);
static_assert(static_cast<int>(AccountName::bank) == 34);

struct Closed {
    Money at{};
    Date on{};
    std::int64_t statement = 0;
    Date first_day{};  // of its lines
};

std::vector<Closed> closed(ledger::Work& work,
                           const ledger::Query& query,
                           std::int64_t account,
                           std::int64_t but,
                           Date day) {
    std::vector<Closed> all;
    ledger::Rows rows = work.database().select(query, account, but, day);
    while (rows.next()) {
        all.push_back({rows.money(0), rows.date(1), rows.integer(2), rows.date(3)});
    }
    return all;
}

bool closes_at(const std::vector<Closed>& all, Money amount) {
    return std::ranges::find(all, amount, &Closed::at) != all.end();
}

template <class... Values>
Money sum(ledger::Work& work, const ledger::Query& query, const Values&... values) {
    ledger::Rows rows = work.database().select(query, values...);
    return rows.next() ? rows.money(0) : Money{};
}

Money lines(ledger::Work& work, std::int64_t account, Date first, Date last) {
    return last < first ? Money{} : sum(work, lines_between, account, first, last);
}

// What the account held at the start of a day, by a closing balance and the lines between.
Money at_start_of(ledger::Work& work, std::int64_t account, Date day, const Closed& known) {
    if (known.on < day) return known.at + lines(work, account, known.on + 1, day - 1);
    return known.at - lines(work, account, day, known.on);
}

// What the books say is in the account, of a client account what is held there.
Money by_books(ledger::Work& work, std::int64_t bank_account) {
    std::vector<ledger::AccountKey> keys;
    for (ledger::Rows rows = work.database().select(money_there, bank_account); rows.next();) {
        keys.push_back({.name = static_cast<AccountName>(rows.integer(0)),
                        .stream = rows.stream(1),
                        .option = static_cast<ledger::Option>(rows.integer(2)),
                        .body = static_cast<std::int32_t>(rows.integer(3)),
                        .bank_account = static_cast<std::int32_t>(bank_account),
                        .budget = static_cast<std::int32_t>(rows.integer(4))});
    }
    Money all;
    for (const ledger::AccountKey& key : keys) all = all + work.books().balance(key).posted;
    return all;
}

OpeningDoubt gap(const StatementOpening& opening, Money before) {
    return {.is_first = false,
            .off_by = before - opening.at,
            .words = "It opens at " + in_pounds(opening.at) +
                     ", and the statement before it closed at " + in_pounds(before) +
                     ": one between them is missing, or a balance is wrong."};
}

std::string opened_on(ledger::Work& work, const ledger::BankAccount& account) {
    const Date first = posting_days(work.database(), account, work.today()).first;
    return first == Date{} ? "" : " from " + first.words() + " on";
}

OpeningDoubt other_than_books(ledger::Work& work,
                              const ledger::BankAccount& account,
                              const StatementOpening& opening,
                              Money books) {
    const Money off_by = books - opening.at;
    const bool have_more = off_by > Money{};
    return {.is_first = true,
            .off_by = off_by,
            .words = "It is the first of " + account.ref + " and opens at " +
                     in_pounds(opening.at) + ", and our books come to " + in_pounds(books) +
                     " at the start of " + opening.first_day.words() + ": " +
                     in_pounds(have_more ? off_by : -off_by) + (have_more ? " more" : " less") +
                     " than the bank has. Import any statement" + opened_on(work, account) +
                     " that is missing; if none is, compare the opening balances of " +
                     account.ref +
                     " with the bank's: a row that was left out of "
                     "opening_balances.csv can still be imported."};
}

}  // namespace

StatementChain::StatementChain(ledger::Work& work) : work_(work) {
    ledger::Rows rows = work.database().select(last_statement);
    if (rows.next()) last_posted_ = rows.integer(0);
}

bool StatementChain::follows(const ledger::BankAccount& account, const StatementOpening& opening) {
    return closes_at(
        closed(work_, closings_until, account.number, opening.statement, opening.last_day),
        opening.at);
}

std::optional<OpeningDoubt> StatementChain::doubt(const ledger::BankAccount& account,
                                                  const StatementOpening& opening) {
    const auto start_by = [&](const Closed& known) {
        return at_start_of(work_, account.number, opening.first_day, known) == opening.at;
    };
    const auto before =
        closed(work_, closings_until, account.number, opening.statement, opening.first_day);
    // A later file of a day brings lines that one which closed on that day did not count.
    const auto start_then = [&](const Closed& known) {
        return known.on >= opening.first_day && known.at - sum(work_,
                                                               lines_between_until,
                                                               account.number,
                                                               opening.first_day,
                                                               known.on,
                                                               known.statement) ==
                                                    opening.at;
    };
    if (closes_at(before, opening.at) || std::ranges::any_of(before, start_by) ||
        std::ranges::any_of(before, start_then)) {
        return {};
    }
    if (!before.empty()) return gap(opening, before.front().at);
    const auto after =
        closed(work_, closings_next, account.number, opening.statement, opening.first_day);
    // One whose lines all come later says nothing of this day.
    const auto holds_the_day = [&](const Closed& known) {
        return known.first_day <= opening.first_day && start_then(known);
    };
    if (std::ranges::any_of(after, start_by) || std::ranges::any_of(after, holds_the_day))
        return {};
    // This file's lines are not posted yet; with them, and without what is on that day or later.
    const Money books = by_books(work_, account.number) -
                        sum(work_, lines_posted, account.number, last_posted_) +
                        lines(work_, account.number, Date{}, opening.first_day - 1);
    const Money earlier_that_day =
        sum(work_, lines_of_day_elsewhere, account.number, opening.first_day, opening.statement);
    if (opening.at == books || opening.at == books + earlier_that_day) return {};
    return other_than_books(work_, account, opening, books);
}

}  // namespace almoner::scheduler
