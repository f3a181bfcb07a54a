// almoner notice ...: a decision is told in writing, and what becomes of it.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: budget, decided (one sentence: of kind decision), kind (reduction, stop, suspension,
// reclaim, offset, transfer, decision; or, out of the books, first-payment, uplift, moved-date,
// held-payment, yearly-statement), reasons, amount, per (what period the amount is for), workings
// ("words = £12.50; ...", which come to the amount), effect_on, case. Answers {"notice", "kind",
// "state"}. Refused: budget-unknown, not-in-the-list, decided-missing, decided-by-kind,
// workings-missing, workings-differ, period-missing, sum-is-in-all, nothing-to-tell.
[[nodiscard]] ledger::Outcome<Answer> notice_draft(Asked& asked);

// Fields: notice, understandable (yes: whoever issues it has read it as each recipient would),
// easy_reasons, easy_decided (of kind decision; for who reads easy read), file:translation (for who
// reads another language), goes_out (the day that the letters bear, else today). Makes each
// recipient's letter in their own format; the days of notice run from that day. Refused:
// day-out-of-reach, second-person-needed, contact-missing, easy-reasons-missing,
// easy-decided-missing, translation-missing, reader-unknown, address-missing, nobody-to-tell,
// illegal-transition, and what the rules of notice refuse.
[[nodiscard]] ledger::Outcome<Answer> notice_issue(Asked& asked);

// Fields: notice, received (the day, else today), words. Refused: challenged-already,
// illegal-transition.
[[nodiscard]] ledger::Outcome<Answer> notice_challenge(Asked& asked);
// Fields: notice, outcome (upheld, varied, withdrawn), worse (yes: its days run anew), words.
[[nodiscard]] ledger::Outcome<Answer> notice_answer(Asked& asked);
// Fields: notice, words.
[[nodiscard]] ledger::Outcome<Answer> notice_withdraw(Asked& asked);
// Fields: notice. For the daily job: once its days have run. Refused: notice-not-matured.
[[nodiscard]] ledger::Outcome<Answer> notice_mature(Asked& asked);

// Fields: letter, state (sent, returned, served-again, delivered), channel (post, email, by-hand,
// online), on, words. Refused: letter-unknown, delivery-out-of-order, day-out-of-order,
// letter-out-of-date (it bears a day of more than a week before).
[[nodiscard]] ledger::Outcome<Answer> notice_delivery(Asked& asked);
// Fields: representative, format, language, address. From today on.
[[nodiscard]] ledger::Outcome<Answer> notice_reader(Asked& asked);
// Fields: letter, file:pdf, or problem (why there is none, which makes a task). Refused:
// letter-unknown, pdf-known, not-a-pdf.
[[nodiscard]] ledger::Outcome<Answer> letter_pdf(Asked& asked);

}  // namespace almoner::scheduler
