#include "ledger/records/before_take_over.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "rules/payroll/national_insurance.h"
#include "rules/payroll/tax_year.h"
#include "scheduler/payroll/payroll_cells.h"
#include "scheduler/payroll/payroll_rows.h"
#include "scheduler/payroll/recoverable_pay.h"
#include "scheduler/payroll/take_over.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PayrollOpening;
using ledger::PayrollOpeningNi;

struct NeededTotal {
    std::string_view file;
    std::string_view column;
};
// What is not added up would not be missed.
constexpr std::array needed_totals{NeededTotal{"year_to_date.csv", "gross"},
                                   NeededTotal{"year_to_date.csv", "taxable"},
                                   NeededTotal{"year_to_date.csv", "tax"},
                                   NeededTotal{"ni_to_date.csv", "employee"},
                                   NeededTotal{"ni_to_date.csv", "employer"}};

void differs(RowCells& row) {
    row.complain("employment",
                 "figures-differ",
                 "Other figures of this employment and year were taken over before.",
                 "They stay: correct this row, or leave it out.");
}

bool has_slip_within(ledger::Database& database, std::int64_t employment, ledger::Date up_to) {
    const auto slips = ledger::slips_that_count(database, employment);
    return std::ranges::any_of(
        slips, [up_to](const ledger::PaySlip& each) { return each.paid_on <= up_to; });
}

}  // namespace

// A tax that was refunded in all is below zero; nothing else is.
Money TakeOver::summed(RowCells& row, std::string_view column, bool may_be_below_zero) {
    Money amount;
    if (may_be_below_zero) {
        row.set(column, amount, gateway::read_money);
    } else {
        row.set_money(column, amount);
    }
    sums_[{file_, std::string(column)}] += amount;
    return amount;
}

std::optional<std::int64_t> TakeOver::year_of(RowCells& row) {
    rules::TaxYear year;
    if (!row.need("tax_year")) return std::nullopt;
    row.set("tax_year", year, read_tax_year);
    if (!row.is_good()) return std::nullopt;
    return year.first_year();
}

void TakeOver::read_figures_row(RowCells& row) {
    PayrollOpening opening{.gross = summed(row, "gross"),
                           .taxable = summed(row, "taxable"),
                           .tax = summed(row, "tax", true),
                           .loan = summed(row, "loan"),
                           .postgraduate = summed(row, "postgraduate"),
                           .pension_employee = summed(row, "pension_employee"),
                           .pension_employer = summed(row, "pension_employer"),
                           .statutory = summed(row, "statutory")};
    const auto job = job_of(row);
    const auto year = year_of(row);
    if (row.need("up_to")) row.set_day("up_to", opening.up_to);
    if (!job || !year || !row.is_good()) return;
    opening.employment = job->number;
    opening.tax_year = *year;
    const auto days = rules::TaxYear::starting_in(static_cast<int>(*year)).days();
    if (!days.holds(opening.up_to) || opening.up_to > asked_.work.today()) {
        row.complain("up_to",
                     "day-outside-year",
                     "The last payday that is in the figures is of that tax year, and past.",
                     "Correct the day or the year.");
        return;
    }
    if (has_slip_within(asked_.work.database(), job->number, opening.up_to)) {
        row.complain(
            "up_to",
            "figures-of-slips",
            "Slips of this program hold paydays up to that day: the pay would count twice.",
            "Give the figures up to the last payday before its first slip.");
        return;
    }
    const auto known = ledger::payroll_opening_of(asked_.work.database(), job->number, *year);
    if (!known) {
        if (writes()) ledger::insert_payroll_opening(asked_.work, opening);
    } else if (*known == opening) {
        ++count().known;
    } else {
        differs(row);
    }
}

void TakeOver::read_ni_row(RowCells& row) {
    PayrollOpeningNi opening{.gross = summed(row, "gross"),
                             .at_lel = summed(row, "at_lel"),
                             .lel_to_pt = summed(row, "lel_to_pt"),
                             .pt_to_uel = summed(row, "pt_to_uel"),
                             .employee = summed(row, "employee"),
                             .employer = summed(row, "employer")};
    const auto job = job_of(row);
    const auto year = year_of(row);
    if (row.need("letter")) {
        row.set(
            "letter", opening.letter, [](std::string_view cell) -> ledger::Outcome<std::string> {
                const auto category = rules::ni_category(cell);
                if (!category.accepted()) return category.refusal();
                return std::string(1, category.value().letter);
            });
    }
    if (opening.at_lel + opening.lel_to_pt + opening.pt_to_uel > opening.gross) {
        row.complain("gross",
                     "bands-above-gross",
                     "The bands add up to more than the pay.",
                     "Correct the row.");
    }
    if (!job || !year || !row.is_good()) return;
    opening.employment = job->number;
    opening.tax_year = *year;
    for (const PayrollOpeningNi& known :
         ledger::payroll_opening_ni_of(asked_.work.database(), job->number, *year)) {
        if (known.letter != opening.letter) continue;
        if (known == opening) {
            ++count().known;
        } else {
            differs(row);
        }
        return;
    }
    if (writes()) ledger::insert_payroll_opening_ni(asked_.work, opening);
}

void TakeOver::read_wage_row(RowCells& row) {
    ledger::OpeningWage wage{.gross = summed(row, "gross"),
                             .recorded_on = asked_.work.today(),
                             .recorded_by = brought_by()};
    const auto job = job_of(row);
    if (row.need("paid_on")) row.set_day("paid_on", wage.paid_on);
    if (!job || !row.is_good()) return;
    wage.employment = job->number;
    ledger::Database& database = asked_.work.database();
    const auto slips = ledger::slips_that_count(database, job->number);
    const bool is_past = wage.paid_on <= asked_.work.today() &&
                         (slips.empty() || wage.paid_on < slips.front().paid_on);
    if (!is_past) {
        row.complain("paid_on",
                     "wage-of-slips",
                     "From the first slip of this program on, its own slips say what was paid.",
                     "Give paydays before that.");
        return;
    }
    for (const ledger::OpeningWage& known : ledger::opening_wages_of(database, job->number)) {
        if (known.paid_on != wage.paid_on) continue;
        if (known.gross == wage.gross) {
            ++count().known;
        } else {
            differs(row);
        }
        return;
    }
    if (writes()) ledger::insert_opening_wage(asked_.work, wage);
}

// Nothing also for one whose own row has errors.
std::optional<std::int64_t> TakeOver::employer_of(RowCells& row) {
    if (!row.need("employer")) return std::nullopt;
    if (names_bad(row, "employer")) {
        ++count().waits;
        return std::nullopt;
    }
    const auto employer = ledger::employer_by_ref(
        asked_.work.database(), row.text("employer"), ledger::last_day_of_all);
    if (employer) return employer->number;
    row.complain("employer",
                 "employer-unknown",
                 "There is no employer of this reference.",
                 "Correct it, or add it to employers.csv.");
    return std::nullopt;
}

void TakeOver::read_allowance_row(RowCells& row) {
    ledger::OpeningAllowance allowance{.used = summed(row, "used")};
    const auto year = year_of(row);
    const auto employer = employer_of(row);
    if (allowance.used.is_zero()) {
        row.complain("used", "nothing-used", "Nothing was used of it.", "Leave the row out.");
    }
    if (!employer || !year || !row.is_good()) return;
    allowance.employer = *employer;
    allowance.tax_year = *year;
    ledger::Database& database = asked_.work.database();
    const auto known = ledger::opening_allowance_of(database, *employer, *year);
    if (!known) {
        if (writes()) ledger::insert_opening_allowance(asked_.work, allowance);
    } else if (*known == allowance) {
        ++count().known;
    } else {
        differs(row);
    }
}

void TakeOver::read_recovered_row(RowCells& row) {
    ledger::OpeningRecovered recovered{.recovered = summed(row, "recovered"),
                                       .compensation = summed(row, "compensation")};
    const auto year = year_of(row);
    const auto employer = employer_of(row);
    if (row.need("kind")) row.set_name("kind", recovered.kind, kinds_given_back);
    if (row.need("recovered") && recovered.recovered.is_zero() && row.is_good()) {
        row.complain("recovered", "nothing-recovered", "It is nothing.", "Leave the row out.");
    }
    if (!employer || !year || !row.is_good()) return;
    recovered.employer = *employer;
    recovered.tax_year = *year;
    ledger::Database& database = asked_.work.database();
    const auto before = ledger::opening_recovered_of(database, *employer, *year);
    const auto known = std::ranges::find(before, recovered.kind, &ledger::OpeningRecovered::kind);
    if (known == before.end()) {
        if (writes()) ledger::insert_opening_recovered(asked_.work, recovered);
    } else if (*known == recovered) {
        ++count().known;
    } else {
        differs(row);
    }
}

void TakeOver::read_total_row(RowCells& row) {
    if (!row.need("file") || !row.need("column") || !row.need("total")) return;
    const std::string file(row.text("file"));
    const std::string column(row.text("column"));
    totals_.emplace(file, column);
    if (column == "rows") {
        std::int64_t rows = 0;
        row.set_number("total", rows, 100'000'000);
        if (row.is_good() && static_cast<std::size_t>(rows) != rows_[file]) {
            row.complain("total",
                         "total-differs",
                         "The file has " + std::to_string(rows_[file]) + " rows.",
                         "See what is missing or there twice.");
        }
        return;
    }
    const auto sum = sums_.find({file, column});
    if (sum == sums_.end()) {
        row.complain("column",
                     "total-of-nothing",
                     "No rows with figures in that column were read of that file.",
                     "Correct the file or the column.");
        return;
    }
    Money total;
    row.set("total", total, gateway::read_money);
    if (row.is_good() && total != sum->second) {
        row.complain("total",
                     "total-differs",
                     "The rows add up to " + payroll_pounds(sum->second) + ".",
                     "See what is missing, there twice or wrong.");
    }
}

void TakeOver::check_totals_are_there(const gateway::AreaBytes& files) {
    for (const NeededTotal& each : needed_totals) {
        if (!files.contains(std::string(each.file))) continue;
        if (totals_.contains({std::string(each.file), std::string(each.column)})) continue;
        errors_.push_back({.file = "totals.csv",
                           .row = 0,
                           .field = "total",
                           .value = {},
                           .code = "control-total-missing",
                           .words = "The old provider's total of " + std::string(each.column) +
                                    " in " + std::string(each.file) + " is not given.",
                           .next = "Add a row to totals.csv: file,column,total."});
    }
}

}  // namespace almoner::scheduler
