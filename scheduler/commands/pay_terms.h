// almoner code record|import|uplift, pay-order add|end|bands, absence record|change: what tax,
// orders and absences do with somebody's pay.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: employment, kind (P6, P9, P9X), dated_on, from_on, tax_code, tax_basis, previous_pay,
// previous_tax, evidence. The same again changes nothing. Refused: employment-unknown, what a tax
// code is refused, previous-half-told, previous-without-p6, before-start, days-far-apart.
[[nodiscard]] ledger::Outcome<Answer> code_record(Asked& asked);
// Field: file (code_columns). Every row or none. Refused: code-file-has-errors.
[[nodiscard]] ledger::Outcome<Answer> code_import(Asked& asked);
// Fields: letter (L, M or N), add, from, dated_on (else today). The yearly uplift of all codes of
// the letter, but of those that have a notice of their own from that day. They become cumulative.
// Refused: letter-without-uplift, uplift-nothing.
[[nodiscard]] ledger::Outcome<Answer> code_uplift(Asked& asked);

// Fields: order (a new reference), employment, made_on, rule (fixed, share or bands), sum, share,
// bands, protected_sum, protected_share, priority, carries_arrears, owed, words (the court's
// reference and who is paid), evidence. Refused: order-exists, employment-unknown, order-rule,
// bands-unknown, and as evidence.
[[nodiscard]] ledger::Outcome<Answer> pay_order_add(Asked& asked);
// Fields: order, on. Refused: order-unknown, order-ended.
[[nodiscard]] ledger::Outcome<Answer> pay_order_end(Asked& asked);
// Field: file: name,frequency,holds_from,from,sum,share,excess_share. Refused:
// band-file-has-errors.
[[nodiscard]] ledger::Outcome<Answer> pay_order_bands_load(Asked& asked);

// Fields: employment, kind, from, to (else it lasts), hours (of holiday), event_on (of parents),
// evidence (about the assistant). Refused: employment-unknown, absence-turned-round,
// absence-overlaps, before-start, after-end, holiday-without-hours, event-missing, and as evidence.
[[nodiscard]] ledger::Outcome<Answer> absence_record(Asked& asked);
// Fields: absence (its number), and of those above what changes; withdraw ("yes"). Refused also:
// absence-unknown, nothing-to-change.
[[nodiscard]] ledger::Outcome<Answer> absence_change(Asked& asked);

}  // namespace almoner::scheduler
