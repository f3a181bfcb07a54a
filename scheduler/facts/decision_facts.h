// The facts of a case that takes money back or stops it, as the records have them.
#pragma once

#include "ledger/values/money.h"
#include "rules/engine/facts.h"
#include "scheduler/reduction/case_standing.h"
#include "scheduler/reduction/free_balance.h"

#include <optional>

namespace almoner::scheduler {

// What of an offset one period would bear.
struct OffsetInPeriod {
    ledger::Money due{};               // for the period, before the offset
    ledger::Money amount{};            // that would be offset
    ledger::Money left{};              // to be offset, this period's amount included
    std::optional<FreeBounds> free{};  // less what was applied since; not given: as it is known
};

// Each of a case whose decision names a plan line.
[[nodiscard]] rules::Facts facts_to_reduce(ledger::Database& database,
                                           const CaseStanding& standing,
                                           ledger::Date effect_on,
                                           ledger::Date on);
[[nodiscard]] rules::Facts facts_to_offset(ledger::Database& database,
                                           const CaseStanding& standing,
                                           const OffsetInPeriod& period,
                                           ledger::Date on);
[[nodiscard]] rules::Facts facts_to_reclaim(ledger::Database& database,
                                            const CaseStanding& standing,
                                            ledger::Date on);
[[nodiscard]] rules::Facts facts_to_stop(ledger::Database& database,
                                         const CaseStanding& standing,
                                         ledger::Date effect_on,
                                         ledger::Date on);
[[nodiscard]] rules::Facts facts_to_suspend(ledger::Database& database,
                                            const CaseStanding& standing,
                                            ledger::Date on);

}  // namespace almoner::scheduler
