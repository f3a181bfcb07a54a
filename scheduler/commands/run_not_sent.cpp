#include "ledger/records/payment_states.h"
#include "ledger/records/submission.h"
#include "ledger/records/task.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::PaymentRun;
using ledger::PaymentState;
using ledger::Submission;
using ledger::SubmissionState;

const ledger::Query take_out_of_file{
    "UPDATE payment SET state = $4, submission = 0 WHERE id BETWEEN $1 AND $2 AND state = $3"};
const ledger::Query open_task_about{
    "SELECT 1 FROM task WHERE kind = $1 AND subject = $2 AND state = $3 LIMIT 1"};

// Between two payments of the file there may be one of another.
std::vector<ledger::IdRange> stretches_of(ledger::Database& database,
                                          const PaymentRun& run,
                                          std::int64_t submission) {
    std::vector<ledger::IdRange> stretches;
    ledger::each_payment(database, run.payments, [&](const ledger::PaymentRecord& payment) {
        if (payment.submission != submission || payment.state != PaymentState::in_file) return;
        if (stretches.empty() || stretches.back().last + 1 != payment.id) {
            stretches.push_back({payment.id, payment.id});
        }
        stretches.back().last = payment.id;
    });
    return stretches;
}

void take_out(ledger::Work& work, const PaymentRun& run, const Submission& submission) {
    const std::string_view cause = cause_of(PaymentState::in_file, PaymentState::approved);
    for (const ledger::IdRange& ids : stretches_of(work.database(), run, submission.id)) {
        work.move_state_by(ledger::Entity::payment,
                           ids,
                           PaymentState::in_file,
                           PaymentState::approved,
                           cause,
                           [&](int from, int to) {
                               return work.records().change(
                                   take_out_of_file, ids.first, ids.last, from, to);
                           });
    }
    work.move_state(ledger::Entity::submission,
                    {submission.id, submission.id},
                    SubmissionState::intended,
                    SubmissionState::rejected,
                    cause);
}

void tell(ledger::Work& work, const PaymentRun& run, const Submission& submission) {
    const std::string subject = ledger::run_ref(run.id);
    if (work.database()
            .select(
                open_task_about, file_too_late, subject, static_cast<int>(ledger::TaskState::open))
            .next()) {
        return;
    }
    ledger::insert_task(
        work,
        {.kind = file_too_late,
         .subject = subject,
         .due_on = work.today(),
         .owner = "finance",
         .words = "The file " + submission.file_name + " of " + subject +
                  " was not written: it is too late for its day, " + submission.entry_on.words() +
                  ". Send the run again, which gives it new days, or cancel it."});
}

}  // namespace

Outcome<Answer> run_not_sent(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<PaymentRun> found = run_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PaymentRun& run = found.value();
    const auto files = ledger::submissions_of_run(work.database(), run.id);
    const auto file = std::ranges::find(files, asked.fields.text("file"), &Submission::file_name);
    if (file == files.end() || file->state != SubmissionState::intended) {
        return refused("file-not-intended",
                       "This run has no such file that is still to be written.",
                       "Look at it with 'almoner run show'.",
                       "file");
    }
    take_out(work, run, *file);
    tell(work, run, *file);
    return nlohmann::json{{"run", ledger::run_ref(run.id)}, {"file", file->file_name}}.dump();
}

}  // namespace almoner::scheduler
