// A file of payroll rows, of which each is worked out by itself and given its answers as columns.
#pragma once

#include "gateway/csv/cells.h"
#include "gateway/csv/csv_reader.h"
#include "ledger/values/outcome.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::scheduler {

struct PayrollFile {
    std::string csv;                            // the columns of the input, then the answers
    std::vector<gateway::CsvProblem> problems;  // by row; the answers of such a row may be empty
    std::vector<std::string> notes;             // what a person should look at
};

// One row: its cells by the name of their column, and what is wrong with them.
class PayrollRow {
  public:
    PayrollRow(const gateway::CsvTable& table, const gateway::CsvRow& row, PayrollFile& file)
        : table_(table), row_(row), file_(file) {}

    // Without outer spaces; empty when the file has no such column.
    [[nodiscard]] std::string_view cell(std::string_view column) const;
    [[nodiscard]] bool has(std::string_view column) const { return !cell(column).empty(); }
    [[nodiscard]] bool is_sound() const { return sound_; }

    // What `read` makes of the cell; nothing, and a problem, when it refuses it or the cell is
    // empty.
    template <class Read>
    auto take(std::string_view column, Read read) {
        auto outcome =
            has(column) ? read(cell(column)) : decltype(read(cell(column)))(empty_cell());
        return value_or_complaint(column, std::move(outcome));
    }
    // The same, but nothing and no problem when the cell is empty.
    template <class Read>
    auto take_if_there(std::string_view column, Read read) {
        using Value = decltype(take(column, read));
        return has(column) ? take(column, read) : Value{};
    }
    // The value, or a problem in `column`; in the refusal's own field when that is a column.
    template <class T>
    std::optional<T> value_or_complaint(std::string_view column, ledger::Outcome<T> outcome) {
        if (outcome.accepted()) return std::move(outcome).value();
        complain(column, outcome.refusal());
        return std::nullopt;
    }
    void complain(std::string_view column, const ledger::Refusal& refusal);
    // A note to the row, whose answers stand.
    void warn(std::string_view column, const ledger::Refusal& refusal);

  private:
    static ledger::Refusal empty_cell();
    [[nodiscard]] std::string column_of(std::string_view column,
                                        const ledger::Refusal& refusal) const;

    const gateway::CsvTable& table_;
    const gateway::CsvRow& row_;
    PayrollFile& file_;
    bool sound_ = true;
};

struct PayrollColumns {
    std::vector<std::string_view> needed;   // of the input
    std::vector<std::string_view> answers;  // of the output, in this order
};

// As many answers as `PayrollColumns::answers`.
using PayrollAnswers = std::vector<std::string>;

// Each row of the file with its answers; a column of the input that is named like an answer is
// replaced. Refused: what `read_csv` refuses, and `csv-missing-column`.
[[nodiscard]] ledger::Outcome<PayrollFile> with_answers(
    std::string_view bytes,
    const PayrollColumns& columns,
    const std::function<PayrollAnswers(PayrollRow&)>& answer);

// "1234.50", "-3.00": as payroll files write money.
[[nodiscard]] std::string payroll_pounds(ledger::Money amount);
// A number with at most `decimals` digits after the point, in units of the last of them: "5.6" with
// two is 560. Refused: `number-unreadable`, `number-too-many-decimals`.
[[nodiscard]] ledger::Outcome<std::int64_t> read_decimal(std::string_view cell, int decimals);
// The shortest way to write it: 560 with two decimals is "5.6".
[[nodiscard]] std::string decimal_text(std::int64_t value, int decimals);

}  // namespace almoner::scheduler
