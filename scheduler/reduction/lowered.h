// Whether a new version of a record gives somebody less than the versions that stand, and from
// when.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/plan_line.h"

#include <optional>
#include <span>

namespace almoner::scheduler {

struct Lowered {
    ledger::Date from{};             // the first day that is worth less
    bool only_contribution = false;  // of an agreement: more is the person's own share
};

// Also where it drops a later version that is worth more. A line on hold is worth what it was.
[[nodiscard]] std::optional<Lowered> lowered_by(std::span<const ledger::PlanLine> versions,
                                                const ledger::PlanLine& after);
// Of an agreement that pays, or is on hold; a draft pays nobody.
[[nodiscard]] std::optional<Lowered> lowered_by(std::span<const ledger::Agreement> versions,
                                                const ledger::Agreement& after);
[[nodiscard]] std::optional<Lowered> lowered_by(const ledger::Budget& before,
                                                const ledger::Budget& after);

}  // namespace almoner::scheduler
