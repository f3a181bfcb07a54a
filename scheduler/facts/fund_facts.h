// What a service fund keeps of a budget, as the books have it (ISF-02).
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/agreement.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"
#include "rules/engine/facts.h"

#include <cstdint>
#include <optional>

namespace almoner::scheduler {

// Of whoever the agreement pays, as the area's organisations have it; `other` of anybody else.
[[nodiscard]] rules::ThirdPartyKind kind_of_fund(ledger::Database& database,
                                                 const ledger::Agreement& agreement,
                                                 ledger::Date on);

struct FundKept {
    ledger::Money held{};
    ledger::Money weekly{};        // of the lines that it manages on the day
    std::int64_t oldest_days = 0;  // of what is left: what came first was spent first
};
// Nothing where no service fund manages money of the budget. Within a command that posted, fold the
// books first.
[[nodiscard]] std::optional<FundKept> fund_kept(ledger::Database& database,
                                                std::int64_t budget,
                                                ledger::Date today);

// Whether that is more, or older, than the policy has it.
[[nodiscard]] bool is_beyond_policy(ledger::Database& database,
                                    const FundKept& kept,
                                    ledger::Date today);

// The same as the rules take it; what the books know counts before what was said.
void take_fund(const std::optional<FundKept>& kept, rules::ThirdPartyFacts& facts);

}  // namespace almoner::scheduler
