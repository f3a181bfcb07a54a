// almoner invoice record|pay|withdraw: what suppliers ask of a managed account.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: supplier (a provider), plan_line (managed), number, dated_on, amount, evidence (the
// invoice), instruction (the holder's, a document), again ("yes": as high and of the same day as
// another, and meant). Moves nothing. Answers {"invoice", "supplier", "amount"}. Refused:
// supplier-unknown, plan-line-unknown, plan-line-not-managed, invoice-dated-ahead, invoice-known,
// invoice-alike, evidence-missing, evidence-unknown.
[[nodiscard]] ledger::Outcome<Answer> invoice_record(Asked& asked);
// Fields: invoice, payee_account (where the supplier has several), pay_on (else as soon as it can
// arrive). Asks the rules of paying a supplier and proposes the payment of it, or of what came back
// of it, out of the person's balance at the client account. Refused: invoice-unknown,
// invoice-withdrawn, invoice-paid, payee-account-which, payee-account-unknown, payee-not-confirmed,
// payee-is-another, not-in-a-client-account, fund-short, as ask_rules() and propose_managed()
// refuse.
[[nodiscard]] ledger::Outcome<Answer> invoice_pay(Asked& asked);
// Field: invoice. Refused: invoice-unknown, invoice-withdrawn, invoice-paid.
[[nodiscard]] ledger::Outcome<Answer> invoice_withdraw(Asked& asked);

}  // namespace almoner::scheduler
