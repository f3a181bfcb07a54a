// For each guard of each table, what it is there to refuse.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace almoner::tests {

struct BrokenRow {
    std::string_view guard;    // Guard::words
    std::string_view change;   // of the good row: "amount=0 state=1", or a whole statement
    std::string_view first{};  // what the row before it has otherwise than the good one
};

struct TableRows {
    std::string_view table;
    std::string_view good;  // every column that has to be given: "id=1 ref='x' hash=octets32"
    std::vector<BrokenRow> broken;
};

[[nodiscard]] std::span<const TableRows> broken_rows();
[[nodiscard]] const std::vector<TableRows>& broken_payroll_rows();  // a part of them
[[nodiscard]] const std::vector<TableRows>& broken_paper_rows();    // another
[[nodiscard]] const std::vector<TableRows>& broken_managed_rows();  // another
[[nodiscard]] const std::vector<TableRows>& broken_slip_rows();     // another
[[nodiscard]] const std::vector<TableRows>& broken_fee_rows();      // another

}  // namespace almoner::tests
