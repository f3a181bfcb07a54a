#include "scheduler/payroll/year_so_far.h"

#include "ledger/records/payroll_opening.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaySlip;

constexpr std::array<std::string_view, 7> statutory_kinds{
    "sick-pay", "maternity", "paternity", "adoption", "shared-parental", "bereavement", "neonatal"};

LetterSums& of_letter(YearSoFar& year, const std::string& letter) {
    const auto known = std::ranges::find(year.letters, letter, &LetterSums::letter);
    if (known != year.letters.end()) return *known;
    year.letters.push_back({.letter = letter});
    return year.letters.back();
}

void add_opening(ledger::Database& database,
                 std::int64_t employment,
                 std::int64_t tax_year,
                 YearSoFar& year) {
    const auto opening = ledger::payroll_opening_of(database, employment, tax_year);
    if (!opening) return;
    year.gross += opening->gross;
    year.taxable += opening->taxable;
    year.tax += opening->tax;
    year.loan += opening->loan;
    year.postgraduate += opening->postgraduate;
    year.pension_employee += opening->pension_employee;
    year.pension_employer += opening->pension_employer;
    if (!opening->statutory.is_zero()) year.statutory["taken-over"] += opening->statutory;
    for (const auto& each : ledger::payroll_opening_ni_of(database, employment, tax_year)) {
        LetterSums& sums = of_letter(year, each.letter);
        sums.gross += each.gross;
        sums.at_lel += each.at_lel;
        sums.lel_to_pt += each.lel_to_pt;
        sums.pt_to_uel += each.pt_to_uel;
        sums.employee += each.employee;
        sums.employer += each.employer;
        year.ni_employee += each.employee;
        year.ni_employer += each.employer;
    }
}

void add_slip(ledger::Database& database, const PaySlip& slip, YearSoFar& year) {
    year.gross += slip.gross;
    year.taxable += slip.taxable;
    year.tax += slip.tax;
    year.ni_employee += slip.ni_employee;
    year.ni_employer += slip.ni_employer;
    year.loan += slip.loan;
    year.postgraduate += slip.postgraduate;
    year.pension_employee += slip.pension_employee;
    year.pension_employer += slip.pension_employer;
    LetterSums& sums = of_letter(year, slip.ni_letter);
    sums.gross += slip.gross;
    sums.at_lel += slip.at_lel;
    sums.lel_to_pt += slip.lel_to_pt;
    sums.pt_to_uel += slip.pt_to_uel;
    sums.employee += slip.ni_employee;
    sums.employer += slip.ni_employer;
    for (const ledger::PaySlipLine& line : ledger::lines_of_slip(database, slip.id)) {
        if (is_statutory(line.kind)) year.statutory[line.kind] += line.amount;
    }
}

}  // namespace

Money YearSoFar::statutory_in_all() const {
    Money all;
    for (const auto& [kind, amount] : statutory) all += amount;
    return all;
}

bool is_statutory(const std::string& kind) {
    return std::ranges::find(statutory_kinds, kind) != statutory_kinds.end();
}

std::vector<PaySlip> slips_up_to(ledger::Database& database, const PaySlip& slip) {
    std::vector<PaySlip> all = slips_of_year(database, slip.employment, slip.tax_year);
    std::erase_if(all, [&](const PaySlip& each) {
        return std::tuple(each.paid_on, each.id) >= std::tuple(slip.paid_on, slip.id);
    });
    all.push_back(slip);
    return all;
}

std::vector<PaySlip> slips_of_year(ledger::Database& database,
                                   std::int64_t employment,
                                   std::int64_t tax_year) {
    std::vector<PaySlip> all = ledger::slips_that_count(database, employment);
    std::erase_if(all, [&](const PaySlip& each) { return each.tax_year != tax_year; });
    return all;
}

YearSoFar year_so_far(ledger::Database& database,
                      std::int64_t employment,
                      std::int64_t tax_year,
                      const std::vector<PaySlip>& slips) {
    YearSoFar year;
    add_opening(database, employment, tax_year, year);
    for (const PaySlip& each : slips) add_slip(database, each, year);
    std::ranges::sort(year.letters, {}, &LetterSums::letter);
    return year;
}

}  // namespace almoner::scheduler
