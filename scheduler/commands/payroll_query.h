// almoner payroll query add|answer: what people ask about payroll, and what they are answered.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Whom the words of a query are about: the holder for an employer, else the assistant.
[[nodiscard]] std::int64_t person_of_query(ledger::Database& database, std::int64_t query);

// Fields: one of employer, employment and slip; by (payroll_query_askers), channel
// (payroll_query_channels), words, due (else two working days from now). Opens a task of that day.
// Refused: query-about, employer-unknown, employment-unknown, slip-unknown, due-before-asked,
// words-missing, not-in-the-list.
[[nodiscard]] ledger::Outcome<Answer> payroll_query_add(Asked& asked);
// Fields: query (its number), words. Ends the task. Refused: query-unknown, query-answered,
// words-missing.
[[nodiscard]] ledger::Outcome<Answer> payroll_query_answer(Asked& asked);

}  // namespace almoner::scheduler
