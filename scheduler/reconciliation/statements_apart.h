// Which statements hold no line of another: balances tell, for one ends where the next begins.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace almoner::scheduler {

struct Balances {
    std::optional<ledger::Money> opening{};
    std::optional<ledger::Money> closing{};

    [[nodiscard]] bool are_given() const { return opening && closing; }
};

// Places in `all` of those that end where this one begins, and of those before these. None where
// the opening balance, or one of theirs, stood there twice: nobody knows which of them came before.
[[nodiscard]] std::vector<std::size_t> before_it(const Balances& one,
                                                 std::span<const Balances> all);
// The same of those that begin where this one ends.
[[nodiscard]] std::vector<std::size_t> after_it(const Balances& one, std::span<const Balances> all);

// A statement that is stored, and the days of its booked lines.
struct StatementSpan {
    std::int64_t id = 0;
    std::int64_t bank_account = 0;
    Balances balances{};
    std::optional<ledger::Date> first_day{};
    std::optional<ledger::Date> last_day{};
};

// The numbers of other stored statements of its account that share a day with it and no line: a
// bank may give a day in several.
[[nodiscard]] std::set<std::int64_t> stored_apart_from(ledger::Database& database,
                                                       const StatementSpan& one);

}  // namespace almoner::scheduler
