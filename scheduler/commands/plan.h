// almoner plan add|change|end: the lines of a person's plan, each change by two people.
#pragma once

#include "ledger/records/plan_line.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/people_fields.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {

// Fields: plan_line, budget, commissioner, stream, purpose, option, amount, frequency, start, end.
// A budget that is not there yet is made when person and lead_commissioner are given as well.
// Answers as propose(). Refused: plan-line-exists, budget-unknown, commissioner-unknown,
// stream-of-another-body, outside-the-budget, ends-before-it-starts, person-unknown.
[[nodiscard]] ledger::Outcome<Answer> plan_add(Asked& asked);

// Fields: plan_line, from (else today), and what changes: amount, frequency, purpose, end;
// replaces_later drops the changes that are recorded from a later day. A new purpose alone counts
// at once. Refused: plan-line-unknown, nothing-to-change, before-the-line, later-change,
// one-off-and-regular.
[[nodiscard]] ledger::Outcome<Answer> plan_change(Asked& asked);

// Fields: plan_line, on (its last day). Refused as plan_change.
[[nodiscard]] ledger::Outcome<Answer> plan_end(Asked& asked);

// Refused: changed-since, plan-line-exists. An amount that falls on a day that is gone opens a
// task for a person: nothing is taken back without one.
[[nodiscard]] ledger::Outcome<ledger::Done> plan_line_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

// The last version of the line that the field `plan_line` names. Refused: plan-line-unknown.
[[nodiscard]] ledger::Outcome<ledger::PlanLine> plan_line_asked_for(const Asked& asked);

// The field `purpose`, sealed under the person's key unless the line says so already.
void take_purpose(FieldReading& in,
                  const Asked& asked,
                  std::int64_t person,
                  ledger::PlanLine& line);
// The holder of the budget with this number.
[[nodiscard]] std::int64_t person_of_budget(const Asked& asked, std::int64_t number);

// The whole of a version, as a proposal keeps it; and the version of the line that was proposed.
[[nodiscard]] nlohmann::json plan_line_content(const ledger::PlanLine& line);
[[nodiscard]] ledger::PlanLine plan_line_of(const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
