#include "scheduler/commands/job_run.h"

#include "ledger/records/states.h"
#include "ledger/records/task.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/jobs/job.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::Query;
using ledger::Refusal;

constexpr std::int64_t lease_ms = 600'000;

const Query lease_of_other{
    "SELECT 1 FROM job_lease WHERE name = $1 AND holder <> $2 AND until_ms > $3"};
const Query take_lease{
    "INSERT INTO job_lease(name, holder, until_ms) VALUES ($1, $2, $3)"
    " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_ms = excluded.until_ms"};
const Query give_lease_back{"DELETE FROM job_lease WHERE name = $1 AND holder = $2"};
const Query note_run{
    "INSERT INTO job_run(name, as_of, finished_ms, words) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (name, as_of) DO UPDATE SET finished_ms = excluded.finished_ms,"
    " words = excluded.words"};
const Query last_decided{
    "SELECT id, words FROM task t WHERE kind = $1 AND subject = $2 AND EXISTS"
    " (SELECT 1 FROM task_decision d WHERE d.task = t.id) ORDER BY id DESC LIMIT 1"};
const Query open_task{
    "SELECT id, words, due_on FROM task WHERE kind = $1 AND subject = $2 AND state = $3"
    " ORDER BY id"};

}  // namespace

Outcome<Answer> job_run(Asked& asked) {
    const std::string name = asked.fields.text("job");
    if (find_job(name) == nullptr) {
        return Refusal{.code = "job-unknown",
                       .words = "There is no job of this name.",
                       .next = "'almoner job list' shows them.",
                       .field = "job",
                       .citation = ""};
    }
    const ledger::Stamp& stamp = asked.work.stamp();
    const std::string& holder = stamp.key;
    if (asked.work.database().select(lease_of_other, name, holder, stamp.at_ms).next()) {
        return Refusal{.code = "job-runs-already",
                       .words = "This job is being run by another.",
                       .next = "Wait until it is done; after ten minutes it may be run again.",
                       .field = "job",
                       .citation = ""};
    }
    asked.work.records().change(take_lease, name, holder, stamp.at_ms + lease_ms);
    return nlohmann::json{{"job", name}, {"as_of", asked.work.today().iso()}}.dump();
}

Outcome<Answer> job_done(Asked& asked) {
    const std::string name = asked.fields.text("job");
    if (!asked.fields.has("refused")) {
        asked.work.records().change(note_run,
                                    name,
                                    asked.work.today(),
                                    asked.work.stamp().at_ms,
                                    asked.fields.text("words"));
    }
    asked.work.records().change(give_lease_back, name, asked.fields.text("holder"));
    return nlohmann::json{{"job", name}}.dump();
}

Outcome<Answer> task_open(Asked& asked) {
    const auto due = asked.fields.date("due");
    if (!due.accepted()) return due.refusal();
    const std::string kind = asked.fields.text("kind");
    const std::string subject = asked.fields.text("subject");
    const std::string words = asked.fields.text("words");
    {
        // What somebody decided about just this stands.
        ledger::Rows decided = asked.work.database().select(last_decided, kind, subject);
        if (decided.next() && decided.text(1) == words) {
            return nlohmann::json{{"task", decided.integer(0)}, {"is_new", false}}.dump();
        }
    }
    ledger::Date due_on = due.value();
    bool is_new = true;
    {
        ledger::Rows known = asked.work.database().select(
            open_task, kind, subject, static_cast<int>(ledger::TaskState::open));
        if (known.next()) {
            if (known.text(1) == words) {
                return nlohmann::json{{"task", known.integer(0)}, {"is_new", false}}.dump();
            }
            is_new = false;
            due_on = std::min(due_on, known.date(2));
        }
    }
    // Words never change: what is known now stands in a task that takes the other's place.
    close_tasks(asked.work, kind, subject, "figures-changed");
    const std::int64_t id = ledger::insert_task(asked.work,
                                                {.kind = kind,
                                                 .subject = subject,
                                                 .due_on = due_on,
                                                 .owner = asked.fields.text("owner"),
                                                 .words = words});
    return nlohmann::json{{"task", id}, {"is_new", is_new}}.dump();
}

Outcome<Answer> task_settled(Asked& asked) {
    const std::int64_t ended = close_tasks(asked.work,
                                           asked.fields.text("kind"),
                                           asked.fields.text("subject"),
                                           asked.fields.text("cause"));
    return nlohmann::json{{"ended", ended}}.dump();
}

}  // namespace almoner::scheduler
