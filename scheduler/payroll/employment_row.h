// An assistant's job as a command or a row of employments.csv tells it, checked against the books.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/job_ends.h"
#include "scheduler/payroll/row_cells.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

inline constexpr std::array employment_columns{gateway::CsvColumn{"employment"},
                                               gateway::CsvColumn{"employer"},
                                               gateway::CsvColumn{"assistant"},
                                               gateway::CsvColumn{"start_on"},
                                               gateway::CsvColumn{"plan_lines"},
                                               gateway::CsvColumn{"starter", false},
                                               gateway::CsvColumn{"previous_left_on", false},
                                               gateway::CsvColumn{"previous_pay", false},
                                               gateway::CsvColumn{"previous_tax", false},
                                               gateway::CsvColumn{"ni_letter", false},
                                               gateway::CsvColumn{"tax_code", false},
                                               gateway::CsvColumn{"tax_basis", false},
                                               gateway::CsvColumn{"loans", false},
                                               gateway::CsvColumn{"weekly_hours", false},
                                               gateway::CsvColumn{"weekdays", false},
                                               gateway::CsvColumn{"fixed_hours", false},
                                               gateway::CsvColumn{"holiday", false},
                                               gateway::CsvColumn{"leave_year_on", false},
                                               gateway::CsvColumn{"relation", false},
                                               gateway::CsvColumn{"lives_with_holder", false},
                                               gateway::CsvColumn{"right_to_work_on", false},
                                               gateway::CsvColumn{"right_to_work_until", false},
                                               gateway::CsvColumn{"pension", false},
                                               gateway::CsvColumn{"pension_since", false},
                                               gateway::CsvColumn{"pension_postponed_until", false},
                                               gateway::CsvColumn{"pension_told_on", false},
                                               gateway::CsvColumn{"apprentice_from", false},
                                               gateway::CsvColumn{"apprentice_until", false},
                                               gateway::CsvColumn{"payroll_id_before", false}};

struct EmploymentRow {
    ledger::Employment employment{};
    std::vector<ledger::PaidFrom> lines{};
    std::int64_t budget = 0;  // of the employer
    // What is told of it now; nothing where nothing is.
    std::optional<ledger::Apprenticeship> apprenticeship{};
    std::string payroll_id_before{};

    [[nodiscard]] bool tells_more() const {
        return apprenticeship.has_value() || !payroll_id_before.empty();
    }
};
// Everything that the row says, from its from_on.
void insert_employment_row(ledger::Work& work, const EmploymentRow& row, std::int64_t actor);

// What a starter's code is without any notice of HMRC's: A and B have the emergency code.
struct StarterCode {
    std::string code{};
    std::string basis{};
};
[[nodiscard]] StarterCode starter_code(std::string_view declaration,
                                       const std::string& emergency_code);

// Hours a week, as "16", "16.5" or "16:30", in minutes. Refused: `hours-unreadable`,
// `hours-in-a-week` (above 168).
[[nodiscard]] ledger::Outcome<std::int64_t> read_weekly_hours(std::string_view cell);
// A tax code, as HMRC writes it.
[[nodiscard]] ledger::Outcome<std::string> read_tax_code(std::string_view cell);
[[nodiscard]] ledger::Outcome<std::string> read_tax_basis(std::string_view cell);  // C or N

// `known`: as it stands in the books; without a number it is a new one, and a cell that is empty
// leaves what is known. Evidence stands in right_to_work_evidence.
[[nodiscard]] EmploymentRow read_employment(RowCells& row,
                                            ledger::Database& database,
                                            const ledger::Employment& known,
                                            const std::string& emergency_code);

// Columns kind, rate, from; `rate` says what counts without them. Refused: rate-nothing,
// rate-too-high, before-start.
void read_rate(RowCells& cells, ledger::EmploymentRate& rate, ledger::Date start_on);

}  // namespace almoner::scheduler
