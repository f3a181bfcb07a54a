// What of a budget's money an offset may be taken out of, and since when that is known.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "scheduler/reduction/case_standing.h"

#include <cstdint>
#include <optional>

namespace almoner::scheduler {

struct FreeBalance {
    ledger::Money amount{};
    ledger::Date from_on{};
    std::int64_t seq = 0;  // what was booked after it is not in it
};

// An offset is within both.
struct FreeBounds {
    std::optional<FreeBalance> told{};  // of the whole budget, as somebody found out
    FreeBalance in_books{};             // of one funder's money; the most that can be free
    bool knows_spending = false;        // by the books, which say what is free from then on

    // Nothing where nobody knows: the books alone say no more than that it is not above theirs.
    [[nodiscard]] std::optional<ledger::Money> least() const;
    // The same, and the books' figure where it is less than what would be taken of it.
    [[nodiscard]] std::optional<ledger::Money> least_for(ledger::Money amount) const;
};

// Of the money that a case is about. What was told before its review was opened is no figure to
// take money by, unless the books have another; nor is more told than they had free at that time.
[[nodiscard]] FreeBounds free_bounds(ledger::Database& database,
                                     const CaseStanding& standing,
                                     ledger::Stream stream,
                                     std::int32_t body,
                                     ledger::Date on);

// All that the budget holds is one funder's, so that a figure of the whole is one of that funder's.
[[nodiscard]] bool has_one_funder(ledger::Database& database, std::int64_t budget, ledger::Date on);

}  // namespace almoner::scheduler
