// How many days of notice there must be, asked of the rules, and what a challenge does meanwhile.
#pragma once

#include "ledger/records/notice.h"
#include "rules/engine/kinds.h"
#include "rules/policy/policy.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

struct NoticeTerm {
    std::int64_t days = 0;
    ledger::Date matures_on{};
};

// The longest that a line's regime, the plan and the policy in force ask for, from the day on which
// the readable letters are issued; not before the day that the draft asked for.
[[nodiscard]] NoticeTerm notice_term(ledger::Database& database,
                                     const ledger::Notice& notice,
                                     ledger::Date issued_on);

// Under whose law the budget's current lines stand; all its lines' once none is current.
[[nodiscard]] std::vector<rules::Regime> regimes_of(ledger::Database& database,
                                                    std::int64_t budget,
                                                    ledger::Date on);

[[nodiscard]] bool waits_for_answer(ledger::Database& database,
                                    const ledger::Notice& notice,
                                    ledger::Date on);

}  // namespace almoner::scheduler
