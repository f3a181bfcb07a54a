// What the commands of a case share: the case that is asked about, and its next steps.
#pragma once

#include "rules/engine/facts.h"
#include "scheduler/commands/command.h"
#include "scheduler/reduction/case_standing.h"

#include <initializer_list>

namespace almoner::scheduler {

// The case of the field `case`. Refused: case-unknown.
[[nodiscard]] ledger::Outcome<CaseStanding> case_asked_for(const Asked& asked);

// Through these states, each a move of the table; `last` says more of the last one.
[[nodiscard]] ledger::Outcome<ledger::Done> move_case(
    ledger::Work& work,
    CaseStanding& standing,
    std::initializer_list<rules::CaseState> states,
    const ledger::CaseStep& last = {});
[[nodiscard]] ledger::Outcome<ledger::Done> move_case(
    Asked& asked,
    CaseStanding& standing,
    std::initializer_list<rules::CaseState> states,
    const ledger::CaseStep& last = {});

[[nodiscard]] Answer case_shown(const CaseStanding& standing);

// The rules of its event, today; refused as they refuse.
[[nodiscard]] ledger::Outcome<ledger::Done> ask_of_case(Asked& asked,
                                                        const CaseStanding& standing,
                                                        const rules::Facts& facts);
// Of a case of kind suspend or stop whose notice has matured: its plan line rests, or ends the day
// before. Refused as the rules of the event refuse, and changed-since.
[[nodiscard]] ledger::Outcome<ledger::Done> suspend_by_case(Asked& asked, CaseStanding& standing);
[[nodiscard]] ledger::Outcome<ledger::Done> stop_by_case(Asked& asked, CaseStanding& standing);

// What is left to be offset or repaid.
[[nodiscard]] ledger::Money left_of(ledger::Database& database, const CaseStanding& standing);
// Once nothing is left a case has come to its end: how, and that it is closed.
void end_if_nothing_is_left(ledger::Work& work, CaseStanding& standing);

}  // namespace almoner::scheduler
