// An area while it is being read: typed rows good and bad, what is wrong with them, and who needs
// whom.
#pragma once

#include "gateway/area/area_files.h"
#include "gateway/area/area_reading.h"
#include "gateway/area/area_rows.h"
#include "gateway/csv/csv_reader.h"
#include "ledger/values/outcome.h"

#include <array>
#include <compare>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace almoner::gateway {

// A row by its place among the rows of its file, good or bad.
struct RowId {
    AreaFile file{};
    std::size_t place = 0;
    friend auto operator<=>(const RowId&, const RowId&) = default;
};

class AreaDraft {
  public:
    // The rows as text. Rows that could not be read as rows come after the others, with their
    // error; after all of the file's, those that only the books have.
    struct Sheet {
        bool present = false;
        bool readable = false;  // else the header is at fault and its rows are unknown
        std::vector<std::string> header;
        std::vector<CsvRow> rows;
        std::size_t whole_rows = 0;
        std::size_t own_rows = 0;  // the file's, whole or not
    };

    AreaFiles
        rows;  // as many in each file as its sheet has rows; what could not be read has its default
    std::vector<AreaFinding> errors;
    std::vector<AreaFinding> warnings;
    std::vector<std::string> notes;

    // Before the sheets: an area that is in the books needs no file to be complete.
    void expect_books(const AreaFiles& known) { has_books_ = !known.commissioners.empty(); }
    void add_sheet(AreaFile file, std::string_view bytes);
    void note_absent(AreaFile file);
    // Once the files' rows have their names: what the books know beside those.
    void add_known(const AreaFiles& known);

    [[nodiscard]] const Sheet& sheet(AreaFile file) const { return sheets_[index(file)]; }
    [[nodiscard]] bool has_books() const { return has_books_; }
    [[nodiscard]] bool must_be_there(AreaFile file) const {
        return !has_books_ && !may_be_absent(file);
    }
    // Whether it is a row of the books that the file leaves out.
    [[nodiscard]] bool is_known(RowId id) const { return id.place >= sheet(id.file).own_rows; }
    // Whether the books have a row of this name, in the file or not.
    [[nodiscard]] bool books_have(AreaFile file, const std::string& reference) const {
        return in_books_[index(file)].contains(reference);
    }
    // The cell, or nothing when the column is not there.
    [[nodiscard]] std::string_view cell(RowId id, std::string_view field) const;
    [[nodiscard]] bool cell_is(RowId id, std::string_view field, std::string_view text) const;
    // "people.csv row 7"; of a row of the books "P-0007 of the books".
    [[nodiscard]] std::string row_words(RowId id) const;

    void complain(RowId id, std::string_view field, const ledger::Refusal& refusal);
    void warn(RowId id, std::string_view field, const ledger::Refusal& refusal);
    void complain_about_file(std::string_view name,
                             std::string_view field,
                             const ledger::Refusal& refusal);
    // An error that others found in a row of these files; anything else is not for these files.
    void object(const AreaFinding& objection);
    // Whether nothing was wrong with these cells.
    [[nodiscard]] bool fine(RowId id, std::initializer_list<std::string_view> fields) const;

    // Gives the row its name; the second row of a name is an error.
    void define(RowId id, const std::string& reference);
    [[nodiscard]] std::optional<RowId> find(AreaFile file, const std::string& reference) const;

    // A row that can't be loaded without another, or without any row of an unreadable file.
    void need(RowId from, RowId to);
    void need_file(RowId from, AreaFile file);

    // Which rows can be loaded, which need a bad one and which are bad; and what they need.
    [[nodiscard]] AreaReading finish() &&;

  private:
    struct State {
        std::vector<std::string> bad_fields;
        std::vector<std::string> problems;  // words for the column `problem`
        std::vector<RowId> needs;
        std::optional<AreaFile> needs_file;
        std::optional<RowId> waits_for;
        bool waits = false;
        bool bad = false;
    };

    static std::size_t index(AreaFile file) { return static_cast<std::size_t>(file); }
    [[nodiscard]] State& state(RowId id) { return states_[index(id.file)][id.place]; }
    [[nodiscard]] const State& state(RowId id) const { return states_[index(id.file)][id.place]; }
    [[nodiscard]] AreaFinding finding(RowId id,
                                      std::string_view field,
                                      const ledger::Refusal& refusal) const;
    [[nodiscard]] std::vector<RowId> all_rows() const;
    void add_unread_rows(AreaFile file, CsvTable& table);
    template <class Row>
    void add_known_rows(AreaFile file,
                        std::vector<Row>& rows_of_file,
                        const std::vector<Row>& known);
    [[nodiscard]] bool has_like(const RepresentativeRow& row) const;
    void hold_back_what_waits();
    [[nodiscard]] std::vector<AreaFinding> waiting() const;
    [[nodiscard]] std::set<RowId> rows_to_mend() const;
    [[nodiscard]] AreaBytes to_mend() const;
    [[nodiscard]] std::vector<std::string> cells_to_mend(RowId id) const;
    void sort_findings();
    void drop_bad_rows();

    std::array<Sheet, all_area_files.size()> sheets_;
    std::array<std::vector<State>, all_area_files.size()> states_;
    std::array<std::unordered_map<std::string, RowId>, all_area_files.size()> names_;
    std::array<std::unordered_set<std::string>, all_area_files.size()> in_books_;
    bool has_books_ = false;
    AreaBytes unreadable_;
};

}  // namespace almoner::gateway
