#include "gateway/csv/csv_reader.h"

#include "gateway/csv/csv_encoding.h"

#include <algorithm>

namespace almoner::gateway {
namespace {

using ledger::Outcome;
using ledger::Refusal;

// One record of the file, before it is known whether it fits the header.
struct Record {
    std::size_t row = 0;
    std::size_t line = 0;
    std::vector<std::string> cells;
    std::optional<CsvProblem> problem;
};

// Cuts bytes into records. The separators are ASCII, so this is right in UTF-8 and windows-1252.
class RecordCutter {
  public:
    RecordCutter(std::string_view bytes, const CsvLimits& limits)
        : bytes_(bytes), limits_(limits) {}

    [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }

    Record next() {
        record_ = {.row = ++row_, .line = line_, .cells = {}, .problem = {}};
        do {
            cell_.clear();
            read_cell();
            keep_cell();
        } while (take(','));
        take_line_end();
        return std::move(record_);
    }

  private:
    [[nodiscard]] bool sees(char c) const { return !at_end() && bytes_[at_] == c; }
    [[nodiscard]] bool sees_line_end() const { return sees('\r') || sees('\n'); }
    [[nodiscard]] bool sees_cell_end() const { return at_end() || sees(',') || sees_line_end(); }

    bool take(char c) {
        if (!sees(c)) return false;
        ++at_;
        return true;
    }

    void take_line_end() {
        take('\r');
        take('\n');
        ++line_;
    }

    void read_cell() {
        if (take('"')) {
            read_quoted();
            if (!sees_cell_end()) {
                complain("csv-text-after-quote",
                         "There is text after a closing quotation mark.",
                         "Put the whole cell in quotation marks and write each one inside twice.");
            }
        }
        while (!sees_cell_end()) {
            if (sees('"') && !record_.problem) {
                complain("csv-quote-inside",
                         "There is a quotation mark inside a cell that does not begin with one.",
                         "Put the whole cell in quotation marks and write each one inside twice.");
            }
            put_until(",\r\n\"");
        }
    }

    void read_quoted() {
        while (!at_end()) {
            if (take('"')) {
                if (!sees('"')) return;
            }
            const bool cr_of_crlf =
                sees('\r') && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n';
            if (sees_line_end() && !cr_of_crlf) ++line_;
            put_until("\r\n\"");
        }
        complain("csv-open-quote",
                 "A quotation mark opens in this row and never closes, so the rest of the file was "
                 "read as one cell.",
                 "Close the quotation mark and load the file again.");
    }

    // One character whatever it is, and on to the next of these.
    void put_until(std::string_view stops) {
        const std::size_t end = std::min(bytes_.find_first_of(stops, at_ + 1), bytes_.size());
        const std::string_view run = bytes_.substr(at_, end - at_);
        at_ = end;
        const std::size_t room = limits_.cell_bytes - cell_.size();
        cell_ += run.substr(0, room);
        if (run.size() <= room || record_.problem) return;
        complain("csv-cell-too-long",
                 "A cell is longer than " + std::to_string(limits_.cell_bytes) + " bytes.",
                 "Shorten it. If it holds several rows, a quotation mark is missing.");
    }

    void keep_cell() {
        if (record_.cells.size() < limits_.cells) {
            record_.cells.push_back(cell_);
        } else if (!record_.problem) {
            complain("csv-too-many-cells",
                     "The row has more than " + std::to_string(limits_.cells) + " cells.",
                     "Check that each row is on a line of its own.");
        }
    }

    // The first thing wrong with a row is the cause of the others.
    void complain(std::string code, std::string words, std::string next) {
        if (record_.problem) return;
        record_.problem = CsvProblem{.row = record_.row,
                                     .column = {},
                                     .code = std::move(code),
                                     .words = std::move(words),
                                     .next = std::move(next)};
    }

    std::string_view bytes_;
    CsvLimits limits_;
    std::size_t at_ = 0;
    std::size_t row_ = 0;
    std::size_t line_ = 1;
    std::string cell_;
    Record record_;
};

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

bool is_blank_record(const Record& record) {
    return !record.problem && std::ranges::all_of(record.cells, [](const std::string& cell) {
        return std::ranges::all_of(cell, is_blank);
    });
}

std::string column_name(std::string_view cell) {
    while (!cell.empty() && is_blank(cell.front())) cell.remove_prefix(1);
    while (!cell.empty() && is_blank(cell.back())) cell.remove_suffix(1);
    std::string name;
    for (const char c : cell) {
        const bool upper = c >= 'A' && c <= 'Z';
        name += is_blank(c) ? '_' : upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return name;
}

Refusal refuse(std::string code, std::string words, std::string next) {
    return {std::move(code), std::move(words), std::move(next), {}, {}};
}

Refusal header_refusal(std::string words, std::string next) {
    return refuse("csv-header", std::move(words), std::move(next));
}

Outcome<std::vector<std::string>> read_header(const Record& record) {
    if (record.problem) {
        return header_refusal("The header: " + record.problem->words, record.problem->next);
    }
    std::vector<std::string> header;
    header.reserve(record.cells.size());
    for (const std::string& cell : record.cells) header.push_back(column_name(cell));
    // Spreadsheets write a comma for each column that was ever used.
    while (!header.empty() && header.back().empty()) header.pop_back();
    if (header.size() == 1 && record.cells[0].find_first_of(";\t|") != std::string::npos) {
        return refuse("csv-not-commas",
                      "The columns are not separated by commas.",
                      "Save the sheet again as CSV with commas between the cells.");
    }
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (header[i].empty()) {
            return header_refusal("Column " + std::to_string(i + 1) + " has no name.",
                                  "Give every column its name in the first row.");
        }
        const auto first =
            static_cast<std::size_t>(std::ranges::find(header, header[i]) - header.begin());
        if (first < i) {
            return header_refusal("Columns " + std::to_string(first + 1) + " and " +
                                      std::to_string(i + 1) + " have the same name.",
                                  "Keep one of the two columns.");
        }
    }
    return header;
}

class TableBuilder {
  public:
    TableBuilder(TextEncoding encoding, CsvTable& table) : encoding_(encoding), table_(table) {}

    void add(Record record) {
        if (!record.problem) check_characters(record);
        if (!record.problem) check_width(record);
        if (record.problem) {
            table_.problems.push_back(std::move(*record.problem));
            table_.unread.push_back(made_to_fit(std::move(record)));
            return;
        }
        if (encoding_ == TextEncoding::windows_1252) {
            for (std::string& cell : record.cells) cell = utf8_from_windows_1252(cell);
        }
        table_.rows.push_back(
            {.row = record.row, .line = record.line, .cells = std::move(record.cells)});
    }

  private:
    // Surplus cells are joined to the last with the comma that parted them; what is not text
    // becomes a question mark.
    [[nodiscard]] CsvRow made_to_fit(Record record) const {
        const std::size_t width = table_.header.size();
        for (std::size_t i = width; i < record.cells.size(); ++i) {
            record.cells[width - 1] += ',' + record.cells[i];
        }
        record.cells.resize(width, "?");  // not empty: what was cut off has to be looked at
        for (std::string& cell : record.cells) {
            const bool convert = encoding_ == TextEncoding::windows_1252;
            cell = as_text(convert ? utf8_from_windows_1252(cell) : cell);
        }
        return {.row = record.row, .line = record.line, .cells = std::move(record.cells)};
    }

    static std::string as_text(std::string_view cell) {
        std::string text;
        for (std::size_t at = 0; at < cell.size();) {
            const std::size_t length = cell[at] == '\0' ? 0 : utf8_length(cell, at);
            text += length == 0 ? "?" : std::string(cell.substr(at, length));
            at += std::max<std::size_t>(length, 1);
        }
        return text;
    }

    static void spoil(Record& record, std::string code, std::string words, std::string next) {
        record.problem = CsvProblem{.row = record.row,
                                    .column = {},
                                    .code = std::move(code),
                                    .words = std::move(words),
                                    .next = std::move(next)};
    }

    void check_characters(Record& record) const {
        for (std::size_t i = 0; i < record.cells.size() && !record.problem; ++i) {
            const std::string& cell = record.cells[i];
            const std::string where = i < table_.header.size() ? table_.header[i] : std::string{};
            if (cell.find('\0') != std::string::npos) {
                spoil(record,
                      "csv-nul",
                      "The row holds a NUL byte, which is not text.",
                      "Type this row again, or save the sheet again as CSV UTF-8.");
            } else if (encoding_ == TextEncoding::windows_1252 ? !is_windows_1252(cell)
                                                               : !is_utf8(cell)) {
                spoil(record,
                      "csv-encoding",
                      "The row holds bytes that are not UTF-8 text.",
                      "Type the letters with accents again and save the sheet as CSV UTF-8.");
            }
            if (record.problem) record.problem->column = where;
        }
    }

    void check_width(Record& record) const {
        const std::size_t width = table_.header.size();
        while (record.cells.size() > width && std::ranges::all_of(record.cells.back(), is_blank)) {
            record.cells.pop_back();
        }
        if (record.cells.size() == width) return;
        const std::string counts = "The row has " + std::to_string(record.cells.size()) +
                                   " cells and the header has " + std::to_string(width) + ".";
        if (record.cells.size() > width) {
            spoil(record,
                  "csv-too-many-cells",
                  counts,
                  "Put a cell that holds a comma in quotation marks.");
        } else {
            spoil(record,
                  "csv-too-few-cells",
                  counts,
                  "The row may have been cut off: complete it, with commas for empty cells.");
        }
    }

    TextEncoding encoding_;
    CsvTable& table_;
};

void note_blank(std::size_t row, std::vector<BlankRows>& blank) {
    if (!blank.empty() && blank.back().last + 1 == row) {
        blank.back().last = row;
    } else {
        blank.push_back({.first = row, .last = row});
    }
}

void read_rows(RecordCutter& cutter, TextEncoding encoding, std::size_t most, CsvTable& table) {
    TableBuilder builder(encoding, table);
    while (!cutter.at_end()) {
        Record record = cutter.next();
        if (is_blank_record(record)) {
            note_blank(record.row, table.blank);
            continue;
        }
        if (record.row > most + 1) {
            table.problems.push_back({.row = record.row,
                                      .column = {},
                                      .code = "csv-too-many-rows",
                                      .words = "The file has more than " + std::to_string(most) +
                                               " rows, blank ones among them; from this one on "
                                               "they were not read.",
                                      .next = "Split the file in two."});
            return;
        }
        builder.add(std::move(record));
    }
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto found = std::ranges::find(header, name);
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
}

Outcome<CsvTable> read_csv(std::string_view bytes, const CsvLimits& limits) {
    if (bytes.size() > limits.bytes) {
        return refuse("csv-too-big",
                      "The file is larger than " + std::to_string(limits.bytes >> 20U) + " MiB.",
                      "Split it in two.");
    }
    const TextEncoding encoding = encoding_of(bytes);
    if (encoding == TextEncoding::utf16) {
        return refuse("csv-utf16",
                      "The file is UTF-16 (\"Unicode text\"), not UTF-8.",
                      "Save the sheet again as CSV UTF-8.");
    }
    if (bytes.starts_with("PK\x03\x04")) {
        return refuse("csv-is-a-workbook",
                      "The file is a workbook (.xlsx or .ods), not CSV, whatever it is called.",
                      "Open it and save the sheet as CSV UTF-8.");
    }
    if (bytes.starts_with(utf8_bom)) bytes.remove_prefix(utf8_bom.size());
    RecordCutter cutter(bytes, limits);
    Record first;
    do {
        if (cutter.at_end()) {
            return refuse("csv-empty",
                          "The file is empty.",
                          "Write the names of the columns in its first row.");
        }
        first = cutter.next();
    } while (is_blank_record(first));
    Outcome<std::vector<std::string>> header = read_header(first);
    if (!header.accepted()) return header.refusal();
    CsvTable table;
    table.header = std::move(header).value();
    if (encoding == TextEncoding::windows_1252) {
        table.notes.emplace_back(
            "The file is not UTF-8. It was read as windows-1252: check the letters with accents.");
    }
    read_rows(cutter, encoding, limits.rows, table);
    return table;
}

std::vector<CsvProblem> header_problems(const CsvTable& table, std::span<const CsvColumn> columns) {
    std::vector<CsvProblem> problems;
    for (const CsvColumn& column : columns) {
        if (!column.required || table.column(column.name)) continue;
        problems.push_back({.row = 1,
                            .column = std::string(column.name),
                            .code = "csv-missing-column",
                            .words = "The column " + std::string(column.name) + " is missing.",
                            .next = "Add it to the first row."});
    }
    // By its number: where the row of names is missing, its cell is somebody's name or address.
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        const std::string& name = table.header[i];
        if (std::ranges::any_of(columns, [&](const CsvColumn& c) { return c.name == name; })) {
            continue;
        }
        const std::string number = std::to_string(i + 1);
        problems.push_back(
            {.row = 1,
             .column = "column " + number,
             .code = "csv-unknown-column",
             .words = "The name of column " + number + " is not one that is known here.",
             .next = "Correct its name, or take the column out."});
    }
    return problems;
}

}  // namespace almoner::gateway
