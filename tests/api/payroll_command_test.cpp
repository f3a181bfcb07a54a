#include "tests/support/program.h"
#include "tests/support/reference.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

namespace almoner::tests {
namespace {

using Row = std::map<std::string, std::string>;

// Of files without quotation marks, as the samples are.
std::vector<Row> rows_of(const std::string& csv) {
    const auto cells_of = [](const std::string& line) {
        std::vector<std::string> cells;
        std::istringstream in(line);
        for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
        return cells;
    };
    std::istringstream lines(csv);
    std::string line;
    std::getline(lines, line);
    const std::vector<std::string> header = cells_of(line);
    std::vector<Row> rows;
    while (std::getline(lines, line)) {
        std::vector<std::string> cells = cells_of(line);
        cells.resize(header.size());
        Row& row = rows.emplace_back();
        for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = cells[i];
    }
    return rows;
}

std::vector<Row> answered(const std::string& command, const std::string& sample) {
    const auto path = almoner::testing::reference_path("payroll/samples/" + sample);
    if (!path) return {};
    const ProgramEnd end = run_almoner({"payroll", command, path->string()});
    EXPECT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(end.err, "");
    return rows_of(end.out);
}

std::int64_t pence(std::string text) {
    const std::size_t point = text.find('.');
    EXPECT_EQ(point + 3, text.size()) << text;
    return std::stoll(text.erase(point, 1));
}

void expect_same(const Row& row, const std::string& answer, const std::string& expected) {
    EXPECT_EQ(row.at(answer), row.at(expected)) << row.at("case_id");
}

TEST(PayrollCalculate, GivesTheTaxOfEverySample) {
    for (const char* sample : {"paye_tax_2025_26.csv", "paye_tax_2015_18.csv"}) {
        for (const Row& row : answered("calculate", sample)) {
            const std::int64_t off = pence(row.at("tax")) - pence(row.at("expected_tax_period"));
            EXPECT_LE(std::abs(off), row.at("known_1p_diff") == "1" ? 1 : 0) << row.at("case_id");
            EXPECT_EQ(row.at("employee_ni") + row.at("student_loan"), "");
        }
    }
}

TEST(PayrollCalculate, GivesTheNationalInsuranceOfEverySample) {
    for (const Row& row : answered("calculate", "ni_class1_2025_26.csv")) {
        expect_same(row, "employee_ni", "expected_employee");
        expect_same(row, "employer_ni", "expected_employer");
        expect_same(row, "at_lel", "expected_at_lel");
        expect_same(row, "lel_pt", "expected_lel_pt");
        expect_same(row, "pt_uel", "expected_pt_uel");
        EXPECT_EQ(row.at("tax") + row.at("student_loan"), "");
    }
    for (const Row& row : answered("calculate", "ni_class1_hmrc_calculator.csv")) {
        expect_same(row, "employee_ni", "expected_employee");
        expect_same(row, "employer_ni", "expected_employer");
    }
    for (const Row& row : answered("calculate", "ni_class1_2017_18_totals.csv")) {
        EXPECT_EQ(pence(row.at("employee_ni")) + pence(row.at("employer_ni")),
                  pence(row.at("expected_total_ee_plus_er")))
            << row.at("case_id");
    }
}

TEST(PayrollCalculate, GivesTheLoanDeductionOfEverySample) {
    for (const Row& row : answered("calculate", "student_loans.csv")) {
        expect_same(row, "student_loan", "expected_deduction");
        EXPECT_EQ(row.at("tax") + row.at("employee_ni"), "");
    }
}

TEST(PayrollSickPay, GivesTheSickPayOfEverySample) {
    const auto path = almoner::testing::reference_path("payroll/samples/ssp.csv");
    if (!path) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    const ProgramEnd end = run_almoner({"payroll", "sick-pay", path->string()});
    for (const Row& row : rows_of(end.out)) expect_same(row, "ssp", "expected_ssp");
    // Some of the published cases say of old spells that they link; the row is believed.
    EXPECT_EQ(end.exit_code, 0);
    EXPECT_NE(end.err.find(", linked_end (sick-pay-gap): "), std::string::npos) << end.err;
}

TEST(PayrollEarnings, GivesTheAverageOfEverySample) {
    for (const Row& row : answered("earnings", "average_weekly_earnings.csv")) {
        expect_same(row, "average", "expected");
    }
}

TEST(PayrollHoliday, GivesTheEntitlementOfEverySample) {
    for (const Row& row : answered("holiday", "holiday_entitlement.csv")) {
        expect_same(row, "entitlement", "expected");
    }
}

TEST(PayrollMaternity, GivesTheRateOfEverySample) {
    for (const Row& row : answered("maternity", "smp.csv")) expect_same(row, "amount", "expected");
}

class PayrollFiles : public ::testing::Test {
  protected:
    ProgramEnd ask(const std::string& command,
                   const std::string& csv,
                   const std::vector<std::string>& more = {}) const {
        const std::string path = (folder.path() / "rows.csv").string();
        std::ofstream(path, std::ios::binary) << csv;
        std::vector<std::string> arguments{"payroll", command, path};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_almoner(arguments);
    }

    TempFolder folder;
};

constexpr const char* wages_header =
    "tax_year,period_type,period_no,tax_code,basis,gross_period,gross_to_date,"
    "tax_to_date_before,category,plan\n";

// The figures of tests/rules/payroll, worked by hand there: 1,016.80 in week 4 of 2026-27.
TEST_F(PayrollFiles, OneRowMayAskForEverything) {
    const ProgramEnd end =
        ask("calculate",
            wages_header + std::string("2026-27,4W,1,1257L,C,1016.80,1016.80,0,A,5\n"
                                       "2026-27,4W,2,1257L,N,1200,,,A,2+PG\n"));
    EXPECT_EQ(end.exit_code, 0) << end.err;
    EXPECT_EQ(end.out,
              "tax_year,period_type,period_no,tax_code,basis,gross_period,gross_to_date,"
              "tax_to_date_before,category,plan,tax,employee_ni,employer_ni,at_lel,lel_pt,pt_uel,"
              "student_loan\n"
              "2026-27,4W,1,1257L,C,1016.80,1016.80,0,A,5,9.80,3.98,94.77,516.00,451.00,49.80,"
              "0.00\n"
              "2026-27,4W,2,1257L,N,1200,,,A,2+PG,46.40,18.64,122.25,516.00,451.00,233.00,0.00\n");
}

TEST_F(PayrollFiles, ThePayDateGivesTheYearAndThePeriod) {
    const ProgramEnd end =
        ask("calculate",
            "pay_date,period_type,tax_code,basis,gross_period,gross_to_date,tax_to_date_before\n"
            "2027-04-05,4W,1257L,C,1200.00,15000.00,485.80\n"
            "2027-04-06,4W,1257L,C,1200.00,15000.00,485.80\n"
            "05/13/2027,4W,1257L,C,1200.00,15000.00,485.80\n");
    EXPECT_EQ(end.exit_code, 3);
    EXPECT_NE(end.out.find("15000.00,485.80,46.40,"), std::string::npos) << end.out;
    EXPECT_NE(end.err.find("row 3, tax_year (payroll-rate-missing): The payroll rates hold no "),
              std::string::npos)
        << end.err;
    EXPECT_NE(end.err.find("row 4, pay_date (date-month-first)"), std::string::npos) << end.err;
}

TEST_F(PayrollFiles, EveryBadCellIsNamedByRowAndColumnWithWhatToDo) {
    const ProgramEnd end = ask("calculate",
                               wages_header + std::string("2026-27,M,1,1257Q,C,100,100,0,,\n"
                                                          "2026-27,M,1,1257L,C,-1.00,100,0,,\n"
                                                          "2026-28,M,1,BR,C,100,100,0,,\n"
                                                          "2026-27,Q,1,BR,C,100,100,0,,\n"
                                                          "2026-27,M,13,BR,C,100,100,0,,\n"
                                                          "2026-27,M,1,BR,maybe,100,100,0,,\n"
                                                          "2026-27,M,1,BR,C,100,,0,,\n"
                                                          "2026-27,M,1,BR,C,100,99,0,,\n"
                                                          "2026-27,M,1,,,100,,,G,\n"
                                                          "2026-27,M,1,,,100,,,,3\n"
                                                          "2026-27,M,1,,,100,,,,\n"
                                                          "2025-26,M,1,D2,C,100,100,0,A,5\n"
                                                          "2026-27,M,1,BR,C,100,100,0,A,\n"));
    EXPECT_EQ(end.exit_code, 3);
    std::istringstream lines(end.err);
    for (const char* expected :
         {"row 2, tax_code (tax-code-letter): No tax code ends in this letter. Codes end in ",
          "row 3, gross_period (pay-below-zero): The pay is below zero. Enter the pay ",
          "row 4, tax_year (tax-year-unreadable): ",
          "row 5, period_type (period-type-unreadable): ",
          "row 6, period_no (tax-period-unknown): There is no such pay period in a tax year. ",
          "row 7, basis (tax-basis-unreadable): ",
          "row 8, gross_to_date (empty): The cell is empty. Fill it in.",
          "row 9, gross_to_date (pay-to-date-below-pay): ",
          "row 10, category (ni-letter-unknown): ",
          "row 11, plan (loan-plan-unknown): ",
          "row 12 (payroll-nothing-asked): ",
          "row 13, tax_code (payroll-rate-missing): In 2025-26 no rate belongs to this tax code.",
          "row 13, plan (payroll-rate-missing): The payroll rates hold no loan.5.yearly"}) {
        std::string line;
        std::getline(lines, line);
        EXPECT_TRUE(line.starts_with(expected)) << line << "\n" << expected;
    }
    std::string rest;
    EXPECT_FALSE(std::getline(lines, rest)) << rest;
    // The good row is worked out, and what could be worked out of a bad one.
    EXPECT_NE(end.out.find("A,,20.00,0.00,0.00,0.00,0.00,0.00,\n"), std::string::npos) << end.out;
    EXPECT_NE(end.out.find("D2,C,100,100,0,A,5,,0.00,0.00,"), std::string::npos) << end.out;
}

// By hand in tests/rules/payroll: seven days of 118.75 / 5; 80% of 100.00.
TEST_F(PayrollFiles, SickPaySaysHowManyDaysAndWhyNone) {
    const ProgramEnd end = ask("sick-pay",
                               "sick_start,sick_end,weekdays_worked,awe\n"
                               "2025-06-02,2025-06-13,1|2|3|4|5,250\n"
                               "2025-06-02,2025-06-13,1|2|3|4|5,124.99\n"
                               "2026-04-06,2026-04-10,1|2|3|4|5,100\n"
                               "2026-04-06,2026-04-10,1|2|3|4|5,\n"
                               "2026-04-06,2026-04-05,8,x\n");
    EXPECT_EQ(end.exit_code, 3);
    EXPECT_NE(end.out.find("|5,250,166.25,7,3,\n"), std::string::npos) << end.out;
    EXPECT_NE(end.out.find("|5,124.99,0.00,0,0,earnings too low\n"), std::string::npos) << end.out;
    EXPECT_NE(end.out.find("|5,100,80.00,5,0,\n"), std::string::npos) << end.out;
    EXPECT_NE(end.err.find("row 5, awe (earnings-missing)"), std::string::npos) << end.err;
    EXPECT_NE(end.err.find("row 6, weekdays_worked (weekdays-unreadable)"), std::string::npos);
    EXPECT_NE(end.err.find("row 6, awe (number-unreadable)"), std::string::npos) << end.err;
}

// 300.00 a week: six weeks of 270.00 and 33 of 194.32; two of 194.32.
TEST_F(PayrollFiles, FamilyPayIsGivenForAPeriodOrTheWholeLeave) {
    const ProgramEnd end = ask("maternity",
                               "kind,awe,leave_start,weeks,period_start,period_end\n"
                               "maternity,300,2026-06-01,,,\n"
                               "maternity,300,2026-06-01,,2026-06-29,2026-07-26\n"
                               "paternity,300,2026-06-01,2,,\n"
                               "paternity,300,2026-06-01,3,,\n"
                               "holiday,300,2026-06-01,,,\n");
    EXPECT_EQ(end.exit_code, 3);
    EXPECT_NE(end.out.find("maternity,300,2026-06-01,,,,8032.56\n"), std::string::npos) << end.out;
    EXPECT_NE(end.out.find("2026-06-29,2026-07-26,928.64\n"), std::string::npos) << end.out;
    EXPECT_NE(end.out.find("paternity,300,2026-06-01,2,,,388.64\n"), std::string::npos) << end.out;
    EXPECT_NE(end.err.find("row 5, weeks (family-pay-weeks)"), std::string::npos) << end.err;
    EXPECT_NE(end.err.find("row 6, kind (payroll-kind-unknown)"), std::string::npos) << end.err;
}

TEST_F(PayrollFiles, HolidayAndEarningsNameWhatIsWrong) {
    const ProgramEnd holiday = ask("holiday",
                                   "kind,working_days_per_week,leaving_date,leave_year_start_date\n"
                                   "days,3.5,,\ndays,8,,\ndays,5,2026-05-01,\nweeks,5,,\n");
    EXPECT_EQ(holiday.exit_code, 3);
    EXPECT_NE(holiday.out.find("days,3.5,,,19.6\n"), std::string::npos) << holiday.out;
    EXPECT_NE(holiday.err.find("row 3, working_days_per_week (days-per-week)"), std::string::npos);
    EXPECT_NE(holiday.err.find("row 4, leave_year_start_date (leave-year-missing)"),
              std::string::npos)
        << holiday.err;
    EXPECT_NE(holiday.err.find("row 5, kind (payroll-kind-unknown)"), std::string::npos);
    const ProgramEnd earnings =
        ask("earnings", "pay_pattern,earnings,divisor\nmonthly,1600,2\nweekly,-1,0\n");
    EXPECT_EQ(earnings.exit_code, 3);
    EXPECT_NE(earnings.out.find("monthly,1600,2,184.6153846\n"), std::string::npos);
    EXPECT_NE(earnings.err.find("row 3, earnings (earnings-below-zero)"), std::string::npos);
}

TEST_F(PayrollFiles, AFileWithoutANeededColumnIsRefused) {
    const ProgramEnd end = ask("calculate", "tax_code,gross_period\nBR,1\n");
    EXPECT_EQ(end.exit_code, 1);
    EXPECT_NE(end.err.find("The column period_type is missing."), std::string::npos) << end.err;
    EXPECT_EQ(end.out, "");
}

TEST_F(PayrollFiles, AnOperatorsRatesTakeThePlaceOfOurs) {
    const std::string rates = (folder.path() / "rates.csv").string();
    std::ofstream(rates) << "# version: test\n# source X: made up for this test\n"
                            "from,until,item,value,mark,source\n"
                            "2030-04-06,2031-04-05,loan.1.yearly,12000,constructed,X\n"
                            "2030-04-06,2031-04-05,loan.rate,10,constructed,X\n";
    const std::string row = "tax_year,period_type,gross_period,plan\n2030-31,M,1109.99,1\n";
    const ProgramEnd end = ask("calculate", row, {"--rates", rates});
    EXPECT_EQ(end.exit_code, 0) << end.err;
    EXPECT_NE(end.out.find("2030-31,M,1109.99,1,,,,,,,10.00\n"), std::string::npos) << end.out;
    std::ofstream(rates, std::ios::app) << "2030-04-06,2031-04-05,loan.rate,ten,,X\n";
    const ProgramEnd bad = ask("calculate", row, {"--rates", rates});
    EXPECT_EQ(bad.exit_code, 1);
    EXPECT_NE(bad.err.find("rates-bad-value"), std::string::npos) << bad.err;
}

}  // namespace
}  // namespace almoner::tests
