#include "gateway/area/area_draft.h"

#include "gateway/csv/cells.h"
#include "gateway/csv/csv_encoding.h"
#include "gateway/csv/csv_writer.h"

#include <algorithm>
#include <span>
#include <tuple>

namespace almoner::gateway {
namespace {

using ledger::Refusal;

// What an error list may show of a cell: enough to find it, never a bank detail or an NHS number.
std::string shown(std::string_view field, std::string_view cell) {
    constexpr std::size_t longest = 60;
    if (cell.empty()) return {};
    if (field == "nhs_number") return "***";
    if (field == "sort_code" || field == "account_number") {
        return "***" + std::string(cell.size() > 4 ? cell.substr(cell.size() - 2) : "");
    }
    std::string text(cell.substr(0, longest));
    while (!is_utf8(text)) text.pop_back();
    std::ranges::replace_if(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; }, ' ');
    return text + (cell.size() > longest ? "..." : "");
}

std::size_t column_order(std::string_view file, std::string_view field) {
    const auto known = area_file_named(file);
    if (!known || field.empty()) return 0;
    const auto columns = columns_of(*known);
    const auto found = std::ranges::find(columns, field, &CsvColumn::name);
    return static_cast<std::size_t>(found - columns.begin()) + 1;
}

std::size_t file_order(std::string_view file) {
    const auto known = area_file_named(file);
    return known ? static_cast<std::size_t>(*known) : all_area_files.size();
}

template <class Row, class Keep>
void keep_only(std::vector<Row>& rows, AreaFile file, const Keep& keep) {
    std::vector<Row> kept;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (keep(RowId{file, i})) kept.push_back(std::move(rows[i]));
    }
    rows = std::move(kept);
}

}  // namespace

void AreaDraft::add_sheet(AreaFile file, std::string_view bytes) {
    Sheet& sheet = sheets_[index(file)];
    sheet.present = true;
    const std::string name(file_name(file));
    auto read = read_csv(bytes);
    if (!read.accepted()) {
        complain_about_file(name, {}, read.refusal());
        unreadable_[name] = bytes;
        return;
    }
    CsvTable table = std::move(read).value();
    std::vector<CsvColumn> columns(columns_of(file).begin(), columns_of(file).end());
    columns.push_back({problem_column, false});
    const auto header = header_problems(table, columns);
    for (const CsvProblem& problem : header) {
        complain_about_file(
            name, problem.column, {problem.code, problem.words, problem.next, {}, {}});
        errors.back().row = 1;
    }
    if (!header.empty()) {
        unreadable_[name] = bytes;
        return;
    }
    sheet.readable = true;
    for (const std::string& note : table.notes) notes.emplace_back(name).append(": ").append(note);
    sheet.header = table.header;
    sheet.rows = std::move(table.rows);
    sheet.whole_rows = sheet.rows.size();
    add_unread_rows(file, table);
}

void AreaDraft::add_unread_rows(AreaFile file, CsvTable& table) {
    Sheet& sheet = sheets_[index(file)];
    for (CsvRow& row : table.unread) sheet.rows.push_back(std::move(row));
    sheet.own_rows = sheet.rows.size();
    states_[index(file)].resize(sheet.rows.size());
    std::unordered_map<std::size_t, std::size_t> places;
    for (std::size_t i = sheet.whole_rows; i < sheet.rows.size(); ++i) {
        places[sheet.rows[i].row] = i;
    }
    for (const CsvProblem& problem : table.problems) {
        const Refusal refusal{problem.code, problem.words, problem.next, {}, {}};
        const auto place = places.find(problem.row);
        if (place != places.end()) {
            complain({file, place->second}, {}, refusal);
        } else {
            complain_about_file(file_name(file), {}, refusal);
            errors.back().row = problem.row;
        }
        errors.back().field = problem.column;
    }
}

void AreaDraft::note_absent(AreaFile file) {
    if (!must_be_there(file)) return;
    complain_about_file(file_name(file),
                        {},
                        {"file-missing",
                         "The file is not in the folder.",
                         "Put it there; it may have a header and no rows.",
                         {},
                         {}});
}

std::string_view AreaDraft::cell(RowId id, std::string_view field) const {
    const Sheet& rows_of = sheet(id.file);
    if (is_known(id)) {
        const auto columns = columns_of(id.file);
        const auto column = std::ranges::find(columns, field, &CsvColumn::name);
        if (column == columns.end()) return {};
        return rows_of.rows[id.place].cells[static_cast<std::size_t>(column - columns.begin())];
    }
    const auto found = std::ranges::find(rows_of.header, field);
    if (found == rows_of.header.end()) return {};
    return rows_of.rows[id.place].cells[static_cast<std::size_t>(found - rows_of.header.begin())];
}

bool AreaDraft::cell_is(RowId id, std::string_view field, std::string_view text) const {
    return trimmed(cell(id, field)) == text;
}

std::string AreaDraft::row_words(RowId id) const {
    if (is_known(id)) return std::string(cell(id, key_of(id.file))) + " of the books";
    return std::string(file_name(id.file)) + " row " +
           std::to_string(sheet(id.file).rows[id.place].row);
}

AreaFinding AreaDraft::finding(RowId id, std::string_view field, const Refusal& refusal) const {
    return {.file = std::string(file_name(id.file)),
            .row = sheet(id.file).rows[id.place].row,
            .field = std::string(field),
            .value = shown(field, cell(id, field)),
            .code = refusal.code,
            .words = refusal.words,
            .next = refusal.next};
}

void AreaDraft::complain(RowId id, std::string_view field, const Refusal& refusal) {
    State& of_row = state(id);
    of_row.bad = true;
    of_row.bad_fields.emplace_back(field);
    of_row.problems.push_back((field.empty() ? "" : std::string(field) + ": ") + refusal.words);
    errors.push_back(finding(id, field, refusal));
}

void AreaDraft::warn(RowId id, std::string_view field, const Refusal& refusal) {
    warnings.push_back(finding(id, field, refusal));
}

void AreaDraft::complain_about_file(std::string_view name,
                                    std::string_view field,
                                    const Refusal& refusal) {
    errors.push_back({.file = std::string(name),
                      .row = 0,
                      .field = std::string(field),
                      .value = {},
                      .code = refusal.code,
                      .words = refusal.words,
                      .next = refusal.next});
}

void AreaDraft::object(const AreaFinding& objection) {
    const auto file = area_file_named(objection.file);
    if (!file) return;
    const auto rows_of = std::span(sheet(*file).rows).first(sheet(*file).own_rows);
    const auto row = std::ranges::find(rows_of, objection.row, &CsvRow::row);
    if (row == rows_of.end()) return;
    complain({*file, static_cast<std::size_t>(row - rows_of.begin())},
             objection.field,
             {objection.code, objection.words, objection.next, {}, {}});
}

bool AreaDraft::fine(RowId id, std::initializer_list<std::string_view> fields) const {
    const auto& bad = state(id).bad_fields;
    return std::ranges::none_of(
        fields, [&](std::string_view field) { return std::ranges::find(bad, field) != bad.end(); });
}

void AreaDraft::define(RowId id, const std::string& reference) {
    const auto [first, fresh] = names_[index(id.file)].emplace(reference, id);
    if (fresh) return;
    need(first->second, id);
    complain(id,
             key_of(id.file),
             {"duplicate-reference",
              "This reference is in " + row_words(first->second) + " as well.",
              "Take one of the two rows out, or give it a reference of its own.",
              {},
              {}});
}

std::optional<RowId> AreaDraft::find(AreaFile file, const std::string& reference) const {
    const auto& names = names_[index(file)];
    const auto found = names.find(reference);
    if (found == names.end()) return std::nullopt;
    return found->second;
}

void AreaDraft::need(RowId from, RowId to) {
    state(from).needs.push_back(to);
}

void AreaDraft::need_file(RowId from, AreaFile file) {
    state(from).needs_file = file;
}

std::vector<RowId> AreaDraft::all_rows() const {
    std::vector<RowId> ids;
    for (const AreaFile file : all_area_files) {
        for (std::size_t i = 0; i < sheet(file).rows.size(); ++i) ids.push_back({file, i});
    }
    return ids;
}

// From the bad rows outwards to whoever needs them, and to whoever needs those.
void AreaDraft::hold_back_what_waits() {
    std::map<RowId, std::vector<RowId>> needed_by;
    std::vector<RowId> reached;
    for (const RowId id : all_rows()) {
        State& of_row = state(id);
        for (const RowId to : of_row.needs) needed_by[to].push_back(id);
        of_row.waits = of_row.needs_file.has_value();
        if (of_row.bad || of_row.waits) reached.push_back(id);
    }
    while (!reached.empty()) {
        const RowId id = reached.back();
        reached.pop_back();
        for (const RowId needing : needed_by[id]) {
            State& of_row = state(needing);
            if (of_row.bad || of_row.waits) continue;
            of_row.waits = true;
            of_row.waits_for = id;
            reached.push_back(needing);
        }
    }
}

std::vector<AreaFinding> AreaDraft::waiting() const {
    std::vector<AreaFinding> found;
    for (const RowId id : all_rows()) {
        const State& of_row = state(id);
        if (of_row.bad || !of_row.waits) continue;
        const std::string what = of_row.waits_for ? row_words(*of_row.waits_for)
                                                  : std::string(file_name(*of_row.needs_file));
        found.push_back(finding(id,
                                {},
                                {"waits-for-another-row",
                                 "Nothing is wrong here, but it needs " + what + ".",
                                 "Mend that, and load both together.",
                                 {},
                                 {}}));
    }
    return found;
}

// The bad and the waiting rows, and whatever those need.
std::set<RowId> AreaDraft::rows_to_mend() const {
    std::set<RowId> wanted;
    std::vector<RowId> open;
    for (const RowId id : all_rows()) {
        if (state(id).bad || state(id).waits) open.push_back(id);
    }
    while (!open.empty()) {
        const RowId id = open.back();
        open.pop_back();
        if (is_known(id) || !wanted.insert(id).second) continue;
        open.insert(open.end(), state(id).needs.begin(), state(id).needs.end());
    }
    return wanted;
}

AreaBytes AreaDraft::to_mend() const {
    const std::set<RowId> wanted = rows_to_mend();
    AreaBytes files = unreadable_;
    for (const AreaFile file : all_area_files) {
        const auto from = wanted.lower_bound({file, 0});
        const bool some = from != wanted.end() && from->file == file;
        if (!sheet(file).readable || (!some && may_be_absent(file))) continue;
        std::vector<std::string> header;
        for (const CsvColumn& column : columns_of(file)) header.emplace_back(column.name);
        header.emplace_back(problem_column);
        CsvWriter writer(header);
        for (auto id = from; id != wanted.end() && id->file == file; ++id) {
            writer.row(cells_to_mend(*id));
        }
        files[std::string(file_name(file))] = writer.bytes();
    }
    return files;
}

std::vector<std::string> AreaDraft::cells_to_mend(RowId id) const {
    std::vector<std::string> cells;
    for (const CsvColumn& column : columns_of(id.file)) {
        cells.emplace_back(without_apostrophe(cell(id, column.name)));
    }
    std::string problem;
    for (const std::string& words : state(id).problems) {
        problem += (problem.empty() ? "" : " ") + words;
    }
    if (problem.empty() && state(id).waits) {
        problem = "needs " + (state(id).waits_for ? row_words(*state(id).waits_for)
                                                  : std::string(file_name(*state(id).needs_file)));
    }
    cells.push_back(std::move(problem));
    return cells;
}

void AreaDraft::sort_findings() {
    const auto order = [](const AreaFinding& a, const AreaFinding& b) {
        const auto place = [](const AreaFinding& f) {
            return std::tuple(file_order(f.file), f.row, column_order(f.file, f.field));
        };
        return place(a) < place(b);
    };
    std::ranges::stable_sort(errors, order);
    std::ranges::stable_sort(warnings, order);
}

void AreaDraft::drop_bad_rows() {
    const auto keep = [this](RowId id) {
        return !state(id).bad && !state(id).waits && !is_known(id);
    };
    keep_only(rows.commissioners, AreaFile::commissioners, keep);
    keep_only(rows.bank_accounts, AreaFile::bank_accounts, keep);
    keep_only(rows.support_services, AreaFile::support_services, keep);
    keep_only(rows.third_parties, AreaFile::third_parties, keep);
    keep_only(rows.providers, AreaFile::providers, keep);
    keep_only(rows.people, AreaFile::people, keep);
    keep_only(rows.representatives, AreaFile::representatives, keep);
    keep_only(rows.budgets, AreaFile::budgets, keep);
    keep_only(rows.plan_lines, AreaFile::plan_lines, keep);
    keep_only(rows.agreements, AreaFile::agreements, keep);
    keep_only(rows.opening_balances, AreaFile::opening_balances, keep);
}

AreaReading AreaDraft::finish() && {
    hold_back_what_waits();
    sort_findings();
    AreaReading reading;
    if (!errors.empty()) {
        reading.waiting = waiting();
        reading.to_mend = to_mend();
    }
    drop_bad_rows();
    reading.good = std::move(rows);
    reading.errors = std::move(errors);
    reading.warnings = std::move(warnings);
    reading.notes = std::move(notes);
    return reading;
}

}  // namespace almoner::gateway
