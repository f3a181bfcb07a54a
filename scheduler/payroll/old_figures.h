// What another payroll provider says that each job of a payday came to, read out of a file.
#pragma once

#include "gateway/area/area_reading.h"
#include "ledger/calendar/date.h"
#include "ledger/records/pay_slip.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"
#include "scheduler/payroll/row_cells.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

inline constexpr std::array old_figures_columns{gateway::CsvColumn{"employment"},
                                                gateway::CsvColumn{"paid_on"},
                                                gateway::CsvColumn{"gross"},
                                                gateway::CsvColumn{"tax"},
                                                gateway::CsvColumn{"ni_employee"},
                                                gateway::CsvColumn{"ni_employer"},
                                                gateway::CsvColumn{"net"},
                                                gateway::CsvColumn{"employer", false},
                                                gateway::CsvColumn{"loan", false},
                                                gateway::CsvColumn{"postgraduate", false},
                                                gateway::CsvColumn{"pension_employee", false},
                                                gateway::CsvColumn{"pension_employer", false},
                                                gateway::CsvColumn{"orders", false},
                                                gateway::CsvColumn{"paid", false},
                                                gateway::CsvColumn{"taxable_to_date", false},
                                                gateway::CsvColumn{"tax_to_date", false},
                                                gateway::CsvColumn{"tax_code", false},
                                                gateway::CsvColumn{"tax_basis", false},
                                                gateway::CsvColumn{"ni_letter", false},
                                                gateway::CsvColumn{"period_no", false},
                                                gateway::CsvColumn{"loans", false}};

// A column of money, and what it is on a slip.
struct OldFigure {
    std::string_view column;
    std::string_view words;
    ledger::Money ledger::PaySlip::* of_slip;
    bool is_needed = false;
    bool may_be_below_zero = false;
};
inline constexpr std::array old_figure_list{
    OldFigure{"gross", "gross pay", &ledger::PaySlip::gross, true},
    OldFigure{"tax", "tax", &ledger::PaySlip::tax, true, true},
    OldFigure{"ni_employee", "employee's NI", &ledger::PaySlip::ni_employee, true},
    OldFigure{"loan", "student loan", &ledger::PaySlip::loan},
    OldFigure{"postgraduate", "postgraduate loan", &ledger::PaySlip::postgraduate},
    OldFigure{"pension_employee", "employee's pension", &ledger::PaySlip::pension_employee},
    OldFigure{"orders", "orders", &ledger::PaySlip::attachment},
    OldFigure{"net", "net pay", &ledger::PaySlip::net, true, true},
    OldFigure{"paid", "paid", &ledger::PaySlip::paid, false, true},
    OldFigure{"ni_employer", "employer's NI", &ledger::PaySlip::ni_employer, true},
    OldFigure{"pension_employer", "employer's pension", &ledger::PaySlip::pension_employer},
    OldFigure{"taxable_to_date", "taxable to date", &ledger::PaySlip::taxable_to_date},
    OldFigure{"tax_to_date", "tax to date", &ledger::PaySlip::tax_to_date, false, true}};

struct OldRow {
    std::size_t row = 0;
    std::string employment{};
    std::map<std::string_view, ledger::Money> figures{};  // by column: those that the row gives
    // Of these, empty is not given.
    std::string tax_code{};   // capitals
    std::string tax_basis{};  // C or N
    std::string ni_letter{};
    std::optional<std::int64_t> period_no{};
    std::optional<std::string> loans{};  // "none" is an empty one
};

struct OldFigures {
    std::vector<OldRow> rows{};  // those that are whole
    std::map<std::string_view, ledger::Money> sums{};
    std::size_t rows_there = 0;
    RowCells::Errors errors{};  // with any, nothing is compared
};

// Money cells are read kindly ("£1,234.50"); a needed figure that is nothing is written 0. Errors
// of rows: of a cell; day-of-another-run, employer-of-another-job, row-twice. Of the file: what
// `read_rows` finds, and file-without-rows. `sees`: whether whoever asks may see an employer; a job
// of another is as one that is not known.
[[nodiscard]] OldFigures read_old_figures(ledger::Database& database,
                                          const std::string& name,
                                          std::string_view bytes,
                                          ledger::Date payday,
                                          const std::function<bool(std::int64_t)>& sees);

// What the old provider says that the file comes to: "rows", and sums by column. Empty: not said.
using ControlTotals = std::map<std::string, std::string, std::less<>>;
// Those that can't be done without.
inline constexpr std::array<std::string_view, 3> needed_controls{"rows", "gross", "net"};

// Adds an error for each that is missing, unreadable or does not agree: control-total-missing,
// total-differs.
void check_controls(const ControlTotals& controls, OldFigures& figures);

}  // namespace almoner::scheduler
