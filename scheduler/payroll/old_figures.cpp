#include "scheduler/payroll/old_figures.h"

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "rules/payroll/national_insurance.h"
#include "rules/payroll/student_loan.h"
#include "rules/payroll/tax_code.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/payroll/payroll_rows.h"

#include <algorithm>
#include <cctype>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Outcome;

constexpr std::int64_t most_periods = 56;

void read_figure(RowCells& row, const OldFigure& figure, OldFigures& file, OldRow& read) {
    const std::string_view column = figure.column;
    if (!row.has(column)) {
        if (figure.is_needed) {
            row.complain(column, "empty", "This is needed.", "Write 0 where it was nothing.");
        }
        return;
    }
    Money amount;
    if (figure.may_be_below_zero) {
        row.set(column, amount, [](std::string_view cell) -> Outcome<Money> {
            Outcome<Money> sum = gateway::read_money(cell);
            if (!sum.accepted()) return sum;
            const auto possible = gateway::check_most_for_a_person(sum.value());
            if (!possible.accepted()) return possible.refusal();
            return sum;
        });
    } else {
        row.set_money(column, amount);
    }
    read.figures[column] = amount;
    file.sums[column] += amount;
}

Outcome<std::string> code_in_capitals(std::string_view cell) {
    const auto read = rules::parse_tax_code(cell);
    if (!read.accepted()) return read.refusal();
    std::string code;
    code.reserve(cell.size());
    for (const char c : cell) {
        if (c != ' ') code += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return code;
}

Outcome<std::string> basis_letter(std::string_view cell) {
    const auto read = rules::parse_tax_basis(cell);
    if (!read.accepted()) return read.refusal();
    return std::string(read.value() == rules::TaxBasis::cumulative ? "C" : "N");
}

Outcome<std::string> ni_letter_of(std::string_view cell) {
    const auto read = rules::ni_category(cell);
    if (!read.accepted()) return read.refusal();
    return std::string(1, read.value().letter);
}

Outcome<std::string> plans_of_loans(std::string_view cell) {
    if (cell == "none") return std::string{};
    const auto read = rules::parse_loans(cell);
    if (!read.accepted()) return read.refusal();
    return std::string(cell);
}

void read_facts(RowCells& row, OldRow& read) {
    row.set("tax_code", read.tax_code, code_in_capitals);
    row.set("tax_basis", read.tax_basis, basis_letter);
    row.set("ni_letter", read.ni_letter, ni_letter_of);
    if (row.has("period_no")) {
        std::int64_t number = 0;
        row.set_number("period_no", number, most_periods);
        read.period_no = number;
    }
    if (row.has("loans")) {
        std::string plans;
        row.set("loans", plans, plans_of_loans);
        read.loans = plans;
    }
}

// A job that the books know is of the employer whom the row names.
void check_employer(ledger::Database& database,
                    RowCells& row,
                    const std::string& employment,
                    const std::function<bool(std::int64_t)>& sees) {
    if (!row.has("employer")) return;
    const auto job = ledger::employment_by_ref(database, employment, ledger::last_day_of_all);
    if (!job || !sees(job->employer)) return;
    const auto employer =
        ledger::employer_numbered(database, job->employer, ledger::last_day_of_all);
    if (!employer || employer->ref == row.text("employer")) return;
    row.complain("employer",
                 "employer-of-another-job",
                 "That job is with employer " + employer->ref + ".",
                 "Correct the job or the employer.");
}

void check_day(RowCells& row, ledger::Date payday) {
    if (!row.need("paid_on")) return;
    ledger::Date paid_on;
    row.set("paid_on", paid_on, [payday](std::string_view cell) -> Outcome<ledger::Date> {
        Outcome<ledger::Date> read = gateway::read_term_date(cell);
        if (!read.accepted() || read.value() == payday) return read;
        return refused_in("paid_on",
                          "day-of-another-run",
                          "The run is of the payday " + payday.iso() + ".",
                          "Give rows of that payday alone. It is the day by the calendar, also "
                          "where the money left a working day earlier.");
    });
}

void check_control(const std::string& column, const std::string& total, OldFigures& figures) {
    RowCells cell(
        "the totals", 0, [&](std::string_view) { return std::string_view(total); }, figures.errors);
    if (column == "rows") {
        std::int64_t rows = 0;
        cell.set_number(column, rows, 100'000'000);
        if (cell.is_good() && static_cast<std::size_t>(rows) != figures.rows_there) {
            cell.complain(column,
                          "total-differs",
                          "The file has " + std::to_string(figures.rows_there) + " rows.",
                          "See what is missing or there twice.");
        }
        return;
    }
    // Where a row's own figure can't be read the sum says nothing new.
    if (std::ranges::find(figures.errors, column, &gateway::AreaFinding::field) !=
        figures.errors.end()) {
        return;
    }
    Money sum;
    cell.set(column, sum, gateway::read_money);
    const auto added = figures.sums.find(column);
    const Money there = added == figures.sums.end() ? Money{} : added->second;
    if (cell.is_good() && sum != there) {
        cell.complain(column,
                      "total-differs",
                      "The rows add up to " + payroll_pounds(there) + ".",
                      "See what is missing, there twice or wrong.");
    }
}

}  // namespace

OldFigures read_old_figures(ledger::Database& database,
                            const std::string& name,
                            std::string_view bytes,
                            ledger::Date payday,
                            const std::function<bool(std::int64_t)>& sees) {
    OldFigures file;
    std::map<std::string, std::size_t> rows_of;
    read_rows(name, bytes, old_figures_columns, file.errors, [&](RowCells& row) {
        ++file.rows_there;
        OldRow read{.row = row.row()};
        if (row.need("employment")) row.set("employment", read.employment, gateway::read_reference);
        check_day(row, payday);
        for (const OldFigure& each : old_figure_list) read_figure(row, each, file, read);
        read_facts(row, read);
        if (!read.employment.empty()) {
            check_employer(database, row, read.employment, sees);
            const auto [first, is_new] = rows_of.emplace(read.employment, row.row());
            if (!is_new) {
                row.complain("employment",
                             "row-twice",
                             "Row " + std::to_string(first->second) + " is of this job already.",
                             "If it was paid twice that day put both in one row; else take the "
                             "wrong one out.");
            }
        }
        if (row.is_good()) file.rows.push_back(std::move(read));
    });
    if (file.rows_there == 0 && file.errors.empty()) {
        file.errors.push_back({.file = name,
                               .row = 0,
                               .field = {},
                               .value = {},
                               .code = "file-without-rows",
                               .words = "There is no row below the names of the columns.",
                               .next = "Give a row for each job that the old provider paid."});
    }
    return file;
}

void check_controls(const ControlTotals& controls, OldFigures& figures) {
    // Of a file of which nothing was read there is nothing to add up.
    if (figures.rows_there == 0 && !figures.errors.empty()) return;
    for (const std::string_view needed : needed_controls) {
        const auto given = controls.find(needed);
        if (given != controls.end() && !given->second.empty()) continue;
        figures.errors.push_back({.file = "the totals",
                                  .row = 0,
                                  .field = std::string(needed),
                                  .value = {},
                                  .code = "control-total-missing",
                                  .words = "What the old provider says that it comes to is needed.",
                                  .next = "Take it from their summary, not from the file."});
    }
    for (const auto& [column, total] : controls) {
        if (!total.empty()) check_control(column, total, figures);
    }
}

}  // namespace almoner::scheduler
