// The commands of payment runs: propose, approve, send, recall, cancel; and their fields.
#pragma once

#include "scheduler/commands/command.h"

#include <string_view>

namespace almoner::scheduler {

// Fields: until (date; else today and the setting propose-ahead-days), bank_account (reference,
// else all), stream (name, else all), catch_up. Proposes what fell due and is not proposed yet,
// once. Refused: bank-holidays-missing, bank-holidays-unknown, unknown-bank-account,
// unknown-stream, books-not-opened (a first run of what is long past).
[[nodiscard]] ledger::Outcome<Answer> run_propose(Asked& asked);

// Fields: run ("RUN-12"), confirm ("COUNT:TOTAL", the total in pounds or in pence). By another
// person than the proposer. Reserves every payment. Refused: run-not-found, run-not-proposed,
// own-proposal, above-approve-limit, nothing-to-approve, confirm-differs, payee-changed.
[[nodiscard]] ledger::Outcome<Answer> run_approve(Asked& asked);

// Field: run. Before it is sent: what was reserved is let go, and it is due again. Where some of
// its files are out and others were too late, the rest is cancelled and the run is sent.
[[nodiscard]] ledger::Outcome<Answer> run_cancel(Asked& asked);

// Field: run. Stores the intent of each file; then finish_sending puts them into the outbox. A run
// whose intent is stored already goes on from there.
[[nodiscard]] ledger::Outcome<Answer> run_send(Asked& asked);
// Fields: run, file (its name). The scheduler's alone: finish_sending found that the file is not in
// the outbox and is too late for its day. Its payments are approved, as before; a task says so.
[[nodiscard]] ledger::Outcome<Answer> run_not_sent(Asked& asked);
inline constexpr std::string_view file_too_late = "file-too-late";  // the kind of that task
// Fields: run, files (the hash of one of its files, which stands in the outbox). The run is sent
// once no payment of it is left to be sent.
[[nodiscard]] ledger::Outcome<Answer> run_sent(Asked& asked);

// Field: payment (its reference). Asks the bank; only its answer changes what is owed.
[[nodiscard]] ledger::Outcome<Answer> run_recall(Asked& asked);
[[nodiscard]] ledger::Outcome<Answer> run_recall_confirmed(Asked& asked);
[[nodiscard]] ledger::Outcome<Answer> run_recall_refused(Asked& asked);

}  // namespace almoner::scheduler
