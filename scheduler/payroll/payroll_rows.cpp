#include "scheduler/payroll/payroll_rows.h"

#include "gateway/csv/csv_writer.h"

#include <algorithm>
#include <charconv>

namespace almoner::scheduler {
namespace {

using gateway::CsvProblem;
using gateway::CsvRow;
using gateway::CsvTable;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::size_t longest_number = 15;

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t number_of(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

// The header with the answers at its end, or where the input has a column of that name.
struct OutputColumns {
    std::vector<std::string> header;
    std::vector<std::size_t> answers_at;

    OutputColumns(const CsvTable& table, std::span<const std::string_view> answers)
        : header(table.header) {
        for (const std::string_view answer : answers) {
            const auto old = table.column(answer);
            answers_at.push_back(old.value_or(header.size()));
            if (!old) header.emplace_back(answer);
        }
    }

    [[nodiscard]] std::vector<std::string> row(const CsvRow& input,
                                               const PayrollAnswers& answers) const {
        std::vector<std::string> cells;
        for (const std::string& cell : input.cells) {
            cells.emplace_back(gateway::without_apostrophe(cell));
        }
        cells.resize(header.size());
        for (std::size_t i = 0; i < answers_at.size(); ++i) cells[answers_at[i]] = answers.at(i);
        return cells;
    }
};

}  // namespace

std::string_view PayrollRow::cell(std::string_view column) const {
    const auto at = table_.column(column);
    return at ? gateway::trimmed(row_.cells[*at]) : std::string_view{};
}

Refusal PayrollRow::empty_cell() {
    return {"empty", "The cell is empty.", "Fill it in.", "", ""};
}

// The refusal's own field where that is a column of the file.
std::string PayrollRow::column_of(std::string_view column, const Refusal& refusal) const {
    const bool own = !refusal.field.empty() && table_.column(refusal.field).has_value();
    return own ? refusal.field : std::string(column);
}

void PayrollRow::warn(std::string_view column, const Refusal& refusal) {
    file_.notes.push_back("row " + std::to_string(row_.row) + ", " + column_of(column, refusal) +
                          " (" + refusal.code + "): " + refusal.words + " " + refusal.next);
}

void PayrollRow::complain(std::string_view column, const Refusal& refusal) {
    file_.problems.push_back(
        {row_.row, column_of(column, refusal), refusal.code, refusal.words, refusal.next});
    sound_ = false;
}

Outcome<PayrollFile> with_answers(std::string_view bytes,
                                  const PayrollColumns& columns,
                                  const std::function<PayrollAnswers(PayrollRow&)>& answer) {
    auto read = gateway::read_csv(bytes);
    if (!read.accepted()) return read.refusal();
    const CsvTable table = std::move(read).value();
    for (const std::string_view needed : columns.needed) {
        if (table.column(needed)) continue;
        return Refusal{"csv-missing-column",
                       "The column " + std::string(needed) + " is missing.",
                       "Name it in the first row.",
                       std::string(needed),
                       ""};
    }
    const OutputColumns output(table, columns.answers);
    gateway::CsvWriter writer(output.header);
    PayrollFile file{.csv = {}, .problems = table.problems, .notes = table.notes};
    for (const CsvRow& each : table.rows) {
        PayrollRow row(table, each, file);
        writer.row(output.row(each, answer(row)));
    }
    std::ranges::stable_sort(file.problems, {}, &CsvProblem::row);
    file.csv = writer.bytes();
    return file;
}

std::string payroll_pounds(ledger::Money amount) {
    const std::int64_t pence = std::max(amount, -amount).pence();
    const std::string part = std::to_string(pence % 100);
    return (amount < ledger::Money{} ? "-" : "") + std::to_string(pence / 100) +
           (part.size() < 2 ? ".0" : ".") + part;
}

Outcome<std::int64_t> read_decimal(std::string_view cell, int decimals) {
    const std::string_view text = gateway::trimmed(cell);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string part(point == std::string_view::npos ? "0" : text.substr(point + 1));
    if (!all_digits(whole) || !all_digits(part) || whole.size() > longest_number - 7) {
        return Refusal{"number-unreadable",
                       "This is not a number from 0 up.",
                       "Write it in digits, with a point before the decimals: 37.5.",
                       "",
                       ""};
    }
    while (part.ends_with('0')) part.pop_back();
    if (part.size() > static_cast<std::size_t>(decimals)) {
        return Refusal{"number-too-many-decimals",
                       "The number has more than " + std::to_string(decimals) + " decimals.",
                       "Round it.",
                       "",
                       ""};
    }
    part.resize(static_cast<std::size_t>(decimals), '0');
    return number_of(std::string(whole) + part);
}

std::string decimal_text(std::int64_t value, int decimals) {
    std::string digits = std::to_string(std::max(value, -value));
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
    while (digits.ends_with('0')) digits.pop_back();
    if (digits.ends_with('.')) digits.pop_back();
    return (value < 0 ? "-" : "") + digits;
}

}  // namespace almoner::scheduler
