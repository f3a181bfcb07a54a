// The facts of a case that takes money back or stops it, as the records have them.
#pragma once

#include "ledger/values/money.h"
#include "rules/engine/facts.h"
#include "scheduler/reduction/case_standing.h"

namespace almoner::scheduler {

// What of an offset one period would bear.
struct OffsetInPeriod {
    ledger::Money due{};      // for the period, before the offset
    ledger::Money amount{};   // that would be offset
    ledger::Money left{};     // to be offset, this period's amount included
    ledger::Money applied{};  // in earlier periods since the free balance was last told
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
[[nodiscard]] rules::Facts facts_to_suspend(ledger::Database& database,
                                            const CaseStanding& standing,
                                            ledger::Date on);

// The free balance that was last told of the budget and its day; nothing where none was.
struct FreeBalance {
    ledger::Money amount{};
    ledger::Date from_on{};
};
[[nodiscard]] std::optional<FreeBalance> free_balance_of(ledger::Database& database,
                                                         std::int64_t budget,
                                                         ledger::Date on);

}  // namespace almoner::scheduler
