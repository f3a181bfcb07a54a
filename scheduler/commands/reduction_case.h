// almoner case ...: money is taken back, or payments are reduced, only by a case, from a closed
// review through a decision by two people and a notice that has matured.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace almoner::scheduler {

// What two people decide of a case: a new amount for a year, a sum once, a sum that is given up.
inline constexpr std::string_view case_reduction_proposal = "case-reduction";
inline constexpr std::string_view case_sum_proposal = "case-sum";
inline constexpr std::string_view case_write_off_proposal = "case-write-off";
// What is overdue is to be recovered by law.
inline constexpr std::string_view case_enforce_proposal = "case-enforce";

// Fields: review, kind, words. Refused: review-unknown, not-in-the-list, no-review (it is not
// closed, or came to something else), case-exists.
[[nodiscard]] ledger::Outcome<Answer> case_open(Asked& asked);
// Fields: case, plan_line, amount, workings (lines with amounts that come to it; of a reduction
// also to what it is less by), ground (of a reclaim), effect (else when its notice may have
// matured). Answers as propose(). Refused: case-unknown, illegal-transition,
// plan-line-of-another-budget, nothing-to-take, nothing-to-reduce, workings-differ,
// not-in-the-list.
[[nodiscard]] ledger::Outcome<Answer> case_propose(Asked& asked);
// What whoever confirms it is shown: {"what", "before", "after"} each.
[[nodiscard]] nlohmann::ordered_json case_changes(const ledger::Proposal& proposal);
// Fields: case, confirm. Refused: nothing-proposed, and as confirm().
[[nodiscard]] ledger::Outcome<Answer> case_approve(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> case_decided(Asked& asked,
                                                         const ledger::Proposal& proposal);
// Fields: case, on, evidence; or words: why the person could not be consulted.
[[nodiscard]] ledger::Outcome<Answer> case_consult(Asked& asked);
// Fields: case. Refused: notice-not-issued, reconsideration-unanswered, notice-running, what the
// rules find, and what the books refuse.
[[nodiscard]] ledger::Outcome<Answer> case_take_effect(Asked& asked);
// Fields: case, words. Before it has taken effect.
[[nodiscard]] ledger::Outcome<Answer> case_withdraw(Asked& asked);
// Fields: case. Of an offset of which nothing is left.
[[nodiscard]] ledger::Outcome<Answer> case_close(Asked& asked);

// Of a reclaim. Fields: case, first, amount: so much each month from that day on until all is
// repaid.
[[nodiscard]] ledger::Outcome<Answer> case_plan(Asked& asked);
// Fields: case, item, amount: of a bank line that two people explained as this reclaim's money.
[[nodiscard]] ledger::Outcome<Answer> case_repaid(Asked& asked);
// Fields: case, amount, way (waived or lost), words. Answers as propose().
[[nodiscard]] ledger::Outcome<Answer> case_write_off(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> case_written_off(Asked& asked,
                                                             const ledger::Proposal& proposal);
// Fields: case, words, evidence. Answers as propose(). Refused: case-not-so-far,
// reconsideration-unanswered, nothing-overdue, and what the rules find. What is repaid, collected
// or given up afterwards is counted as before.
[[nodiscard]] ledger::Outcome<Answer> case_enforce(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> case_enforced(Asked& asked,
                                                          const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
