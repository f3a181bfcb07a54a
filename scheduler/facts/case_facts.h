// The facts of a case as the records have them, one function for each event: nobody who asks gives
// them.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/appointment.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/representative.h"
#include "rules/engine/facts.h"

#include <optional>
#include <span>
#include <vector>

namespace almoner::scheduler {

// Whose law a stream's money stands under.
[[nodiscard]] rules::Regime regime_of(ledger::Stream stream);
[[nodiscard]] rules::WayOfManaging way_of(ledger::Option option);

// The lines that the agreement pays, on the day or from their first day after it.
[[nodiscard]] std::vector<ledger::PlanLine> lines_paid_by(ledger::Database& database,
                                                          const ledger::Agreement& agreement,
                                                          ledger::Date on);
// One more plan line, under its own law, as of the day: what nobody said of it is as usual. `told`
// is of a line that is not in the books yet.
void take_line(ledger::Database& database,
               const ledger::PlanLine& line,
               ledger::Date on,
               rules::Facts& facts,
               std::span<const ledger::AttestedFact> told = {});
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

// The same with one line alone, which is to begin under the agreement. What was said of the lines
// that it pays already is not said of this one.
[[nodiscard]] rules::Facts facts_to_begin(ledger::Database& database,
                                          const ledger::Agreement& agreement,
                                          const ledger::PlanLine& line,
                                          std::span<const ledger::AttestedFact> told,
                                          ledger::Date on);

// Who acts for a person, and the record of their appointment where there is one.
struct Acting {
    ledger::Representative who{};
    std::optional<ledger::Appointment> appointed{};
    std::optional<ledger::Date> since{};  // when they take over, where that is not their first day
};
// On the day: of several the one who was appointed last; without appointments who began last.
[[nodiscard]] std::optional<Acting> acting_on(ledger::Database& database,
                                              std::int64_t person,
                                              ledger::Date on);
// Of an agreement that pays whoever acts for the person, and somebody takes over: what was said of
// another payee is left out.
[[nodiscard]] rules::Facts facts_to_take_over(ledger::Database& database,
                                              const ledger::Agreement& agreement,
                                              const Acting& next,
                                              ledger::Date on);

// Of an emergency payment under the agreement; `has_evidence`: of a decision that could not wait.
// Who approves it and what became of the plan is in emergency_facts.h.
[[nodiscard]] rules::Facts facts_of_emergency(ledger::Database& database,
                                              const ledger::Agreement& agreement,
                                              ledger::Money amount,
                                              bool has_evidence,
                                              ledger::Date on);

}  // namespace almoner::scheduler
