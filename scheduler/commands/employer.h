// almoner employer add|change, assistant add|change|bank, employment add|change|end|go-on|leaving,
// rate set: who employs whom, on which terms.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: those of employers.csv (scheduler/payroll/employer_row.h), hmrc_evidence,
// insurance_evidence (documents about the holder). A scheme that HMRC registered, or let an agent
// act for, needs its letter. Refused: what a row is refused, evidence-missing, evidence-unknown,
// evidence-of-another-person.
[[nodiscard]] ledger::Outcome<Answer> employer_add(Asked& asked);
// Fields: employer, and of those above what changes; from (else today), end_on. Refused also:
// employer-unknown, later-change, nothing-to-change.
[[nodiscard]] ledger::Outcome<Answer> employer_change(Asked& asked);

// Fields: those of assistants.csv but bank details; existing ("yes": a person of the books begins
// to work as one). Refused: person-exists, assistant-exists, and what a row is refused.
[[nodiscard]] ledger::Outcome<Answer> assistant_add(Asked& asked);
// Fields: assistant, and of those above what changes; from. Refused: assistant-unknown,
// later-change, nothing-to-change, details-erased.
[[nodiscard]] ledger::Outcome<Answer> assistant_change(Asked& asked);
// Fields: assistant, sort_code, account_number, account_name, evidence, from: as 'payee change',
// for a second person to confirm. Refused: assistant-unknown, and as that.
[[nodiscard]] ledger::Outcome<Answer> assistant_bank(Asked& asked);

// Fields: those of employments.csv, right_to_work_evidence (a document about the assistant). Asks
// the rules of family and friends; answers with what they want before the first wage. Refused: what
// a row is refused, what the rules refuse, and as evidence.
[[nodiscard]] ledger::Outcome<Answer> employment_add(Asked& asked);
// Fields: employment, and of those above what changes; from (else today). Refused also:
// employment-unknown, employment-ended, later-change, nothing-to-change.
[[nodiscard]] ledger::Outcome<Answer> employment_change(Asked& asked);
// Fields: employment, on (the last day), reason. Sickness and unpaid leave that lasts ends with it.
// Of a job that has ended it puts the day or the reason right: the answer has the day `before`, and
// what hangs on it (slips_to_look_at, absences_to_look_at, hmrc_was_told, p45_was_made), which a
// task names too. Refused: employment-unknown, before-start, absence-beyond-the-end,
// nothing-to-change, run-under-way, and not-in-the-list.
[[nodiscard]] ledger::Outcome<Answer> employment_end(Asked& asked);
// Fields: employment. Takes back an end that was recorded and is none; the answer as above, and
// what was `decided_before` of its leaving pay. Refused: employment-unknown, job-goes-on,
// run-under-way, end-was-told (to HMRC, or by a P45).
[[nodiscard]] ledger::Outcome<Answer> employment_go_on(Asked& asked);
// Fields: employment, holiday and redundancy ("due" or "not-due"), notice (the weeks of it that
// were not worked; 0: none), week (a week's pay in pounds, where the records don't tell it),
// evidence (needed where something is not due). What is due is paid by the next run that drafts the
// job; slips in the books that paid it otherwise are `to_correct` in the answer, and a task says
// so. Refused: employment-unknown, job-goes-on, run-under-way, nothing-to-change, not-in-the-list,
// not-a-number, too-many-weeks, not-redundant, service-too-short, holiday-is-rolled-up,
// week-without-use, evidence-missing and as evidence.
[[nodiscard]] ledger::Outcome<Answer> employment_leaving(Asked& asked);

// Fields: employment, kind, rate (in pounds, an hour, night or mile), from (else today). Refused:
// employment-unknown, rate-nothing, rate-too-high, rate-same, before-start.
[[nodiscard]] ledger::Outcome<Answer> rate_set(Asked& asked);

}  // namespace almoner::scheduler
