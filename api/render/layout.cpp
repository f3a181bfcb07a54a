#include "api/render/layout.h"

#include <algorithm>

namespace almoner::api {
namespace {

bool continues_a_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

void append_line(std::string& out, const std::string& line) {
    const std::size_t end = line.find_last_not_of(' ');
    out.append(line, 0, end == std::string::npos ? 0 : end + 1);
    out += '\n';
}

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
    const std::string space(width - std::min(width, width_of(text)), ' ');
    return to_the_right ? space + text : text + space;
}

std::vector<std::size_t> widths_of(const std::vector<TextColumn>& columns,
                                   const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    widths.reserve(columns.size());
    for (const TextColumn& column : columns) widths.push_back(width_of(column.heading));
    for (const std::vector<std::string>& row : rows) {
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(row[i]));
        }
    }
    return widths;
}

}  // namespace

std::size_t width_of(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return !continues_a_character(c); }));
}

std::string printable(std::string_view utf8) {
    std::string shown;
    shown.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        // U+0080 to U+009F in UTF-8, among them an escape sequence's other introducer.
        const bool second_set =
            c == 0xC2U && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) < 0xA0U;
        if (second_set) ++i;
        shown += c < 0x20U || c == 0x7FU || second_set ? '?' : utf8[i];
    }
    return shown;
}

std::string laid_out(const std::vector<TextColumn>& columns,
                     const std::vector<std::vector<std::string>>& rows) {
    const std::vector<std::size_t> widths = widths_of(columns, rows);
    std::string heading;
    std::string rule;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        heading += padded(columns[i].heading, widths[i], columns[i].to_the_right) + "  ";
        rule += std::string(widths[i], '-') + "  ";
    }
    std::string out;
    append_line(out, heading);
    append_line(out, rule);
    for (const std::vector<std::string>& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i) {
            line += padded(row[i], widths[i], columns[i].to_the_right) + "  ";
        }
        append_line(out, line);
    }
    return out;
}

}  // namespace almoner::api
