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

// Each where it is known; an offset is within both.
struct FreeBounds {
    std::optional<FreeBalance> told{};      // of the whole budget, as somebody found out
    std::optional<FreeBalance> in_books{};  // of one funder's money, by what was spent

    [[nodiscard]] std::optional<ledger::Money> least() const;
};

// Of the money that a case is about. What was told before its review was opened is no figure to
// take money by; what is in the books is none before anything that was spent is.
[[nodiscard]] FreeBounds free_bounds(ledger::Database& database,
                                     const CaseStanding& standing,
                                     ledger::Stream stream,
                                     std::int32_t body,
                                     ledger::Date on);

// All that the budget holds is one funder's, so that a figure of the whole is one of that funder's.
[[nodiscard]] bool has_one_funder(ledger::Database& database, std::int64_t budget, ledger::Date on);

}  // namespace almoner::scheduler
