// A run beside the old provider's figures: what of the file is refused, what differs, and why.
#include "scheduler/payroll/compare_run.h"
#include "tests/scheduler/payroll_run_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::on;
using namespace std::string_literals;

ledger::Money pence(std::int64_t value) {
    return ledger::Money::from_pence(value);
}

// reference/payroll.md, section 1: 80 h x 12.71 = 1,016.80 in week 4: tax 9.80, National Insurance
// 3.98 and the employer's 94.77.
constexpr char header[] = "employment,paid_on,gross,tax,ni_employee,ni_employer,net\n";
constexpr char same_row[] = "J1,2026-05-01,1016.80,9.80,3.98,94.77,1003.02\n";

class PayrollCompare : public tests::PayrollRunArea {
  protected:
    bool sees = true;  // whoever asks, the employer

    PayrollCompare() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}

    OldFigures read(const std::string& csv) {
        return read_old_figures(
            area.area().database(), "the file", csv, on("2026-05-01"), [this](std::int64_t) {
                return sees;
            });
    }
    // "row column code" of each.
    static std::vector<std::string> faults(const OldFigures& figures) {
        std::vector<std::string> all;
        for (const auto& each : figures.errors) {
            all.push_back(std::to_string(each.row) + " " + each.field + " " + each.code);
        }
        return all;
    }
    Comparison compare(const json& run, const std::string& csv) {
        const OldFigures figures = read(csv);
        EXPECT_EQ(faults(figures), std::vector<std::string>{});
        const auto found =
            ledger::find_payroll_run(area.area().database(), run.at("run").get<std::string>());
        return compare_run(
            area.area().database(), *found, figures.rows, [&](std::int64_t) { return true; });
    }
    static std::vector<std::string> why(const ComparedJob& job) {
        std::vector<std::string> all;
        for (const WhyApart& each : job.why) all.push_back(each.code);
        return all;
    }
    // "column here there", pence.
    static std::vector<std::string> apart(const ComparedJob& job) {
        std::vector<std::string> all;
        for (const FigureApart& each : job.apart) {
            all.push_back(std::string(each.column) + " " + std::to_string(each.here.pence()) + " " +
                          std::to_string(each.there.pence()));
        }
        return all;
    }
};

TEST_F(PayrollCompare, ASlipThatIsTheSameIsEqual) {
    work_hours(job, 80);
    const Comparison all = compare(draft(), std::string(header) + same_row);
    ASSERT_EQ(all.jobs.size(), 1U);
    EXPECT_EQ(all.jobs[0].standing, BesideOld::equal);
    EXPECT_EQ(all.jobs[0].slip, 1);
    EXPECT_EQ(all.jobs[0].row, 2U);
    EXPECT_TRUE(all.is_equal());
    ASSERT_EQ(all.sums.size(), 5U);
    EXPECT_EQ(all.sums[0].column, "gross");
    EXPECT_EQ(all.sums[0].here, pence(1'016'80));
    EXPECT_EQ(all.sums[0].there, pence(1'016'80));
    // What no row gives was not compared, and is said.
    EXPECT_EQ(all.not_given.size(), 8U);
}

// A spreadsheet's own: a byte order mark, lines that end as Windows ends them, pounds and commas,
// spaces, blank cells of figures that need not be given.
TEST_F(PayrollCompare, MoneyIsReadAsPeopleWriteIt) {
    work_hours(job, 80);
    const std::string csv =
        "\xEF\xBB\xBF"
        "paid_on,employment,gross,tax,ni_employee,ni_employer,net,loan,employer,tax_code,loans\r\n"
        "01/05/2026, J1 ,\"\xC2\xA3"
        "1,016.80\",\xC2\xA3"
        "9.80,3.98,94.77,\"1,003.02\",,E1,1257l,none\r\n";
    const Comparison all = compare(draft(), csv);
    EXPECT_TRUE(all.is_equal());
    EXPECT_EQ(std::ranges::count(all.not_given, "loan"), 1);
}

// Both differ in pay; only their tax code is known beside it.
TEST_F(PayrollCompare, WhatDiffersIsToldWithItsReasons) {
    work_hours(job, 80);
    const Comparison all = compare(draft(),
                                   "employment,paid_on,gross,tax,ni_employee,ni_employer,net,"
                                   "tax_code,tax_basis,ni_letter,period_no,loans\n"
                                   "J1,2026-05-01,1004.09,200.80,2.96,92.86,800.33,"
                                   "BR,M1,B,2,2+PG\n");
    ASSERT_EQ(all.jobs.size(), 1U);
    EXPECT_EQ(all.jobs[0].standing, BesideOld::different);
    EXPECT_EQ(apart(all.jobs[0]),
              (std::vector{"gross 101680 100409"s,
                           "tax 980 20080"s,
                           "ni_employee 398 296"s,
                           "net 100302 80033"s,
                           "ni_employer 9477 9286"s}));
    EXPECT_EQ(why(all.jobs[0]),
              (std::vector{"code"s, "basis"s, "category"s, "period"s, "loan"s, "gross"s}));
    EXPECT_EQ(all.jobs[0].why[0].words, "Tax code: 1257L here, BR there.");
    EXPECT_EQ(all.jobs[0].why[3].words,
              "Tax period: 1 here, 2 there: compare the payday and how often the job is paid.");
    EXPECT_NE(all.jobs[0].why[5].words.find("80:00 hours"), std::string::npos);
}

// The same pay, and 10.00 more of tax there, because they have 50.00 more of pay before.
TEST_F(PayrollCompare, WhatTheYearHadBeforeIsTold) {
    work_hours(job, 80);
    const Comparison all = compare(draft(),
                                   "employment,paid_on,gross,tax,ni_employee,ni_employer,net,"
                                   "taxable_to_date,tax_to_date\n"
                                   "J1,2026-05-01,1016.80,19.80,3.98,94.77,993.02,1066.80,25.80\n");
    EXPECT_EQ(why(all.jobs[0]), (std::vector{"to-date-before"s, "to-date-before"s}));
    EXPECT_EQ(all.jobs[0].why[0].words,
              "Taxable pay of the year before this payday: £0 here, £50 there: look at "
              "year_to_date.csv of the take-over, and at a P45.");
    EXPECT_EQ(all.jobs[0].why[1].words,
              "Tax of the year before this payday: £0 here, £6 there: look at year_to_date.csv of "
              "the take-over, and at a P45.");
}

TEST_F(PayrollCompare, APennyThatNothingExplainsIsSaidToBeSo) {
    work_hours(job, 80);
    const Comparison all =
        compare(draft(), std::string(header) + "J1,2026-05-01,1016.80,9.80,3.99,94.77,1003.01\n");
    EXPECT_EQ(apart(all.jobs[0]), (std::vector{"ni_employee 398 399"s, "net 100302 100301"s}));
    EXPECT_EQ(why(all.jobs[0]), std::vector{"untold"s});
    EXPECT_NE(all.jobs[0].why[0].words.find("almoner payroll slip 1"), std::string::npos);
}

// 100 miles at 45p are paid beside the wages.
TEST_F(PayrollCompare, NetPayWithExpensesIsKnownForWhatItIs) {
    work(
        job,
        {{.kind = "day", .quantity = std::int64_t{80} * 60}, {.kind = "mileage", .quantity = 100}});
    const json run = draft();
    const Comparison all =
        compare(run, std::string(header) + "J1,2026-05-01,1016.80,9.80,3.98,94.77,1048.02\n");
    EXPECT_EQ(why(all.jobs[0]), std::vector{"expenses"s});
    EXPECT_TRUE(compare(run,
                        "employment,paid_on,gross,tax,ni_employee,ni_employer,net,paid\n"
                        "J1,2026-05-01,1016.80,9.80,3.98,94.77,1003.02,1048.02\n")
                    .is_equal());
}

TEST_F(PayrollCompare, WhoIsPaidByOneAloneIsNamed) {
    work_hours(job, 80);
    const std::int64_t second = add_job({{.plan_line = holder.line}});
    work_hours(second, 10);
    const std::int64_t third = add_job({{.plan_line = holder.line}});
    (void)third;
    const Comparison all =
        compare(draft(),
                std::string(header) + same_row + "J3,2026-05-01,100,0,0,0,100\n" +
                    "J9,2026-05-01,100,0,0,0,100\n");
    ASSERT_EQ(all.jobs.size(), 4U);
    EXPECT_EQ(all.jobs[0].standing, BesideOld::equal);
    EXPECT_EQ(all.jobs[1].standing, BesideOld::only_here);
    EXPECT_EQ(all.jobs[1].employment, "J2");
    EXPECT_EQ(why(all.jobs[1]), std::vector{"no-row"s});
    EXPECT_EQ(all.jobs[2].standing, BesideOld::only_there);
    EXPECT_EQ(all.jobs[2].employment, "J3");
    EXPECT_EQ(why(all.jobs[2]), std::vector{"no-timesheet"s});
    EXPECT_EQ(all.jobs[3].employment, "J9");
    EXPECT_EQ(why(all.jobs[3]), std::vector{"not-in-the-books"s});
    EXPECT_FALSE(all.is_equal());
}

// One who may not see the employer learns nothing of the job but what they brought.
TEST_F(PayrollCompare, AJobThatIsNotToBeSeenIsAsOneThatIsNotKnown) {
    work_hours(job, 80);
    const json run = draft();
    const OldFigures figures = read(std::string(header) + same_row);
    const auto found = ledger::find_payroll_run(area.area().database(), "PR-0001");
    const Comparison all = compare_run(
        area.area().database(), *found, figures.rows, [](std::int64_t) { return false; });
    ASSERT_EQ(all.jobs.size(), 1U);
    EXPECT_EQ(all.jobs[0].standing, BesideOld::only_there);
    EXPECT_EQ(why(all.jobs[0]), std::vector{"not-in-the-books"s});
    EXPECT_EQ(all.jobs[0].employer, 0);
}

TEST_F(PayrollCompare, EveryFaultOfEveryRowIsToldAtOnce) {
    const OldFigures figures = read(
        "employment,paid_on,gross,tax,ni_employee,ni_employer,net,employer,tax_code,tax_basis,"
        "ni_letter,period_no,loans\n"
        "J1,2026-05-29,twelve,,-1,1.234,5,E9,1257X,Q,9,57,3\n"
        ",,1,1,1,1,1,,,,,,\n"
        "J2,2026-05-01,1,-2.50,1,1,\"2000000\",,,,,,\n"
        "J2,2026-05-01,1,1,1,1,1,,,,,,\n");
    EXPECT_EQ(faults(figures),
              (std::vector{"2 paid_on day-of-another-run"s,
                           "2 gross money-unreadable"s,
                           "2 tax empty"s,
                           "2 ni_employee money-below-zero"s,
                           "2 ni_employer money-too-many-decimals"s,
                           "2 tax_code tax-code-basis"s,
                           "2 tax_basis tax-basis-unreadable"s,
                           "2 ni_letter ni-letter-unknown"s,
                           "2 period_no whole-number"s,
                           "2 loans loan-plan-unknown"s,
                           "2 employer employer-of-another-job"s,
                           "3 employment empty"s,
                           "3 paid_on empty"s,
                           "4 net money-too-big"s,
                           "5 employment row-twice"s}));
    EXPECT_EQ(figures.errors[0].value, "2026-05-29");
    EXPECT_EQ(figures.rows_there, 4U);
}

// Nobody learns from it whom a job is with.
TEST_F(PayrollCompare, AJobThatOneMayNotSeeIsAsOneThatIsUnknown) {
    const std::string csv =
        "employment,paid_on,gross,tax,ni_employee,ni_employer,net,employer\n"
        "J1,2026-05-01,1016.80,9.80,3.98,94.77,1003.02,E9\n";
    EXPECT_EQ(faults(read(csv)), std::vector{"2 employer employer-of-another-job"s});
    sees = false;
    EXPECT_EQ(faults(read(csv)), std::vector<std::string>{});
}

TEST_F(PayrollCompare, AFileWithoutRowsIsRefused) {
    EXPECT_EQ(faults(read(header)), std::vector{"0  file-without-rows"s});
}

// Nothing was read of it, so nothing is said of totals.
TEST_F(PayrollCompare, ColumnsOfAnotherNameAreNamed) {
    OldFigures figures = read("job,paid_on,gross,tax,ni_employee,ni_employer,net\nJ1,,,,,,\n");
    check_controls({{"rows", "1"}, {"gross", "12"}, {"net", "12"}}, figures);
    EXPECT_EQ(faults(figures),
              (std::vector{"1 employment csv-missing-column"s, "1 column 1 csv-unknown-column"s}));
}

TEST_F(PayrollCompare, TheirTotalsHaveToAgree) {
    const std::string csv = std::string(header) + same_row + "J9,2026-05-01,1,0,0,0,1\n";
    const auto checked = [&](const ControlTotals& totals) {
        OldFigures figures = read(csv);
        check_controls(totals, figures);
        return faults(figures);
    };
    EXPECT_EQ(checked({{"rows", "2"},
                       {"gross",
                        "\xC2\xA3"
                        "1,017.80"},
                       {"net", "1004.02"},
                       {"tax", "9.80"},
                       {"ni_employee", "3.98"},
                       {"ni_employer", "94.77"}}),
              std::vector<std::string>{});
    EXPECT_EQ(checked({{"rows", "3"}, {"gross", "1017.81"}, {"net", "1004.01"}, {"tax", "9.79"}}),
              (std::vector{"0 gross total-differs"s,
                           "0 net total-differs"s,
                           "0 rows total-differs"s,
                           "0 tax total-differs"s}));
    EXPECT_EQ(checked({{"gross", ""}, {"net", "many"}}),
              (std::vector{"0 rows control-total-missing"s,
                           "0 gross control-total-missing"s,
                           "0 net money-unreadable"s}));
}

// Nobody was paid by the draft: it is given up, and the payday can still be drafted.
TEST_F(PayrollCompare, TheDraftOfAParallelRunIsCancelledAndLeavesNothing) {
    work_hours(job, 80);
    const json run = draft();
    (void)compare(run, std::string(header) + same_row);
    (void)area.answer(scheduler::payroll_cancel, {{"run", run.at("run")}}, {.day = "2026-04-29"});
    EXPECT_EQ(at(ledger::AccountName::fund), 9'000'00);
    EXPECT_TRUE(slips(job).empty());
    EXPECT_EQ(draft().at("slips"), 1);
    expect_clean();
}

}  // namespace
}  // namespace almoner::scheduler
