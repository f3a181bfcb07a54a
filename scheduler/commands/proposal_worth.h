// What plan lines, agreements and payees' accounts are worth in a year: what a limit is held
// against.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/plan_line.h"

namespace almoner::scheduler {

// 52 weeks, 13 four-weeks or 12 months; a one-off sum once. Never what is paid, only how much
// hangs on a decision.
[[nodiscard]] ledger::Money worth_in_a_year(const ledger::PlanLine& line);
// A week's part of that, as limits in weeks are of it: a started penny counts whole, so that what
// is paid by the month is never cut against the person.
[[nodiscard]] ledger::Money a_week_of(ledger::Money in_a_year);

// The lines of its budget and option that have not ended before the day.
[[nodiscard]] ledger::Money worth_in_a_year(ledger::Database& database,
                                            const ledger::Agreement& agreement,
                                            ledger::Date on);

// All of the budget's lines that have not ended before the day.
[[nodiscard]] ledger::Money worth_in_a_year(ledger::Database& database,
                                            const ledger::Budget& budget,
                                            ledger::Date on);

// All agreements that are paid to the account and have not ended.
[[nodiscard]] ledger::Money worth_of_payee(ledger::Database& database,
                                           std::int64_t payee_account,
                                           ledger::Date on);

}  // namespace almoner::scheduler
