// What the lines of a budget come to in a year, day by day as the records have them, and what was
// offered.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/plan_line.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <optional>
#include <span>

namespace almoner::scheduler {

struct PlanSum {
    ledger::Date on{};
    ledger::Money all{};
    ledger::Money social_care{};
};

// The commissioners' lines on the first day, from `from` on, on which they come to most: a line
// and the one that takes its place never count together, one that is on hold counts as it was, and
// a one-off sum counts on each day of the financial year of its own day, and in no other. `wanted`:
// next versions of lines of this budget, or new lines of it.
[[nodiscard]] PlanSum most_in_a_year(ledger::Database& database,
                                     std::int64_t budget,
                                     ledger::Date from,
                                     std::span<const ledger::PlanLine> wanted = {});

// What was offered last of each stream; nothing where nothing was, or was refused since. Once one
// stream of an offer of several was answered anew, the others keep what is left of it: less what
// the answered stream's lines came to on the day of that answer, or where none of them went on by
// then, when it was offered with the others.
[[nodiscard]] std::optional<ledger::Money> offered_in_a_year(ledger::Database& database,
                                                             std::int64_t budget);

}  // namespace almoner::scheduler
