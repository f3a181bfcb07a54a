#include "ledger/records/payroll_opening.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/payroll_tables.h"
#include "ledger/records/versioned.h"

namespace almoner::ledger {
namespace {

constexpr char columns[] =
    "SELECT employment, tax_year, up_to, gross, taxable, tax, loan, postgraduate,"
    " pension_employee, pension_employer, statutory FROM payroll_opening ";
constexpr auto of_year_text = joined(columns, "WHERE employment = $1 AND tax_year = $2");
const Query of_year{of_year_text.data()};
constexpr auto of_jobs_text =
    joined(columns, "WHERE employment BETWEEN $1 AND $2 ORDER BY employment, tax_year");
const Query of_jobs{of_jobs_text.data()};
const Query last_day{
    "SELECT up_to FROM payroll_opening WHERE employment = $1 ORDER BY up_to DESC LIMIT 1"};
const Query ni_of_year{
    "SELECT employment, tax_year, letter, gross, at_lel, lel_to_pt, pt_to_uel, employee, employer"
    " FROM payroll_opening_ni WHERE employment = $1 AND tax_year = $2 ORDER BY letter"};

PayrollOpening read(const Rows& rows) {
    return {.employment = rows.integer(0),
            .tax_year = rows.integer(1),
            .up_to = rows.date(2),
            .gross = rows.money(3),
            .taxable = rows.money(4),
            .tax = rows.money(5),
            .loan = rows.money(6),
            .postgraduate = rows.money(7),
            .pension_employee = rows.money(8),
            .pension_employer = rows.money(9),
            .statutory = rows.money(10)};
}

}  // namespace

void insert_payroll_opening(Work& work, const PayrollOpening& opening) {
    work.records().insert(payroll_opening_table,
                          opening.employment,
                          opening.tax_year,
                          opening.up_to,
                          opening.gross,
                          opening.taxable,
                          opening.tax,
                          opening.loan,
                          opening.postgraduate,
                          opening.pension_employee,
                          opening.pension_employer,
                          opening.statutory);
}

void insert_payroll_opening_ni(Work& work, const PayrollOpeningNi& opening) {
    work.records().insert(payroll_opening_ni_table,
                          opening.employment,
                          opening.tax_year,
                          opening.letter,
                          opening.gross,
                          opening.at_lel,
                          opening.lel_to_pt,
                          opening.pt_to_uel,
                          opening.employee,
                          opening.employer);
}

std::optional<PayrollOpening> payroll_opening_of(Database& database,
                                                 std::int64_t employment,
                                                 std::int64_t tax_year) {
    return only_row(database.select(of_year, employment, tax_year), read);
}

std::vector<PayrollOpening> openings_of_jobs(Database& database, const Stretch& jobs) {
    return all_rows(database.select(of_jobs, jobs.first, jobs.last), read);
}

std::optional<Date> taken_over_until(Database& database, std::int64_t employment) {
    return only_row(database.select(last_day, employment),
                    [](const Rows& rows) { return rows.date(0); });
}

std::vector<PayrollOpeningNi> payroll_opening_ni_of(Database& database,
                                                    std::int64_t employment,
                                                    std::int64_t tax_year) {
    return all_rows(database.select(ni_of_year, employment, tax_year), [](const Rows& rows) {
        return PayrollOpeningNi{.employment = rows.integer(0),
                                .tax_year = rows.integer(1),
                                .letter = rows.str(2),
                                .gross = rows.money(3),
                                .at_lel = rows.money(4),
                                .lel_to_pt = rows.money(5),
                                .pt_to_uel = rows.money(6),
                                .employee = rows.money(7),
                                .employer = rows.money(8)};
    });
}

}  // namespace almoner::ledger
