#include "ledger/records/before_take_over.h"

#include "ledger/records/many_jobs.h"
#include "ledger/records/versioned.h"

#include <array>

namespace almoner::ledger {
namespace {

using namespace std::string_view_literals;

constexpr std::array wage_columns{
    "employment"sv, "paid_on"sv, "gross"sv, "recorded_on"sv, "recorded_by"sv};
constexpr std::array allowance_columns{"employer"sv, "tax_year"sv, "used"sv};
constexpr std::array recovered_columns{
    "employer"sv, "tax_year"sv, "kind"sv, "recovered"sv, "compensation"sv};
const Query recovered_of{
    "SELECT employer, tax_year, kind, recovered, compensation FROM payroll_opening_recovered"
    " WHERE employer = $1 AND tax_year = $2 ORDER BY kind"};
const Query wages{
    "SELECT employment, paid_on, gross, recorded_on, recorded_by FROM payroll_opening_wage"
    " WHERE employment = $1 ORDER BY paid_on"};
const Query wages_of_jobs{
    "SELECT employment, paid_on, gross, recorded_on, recorded_by FROM payroll_opening_wage"
    " WHERE employment BETWEEN $1 AND $2 ORDER BY employment, paid_on"};
const Query allowance_of{
    "SELECT employer, tax_year, used FROM payroll_opening_allowance"
    " WHERE employer = $1 AND tax_year = $2"};
const Query allowances_of{
    "SELECT employer, tax_year, used FROM payroll_opening_allowance"
    " WHERE employer BETWEEN $1 AND $2 AND tax_year = $3 ORDER BY employer"};

OpeningWage read_wage(const Rows& rows) {
    return {.employment = rows.integer(0),
            .paid_on = rows.date(1),
            .gross = rows.money(2),
            .recorded_on = rows.date(3),
            .recorded_by = rows.integer(4)};
}

OpeningAllowance read_allowance(const Rows& rows) {
    return {.employer = rows.integer(0), .tax_year = rows.integer(1), .used = rows.money(2)};
}

}  // namespace

const RecordTable payroll_opening_wage_table{"payroll_opening_wage", wage_columns};
const RecordTable payroll_opening_allowance_table{"payroll_opening_allowance", allowance_columns};
const RecordTable payroll_opening_recovered_table{"payroll_opening_recovered", recovered_columns};

void insert_opening_wage(Work& work, const OpeningWage& wage) {
    work.records().insert(payroll_opening_wage_table,
                          wage.employment,
                          wage.paid_on,
                          wage.gross,
                          wage.recorded_on,
                          wage.recorded_by);
}

std::vector<OpeningWage> opening_wages_of(Database& database, std::int64_t employment) {
    return all_rows(database.select(wages, employment), read_wage);
}

std::vector<OpeningWage> opening_wages_of_jobs(Database& database, const Stretch& jobs) {
    return all_rows(database.select(wages_of_jobs, jobs.first, jobs.last), read_wage);
}

void insert_opening_allowance(Work& work, const OpeningAllowance& allowance) {
    work.records().insert(
        payroll_opening_allowance_table, allowance.employer, allowance.tax_year, allowance.used);
}

std::optional<OpeningAllowance> opening_allowance_of(Database& database,
                                                     std::int64_t employer,
                                                     std::int64_t tax_year) {
    return only_row(database.select(allowance_of, employer, tax_year), read_allowance);
}

std::vector<OpeningAllowance> opening_allowances_of(Database& database,
                                                    const Stretch& employers,
                                                    std::int64_t tax_year) {
    return all_rows(database.select(allowances_of, employers.first, employers.last, tax_year),
                    read_allowance);
}

void insert_opening_recovered(Work& work, const OpeningRecovered& recovered) {
    work.records().insert(payroll_opening_recovered_table,
                          recovered.employer,
                          recovered.tax_year,
                          recovered.kind,
                          recovered.recovered,
                          recovered.compensation);
}

std::vector<OpeningRecovered> opening_recovered_of(Database& database,
                                                   std::int64_t employer,
                                                   std::int64_t tax_year) {
    return all_rows(database.select(recovered_of, employer, tax_year), [](const Rows& rows) {
        return OpeningRecovered{.employer = rows.integer(0),
                                .tax_year = rows.integer(1),
                                .kind = rows.str(2),
                                .recovered = rows.money(3),
                                .compensation = rows.money(4)};
    });
}

}  // namespace almoner::ledger
