#include "ledger/records/bank_account.h"
#include "ledger/records/move_many.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/record_table.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payment_run/partly_out.h"
#include "scheduler/payment_run/planned_bytes.h"
#include "scheduler/payment_run/release_again.h"
#include "scheduler/payment_run/run_facts.h"
#include "scheduler/payment_run/run_files.h"
#include "scheduler/payroll/managed_again.h"
#include "scheduler/reconciliation/posting_days.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;
using ledger::PaymentRun;
using ledger::PaymentState;
using ledger::RunState;
using ledger::Submission;

const ledger::Query last_submission{"SELECT COALESCE(MAX(id), 0) FROM submission"};
const ledger::Query put_in_file{
    "UPDATE payment SET state = $4, submission = $5 WHERE id BETWEEN $1 AND $2 AND state = $3"};
const ledger::Query redate{"UPDATE payment SET redated_on = $2 WHERE id = $1"};

std::int64_t single(ledger::Rows rows) {
    return rows.next() ? rows.integer(0) : 0;
}

void insert_submission(ledger::Work& work, const Submission& submission, std::int64_t id) {
    const std::int64_t given = work.records().insert(ledger::submission_table,
                                                     submission.run,
                                                     submission.bank_account,
                                                     submission.profile,
                                                     submission.file_name,
                                                     submission.serial,
                                                     submission.sha256,
                                                     submission.bytes,
                                                     submission.items,
                                                     submission.total,
                                                     submission.entry_on);
    if (given != id) throw ledger::InvariantBroken("a submission with another id than planned");
}

nlohmann::json shown(const Submission& submission) {
    return {{"file", submission.file_name},
            {"items", submission.items},
            {"total", submission.total.pence()},
            {"entry_on", submission.entry_on.iso()},
            {"sha256", submission.sha256}};
}

// Two people stand behind each run: who proposed it and who approved it, or, where the scheduler
// proposed it, who approved it and who sends it.
bool would_act_alone(const Asked& asked, const PaymentRun& run) {
    return run.proposed_by == 0 && asked.actor.number == run.approved_by;
}

Answer answer_for(const PaymentRun& run, const nlohmann::json& files, std::string_view state) {
    return nlohmann::json{{"run", ledger::run_ref(run.id)}, {"files", files}, {"state", state}}
        .dump();
}

std::string what_to_do(const CountAndTotal& left, bool partly_out) {
    const std::string confirm = "Send it with --confirm " + to_confirm(left);
    if (left.count > 0) {
        return confirm + " (pence): these are held and the others go out; or cancel the run.";
    }
    if (partly_out) return confirm + ": these are held, and the run is done with what is out.";
    return "Cancel the run: nothing is left to send.";
}

// What may not go out any more is taken out of an approved run, once the sender has seen it. Where
// nothing of it went out before, a run with nothing left is cancelled instead.
Outcome<ledger::Done> hold_stopped(Asked& asked, const PaymentRun& run) {
    ledger::Work& work = asked.work;
    std::vector<Stopped> stopped =
        stopped_since(work.database(), run, PaymentState::approved, work.today());
    stop_managed(work, run, PaymentState::approved, stopped);
    if (stopped.empty()) return ledger::Done{};
    CountAndTotal left = payments_in(work.database(), run.payments, PaymentState::approved);
    for (const Stopped& each : stopped) {
        --left.count;
        left.total -= each.net;
    }
    const bool partly_out = is_partly_out(work.database(), run);
    if ((left.count > 0 || partly_out) && confirms(asked.fields.text("confirm"), left)) {
        hold_payments(work, stopped, PaymentState::approved);
        return ledger::Done{};
    }
    return refused("payments-to-hold",
                   "Since this run was approved, some of its payments may not go out any more. " +
                       words_of(stopped),
                   what_to_do(left, partly_out),
                   "confirm");
}

// No statement that is read here could ever show what leaves before that.
Outcome<ledger::Done> leaves_after_the_opening(Asked& asked,
                                               const PaymentRun& run,
                                               const std::vector<PlannedFile>& files) {
    ledger::Database& database = asked.work.database();
    const auto from = ledger::bank_account_numbered(database, run.paid_from, asked.work.today());
    if (!from) return ledger::Done{};
    const ledger::Date opened = posting_days(database, *from, asked.work.today()).first;
    for (const PlannedFile& file : files) {
        const ledger::Date day = file.submission.entry_on;
        if (day >= opened) continue;
        return refused("day-before-books",
                       "This run would leave on " + day.words() + ", and the books of " +
                           from->ref + " are opened on " + opened.words() +
                           ": no bank statement that is read here could show it.",
                       "Cancel the run and propose it again from that day on.",
                       "run");
    }
    return ledger::Done{};
}

void put_in_files(ledger::Work& work,
                  const PaymentRun& run,
                  const std::vector<FilePayments>& files,
                  std::int64_t first_submission) {
    std::vector<ledger::PaymentUpdate<5>> updates;
    updates.reserve(files.size());
    std::int64_t submission = first_submission;
    for (const FilePayments& file : files) {
        updates.push_back({.values = {file.ids.first,
                                      file.ids.last,
                                      static_cast<std::int64_t>(PaymentState::approved),
                                      static_cast<std::int64_t>(PaymentState::in_file),
                                      submission++},
                           .payments = file.count});
    }
    move_many(
        work, {run.payments, PaymentState::approved, PaymentState::in_file}, put_in_file, updates);
}

void keep_bytes(std::vector<PlannedFile> files) {
    std::vector<PlannedBytes> kept;
    kept.reserve(files.size());
    for (PlannedFile& file : files) {
        kept.push_back({.sha256 = file.submission.sha256, .bytes = std::move(file.bytes)});
    }
    keep_planned_bytes(std::move(kept));
}

// What is sent late, or moved by a bank holiday, says from now on when it really arrives.
void note_new_days(ledger::Work& work, const std::vector<PlannedFile>& files) {
    for (const PlannedFile& file : files) {
        for (const PlannedFile::Moved& each : file.moved) {
            work.records().insert(ledger::payment_redated_table,
                                  each.payment,
                                  each.to,
                                  each.to > each.from
                                      ? "sent too late for " + each.from.words()
                                      : each.from.words() + " is not a working day any more");
            work.records().change(redate, each.payment, each.to);
        }
    }
}

// Stopped between the intent and the file, or nothing is left to plan: the same files stand.
Answer goes_on(const PaymentRun& run, const std::vector<Submission>& intended) {
    nlohmann::json files = nlohmann::json::array();
    for (const Submission& submission : intended) files.push_back(shown(submission));
    return answer_for(run, files, "in-file");
}

bool has_approved(ledger::Work& work, const PaymentRun& run) {
    return payments_in(work.database(), run.payments, PaymentState::approved).count > 0;
}

}  // namespace

Outcome<Answer> run_send(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<PaymentRun> found = run_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PaymentRun& run = found.value();
    if (run.state != RunState::approved) {
        return refused("run-not-approved",
                       "Only a run that is approved and not sent before can be sent.",
                       "Look at it with 'almoner run show'.",
                       "run");
    }
    const auto intended = ledger::standing_submissions_of_run(work.database(), run.id);
    if (!intended.empty() && !has_approved(work, run)) return goes_on(run, intended);
    if (would_act_alone(asked, run)) {
        return refused("own-approval",
                       "The scheduler proposed this run and you approved it.",
                       "Ask another maker or checker to send it.",
                       "as");
    }
    const Outcome<ledger::Done> held = hold_stopped(asked, run);
    if (!held.accepted()) return held.refusal();
    if (!intended.empty() && !has_approved(work, run)) {
        close_once_all_is_out(work, run, "the rest was held");
        return goes_on(run, intended);
    }
    const std::int64_t first_id = single(work.database().select(last_submission)) + 1;
    const SendingMoment moment{.seq = work.seq(), .at_ms = work.stamp().at_ms, .on = work.today()};
    // While the bytes are made, the payments are put in their files.
    auto planned = plan_files(work.database(),
                              run,
                              {moment, asked.around, first_id, asked.fields.has("other_bank")},
                              [&](const auto& split) { put_in_files(work, run, split, first_id); });
    if (!planned.accepted()) return planned.refusal();
    const Outcome<ledger::Done> opened = leaves_after_the_opening(asked, run, planned.value());
    if (!opened.accepted()) return opened.refusal();
    nlohmann::json files = nlohmann::json::array();
    std::int64_t id = first_id;
    for (const PlannedFile& file : planned.value()) {
        insert_submission(work, file.submission, id++);
        files.push_back(shown(file.submission));
    }
    note_new_days(work, planned.value());
    keep_bytes(std::move(planned).value());
    return answer_for(run, files, "in-file");
}

}  // namespace almoner::scheduler
