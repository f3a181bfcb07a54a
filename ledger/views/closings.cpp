#include "ledger/views/closings.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

const Query accounts_read{"SELECT DISTINCT bank_account FROM statement ORDER BY bank_account"};
const Query closings{
    "SELECT opening, closing, closing_on FROM statement WHERE bank_account = $1"
    " AND closing IS NOT NULL AND closing_on IS NOT NULL ORDER BY closing_on, id"};
const Query lines_after{
    "SELECT COUNT(*), COALESCE(SUM(l.amount), 0) FROM statement_line l"
    " JOIN statement s ON s.id = l.statement WHERE l.bank_account = $1 AND l.booked_on > $2"
    " AND (s.closing IS NULL OR s.closing_on IS NULL)"};

struct OfDay {
    std::optional<std::int64_t> opening;
    std::int64_t closing = 0;
};

// Several statements of one day follow each other: the last is the one that no other goes on from.
std::int64_t last_of_day(const std::vector<OfDay>& day) {
    for (auto each = day.rbegin(); each != day.rend(); ++each) {
        const bool goes_on = std::ranges::any_of(day, [&](const OfDay& other) {
            return &other != &*each && other.opening == each->closing &&
                   other.closing != each->closing;
        });
        if (!goes_on) return each->closing;
    }
    return day.back().closing;
}

Closing closing_of(Database& database, std::int64_t bank_account) {
    Closing last{.bank_account = bank_account};
    std::vector<OfDay> day;
    Rows rows = database.select(closings, bank_account);
    while (rows.next()) {
        if (last.on != rows.date(2)) day.clear();
        last.on = rows.date(2);
        day.push_back({.opening = rows.maybe_integer(0), .closing = rows.integer(1)});
    }
    if (last.on) last.pence = last_of_day(day);
    return last;
}

}  // namespace

std::vector<Closing> last_closings(Database& database) {
    std::vector<std::int64_t> accounts;
    for (Rows rows = database.select(accounts_read); rows.next();) {
        accounts.push_back(rows.integer(0));
    }
    std::vector<Closing> all;
    for (const std::int64_t account : accounts) {
        Closing closing = closing_of(database, account);
        Rows rows = database.select(lines_after, account, closing.on.value_or(Date{}));
        if (rows.next()) {
            closing.lines_after = rows.integer(0);
            closing.pence_after = rows.integer(1);
        }
        all.push_back(closing);
    }
    return all;
}

}  // namespace almoner::ledger
