// What was done with a plan beside its terms: the person signed it, or a line of it is on hold.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

struct PlanSignature {
    std::int64_t budget = 0;
    Date signed_on{};
    std::int64_t evidence = 0;

    friend bool operator==(const PlanSignature&, const PlanSignature&) = default;
};

std::int64_t insert_plan_signature(Work& work, const PlanSignature& signature);
// The one that was recorded last.
[[nodiscard]] std::optional<PlanSignature> plan_signature_of(Database& database,
                                                             std::int64_t budget);

// It is in force while the version of the line that it made is the line's last.
struct PlanHold {
    std::int64_t plan_line = 0;
    std::int64_t version = 0;
    std::string reason{};

    friend bool operator==(const PlanHold&, const PlanHold&) = default;
};

std::int64_t insert_plan_hold(Work& work, const PlanHold& hold);
// Those that are in force, by plan line.
[[nodiscard]] std::vector<PlanHold> plan_holds(Database& database);
[[nodiscard]] std::optional<PlanHold> plan_hold_of(Database& database,
                                                   std::int64_t plan_line,
                                                   std::int64_t version);

}  // namespace almoner::ledger
