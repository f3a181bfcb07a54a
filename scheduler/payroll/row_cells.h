// One row of a payroll file, or the fields of a command, read cell by cell: every error is kept.
#pragma once

#include "gateway/area/area_reading.h"
#include "gateway/csv/cells.h"
#include "gateway/csv/csv_reader.h"
#include "ledger/calendar/date.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"
#include "scheduler/commands/command.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

// Whether an error may repeat the cell: never what names somebody.
enum class Repeated : std::uint8_t { yes, no };

class RowCells {
  public:
    using Cells = std::function<std::string_view(std::string_view column)>;
    using Errors = std::vector<gateway::AreaFinding>;

    RowCells(std::string file, std::size_t row, Cells cells, Errors& errors)
        : file_(std::move(file)),
          row_(row),
          cells_(std::move(cells)),
          errors_(errors),
          errors_before_(errors.size()) {}

    [[nodiscard]] std::size_t row() const { return row_; }
    [[nodiscard]] std::string_view text(std::string_view column) const {
        return gateway::trimmed(cells_(column));
    }
    [[nodiscard]] bool has(std::string_view column) const { return !text(column).empty(); }
    [[nodiscard]] bool is_good() const { return errors_.size() == errors_before_; }

    // An error where the cell is empty; false then.
    bool need(std::string_view column);
    // What `read` makes of a cell that is there; `into` stays as it is without one.
    template <class Value, class Read>
    void set(std::string_view column, Value& into, Read read, Repeated repeated = Repeated::yes) {
        if (!has(column)) return;
        auto outcome = read(text(column));
        if (outcome.accepted()) {
            into = std::move(outcome).value();
        } else {
            complain(column, outcome.refusal(), repeated);
        }
    }
    void set_name(std::string_view column,
                  std::string& into,
                  std::span<const std::string_view> list);
    void set_words(std::string_view column, std::string& into, std::size_t most);
    void set_day(std::string_view column, ledger::Date& into);
    void set_day(std::string_view column, std::optional<ledger::Date>& into);
    void set_money(std::string_view column, ledger::Money& into);  // never below zero
    void set_yes(std::string_view column, bool& into);
    void set_number(std::string_view column, std::int64_t& into, std::size_t most);
    void set_number(std::string_view column, std::optional<std::int64_t>& into);
    void set_percent(std::string_view column, std::int64_t& bp);  // "5" or "4.5" per cent

    void complain(std::string_view column,
                  const ledger::Refusal& why,
                  Repeated repeated = Repeated::yes);
    void complain(std::string_view column,
                  std::string_view code,
                  std::string_view words,
                  std::string_view next,
                  Repeated repeated = Repeated::yes);

  private:
    std::string file_;
    std::size_t row_;
    Cells cells_;
    Errors& errors_;
    std::size_t errors_before_;
};

// Of the fields of a command: the columns are the fields' names.
[[nodiscard]] RowCells::Cells cells_of(const Fields& fields);
[[nodiscard]] RowCells::Cells cells_of(const gateway::CsvTable& table, const gateway::CsvRow& row);
// The first error of a command's fields, under its field.
[[nodiscard]] ledger::Refusal refusal_of(const RowCells::Errors& errors);

// Every error on a line of its own, behind `head`: file, row, column, what is wrong, what to do.
[[nodiscard]] std::string all_told(const std::string& head, const RowCells::Errors& errors);

// Reads a file with exactly these columns, in any order, row by row. What is wrong with the file as
// such is an error of it, and no row is read then but those that are whole.
void read_rows(const std::string& name,
               std::string_view bytes,
               std::span<const gateway::CsvColumn> columns,
               RowCells::Errors& errors,
               const std::function<void(RowCells&)>& read);

}  // namespace almoner::scheduler
