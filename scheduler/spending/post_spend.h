// Puts confirmed spending into the books: out of whose money, and against which line.
#pragma once

#include "ledger/area/work.h"
#include "ledger/posting/shares.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/spend.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <optional>

namespace almoner::scheduler {

// Where a spend belongs: a plan line, or, with none, the budget's money as a whole.
struct SpendPlace {
    std::optional<ledger::PlanLine> line{};
    ledger::Option option = ledger::Option::none;
    ledger::Shares weights{};  // whose money, in proportion; its parts' sum is what is spent
};

// Of a plan line, in the period that the day is in: the funder's share, and the person's own where
// a net contribution was kept back from what was paid.
[[nodiscard]] ledger::Shares weights_of(ledger::Database& database,
                                        const ledger::PlanLine& line,
                                        ledger::Date day);

// Refused: notional-money (invoices show it), on-a-statement (the support service's statement shows
// it), nothing-held (no line of the budget has money in an account).
[[nodiscard]] ledger::Outcome<SpendPlace> place_of(ledger::Database& database,
                                                   const ledger::Spend& spend,
                                                   std::optional<std::int64_t> line);

// The first and the last transfer. It takes effect on the day it was spent, or on the first open
// day.
[[nodiscard]] ledger::IdRange post_spend(ledger::Work& work,
                                         const ledger::Spend& spend,
                                         const SpendPlace& place);
// The exact mirror of what it posted.
[[nodiscard]] ledger::IdRange mirror_spend(ledger::Work& work, const ledger::IdRange& posted);

// Of the line, in the financial year that the day is in: spent less refunded, as confirmed.
[[nodiscard]] ledger::Money spent_in_year(ledger::Database& database,
                                          const ledger::PlanLine& line,
                                          ledger::Date day);

}  // namespace almoner::scheduler
