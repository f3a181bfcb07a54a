// almoner ending ...: a budget comes to its end by death, stop or move: what is owed is asked, met
// first, and accounted for to each funder.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"
#include "scheduler/ending/ending_standing.h"
#include "scheduler/reduction/case_standing.h"

#include <string_view>

namespace almoner::scheduler {

// What two people see: what of a kind is owed, and how it was met without a record of spending.
inline constexpr std::string_view ending_owed_proposal = "ending-owed";
inline constexpr std::string_view ending_met_proposal = "ending-met";

// Fields: about (a budget, or a person for all their budgets), because (death, stop, move), on (the
// last day that is paid for; of a death that day), ground (of a stop), consulted (a document) and
// consulted_on, or words: why nobody was consulted before a stop. Answers {"endings": [{"ending",
// "budget", "because", "last"}]}. Refused: subject-unknown, not-in-the-list,
// not-recorded-as-died, day-differs, agreements-go-on, ending-exists, nothing-to-end, and for a
// stop what the rules find.
[[nodiscard]] ledger::Outcome<Answer> ending_open(Asked& asked);
// Fields: ending, what (a kind; several with commas where nothing is owed), amount and plan_line,
// or nothing ("yes"), evidence. Answers as propose(). Refused: ending-unknown, ending-not-open,
// not-in-the-list, plan-line-missing, plan-line-of-another-budget, plan-line-goes-on,
// nothing-to-take, amount-and-nothing, owed-already, less-than-was-met, proposal-open,
// leaving-pay-open (payroll has reckoned it, and no slip pays it), evidence-missing.
[[nodiscard]] ledger::Outcome<Answer> ending_answer(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> ending_answered(Asked& asked,
                                                            const ledger::Proposal& proposal);
// Fields: ending, what, plan_line, and spend (a confirmed record of spending, at once), or evidence
// and amount (proposed). Refused: as above, and not-owed, more-than-is-owed, spend-unknown,
// spend-not-confirmed, spend-counted, spend-elsewhere.
[[nodiscard]] ledger::Outcome<Answer> ending_met(Asked& asked);
// Fields: ending, what, plan_line, evidence: what is unmet of it becomes the public body's, where
// the law says so. Proposed. Refused: as above, and not-by-law.
[[nodiscard]] ledger::Outcome<Answer> ending_take_over(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> ending_met_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);
// Fields: ending. Gives back what was set aside and not paid, but not with an ending of some lines
// alone. Refused: ending-not-open, agreements-go-on, payments-under-way, proposal-open,
// owed-unanswered, owed-unmet, body-debt-unpaid, money-left, other-ending-open (of the whole budget
// while one of some lines is open), whole-ending-missing (of some lines, and no other goes on any
// more), and what the rules find.
[[nodiscard]] ledger::Outcome<Answer> ending_close(Asked& asked);
// Fields: ending, words. Refused: ending-not-open, taken-over-already.
[[nodiscard]] ledger::Outcome<Answer> ending_withdraw(Asked& asked);

// With the case that stops a plan line: what is owed on it is asked, met and accounted for in the
// budget's ending, or in one of its own, which is opened here unless one of the whole budget is
// open. Its number.
[[nodiscard]] std::string ending_of_stop(Asked& asked,
                                         const CaseStanding& standing,
                                         ledger::Date last_on);

// The ending of the field `ending`. Refused: ending-unknown; with open_ending_asked_for also
// ending-not-open.
[[nodiscard]] ledger::Outcome<EndingStanding> ending_asked_for(const Asked& asked);
[[nodiscard]] ledger::Outcome<EndingStanding> open_ending_asked_for(const Asked& asked);
// The plan line of the field plan_line, or the only one of the budget. Refused: plan-line-missing,
// plan-line-unknown, plan-line-of-another-budget.
[[nodiscard]] ledger::Outcome<ledger::PlanLine> line_of_ending(const Asked& asked,
                                                               const EndingStanding& standing);
// Whether something about this ending waits for a second person; of a kind of debt, or of any.
[[nodiscard]] bool has_open_proposal(ledger::Database& database,
                                     const EndingStanding& standing,
                                     std::string_view kind = {});
// The agreements of the budget that pay beyond the day: "A1, A2".
[[nodiscard]] std::string agreements_beyond(ledger::Database& database,
                                            std::int64_t budget,
                                            ledger::Date day);

}  // namespace almoner::scheduler
