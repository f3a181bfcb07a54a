#include "api/render/figures.h"

#include "api/render/layout.h"
#include "gateway/csv/csv_writer.h"
#include "ledger/values/invariant.h"
#include "ledger/views/words.h"

#include <nlohmann/json.hpp>

namespace almoner::api {
namespace {

using ledger::Date;
using ledger::Money;
using nlohmann::ordered_json;

void check(const Figures& figures) {
    for (const std::vector<Cell>& row : figures.rows) {
        if (row.size() != figures.columns.size()) {
            throw ledger::InvariantBroken("a row of figures as wide as its columns");
        }
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::size_t kind = row[i].index();
            if (kind != 0 && kind != static_cast<std::size_t>(figures.columns[i].kind) + 1) {
                throw ledger::InvariantBroken("a cell of another kind than its column");
            }
        }
    }
}

bool has_pence(const Figures& figures, std::size_t column) {
    for (const std::vector<Cell>& row : figures.rows) {
        const Money* const amount = std::get_if<Money>(&row[column]);
        if (amount != nullptr && amount->pence() % 100 != 0) return true;
    }
    return false;
}

// With the pence of its column.
std::string cell_words(const Cell& cell, bool with_pence) {
    if (const auto* text = std::get_if<std::string>(&cell)) return printable(*text);
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (const auto* day = std::get_if<Date>(&cell)) return day->words();
    if (const auto* amount = std::get_if<Money>(&cell)) {
        return with_pence ? ledger::money_with_pence(*amount) : ledger::money_words(*amount);
    }
    return "";
}

ordered_json cell_json(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
    if (const auto* day = std::get_if<Date>(&cell)) return day->iso();
    if (const auto* amount = std::get_if<Money>(&cell)) return amount->pence();
    return nullptr;
}

ordered_json rows_json(const Figures& figures) {
    check(figures);
    ordered_json rows = ordered_json::array();
    for (const std::vector<Cell>& row : figures.rows) {
        ordered_json object = ordered_json::object();
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (figures.columns[i].seen == Seen::not_in_json) continue;
            object[figures.columns[i].name] = cell_json(row[i]);
        }
        rows.push_back(std::move(object));
    }
    return rows;
}

void append_csv(std::vector<std::string>& out, const Column& column, const Cell& cell) {
    if (column.kind == Kind::money) {
        const auto* amount = std::get_if<Money>(&cell);
        out.push_back(amount == nullptr ? "" : std::to_string(amount->pence()));
        out.push_back(amount == nullptr ? "" : ledger::money_decimal(*amount));
        return;
    }
    if (const auto* text = std::get_if<std::string>(&cell)) {
        out.push_back(*text);
    } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        out.push_back(std::to_string(*number));
    } else if (const auto* day = std::get_if<Date>(&cell)) {
        out.push_back(day->iso());
    } else {
        out.emplace_back();
    }
}

}  // namespace

std::string terminal_table(const Figures& figures) {
    check(figures);
    std::vector<TextColumn> columns;
    std::vector<std::size_t> shown;
    std::vector<bool> with_pence;
    for (std::size_t i = 0; i < figures.columns.size(); ++i) {
        const Column& column = figures.columns[i];
        if (column.seen == Seen::by_programs) continue;
        columns.push_back(
            {column.heading, column.kind == Kind::number || column.kind == Kind::money});
        shown.push_back(i);
        with_pence.push_back(has_pence(figures, i));
    }
    std::vector<std::vector<std::string>> rows;
    for (const std::vector<Cell>& row : figures.rows) {
        std::vector<std::string>& cells = rows.emplace_back();
        for (std::size_t at = 0; at < shown.size(); ++at) {
            cells.push_back(cell_words(row[shown[at]], with_pence[at]));
        }
    }
    std::string out;
    if (!figures.title.empty()) out += printable(figures.title) + "\n\n";
    if (!rows.empty()) out += laid_out(columns, rows);
    if (!figures.notes.empty() && !rows.empty()) out += "\n";
    for (const std::string& note : figures.notes) out += printable(note) + "\n";
    return out;
}

std::string json_text(const Figures& figures) {
    ordered_json out;
    out["version"] = layout_version;
    out["currency"] = "GBP";
    if (!figures.title.empty()) out["title"] = figures.title;
    out[figures.name] = rows_json(figures);
    if (!figures.notes.empty()) out["notes"] = figures.notes;
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

std::string json_text(const std::string& sentence, std::span<const Figures> tables) {
    ordered_json out;
    out["version"] = layout_version;
    out["currency"] = "GBP";
    if (!sentence.empty()) out["sentence"] = sentence;
    ordered_json titles = ordered_json::object();
    ordered_json notes = ordered_json::object();
    for (const Figures& table : tables) {
        if (out.contains(table.name)) {
            throw ledger::InvariantBroken("two tables of one name in one answer");
        }
        out[table.name] = rows_json(table);
        if (!table.title.empty()) titles[table.name] = table.title;
        if (!table.notes.empty()) notes[table.name] = table.notes;
    }
    out["titles"] = std::move(titles);
    out["notes"] = std::move(notes);
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

std::string csv_text(const Figures& figures) {
    check(figures);
    std::vector<std::string> header{"version"};
    for (const Column& column : figures.columns) {
        if (column.kind == Kind::money) {
            header.push_back(column.name + "_pence");
            header.push_back(column.name + "_pounds");
        } else {
            header.push_back(column.name);
        }
    }
    gateway::CsvWriter out(header);
    for (const std::vector<Cell>& row : figures.rows) {
        std::vector<std::string> cells{std::to_string(layout_version)};
        for (std::size_t i = 0; i < row.size(); ++i) {
            append_csv(cells, figures.columns[i], row[i]);
        }
        out.row(cells);
    }
    return out.bytes();
}

std::string csv_text(std::span<const Figures> tables) {
    std::string out;
    for (const Figures& table : tables) out += (out.empty() ? "" : "\n") + csv_text(table);
    return out;
}

}  // namespace almoner::api
