// Time to pay as a command or rows of a file tell it, gathered into sheets and checked.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/bank_holidays.h"
#include "ledger/records/employment.h"
#include "ledger/records/timesheet.h"
#include "scheduler/payroll/pay_calendar.h"
#include "scheduler/payroll/row_cells.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// `period` is the first day of a pay period of the employer; `quantity` is hours (7:30 or 7.5),
// nights or miles by the kind; without a day it is of the whole period.
inline constexpr std::array hours_columns{gateway::CsvColumn{"employment"},
                                          gateway::CsvColumn{"period"},
                                          gateway::CsvColumn{"kind"},
                                          gateway::CsvColumn{"quantity"},
                                          gateway::CsvColumn{"day", false}};

struct HoursSheet {
    std::size_t row = 0;  // the first of it
    ledger::Employment employment{};
    EmployerPeriod period{};
    std::vector<ledger::TimesheetLine> lines{};
    std::int64_t known = 0;  // the sheet in force that says the same already
};

struct HoursReading {
    std::vector<HoursSheet> sheets{};
    RowCells::Errors errors{};  // with any, nothing is recorded
};

[[nodiscard]] HoursReading read_hours_file(ledger::Database& database,
                                           const std::string& name,
                                           std::string_view bytes);
// One sheet out of a command's fields: employment, period (else the one that is open), and
// quantities under the names of the kinds.
[[nodiscard]] HoursReading read_hours_fields(ledger::Database& database,
                                             const Fields& fields,
                                             ledger::Date today);

// Refused: hours-beyond-the-clock (168 hours for each week of the period, 24 for a day, a night for
// each day), day-outside-period, before-start, after-end, sheet-exists, sheet-empty.
void check_sheet(ledger::Database& database, HoursSheet& sheet, RowCells& row);

// The usual hours of the period by its working days, without those of recorded absences, which are
// paid by their own rules. Nothing: none of them is left.
[[nodiscard]] std::vector<ledger::TimesheetLine> usual_lines(ledger::Database& database,
                                                             const ledger::Employment& employment,
                                                             const ledger::Period& days);

// What a sheet is worth by the rates of its days; a kind without a rate counts nothing.
[[nodiscard]] ledger::Money worth_of_sheet(ledger::Database& database,
                                           const ledger::Timesheet& sheet);

// The number that a sheet gets among those of its period.
[[nodiscard]] std::int64_t next_occurrence(ledger::Database& database,
                                           std::int64_t employment,
                                           ledger::Date first_on);

}  // namespace almoner::scheduler
