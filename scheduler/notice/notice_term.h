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
    ledger::Date counts_from{};  // by when the letters are taken to have come
    ledger::Date matures_on{};
};

// The longest that a line's regime, the plan and the policy in force ask for, from the day by which
// the readable letters, sent on `sent_on`, are taken to have come (setting notice.service-days, in
// working days); not before the day that the draft asked for. What has no days counts at once.
[[nodiscard]] NoticeTerm notice_term(ledger::Database& database,
                                     const ledger::Notice& notice,
                                     ledger::Date sent_on);

// Under whose law the budget's current lines stand; all its lines' once none is current.
[[nodiscard]] std::vector<rules::Regime> regimes_of(ledger::Database& database,
                                                    std::int64_t budget,
                                                    ledger::Date on);

[[nodiscard]] bool waits_for_answer(ledger::Database& database,
                                    const ledger::Notice& notice,
                                    ledger::Date on);

}  // namespace almoner::scheduler
