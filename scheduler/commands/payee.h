// almoner payee change|confirm: a payee's bank details, never by one person alone.
#pragma once

#include "ledger/records/payee_account.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <string>

namespace almoner::scheduler {

// Fields: payee (a person, or "provider:PR", "third-party:TP", "support-service:SS"),
// payee_account (its number, where there are several), sort_code, account_number, account_name,
// evidence, from (else today). Proposes them with the result of the modulus check, which warns and
// never refuses; somebody without bank details gets a blocked account that waits for them. Refused:
// payee-unknown, payee-account-which, payee-details-same, evidence-missing.
[[nodiscard]] ledger::Outcome<Answer> payee_change(Asked& asked);

// Fields: payee, payee_account, and for a change that is proposed: confirm; for an account that a
// returned payment blocked: evidence that its details are right all the same. Closes the tasks that
// returned payments to the account made. Refused: payee-not-blocked, payee-never-confirmed,
// own-proposal, needs-checker, above-approve-limit, and as proposal confirm.
[[nodiscard]] ledger::Outcome<Answer> payee_confirm(Asked& asked);

// The new details count from the proposed day, but never from a day before today.
[[nodiscard]] ledger::Outcome<ledger::Done> payee_takes_effect(Asked& asked,
                                                               const ledger::Proposal& proposal);

// What the modulus check says of the details that are proposed, by the table in force today where
// none was when they were proposed.
[[nodiscard]] ledger::CheckResult proposed_check(const Asked& asked,
                                                 const ledger::Proposal& proposal);

// The reference of who is paid on the account, "" when there is no such account.
[[nodiscard]] std::string payee_ref(ledger::Database& database, std::int64_t payee_account);

}  // namespace almoner::scheduler
