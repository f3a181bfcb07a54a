// A notice of a case tells of what was decided in it and of nothing else.
#pragma once

#include "ledger/records/notice.h"
#include "scheduler/commands/command.h"

#include <string>

namespace almoner::scheduler {

// Takes sum, workings and day of a drafted notice from the last decision of the case. Refused, in
// the field `case`: case-unknown, case-of-another-budget, case-of-another-kind, case-not-so-far,
// notice-already, changed-since; workings-differ in `workings`.
[[nodiscard]] ledger::Outcome<ledger::Done> take_from_case(const Asked& asked,
                                                           const std::string& number,
                                                           ledger::Notice& notice);

// Before it is issued: that it is still so. Refused: case-not-so-far, notice-already,
// notice-tells-otherwise.
[[nodiscard]] ledger::Outcome<ledger::Done> still_tells(const Asked& asked,
                                                        const ledger::Notice& notice);

// workings-differ, in the field `workings`.
[[nodiscard]] ledger::Refusal workings_differ(ledger::Money sum);

// "a = £1; b = £2" as a line each.
[[nodiscard]] std::string by_lines(const std::string& workings);

}  // namespace almoner::scheduler
