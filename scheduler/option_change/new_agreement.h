// Which agreements end with a change of option, and who is paid from then on.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/people_fields.h"

#include <optional>
#include <vector>

namespace almoner::scheduler {

// None while another line of the old option goes on. Refused in `in`: later-change.
[[nodiscard]] std::vector<ledger::Agreement> agreements_to_end(FieldReading& in,
                                                               Asked& asked,
                                                               const ledger::PlanLine& old,
                                                               ledger::Date from);

// The regular agreements of this option, drafts too, that go on after the day.
[[nodiscard]] std::vector<ledger::Agreement> agreements_going_on(ledger::Database& database,
                                                                 std::int64_t budget,
                                                                 ledger::Option option,
                                                                 ledger::Date from);

// Nothing where one of the budget takes the new line up. Fields payee and those of agreement_add,
// signed_on and evidence. Refused: agreement-missing, agreement-exists, agreements-overlap,
// day-in-the-future, and as agreement_add.
[[nodiscard]] ledger::Outcome<std::optional<ledger::Agreement>> agreement_after(
    Asked& asked,
    const ledger::PlanLine& old,
    const ledger::PlanLine& line,
    const std::vector<ledger::Agreement>& ending);

}  // namespace almoner::scheduler
