#include "gateway/area/account_check.h"

#include "gateway/csv/cells.h"
#include "gateway/csv/csv_writer.h"
#include "gateway/csv/every_row.h"
#include "ledger/bank_details/modulus_check.h"

#include <algorithm>

namespace almoner::gateway {
namespace {

using ledger::ModulusResult;
using ledger::Outcome;
using ledger::Refusal;

class AccountsChecker {
  public:
    AccountsChecker(const CsvTable& accounts, const ledger::ModulusTable& table)
        : table_(table),
          sort_code_at_(*accounts.column("sort_code")),
          account_at_(*accounts.column("account_number")) {}

    ModulusResult check(const CsvRow& row) {
        const auto sort_code = read_sort_code(row.cells[sort_code_at_]);
        const auto account = read_account_number(row.cells[account_at_]);
        if (!sort_code.accepted()) complain(row, "sort_code", sort_code.refusal());
        if (!account.accepted()) complain(row, "account_number", account.refusal());
        if (!sort_code.accepted() || !account.accepted()) return ModulusResult::invalid;
        return ledger::check(table_, sort_code.value(), account.value());
    }

    std::vector<CsvProblem> take_problems() { return std::move(problems_); }

  private:
    void complain(const CsvRow& row, std::string column, const Refusal& refusal) {
        problems_.push_back(
            {row.row, std::move(column), refusal.code, refusal.words, refusal.next});
    }

    const ledger::ModulusTable& table_;
    std::size_t sort_code_at_;
    std::size_t account_at_;
    std::vector<CsvProblem> problems_;
};

std::size_t& counter_of(CheckedAccounts& checked, ModulusResult result) {
    switch (result) {
        case ModulusResult::valid: return checked.valid;
        case ModulusResult::invalid: return checked.invalid;
        case ModulusResult::uncheckable: break;
    }
    return checked.uncheckable;
}

// The word beside a row: none beside a blank one.
using Result = std::string_view;

std::string write_with_results(const CsvTable& accounts,
                               const std::vector<KindedRow>& rows,
                               const std::vector<Result>& results) {
    const auto old = accounts.column("result");
    std::vector<std::string> header = accounts.header;
    if (!old) header.emplace_back("result");
    CsvWriter writer(header);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<std::string> cells = rows[i].row.cells;
        for (std::string& cell : cells) cell = without_apostrophe(cell);
        cells.resize(header.size());
        cells[old.value_or(header.size() - 1)] = results[i];
        writer.row(cells);
    }
    return writer.bytes();
}

std::size_t note_blank(const CsvTable& accounts,
                       const std::vector<KindedRow>& rows,
                       std::vector<std::string>& notes) {
    const std::size_t end = rows.empty() ? 0 : rows.back().row.row;
    std::size_t count = 0;
    for (const BlankRows& blank : accounts.blank) {
        count += blank.last - blank.first + 1;
        const std::string first = std::to_string(blank.first);
        const std::string where = blank.first == blank.last
                                      ? "row " + first
                                      : "rows " + first + " to " + std::to_string(blank.last);
        notes.push_back(where + (blank.first > end ? ": blank at the end, left out" : ": blank"));
    }
    return count;
}

}  // namespace

Outcome<CheckedAccounts> check_accounts_csv(std::string_view bytes,
                                            const ledger::ModulusTable& table) {
    auto read = read_csv(bytes);
    if (!read.accepted()) return read.refusal();
    const CsvTable accounts = std::move(read).value();
    for (const char* needed : {"sort_code", "account_number"}) {
        if (accounts.column(needed)) continue;
        return Refusal{"csv-missing-column",
                       std::string("The column ") + needed + " is missing.",
                       "Name the columns sort_code and account_number in the first row.",
                       needed,
                       {}};
    }
    AccountsChecker checker(accounts, table);
    const std::vector<KindedRow> rows = every_row(accounts);
    CheckedAccounts checked{.csv = {}, .problems = {}, .notes = accounts.notes};
    std::vector<Result> results;
    results.reserve(rows.size());
    for (const KindedRow& each : rows) {
        if (each.kind == RowKind::blank) {
            results.emplace_back();
        } else if (each.kind == RowKind::unread) {
            results.push_back(name_of(ModulusResult::invalid));
        } else {
            const ModulusResult result = checker.check(each.row);
            ++counter_of(checked, result);
            results.push_back(name_of(result));
        }
    }
    checked.csv = write_with_results(accounts, rows, results);
    checked.problems = checker.take_problems();
    checked.unread = accounts.unread.size();
    checked.blank = note_blank(accounts, rows, checked.notes);
    checked.problems.insert(
        checked.problems.end(), accounts.problems.begin(), accounts.problems.end());
    std::ranges::stable_sort(checked.problems, {}, &CsvProblem::row);
    return checked;
}

}  // namespace almoner::gateway
