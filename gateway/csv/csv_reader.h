// Reads comma-separated files as spreadsheets really write them, keeping every row's number.
#pragma once

#include "ledger/values/outcome.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {

// `row` as a spreadsheet numbers it (the header is row 1; blank rows count); `line` as a text
// editor does. They differ after a quoted cell that holds a line break.
struct CsvRow {
    std::size_t row = 0;
    std::size_t line = 0;
    std::vector<std::string> cells;  // UTF-8, as many as the header has
};

// Something that keeps a row, or with row 0 the whole file, from being used.
struct CsvProblem {
    std::size_t row = 0;
    std::string column;  // empty when it is the whole row
    std::string code;
    std::string words;
    std::string next;
};

struct CsvLimits {
    std::size_t bytes = 256U << 20U;
    std::size_t cell_bytes = 32U << 10U;
    std::size_t cells = 256;
    std::size_t rows = 1U << 20U;  // below the header, blank ones among them
};

// A stretch of blank rows, both ends among them.
struct BlankRows {
    std::size_t first = 0;
    std::size_t last = 0;
};

struct CsvTable {
    std::vector<std::string> header;  // lower case, spaces turned to underscores
    std::vector<CsvRow> rows;         // only those that could be read; blank ones are left out
    std::vector<CsvProblem> problems;
    std::vector<CsvRow>
        unread;  // the rows of `problems`, made to fit, to be given back for mending
    std::vector<BlankRows> blank{};  // below the header
    std::vector<std::string> notes;  // what was put right on the way, for a person to read

    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

// UTF-8 with or without BOM, or windows-1252 (converted, with a note); CRLF, LF or CR; RFC 4180
// quoting. Refused as a whole: `csv-empty`, `csv-too-big`, `csv-utf16`, `csv-not-commas`,
// `csv-header`. A row that can't be read is a problem and the rest is read on.
ledger::Outcome<CsvTable> read_csv(std::string_view bytes, const CsvLimits& limits = {});

struct CsvColumn {
    std::string_view name;
    bool required = true;
};

// What is wrong with the header when exactly these columns are known: `csv-missing-column`,
// `csv-unknown-column`, each with row 1. An unknown one is named by its number alone ("column 4"):
// a file without a row of names has somebody's words there. Any order will do.
[[nodiscard]] std::vector<CsvProblem> header_problems(const CsvTable& table,
                                                      std::span<const CsvColumn> columns);

}  // namespace almoner::gateway
