// The steps of a timesheet, as the commands on hours take them.
#pragma once

#include "ledger/records/timesheet.h"
#include "scheduler/commands/command.h"
#include "scheduler/payroll/pay_calendar.h"

#include <span>
#include <string>

namespace almoner::scheduler {

struct NewSheet {
    std::int64_t employment = 0;
    ledger::Period days{};
    std::string source{};
    std::string file_sha256{};
};
// Stores it as entered; its id.
std::int64_t enter_sheet(Asked& asked,
                         const NewSheet& sheet,
                         std::span<const ledger::TimesheetLine> lines);

// Fills in number, day and actor of the step. The words are about the holder.
void take_sheet_step(Asked& asked, const ledger::Timesheet& sheet, ledger::TimesheetStep step);

// The sheet that the field `timesheet` names. Refused: timesheet-unknown.
[[nodiscard]] ledger::Outcome<ledger::Timesheet> sheet_asked_for(const Asked& asked);

// Of the sheet's pay period.
[[nodiscard]] EmployerPeriod period_of_sheet(ledger::Database& database,
                                             const ledger::Timesheet& sheet);
[[nodiscard]] Answer sheet_answer(Asked& asked, const ledger::Timesheet& sheet);

}  // namespace almoner::scheduler
