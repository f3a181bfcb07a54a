#include "gateway/csv/csv_writer.h"

#include "ledger/values/invariant.h"

#include <algorithm>

namespace almoner::gateway {
namespace {

constexpr std::string_view formula_starts = "=+-@\t\r";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_plain_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view part = text.substr(std::min(point + 1, text.size()));
    const bool wants_part = point < text.size();
    return !whole.empty() && std::ranges::all_of(whole, is_digit) && wants_part == !part.empty() &&
           std::ranges::all_of(part, is_digit);
}

// Also a text that had an apostrophe of its own there, so that taking one off gives the text back.
bool looks_like_formula(std::string_view text) {
    const std::size_t start = text.find_first_not_of('\'');
    return start != std::string_view::npos && formula_starts.find(text[start]) != text.npos;
}

void append_cell(std::string& out, const std::string& text) {
    const std::string cell = with_apostrophe(text);
    const bool padded = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    if (!padded && cell.find_first_of(",\"\r\n") == std::string::npos) {
        out += cell;
        return;
    }
    out += '"';
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace

std::string with_apostrophe(std::string_view text) {
    const bool guard = looks_like_formula(text) && !is_plain_number(text);
    return (guard ? "'" : "") + std::string(text);
}

std::string_view without_apostrophe(std::string_view cell) {
    if (cell.starts_with('\'') && looks_like_formula(cell)) cell.remove_prefix(1);
    return cell;
}

CsvWriter::CsvWriter(std::span<const std::string> header) : width_(header.size()) {
    write(header);
}

CsvWriter::CsvWriter(std::initializer_list<std::string> header)
    : CsvWriter(std::span<const std::string>(header.begin(), header.size())) {}

void CsvWriter::row(std::span<const std::string> cells) {
    if (cells.size() != width_) throw ledger::InvariantBroken("a row as wide as its header");
    write(cells);
}

void CsvWriter::row(std::initializer_list<std::string> cells) {
    row(std::span<const std::string>(cells.begin(), cells.size()));
}

void CsvWriter::write(std::span<const std::string> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) bytes_ += ',';
        append_cell(bytes_, cells[i]);
    }
    bytes_ += '\n';
}

}  // namespace almoner::gateway
