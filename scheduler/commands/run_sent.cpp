#include "ledger/records/payment_states.h"
#include "ledger/records/submission.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payment_run/partly_out.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::IdRange;
using ledger::Outcome;
using ledger::PaymentRun;
using ledger::PaymentState;
using ledger::Submission;
using ledger::SubmissionState;

const ledger::Query waiting_in_files{
    "SELECT id, submission FROM payment WHERE id BETWEEN $1 AND $2 AND state = $3 ORDER BY id"};

// Between two of the file's payments there may be one of another file that waits as well.
std::vector<IdRange> stretches_of(ledger::Database& database,
                                  const PaymentRun& run,
                                  std::int64_t submission) {
    std::vector<IdRange> stretches;
    bool goes_on = false;
    ledger::Rows rows = database.select(waiting_in_files,
                                        run.payments.first,
                                        run.payments.last,
                                        static_cast<int>(PaymentState::in_file));
    while (rows.next()) {
        const bool is_in_it = rows.integer(1) == submission;
        if (is_in_it && !goes_on) stretches.push_back({rows.integer(0), rows.integer(0)});
        if (is_in_it) stretches.back().last = rows.integer(0);
        goes_on = is_in_it;
    }
    return stretches;
}

void note_sent(ledger::Work& work, const PaymentRun& run, std::int64_t submission) {
    const auto move = [&](SubmissionState from, SubmissionState to) {
        work.move_state(
            ledger::Entity::submission, {submission, submission}, from, to, "file-in-outbox");
    };
    move(SubmissionState::intended, SubmissionState::written);
    move(SubmissionState::written, SubmissionState::sent);
    for (const IdRange& ids : stretches_of(work.database(), run, submission)) {
        move_payments(work, ids, PaymentState::in_file, PaymentState::sent);
    }
}

}  // namespace

Outcome<Answer> run_sent(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<PaymentRun> found = run_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PaymentRun& run = found.value();
    const auto submissions = ledger::standing_submissions_of_run(work.database(), run.id);
    const std::string given = asked.fields.text("files");
    const auto file = std::ranges::find_if(submissions, [&](const Submission& each) {
        return each.state == SubmissionState::intended && each.sha256 == given;
    });
    if (file == submissions.end()) {
        return refused("files-differ",
                       "The file in the outbox is none that this run intended.",
                       "Find out which files the bank has before anything more is sent.",
                       "files");
    }
    note_sent(work, run, file->id);
    const bool is_done = close_once_all_is_out(work, run, "sent with new days");
    return nlohmann::json{{"run", ledger::run_ref(run.id)},
                          {"file", file->file_name},
                          {"state", is_done ? "sent" : "approved"}}
        .dump();
}

}  // namespace almoner::scheduler
