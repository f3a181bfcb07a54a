// The life of a budget's plan, step by step: its state is that of its last step. A plan without any
// was approved before the area was taken over.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/record_table.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

extern const RecordTable plan_step_table;

struct PlanStep {
    std::int64_t id = 0;
    std::int64_t budget = 0;
    std::string state{};  // as rules/lifecycle names them: "draft", "submitted", ...
    Date on{};
    std::int64_t actor = 0;
    std::optional<std::int64_t> document{};  // evidence: the plan as it was submitted
    std::string says{};                      // "needs-and-outcomes,services": what stands in it
    std::string words{};                     // why it was returned; empty once erased

    friend bool operator==(const PlanStep&, const PlanStep&) = default;
};

// Its id. The words are about `person`.
std::int64_t insert_plan_step(Work& work, std::int64_t person, const PlanStep& step);
[[nodiscard]] std::vector<PlanStep> plan_steps_of(Database& database, std::int64_t budget);

}  // namespace almoner::ledger
