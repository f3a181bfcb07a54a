// almoner hours record|import|copy|fill|confirm|decide|withdraw: the time that is to be paid.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Somebody has to decide what becomes of a sheet that came too late.
inline constexpr std::string_view late_hours_proposal = "late-hours";

// Fields: employment, period (its first day; else the one whose cut-off comes next), and by kind
// what was worked: day, night, bank-holiday (hours), sleep-in (nights), mileage (miles). Answers
// {"timesheet", "employment", "from", "to", "cut_off", "state"}. Refused: employment-unknown,
// no-pay-period, hours-unreadable, quantity-nothing, sheet-empty, sheet-exists,
// hours-beyond-the-clock, before-start, after-end.
[[nodiscard]] ledger::Outcome<Answer> hours_record(Asked& asked);

// Field: file (hours_columns). Every row or none; a sheet that stands as the file says is left as
// it is. Answers {"file", "sheets", "new", "known"}. Refused: hours-file-has-errors.
[[nodiscard]] ledger::Outcome<Answer> hours_import(Asked& asked);

// Fields: employment, period: what the last sheet before it says, of the whole period. Refused
// also: nothing-to-copy.
[[nodiscard]] ledger::Outcome<Answer> hours_copy(Asked& asked);

// Fields: employer (else all of them), period (else the one whose cut-off comes next): the usual
// hours of those who have fixed hours, no sheet yet and no wages for them. They are confirmed by
// standing agreement. Answers {"sheets"}.
[[nodiscard]] ledger::Outcome<Answer> hours_fill(Asked& asked);

// Fields: timesheet, by (holder, or representative with its number in representative), channel, or
// evidence (a document about the holder); words. In time it is confirmed; behind the cut-off it is
// late, and a proposal. Refused: timesheet-unknown, timesheet-not-entered, representative-unknown,
// channel-missing, evidence-unknown, evidence-of-another-person.
[[nodiscard]] ledger::Outcome<Answer> hours_confirm(Asked& asked);

// Fields: timesheet, decision (off-cycle, next-run or not-paid), confirm. By a checker who is
// somebody else. Refused: timesheet-not-late, decision-missing, and as proposal confirm.
[[nodiscard]] ledger::Outcome<Answer> hours_decide(Asked& asked);

// Fields: timesheet, words. Refused: timesheet-unknown, timesheet-withdrawn, late-hours-open,
// sheet-in-approved-run.
[[nodiscard]] ledger::Outcome<Answer> hours_withdraw(Asked& asked);

// What was decided of a late sheet.
[[nodiscard]] ledger::Outcome<ledger::Done> late_hours_decided(Asked& asked,
                                                               const ledger::Proposal& proposal);
// A late sheet that a person refused is not paid.
void late_hours_refused(Asked& asked, const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
