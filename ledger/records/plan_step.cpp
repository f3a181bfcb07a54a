#include "ledger/records/plan_step.h"

#include "ledger/records/private_text.h"
#include "ledger/records/versioned.h"

#include <array>
#include <string_view>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array step_columns{
    "budget"sv, "state"sv, "on_day"sv, "actor"sv, "document"sv, "says"sv, "words_private"sv};

const Query steps_of_plan{
    "SELECT id, budget, state, on_day, actor, document, says, COALESCE(words_private, 0)"
    " FROM plan_step WHERE budget = $1 ORDER BY id"};

PlanStep read(Database& database, const Rows& rows) {
    const std::int64_t words = rows.integer(7);
    return {.id = rows.integer(0),
            .budget = rows.integer(1),
            .state = rows.str(2),
            .on = rows.date(3),
            .actor = rows.integer(4),
            .document = rows.maybe_integer(5),
            .says = rows.str(6),
            .words = words == 0 ? std::string{} : private_text(database, words).value_or("")};
}

}  // namespace

const RecordTable plan_step_table{"plan_step", step_columns};

std::int64_t insert_plan_step(Work& work, std::int64_t person, const PlanStep& step) {
    std::optional<std::int64_t> words;
    if (!step.words.empty()) words = insert_private_text(work, person, step.words);
    return work.records().insert(plan_step_table,
                                 step.budget,
                                 step.state,
                                 step.on,
                                 step.actor,
                                 step.document,
                                 step.says,
                                 words);
}

std::vector<PlanStep> plan_steps_of(Database& database, std::int64_t budget) {
    return all_rows(database.select(steps_of_plan, budget),
                    [&](const Rows& rows) { return read(database, rows); });
}

}  // namespace almoner::ledger
