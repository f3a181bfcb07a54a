#include "scheduler/payment_run/finish_sending.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/payment.h"
#include "scheduler/payment_run/planned_bytes.h"
#include "scheduler/payment_run/run_files.h"

#include <mutex>

namespace almoner::scheduler {
namespace {

using ledger::Submission;

ledger::Outcome<std::string> bytes_of(ledger::Database& database, const Submission& submission) {
    if (auto planned = take_planned_bytes(submission.sha256)) return *std::move(planned);
    return rebuilt_bytes(database, submission);
}

void put_into_outbox(ledger::Database& database,
                     gateway::Outbox& outbox,
                     const Submission& submission) {
    const auto there = outbox.found(submission.file_name);
    if (there && there->sha256 == submission.sha256) {
        outbox.mark_found(submission.file_name, *there);
        return;
    }
    if (there) {
        throw SendingBroken("the outbox holds another file as " + submission.file_name +
                            " than the one that was intended");
    }
    const ledger::Outcome<std::string> bytes = bytes_of(database, submission);
    if (!bytes.accepted() || ledger::sha256_hex(bytes.value()) != submission.sha256) {
        throw SendingBroken("the records no longer give the file " + submission.file_name +
                            " that was intended");
    }
    const auto written = outbox.write(submission.file_name, bytes.value());
    if (!written.accepted()) {
        throw SendingBroken("the file " + submission.file_name + ": " + written.refusal().words +
                            " " + written.refusal().next);
    }
}

}  // namespace

ledger::Outcome<int> finish_sending(ledger::Database& database,
                                    gateway::Outbox& outbox,
                                    const RunNext& run_next) {
    // Each caller of the door has a thread of its own; files are put into the outbox by one at a
    // time, and what the one before finished is no longer among the unfinished.
    static std::mutex one_sender;
    const std::lock_guard only(one_sender);
    const std::vector<Submission> unfinished = ledger::unfinished_submissions(database);
    int finished = 0;
    for (auto at = unfinished.begin(); at != unfinished.end();) {
        const std::int64_t run = at->run;
        std::string hashes;
        for (; at != unfinished.end() && at->run == run; ++at) {
            put_into_outbox(database, outbox, *at);
            hashes += (hashes.empty() ? "" : ",") + at->sha256;
        }
        const ledger::Outcome<Answer> sent =
            run_next({.name = "run sent",
                      .key = "run-sent-" + std::to_string(run),
                      .fields = {{"run", ledger::run_ref(run)}, {"files", hashes}}});
        if (!sent.accepted()) return sent.refusal();
        ++finished;
    }
    return finished;
}

}  // namespace almoner::scheduler
