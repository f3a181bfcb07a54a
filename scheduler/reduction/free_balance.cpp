#include "scheduler/reduction/free_balance.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/spend.h"
#include "ledger/records/states.h"
#include "ledger/views/as_of.h"
#include "scheduler/payment_run/families.h"
#include "scheduler/surplus/surplus_of.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;

constexpr std::string_view told_free_balance = "surplus.free_balance";
const ledger::Query row_of_fact{"SELECT seq FROM attested_fact WHERE id = $1"};

std::optional<FreeBalance> balance_told(ledger::Database& database, std::int64_t budget, Date on) {
    for (const ledger::AttestedFact& each :
         ledger::attested_facts_of(database, {ledger::CaseKind::budget, budget}, on)) {
        if (each.name != told_free_balance) continue;
        std::int64_t pence = 0;
        std::from_chars(each.value.data(), each.value.data() + each.value.size(), pence);
        ledger::Rows rows = database.select(row_of_fact, each.id);
        return FreeBalance{.amount = Money::from_pence(pence),
                           .from_on = each.from_on,
                           .seq = rows.next() ? rows.integer(0) : 0};
    }
    return std::nullopt;
}

// No holder can have more than the books had by then, whoever says so.
Money told_at_most(ledger::Database& database,
                   const ledger::Budget& budget,
                   const FreeBalance& told) {
    return std::min(told.amount,
                    surplus_of(database, budget, ledger::booked_at(told.seq, told.from_on)).free);
}

// What is free moves with what is spent: a figure by the books is as of the last day of that. Until
// anything that was spent is in them, all that was ever offset is still in their figure.
void take_books(ledger::Database& database,
                const ledger::Budget& budget,
                const FunderSurplus& of,
                Date on,
                FreeBounds& bounds) {
    const ledger::AsOf as_of = ledger::as_of_day(database, on);
    FreeBalance& known = bounds.in_books;
    for (const ledger::Spend& each : ledger::spends_of(database, budget.number)) {
        if (!as_of.knows(each.seq) || each.spent_on > on) continue;
        const auto steps = ledger::steps_of_spend(database, each.id, as_of.last_row());
        if (ledger::state_after(steps) == ledger::SpendState::withdrawn) continue;
        if (bounds.knows_spending && each.spent_on < known.from_on) continue;
        known = FreeBalance{.from_on = each.spent_on, .seq = each.seq};
        bounds.knows_spending = true;
    }
    for (const FunderSurplus& each : surplus_of(database, budget, on).funders) {
        if (each.stream == of.stream && each.body == of.body) known.amount = each.free;
    }
}

// What came back since of payments that had arrived by that day.
const ledger::Query came_back_since{
    "SELECT p.agreement, p.id, CAST(SUM(m.amount) AS BIGINT) FROM payment p"
    " JOIN line_match m ON m.payment = p.id AND m.payment <> 0"
    " JOIN statement_line l ON l.id = m.line WHERE p.budget = $1 AND p.agreement <> 0"
    " AND p.entry_on <= $2 AND m.kind = 'return' AND (l.booked_on >= $2 OR m.seq > $3)"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id)"
    " GROUP BY p.agreement, p.id ORDER BY p.agreement, p.id"};

using Returned = std::map<std::int64_t, Money>;  // by payment

// It is not with the person any more, until another payment of the same money has brought it again.
Money gone_of(const Family& family, Returned& returned) {
    Money gone;
    for (const Earlier* const payment : family) {
        const auto back = returned.find(payment->id);
        if (back != returned.end()) {
            gone += back->second;
            returned.erase(back);  // of this family alone
        } else if (!gone.is_zero() && payment->state == ledger::PaymentState::settled) {
            gone -= std::min(gone, payment->net - payment->came_back);
        }
    }
    return gone;
}

Money gone_since(ledger::Database& database, std::int64_t budget, const FreeBalance& told) {
    std::map<std::int64_t, Returned> by_agreement;
    for (ledger::Rows rows = database.select(came_back_since, budget, told.from_on, told.seq);
         rows.next();) {
        by_agreement[rows.integer(0)][rows.integer(1)] = rows.money(2);
    }
    Money gone;
    for (auto& [agreement, returned] : by_agreement) {
        const EarlierPayments earlier(database, agreement);
        while (!returned.empty()) {
            const auto first =
                std::ranges::find(earlier.all(), returned.begin()->first, &Earlier::id);
            gone += gone_of(family_of(earlier.all(), *first), returned);
        }
    }
    return gone;
}

}  // namespace

std::optional<Money> FreeBounds::least() const {
    if (told) return std::min(told->amount, in_books.amount);
    if (knows_spending) return in_books.amount;
    return std::nullopt;
}

std::optional<Money> FreeBounds::least_for(Money amount) const {
    const std::optional<Money> known = least();
    return !known && in_books.amount < amount ? std::optional(in_books.amount) : known;
}

FreeBounds free_bounds(ledger::Database& database,
                       const CaseStanding& standing,
                       ledger::Stream stream,
                       std::int32_t body,
                       Date on) {
    const ledger::Budget& budget = standing.budget;
    FreeBounds bounds{.told = balance_told(database, budget.number, on)};
    take_books(database, budget, {.stream = stream, .body = body}, on, bounds);
    const bool is_old = bounds.told && bounds.told->from_on < standing.review.opened_on;
    if (is_old && !bounds.knows_spending) bounds.told.reset();
    if (bounds.told) {
        bounds.told->amount = told_at_most(database, budget, *bounds.told) -
                              gone_since(database, budget.number, *bounds.told);
    }
    return bounds;
}

bool has_one_funder(ledger::Database& database, std::int64_t budget, Date on) {
    std::set<std::pair<ledger::Stream, std::int64_t>> funders;
    for (const ledger::PlanLine& each : ledger::plan_lines_of(database, budget, on)) {
        if (each.option == ledger::Option::notional || each.stream == ledger::Stream::person) {
            continue;
        }
        funders.emplace(each.stream, each.body);
    }
    return funders.size() <= 1;
}

}  // namespace almoner::scheduler
