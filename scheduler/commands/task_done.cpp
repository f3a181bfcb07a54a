#include "scheduler/commands/task_done.h"

#include "ledger/records/private_text.h"
#include "ledger/records/record_table.h"
#include "ledger/records/states.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/person_of_subject.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::TaskState;

constexpr std::size_t longest_decision = 2'000;

const ledger::Query evidence_known{"SELECT 1 FROM evidence WHERE id = $1"};
const ledger::Query task_by_id{"SELECT kind, state, subject FROM task WHERE id = $1"};

// Kinds that end with what they ask for, and the command that does it.
struct OwnEnd {
    std::string_view kind;
    std::string_view command;
};
constexpr std::string_view goes_on = "almoner plan resume', 'agreement resume' or 'end";
constexpr std::array own_ends{OwnEnd{"payment-returned", "almoner payee confirm"},
                              OwnEnd{"payroll-query", "almoner payroll query answer"},
                              OwnEnd{"run-not-approved", "almoner run approve' or 'run cancel"},
                              OwnEnd{"run-not-sent", "almoner run send' or 'run cancel"},
                              OwnEnd{"agreement-held", "almoner agreement resume' or 'end"},
                              OwnEnd{"plan-line-held", "almoner plan resume' or 'end"},
                              OwnEnd{"hold-ends", goes_on},
                              OwnEnd{"hold-over", goes_on},
                              OwnEnd{"hold-too-long", goes_on}};

struct TaskToEnd {
    std::int64_t id = 0;
    std::int64_t person = 0;  // whom it is about
};

Outcome<TaskToEnd> task_to_end(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("task");
    if (!id.accepted()) return id.refusal();
    ledger::Rows task = asked.work.database().select(task_by_id, id.value());
    if (!task.next()) {
        return refused_in("task",
                          "task-unknown",
                          "There is no task of this number.",
                          "Look at them with 'almoner task list'.");
    }
    if (task.integer(1) != static_cast<int>(TaskState::open)) {
        return refused_in("task",
                          "task-done",
                          "This task is done already.",
                          "Look at what is open with 'almoner task list'.");
    }
    const auto* const own = std::ranges::find(own_ends, task.text(0), &OwnEnd::kind);
    if (own == own_ends.end()) {
        return TaskToEnd{id.value(), person_of_subject(asked.work.database(), task.text(2))};
    }
    return refused_in("task",
                      "task-settles-itself",
                      "This task ends when what it asks for is done.",
                      "Do that with '" + std::string(own->command) + "'.");
}

// About anybody: a task may concern several people.
Outcome<std::optional<std::int64_t>> evidence_given(const Asked& asked) {
    if (!asked.fields.has("evidence")) return std::optional<std::int64_t>{};
    const Outcome<std::int64_t> id = asked.fields.number("evidence");
    if (!id.accepted()) return id.refusal();
    if (asked.work.database().select(evidence_known, id.value()).next()) {
        return std::optional<std::int64_t>(id.value());
    }
    return refused_in("evidence",
                      "evidence-unknown",
                      "There is no evidence of this number.",
                      "Give the number that 'almoner evidence add' answered.");
}

}  // namespace

Outcome<Answer> task_done(Asked& asked) {
    const Outcome<TaskToEnd> task = task_to_end(asked);
    if (!task.accepted()) return task.refusal();
    const std::int64_t id = task.value().id;
    FieldReading in(asked.fields);
    (void)in.needed("decision");
    const std::string decision = in.words("decision", longest_decision);
    if (!in.accepted()) return in.refusal();
    const Outcome<std::optional<std::int64_t>> evidence = evidence_given(asked);
    if (!evidence.accepted()) return evidence.refusal();
    ledger::Work& work = asked.work;
    const std::int64_t words = ledger::insert_private_text(work, task.value().person, decision);
    work.records().insert(
        ledger::task_decision_table, id, work.today(), asked.actor.number, words, evidence.value());
    work.move_state(ledger::Entity::task, {id, id}, TaskState::open, TaskState::done, "decided");
    return nlohmann::json{{"task", id}, {"state", "done"}}.dump();
}

}  // namespace almoner::scheduler
