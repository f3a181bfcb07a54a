// A notice of a tax code as a command or a row of a file tells it.
#pragma once

#include "ledger/records/code_notice.h"
#include "ledger/records/employment.h"
#include "scheduler/payroll/row_cells.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// Our own columns: the format in which HMRC gives such notices out to bureaux is not to be had
// here.
inline constexpr std::array code_columns{gateway::CsvColumn{"employment"},
                                         gateway::CsvColumn{"kind"},
                                         gateway::CsvColumn{"dated_on"},
                                         gateway::CsvColumn{"from_on"},
                                         gateway::CsvColumn{"tax_code"},
                                         gateway::CsvColumn{"tax_basis", false},
                                         gateway::CsvColumn{"previous_pay", false},
                                         gateway::CsvColumn{"previous_tax", false}};

struct CodeReading {
    std::vector<ledger::CodeNotice> notices{};  // those that are new
    std::size_t known = 0;
    RowCells::Errors errors{};
};

[[nodiscard]] CodeReading read_code_fields(ledger::Database& database, const Fields& fields);
[[nodiscard]] CodeReading read_code_file(ledger::Database& database,
                                         const std::string& name,
                                         std::string_view bytes);

// What the yearly uplift makes of a code: "1257L" and 10 is "1267L". Empty: the uplift is of
// another letter, or of codes that have no number.
[[nodiscard]] std::string uplifted_code(const std::string& code, char letter, std::int64_t add);

}  // namespace almoner::scheduler
