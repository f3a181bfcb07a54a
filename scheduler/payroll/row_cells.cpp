#include "scheduler/payroll/row_cells.h"

#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/payroll_rows.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using gateway::AreaFinding;
using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::Refusal;

constexpr std::int64_t whole_bp = 10'000;

std::string listed(std::span<const std::string_view> list) {
    std::string words;
    for (const std::string_view each : list) {
        if (each.empty()) continue;
        words += (words.empty() ? "" : ", ") + std::string(each);
    }
    return words;
}

std::string shown(std::string_view cell) {
    constexpr std::size_t most = 60;
    return std::string(cell.substr(0, most));
}

}  // namespace

bool RowCells::need(std::string_view column) {
    if (has(column)) return true;
    complain(column, "empty", "This is needed.", "Fill it in.");
    return false;
}

void RowCells::set_name(std::string_view column,
                        std::string& into,
                        std::span<const std::string_view> list) {
    set(column, into, [&](std::string_view cell) -> Outcome<std::string> {
        if (std::ranges::find(list, cell) != list.end()) return std::string(cell);
        return refused_in(std::string(column),
                          "not-in-the-list",
                          "This is none of: " + listed(list) + ".",
                          "Write one of those.");
    });
}

void RowCells::set_words(std::string_view column, std::string& into, std::size_t most) {
    set(
        column,
        into,
        [&](std::string_view cell) { return gateway::read_text(cell, most); },
        Repeated::no);
}

void RowCells::set_day(std::string_view column, Date& into) {
    set(column, into, gateway::read_term_date);
}

void RowCells::set_day(std::string_view column, std::optional<Date>& into) {
    set(column, into, gateway::read_term_date);
}

void RowCells::set_money(std::string_view column, Money& into) {
    set(column, into, [&](std::string_view cell) -> Outcome<Money> {
        const Outcome<Money> read = gateway::read_money(cell);
        if (!read.accepted()) return read;
        if (read.value() < Money{}) {
            return refused_in(std::string(column),
                              "money-below-zero",
                              "An amount can't be below zero.",
                              "Correct the amount.");
        }
        const auto possible = gateway::check_most_for_a_person(read.value());
        if (!possible.accepted()) return possible.refusal();
        return read;
    });
}

void RowCells::set_yes(std::string_view column, bool& into) {
    set(column, into, gateway::read_yes_no);
}

void RowCells::set_number(std::string_view column, std::int64_t& into, std::size_t most) {
    set(column, into, [&](std::string_view cell) -> Outcome<std::int64_t> {
        const Outcome<std::size_t> read = gateway::read_whole_number(cell, most);
        if (!read.accepted()) return read.refusal();
        return static_cast<std::int64_t>(read.value());
    });
}

void RowCells::set_number(std::string_view column, std::optional<std::int64_t>& into) {
    constexpr std::size_t most = 1'000'000'000;
    std::int64_t number = into.value_or(0);
    set_number(column, number, most);
    if (has(column)) into = number;
}

void RowCells::set_percent(std::string_view column, std::int64_t& bp) {
    set(column, bp, [&](std::string_view cell) -> Outcome<std::int64_t> {
        const Outcome<std::int64_t> read = read_decimal(cell, 2);
        if (!read.accepted()) return read;
        if (read.value() >= 0 && read.value() <= whole_bp) return read;
        return refused_in(std::string(column),
                          "not-a-share",
                          "A share is from 0 to 100 per cent.",
                          "Write 5 for five per cent.");
    });
}

void RowCells::complain(std::string_view column, const Refusal& why, Repeated repeated) {
    complain(column, why.code, why.words, why.next, repeated);
}

void RowCells::complain(std::string_view column,
                        std::string_view code,
                        std::string_view words,
                        std::string_view next,
                        Repeated repeated) {
    errors_.push_back({.file = file_,
                       .row = row_,
                       .field = std::string(column),
                       .value = repeated == Repeated::yes ? shown(text(column)) : std::string{},
                       .code = std::string(code),
                       .words = std::string(words),
                       .next = std::string(next)});
}

RowCells::Cells cells_of(const Fields& fields) {
    // The cell has to outlive the call: trimmed text is a view.
    return [&fields, kept = std::make_shared<std::map<std::string, std::string>>()](
               std::string_view column) -> std::string_view {
        std::string name(column);
        std::string& cell = (*kept)[name];
        cell = fields.text(name);
        return cell;
    };
}

RowCells::Cells cells_of(const gateway::CsvTable& table, const gateway::CsvRow& row) {
    return [&table, &row](std::string_view column) -> std::string_view {
        const auto place = table.column(column);
        return place ? std::string_view(row.cells[*place]) : std::string_view{};
    };
}

Refusal refusal_of(const RowCells::Errors& errors) {
    const AreaFinding& first = errors.front();
    return refused_in(first.field, first.code, first.words, first.next);
}

std::string all_told(const std::string& head, const RowCells::Errors& errors) {
    std::string words = std::to_string(errors.size()) +
                        (errors.size() == 1 ? " thing is wrong" : " things are wrong") + head;
    for (const AreaFinding& each : errors) {
        words += "\n" + each.file;
        if (each.row != 0) words += " row " + std::to_string(each.row);
        if (!each.field.empty()) words += ", " + each.field;
        if (!each.value.empty()) words += " \"" + each.value + "\"";
        words += ": " + each.words + " " + each.next;
    }
    return words;
}

void read_rows(const std::string& name,
               std::string_view bytes,
               std::span<const gateway::CsvColumn> columns,
               RowCells::Errors& errors,
               const std::function<void(RowCells&)>& read) {
    const auto keep = [&](const std::vector<gateway::CsvProblem>& problems) {
        for (const gateway::CsvProblem& each : problems) {
            errors.push_back({.file = name,
                              .row = each.row,
                              .field = each.column,
                              .value = {},
                              .code = each.code,
                              .words = each.words,
                              .next = each.next});
        }
    };
    const Outcome<gateway::CsvTable> table = gateway::read_csv(bytes);
    if (!table.accepted()) {
        const Refusal& why = table.refusal();
        keep({{0, {}, why.code, why.words, why.next}});
        return;
    }
    keep(table.value().problems);
    const auto wrong_header = gateway::header_problems(table.value(), columns);
    keep(wrong_header);
    if (!wrong_header.empty()) return;
    for (const gateway::CsvRow& row : table.value().rows) {
        RowCells cells(name, row.row, cells_of(table.value(), row), errors);
        read(cells);
    }
}

}  // namespace almoner::scheduler
