// The names and columns of an area's import files.
#pragma once

#include "gateway/csv/csv_reader.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace almoner::gateway {

// In the order in which errors are listed and rows are loaded.
enum class AreaFile : std::uint8_t {
    commissioners,
    bank_accounts,
    support_services,
    third_parties,
    providers,
    people,
    representatives,
    budgets,
    plan_lines,
    agreements,
    opening_balances,
};

inline constexpr std::array all_area_files{AreaFile::commissioners,
                                           AreaFile::bank_accounts,
                                           AreaFile::support_services,
                                           AreaFile::third_parties,
                                           AreaFile::providers,
                                           AreaFile::people,
                                           AreaFile::representatives,
                                           AreaFile::budgets,
                                           AreaFile::plan_lines,
                                           AreaFile::agreements,
                                           AreaFile::opening_balances};

[[nodiscard]] std::string_view file_name(AreaFile file);  // "plan_lines.csv"
[[nodiscard]] std::optional<AreaFile> area_file_named(std::string_view file_name);

// The columns in the order in which we write them, without `problem`. A column that is not required
// may be left out when none of its cells would be filled.
[[nodiscard]] std::span<const CsvColumn> columns_of(AreaFile file);

// The column that names the row for other files to refer to; empty when the rows have no name.
[[nodiscard]] std::string_view key_of(AreaFile file);

// May be absent when it would have no rows.
[[nodiscard]] bool may_be_absent(AreaFile file);

// What is wrong with a row that was given back for mending; read over when the file comes again.
inline constexpr std::string_view problem_column = "problem";

}  // namespace almoner::gateway
