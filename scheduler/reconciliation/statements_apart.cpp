#include "scheduler/reconciliation/statements_apart.h"

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;

// By the day alone: a balance that comes again on another day says nothing.
const ledger::Query statements_of_day{
    "SELECT id, opening, closing FROM statement"
    " WHERE bank_account = $1 AND first_line_on <= $2 AND last_line_on >= $2 AND id <> $3"
    " ORDER BY id"};

using End = std::optional<Money> Balances::*;

// From the `far` end of this one on, each with its `near` end where the one before has its `far`.
// None where a balance on the way comes again: a statement of all of it would be found as well.
std::vector<std::size_t> in_a_row(const Balances& one,
                                  std::span<const Balances> all,
                                  End near,
                                  End far) {
    if (!(one.*far)) return {};
    struct Step {
        Money end{};
        std::size_t next = 0;
    };
    std::vector<std::size_t> found;
    std::vector<bool> is_found(all.size());
    std::vector<Step> way{{.end = *(one.*far)}};
    std::set<Money> on_the_way{*(one.*far)};
    while (!way.empty()) {
        Step& step = way.back();
        if (step.next == all.size()) {
            on_the_way.erase(step.end);
            way.pop_back();
            continue;
        }
        const std::size_t place = step.next++;
        const Balances& other = all[place];
        const bool moves_nothing = other.opening == other.closing;
        if (is_found[place] || moves_nothing || other.*near != step.end) continue;
        is_found[place] = true;
        found.push_back(place);
        if (!(other.*far)) continue;
        if (!on_the_way.insert(*(other.*far)).second) return {};
        way.push_back({.end = *(other.*far)});
    }
    return found;
}

struct StoredStatements {
    std::vector<std::int64_t> ids{};
    std::vector<Balances> balances{};
};

StoredStatements stored_on(ledger::Database& database, const StatementSpan& but, Date day) {
    StoredStatements stored;
    const auto maybe = [](const ledger::Rows& rows, int column) {
        return rows.is_null(column) ? std::nullopt : std::optional(rows.money(column));
    };
    for (ledger::Rows rows = database.select(statements_of_day, but.bank_account, day, but.id);
         rows.next();) {
        stored.ids.push_back(rows.integer(0));
        stored.balances.push_back({.opening = maybe(rows, 1), .closing = maybe(rows, 2)});
    }
    return stored;
}

}  // namespace

std::vector<std::size_t> before_it(const Balances& one, std::span<const Balances> all) {
    return in_a_row(one, all, &Balances::closing, &Balances::opening);
}

std::vector<std::size_t> after_it(const Balances& one, std::span<const Balances> all) {
    return in_a_row(one, all, &Balances::opening, &Balances::closing);
}

std::set<std::int64_t> stored_apart_from(ledger::Database& database, const StatementSpan& one) {
    std::set<std::int64_t> apart;
    if (!one.first_day || !one.last_day) return apart;
    const StoredStatements first = stored_on(database, one, *one.first_day);
    for (const std::size_t place : before_it(one.balances, first.balances)) {
        apart.insert(first.ids[place]);
    }
    const bool is_one_day = one.first_day == one.last_day;
    const StoredStatements last = is_one_day ? first : stored_on(database, one, *one.last_day);
    for (const std::size_t place : after_it(one.balances, last.balances)) {
        apart.insert(last.ids[place]);
    }
    return apart;
}

}  // namespace almoner::scheduler
