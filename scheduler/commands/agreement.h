// almoner agreement add|change|sign: who is paid, from a draft on.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// A draft, which pays nothing until it is signed. Fields: agreement, budget, option, payee
// ("holder", "representative", "provider:PR", ...), payee_account (its number, where the payee has
// several), paid_from, frequency, anchor_date, monthly_day, start, end, timing, contribution,
// contribution_basis. Refused: agreement-exists, budget-unknown, payee-of-another-option,
// payee-unknown, payee-account-missing, payee-account-of-another, bank-account-unknown,
// contribution-basis-missing, outside-the-budget.
[[nodiscard]] ledger::Outcome<Answer> agreement_add(Asked& asked);

// Fields: agreement, from (else today), and of those above what changes; replaces_later as in
// plan_change. A draft changes at once, anything else by a proposal.
[[nodiscard]] ledger::Outcome<Answer> agreement_change(Asked& asked);

// Fields: agreement, signed_on, evidence (the signed document), document (which of those that were
// written out for signing it is, or own-form). A proposal to make a draft active. Refused: as
// document_signed(), and as the rules refuse.
[[nodiscard]] ledger::Outcome<Answer> agreement_sign(Asked& asked);

// Refused: changed-since, document-changed.
[[nodiscard]] ledger::Outcome<ledger::Done> agreement_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
