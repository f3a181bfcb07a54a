#include "gateway/area/account_check.h"

#include "gateway/csv/cells.h"
#include "gateway/csv/csv_writer.h"
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

std::string write_with_results(const CsvTable& accounts,
                               const std::vector<ModulusResult>& results) {
    const auto old = accounts.column("result");
    std::vector<std::string> header = accounts.header;
    if (!old) header.emplace_back("result");
    CsvWriter writer(header);
    for (std::size_t i = 0; i < results.size(); ++i) {
        std::vector<std::string> cells = accounts.rows[i].cells;
        for (std::string& cell : cells) cell = without_apostrophe(cell);
        cells.resize(header.size());
        cells[old.value_or(header.size() - 1)] = name_of(results[i]);
        writer.row(cells);
    }
    return writer.bytes();
}

std::size_t note_blank(const CsvTable& accounts, std::vector<std::string>& notes) {
    std::size_t count = 0;
    for (const BlankRows& rows : accounts.blank) {
        count += rows.last - rows.first + 1;
        const std::string first = std::to_string(rows.first);
        notes.push_back(rows.first == rows.last
                            ? "row " + first + ": blank, left out"
                            : "rows " + first + " to " + std::to_string(rows.last) +
                                  ": blank, left out");
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
    std::vector<ModulusResult> results;
    results.reserve(accounts.rows.size());
    for (const CsvRow& row : accounts.rows) results.push_back(checker.check(row));
    const auto count = [&](ModulusResult which) {
        return static_cast<std::size_t>(std::ranges::count(results, which));
    };
    CheckedAccounts checked{.csv = write_with_results(accounts, results),
                            .problems = checker.take_problems(),
                            .notes = accounts.notes,
                            .valid = count(ModulusResult::valid),
                            .invalid = count(ModulusResult::invalid),
                            .uncheckable = count(ModulusResult::uncheckable),
                            .blank = 0,
                            .unread = accounts.unread.size()};
    checked.blank = note_blank(accounts, checked.notes);
    checked.problems.insert(
        checked.problems.end(), accounts.problems.begin(), accounts.problems.end());
    std::ranges::stable_sort(checked.problems, {}, &CsvProblem::row);
    return checked;
}

}  // namespace almoner::gateway
