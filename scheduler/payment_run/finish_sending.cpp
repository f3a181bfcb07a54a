#include "scheduler/payment_run/finish_sending.h"

#include "ledger/journal/sha256.h"
#include "ledger/records/payment.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payment_run/planned_bytes.h"
#include "scheduler/payment_run/run_files.h"

#include <mutex>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::Submission;

// Those that were planned are found by their digest; of others it is looked at again.
std::string bytes_of(ledger::Database& database, const Submission& submission) {
    if (auto planned = take_planned_bytes(submission.sha256)) return *std::move(planned);
    Outcome<std::string> rebuilt = rebuilt_bytes(database, submission);
    if (!rebuilt.accepted() || ledger::sha256_hex(rebuilt.value()) != submission.sha256) {
        throw SendingBroken("the records no longer give the file " + submission.file_name +
                            " that was intended");
    }
    return std::move(rebuilt).value();
}

// Whether the file is there in the end; where not, it never will be.
bool put_into_outbox(ledger::Database& database,
                     gateway::Outbox& outbox,
                     const WritingMoment& moment,
                     const Submission& submission) {
    const auto there = outbox.found(submission.file_name);
    if (there && there->sha256 == submission.sha256) {
        outbox.mark_found(submission.file_name, *there);
        return true;
    }
    if (there) {
        throw SendingBroken("the outbox holds another file as " + submission.file_name +
                            " than the one that was intended");
    }
    const auto refused = [&](const ledger::Refusal& refusal) {
        return SendingBroken("the file " + submission.file_name + ": " + refusal.words + " " +
                             refusal.next);
    };
    if (!keeps_its_days(database, submission, moment)) {
        const auto given_up = outbox.give_up(submission.file_name);
        if (!given_up.accepted()) throw refused(given_up.refusal());
        return false;
    }
    const auto written =
        outbox.write(submission.file_name, bytes_of(database, submission), submission.sha256);
    if (!written.accepted()) throw refused(written.refusal());
    return true;
}

std::map<std::int64_t, std::vector<Submission>> unfinished_by_run(ledger::Database& database) {
    std::map<std::int64_t, std::vector<Submission>> by_run;
    for (Submission& each : ledger::unfinished_submissions(database)) {
        by_run[each.run].push_back(std::move(each));
    }
    return by_run;
}

NextCommand not_sent(const Submission& submission) {
    return {.name = "run not-sent",
            .key = "run-not-sent-" + std::to_string(submission.id),
            .fields = {{"run", ledger::run_ref(submission.run)}, {"file", submission.file_name}},
            .by_scheduler = true};
}

NextCommand sent(const Submission& submission) {
    return {
        .name = "run sent",
        .key = "run-sent-" + std::to_string(submission.run) + "-" + std::to_string(submission.id),
        .fields = {{"run", ledger::run_ref(submission.run)}, {"files", submission.sha256}}};
}

// What was taken back from a file of the run is to be sent again first.
bool waits_to_be_sent_again(ledger::Database& database, std::int64_t run) {
    const auto record = ledger::run_by_id(database, run);
    return record &&
           payments_in(database, record->payments, ledger::PaymentState::approved).count > 0;
}

}  // namespace

Outcome<int> finish_sending(ledger::Database& database,
                            gateway::Outbox& outbox,
                            const WritingMoment& moment,
                            const RunNext& run_next) {
    // Each caller of the door has a thread of its own; files are put into the outbox by one at a
    // time, and what the one before finished is no longer among the unfinished.
    static std::mutex one_sender;
    const std::lock_guard only(one_sender);
    int finished = 0;
    for (const auto& [run, files] : unfinished_by_run(database)) {
        bool any_is_out = false;
        for (const Submission& file : files) {
            // Noted as soon as it is there: the bank may take it before the next one is written.
            const bool is_out = put_into_outbox(database, outbox, moment, file);
            const Outcome<Answer> noted = run_next(is_out ? sent(file) : not_sent(file));
            if (!noted.accepted()) return noted.refusal();
            any_is_out = any_is_out || is_out;
        }
        if (any_is_out && !waits_to_be_sent_again(database, run)) ++finished;
    }
    return finished;
}

}  // namespace almoner::scheduler
