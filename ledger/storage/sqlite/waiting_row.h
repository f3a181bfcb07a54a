// Rows that wait in memory, and how SQLite sees them: as a table of their own.
#pragma once

#include "ledger/storage/database.h"

#include <cstddef>
#include <cstdint>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

constexpr std::size_t most_waiting_columns = 56;

struct Cell {
    // Of a text or octets: where they begin in the copies, or their place among the borrowed ones.
    std::int64_t value = 0;
    std::uint32_t size = 0;
    ValueKind kind = ValueKind::nothing;
    bool is_borrowed = false;  // too long to be copied
};

// As many rows as go into their table together.
class WaitingRows {
  public:
    explicit WaitingRows(std::size_t columns) : columns_(columns) {}
    // None yet, with room for as many.
    [[nodiscard]] WaitingRows more() const;

    void integer(std::int64_t value) {
        cells_.push_back({.value = value, .kind = ValueKind::integer});
    }
    void integers(std::span<const std::int64_t> values);
    void octets(std::string_view value, ValueKind kind);
    void null() { cells_.push_back({}); }
    void end_row();
    void clear();

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] bool are_enough() const;
    // Some of their octets are not copied, and are there only until the row's end.
    [[nodiscard]] bool borrow() const { return !borrowed_.empty(); }
    // Copies those as well; false where they are too many for that.
    [[nodiscard]] bool keep_borrowed();
    [[nodiscard]] const Cell& cell(std::size_t row, std::size_t column) const {
        return cells_[row * columns_ + column];
    }
    // The columns in which every row has the same value, a bit for each; none of few rows, for
    // which it isn't worth looking. Whoever is done with the rows finds them, for whoever stores.
    void find_same_columns();
    [[nodiscard]] std::uint64_t same_columns() const { return same_columns_; }
    [[nodiscard]] const char* octets_of(const Cell& cell) const {
        const auto at = static_cast<std::size_t>(cell.value);
        return cell.is_borrowed ? borrowed_[at].data() : copies_.data() + at;
    }

  private:
    [[nodiscard]] bool are_same(const Cell& a, const Cell& b) const;

    std::size_t columns_;
    std::vector<Cell> cells_;
    std::string copies_;
    std::vector<std::string_view> borrowed_;
    std::vector<std::string> kept_;  // of what was borrowed
    std::size_t rows_ = 0;
    std::uint64_t same_columns_ = 0;
};

// Which rows the table is made of now, and from which one on a change takes its values.
struct ShownRows {
    const WaitingRows* rows = nullptr;
    std::int64_t first_id = 0;
    std::size_t first_row = 0;
};

// Makes the table waiting_row(c0, c1, ...) known to the connection, never in its file; and the
// function waiting_value(id, column), which says what a change gives the row of this id.
void show_waiting_rows(sqlite3* handle, ShownRows& shown);

}  // namespace almoner::ledger
