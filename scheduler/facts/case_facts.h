// The facts of a case as the records have them, one function for each event: nobody who asks gives
// them.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/plan_line.h"
#include "rules/engine/facts.h"

#include <vector>

namespace almoner::scheduler {

// Whose law a stream's money stands under.
[[nodiscard]] rules::Regime regime_of(ledger::Stream stream);
[[nodiscard]] rules::WayOfManaging way_of(ledger::Option option);

// The lines that the agreement pays, on the day or from their first day after it.
[[nodiscard]] std::vector<ledger::PlanLine> lines_paid_by(ledger::Database& database,
                                                     const ledger::Agreement& agreement,
                                                     ledger::Date on);
// What is known of plan lines, each under its own law, as of the day.
void take_lines(ledger::Database& database,
                const std::vector<ledger::PlanLine>& lines,
                ledger::Date on,
                rules::Facts& facts);

// The day as of which an agreement is asked about: its first, where that is still to come.
[[nodiscard]] ledger::Date activation_day(const ledger::Agreement& agreement, ledger::Date today);

// Of an agreement that is to pay, with the terms it would have, as of the day.
[[nodiscard]] rules::Facts facts_to_activate(ledger::Database& database,
                                             const ledger::Agreement& agreement,
                                             ledger::Date on);

// Of an emergency payment under the agreement; `has_evidence`: of a decision that could not wait.
[[nodiscard]] rules::Facts facts_of_emergency(ledger::Database& database,
                                              const ledger::Agreement& agreement,
                                              ledger::Money amount,
                                              bool has_evidence,
                                              ledger::Date on);

}  // namespace almoner::scheduler
