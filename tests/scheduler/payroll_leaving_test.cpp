// What is owed beside the wages when a job ends: holiday that is left, notice that is not worked,
// redundancy pay. The law's figures: rules/payroll/leaving_test.cpp.
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/pay_findings.h"
#include "scheduler/payroll/slip_trace.h"
#include "tests/scheduler/payroll_leaving_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaySlip;
using nlohmann::json;
using tests::all_due;
using tests::four_weeks_in_may;
using tests::four_weeks_to_may;
using tests::JobThatEnds;
using tests::on;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

TEST_F(JobThatEnds, SaysWhatIsOwedAndPaysNothingThatNobodyDecided) {
    end_after_six_years();
    const json run = draft_job("2026-04-24");
    EXPECT_EQ(codes(run),
              (std::vector<std::string>{"holiday-left", "notice-left", "redundancy-left"}));
    EXPECT_EQ(slips_of(run).at(0).gross, pence(508'40));
    EXPECT_EQ(slips_of(run).at(0).paid, pence(508'40));
    EXPECT_EQ(words_of_finding({.code = "notice-left", .amount = 1'170'00, .other = 6}),
              "Weeks of notice that the law asks for at the end of the job: 6, worth £1,170.00. "
              "Say how many were not worked with 'almoner employment leaving', and draft again.");
    EXPECT_EQ(words_of_finding({.code = "redundancy-left", .amount = 1'657'50, .other = 17}),
              "The job ended by redundancy, which the law pays with £1,657.50: say whether it is "
              "due with 'almoner employment leaving', and draft again.");
}

// Wages, holiday and notice are pay: 508.40 + 63.55 + 1,170.00. Tax by 1257L in week 4: 774.00
// above 967.68, at 20%. National Insurance: 8% of 774.95 above 967.00; the employer's 15% of
// 1,356.95 above 385.00. Redundancy pay is beside all that.
TEST_F(JobThatEnds, PaysWhatIsDueWithTheLastWages) {
    end_after_six_years();
    (void)decide_leaving(all_due);
    const json run = draft_job("2026-04-24");
    EXPECT_EQ(codes(run), std::vector<std::string>{"over-budget"});
    approve(run, "2026-04-24");
    post_run(run);
    const PaySlip slip = slips(job).at(0);
    EXPECT_EQ(lines_of(slip),
              (std::vector<std::string>{"day 2400 at 1271 is 50840 wage",
                                        "holiday-left 300 at 1271 is 6355 pay",
                                        "notice-in-lieu 6 at 19500 is 117000 pay",
                                        "redundancy 17 at 19500 is 165750 expense"}));
    EXPECT_EQ(slip.gross, pence(1'741'95));
    EXPECT_EQ(slip.tax, pence(154'80));
    EXPECT_EQ(slip.ni_employee, pence(62'00));
    EXPECT_EQ(slip.ni_employer, pence(203'54));
    EXPECT_EQ(slip.expenses, pence(1'657'50));
    EXPECT_EQ(slip.paid, pence(3'182'65));
    EXPECT_FALSE(slip.is_after_leaving);
    EXPECT_EQ(at(ledger::AccountName::payable_net_pay), 3'182'65);
    EXPECT_EQ(at(ledger::AccountName::payable_hmrc), 216'80);
    expect_clean();
}

// Whatever is drafted after it, by cycle or by itself, or is reckoned anew.
TEST_F(JobThatEnds, PaysItOnce) {
    end_after_six_years();
    (void)decide_leaving(all_due);
    pay_job("2026-04-24");
    EXPECT_EQ(area.refusal(payroll_run, cycle(), {.day = "2026-04-28"}), "nobody-paid");
    EXPECT_EQ(area.refusal(payroll_run,
                           {{"payday", "2026-05-05"}, {"job", "J1"}, {"leaver", ""}},
                           {.day = "2026-05-05"}),
              "nobody-paid");
    EXPECT_EQ(area.ask(payroll_correct, {{"slip", "1"}, {"words", "Again."}}, {.day = "2026-05-05"})
                  .refusal()
                  .code,
              "nothing-differs");
    const auto known = ledger::employment_numbered(area.area().database(), job, on("2026-05-05"));
    const auto book = rules::RateBook::parse(area.settings.at(program_rates)).value();
    const auto left = holiday_balance(area.area().database(), book, *known, on("2026-05-05"));
    EXPECT_EQ(left.value().left(), 0);
}

// The run off the cycle pays hours of April too, so its slip is of days before the end; 80 hours
// are 1,016.80. What the end owes is on it, and on no slip that comes after it.
TEST_F(JobThatEnds, PaysOnceWhatWentWithLateHours) {
    start_on("2020-04-21");
    earn_before();
    const std::int64_t late = work_hours(job, 80, four_weeks_to_may, "late");
    work_hours(job, 40, four_weeks_in_may);
    end_job("2026-05-20", "holder-died");
    pay("2026-05-29");
    decide(late, "off-cycle");
    (void)decide_leaving({{"holiday", "not-due"},
                          {"notice", "6"},
                          {"redundancy", "due"},
                          {"week", "195.00"},
                          {"evidence", paper()}});
    pay_job("2026-06-03", "");
    const PaySlip slip = slips(job).at(1);
    EXPECT_EQ(slip.worked, four_weeks_to_may);
    EXPECT_EQ(lines_of(slip),
              (std::vector<std::string>{"day 4800 at 1271 is 101680 wage",
                                        "notice-in-lieu 6 at 19500 is 117000 pay",
                                        "redundancy 17 at 19500 is 165750 expense"}));
    EXPECT_EQ(area.refusal(payroll_run,
                           {{"payday", "2026-06-10"}, {"job", "J1"}, {"leaver", ""}},
                           {.day = "2026-06-10"}),
              "nobody-paid");
    EXPECT_EQ(area.refusal(payroll_run, cycle("2026-06-26"), {.day = "2026-06-26"}), "nobody-paid");
    expect_clean();
}

// Nothing was worked in the last period: its cycle pays nobody, and the run after it pays what the
// end owes. With no slip before it the tax is by 1257L, and nothing is said of hours.
TEST_F(JobThatEnds, PaysWithoutASlipOfTheLastPeriod) {
    start_on("2020-04-21");
    earn_before();
    work_hours(job, 40);
    pay();
    end_job("2026-04-27", "holder-died");
    change_terms("2026-04-27", [](ledger::Employment& now) { now.pension = "not-in"; });
    EXPECT_EQ(codes(draft_job("2026-06-03", "")),
              (std::vector<std::string>{"holiday-left", "notice-left", "redundancy-left"}));
    (void)decide_leaving({{"notice", "6"}, {"redundancy", "due"}, {"week", "195.00"}});
    EXPECT_EQ(area.refusal(payroll_run,
                           {{"payday", "2026-05-28"}, {"job", "J1"}, {"leaver", ""}},
                           {.day = "2026-05-28"}),
              "nobody-paid");
    pay_job("2026-06-03", "");
    const PaySlip slip = slips(job).at(1);
    EXPECT_EQ(lines_of(slip),
              (std::vector<std::string>{"notice-in-lieu 6 at 19500 is 117000 pay",
                                        "redundancy 17 at 19500 is 165750 expense"}));
    EXPECT_FALSE(slip.is_after_leaving);
    EXPECT_EQ(area.ask(payroll_correct, {{"slip", "2"}, {"words", "Again."}}, {.day = "2026-06-04"})
                  .refusal()
                  .code,
              "nothing-differs");
    expect_clean();
}

// 16 hours a week are owed for the last period: they are paid first.
TEST_F(JobThatEnds, OfFixedHoursIsPaidItsLastPeriodFirst) {
    end_after_six_years();
    withdraw(1);
    change_terms("2026-04-20", [](ledger::Employment& now) {
        now.has_fixed_hours = true;
        now.weekly_minutes = std::int64_t{16} * 60;
    });
    (void)decide_leaving({{"notice", "1"}});
    EXPECT_EQ(codes(draft_job("2026-06-03", "")), std::vector<std::string>{"last-period-unpaid"});
}

// 80 hours at 13.20 in each four weeks are 264.00 a week, also where one slip pays eight weeks:
// six weeks are 1,584.00, 8.5 are 2,244.00.
TEST_F(JobThatEnds, CountsTheWeeksThatAPaydayPays) {
    start_on("2020-04-21");
    area.write([&](ledger::Work& work) {
        ledger::insert_employment_rate(work,
                                       {.employment = job,
                                        .kind = "day",
                                        .from_on = on("2026-03-30"),
                                        .rate = pence(13'20),
                                        .actor = 1});
    });
    const std::int64_t late = work_hours(job, 80, four_weeks_to_may, "late");
    decide(late, "next-run");
    work_hours(job, 80, four_weeks_in_may);
    pay("2026-05-29");
    EXPECT_EQ(slips(job).at(0).gross, pence(2'112'00));
    work_hours(job, 40, {on("2026-05-25"), on("2026-06-21")});
    end_job("2026-06-10", "holder-died");
    const auto run = draft_job("2026-06-26");
    const auto found =
        ledger::find_payroll_run(area.area().database(), run.at("run").get<std::string>());
    std::vector<std::int64_t> sums;
    for (const auto& each : ledger::findings_of_payroll_run(area.area().database(), found->id)) {
        if (each.code == "notice-left" || each.code == "redundancy-left") {
            sums.push_back(each.amount);
        }
    }
    EXPECT_EQ(sums, (std::vector<std::int64_t>{1'584'00, 2'244'00}));
}

// After the slip in which the job ended: 0T by itself, 20% of 1,233.00. The plan line that paid the
// job has ended with the budget, and bears it all the same.
TEST_F(JobThatEnds, PaysLaterWhatIsDecidedLater) {
    end_after_six_years("budget-ended");
    pay_job("2026-04-24");
    area.write([&](ledger::Work& work) {
        auto line =
            ledger::plan_line_numbered(work.database(), holder.line, on("2026-04-20")).value();
        line.from_on = on("2026-04-21");
        line.end_on = on("2026-04-20");
        ledger::insert_plan_line(work, line);
    });
    (void)decide_leaving(all_due);
    pay_job("2026-05-05", "");
    const PaySlip later = slips(job).at(1);
    EXPECT_EQ(later.gross, pence(1'233'55));
    EXPECT_EQ(later.expenses, pence(1'657'50));
    EXPECT_TRUE(later.is_after_leaving);
    EXPECT_EQ(later.tax_code, "0T");
    EXPECT_EQ(later.tax, pence(246'60));
    // The first slip, reckoned anew, leaves to the second what that one pays.
    withdraw(1);
    work_hours(job, 41);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "An hour more."}}, {.day = "2026-05-05"}));
    EXPECT_EQ(slips(job).at(0).gross, pence(521'11));
    EXPECT_EQ(sum_of("holiday-left"), pence(63'55));
    EXPECT_EQ(sum_of("redundancy"), pence(1'657'50));
    expect_clean();
}

// reference/payroll.md, section 13; two years are needed for redundancy pay, one month for notice.
TEST_F(JobThatEnds, OwesByTheReasonAndTheService) {
    const auto left = [&](const std::string& reason) {
        end_job("2026-04-20", reason);
        return codes(draft_job("2026-04-24"));
    };
    using Codes = std::vector<std::string>;
    earn_before();
    work_hours(job, 40);
    start_on("2024-04-22");
    EXPECT_EQ(left("redundant"), (Codes{"holiday-left", "notice-left"}));
    start_on("2024-04-21");
    EXPECT_EQ(left("redundant"), (Codes{"holiday-left", "notice-left", "redundancy-left"}));
    EXPECT_EQ(left("dismissed"), (Codes{"holiday-left", "notice-left"}));
    EXPECT_EQ(left("resigned"), Codes{"holiday-left"});
    EXPECT_EQ(left("assistant-died"), Codes{"holiday-left"});
}

// Half of 17 weeks at 751.00, the most that the law counts in 2026-27 (marked as from memory).
TEST_F(JobThatEnds, CountsAWeekOfRedundancyUpToTheLimit) {
    end_after_six_years("redundant");
    (void)decide_leaving({{"notice", "1"}, {"redundancy", "due"}, {"week", "900.00"}});
    const PaySlip slip = slips_of(draft_job("2026-04-24")).at(0);
    EXPECT_EQ(lines_of(slip),
              (std::vector<std::string>{"day 2400 at 1271 is 50840 wage",
                                        "notice-in-lieu 1 at 90000 is 90000 pay",
                                        "redundancy 17 at 75100 is 638350 expense"}));
}

TEST_F(JobThatEnds, IsNotTaxedByGuessAboveWhatIsFree) {
    std::string& rates = area.settings.at(program_rates);
    const std::string limit = "redundancy.tax_free,30000";
    rates.replace(rates.find(limit), limit.size(), "redundancy.tax_free,1657.49");
    end_after_six_years();
    (void)decide_leaving({{"redundancy", "due"}});
    const json run = draft_job("2026-04-24");
    EXPECT_EQ(codes(run).back(), "redundancy-above-tax-free");
    EXPECT_EQ(slips_of(run).at(0).expenses, pence(0));
}

TEST_F(JobThatEnds, NeedsAWeeksPay) {
    start_on("2020-04-21");
    work_hours(job, 40);
    end_job("2026-04-20", "dismissed");
    (void)decide_leaving({{"holiday", "due"}, {"notice", "6"}});
    EXPECT_EQ(codes(draft_job("2026-04-24")), std::vector<std::string>{"leaving-week-unknown"});
    (void)decide_leaving({{"notice", "6"}, {"week", "195.00"}});
    EXPECT_EQ(slips_of(draft_job("2026-04-24")).at(0).gross, pence(1'741'95));
}

// 16 hours a week at 12.71, whatever was paid before.
TEST_F(JobThatEnds, OfFixedHoursHasAWeekOfThem) {
    end_after_six_years("dismissed");
    change_terms("2026-04-20", [](ledger::Employment& now) {
        now.has_fixed_hours = true;
        now.weekly_minutes = std::int64_t{16} * 60;
    });
    (void)decide_leaving({{"notice", "1"}});
    EXPECT_EQ(lines_of(slips_of(draft_job("2026-04-24")).at(0)).at(1),
              "notice-in-lieu 1 at 20336 is 20336 pay");
}

TEST_F(JobThatEnds, IsDecidedByAPaperWhereNothingIsDue) {
    end_after_six_years();
    EXPECT_EQ(refused({{"notice", "0"}}), "evidence-missing evidence");
    EXPECT_EQ(refused({{"redundancy", "not-due"}}), "evidence-missing evidence");
    EXPECT_EQ(refused({{"holiday", "not-due"}, {"evidence", "77"}}), "evidence-unknown evidence");
    (void)decide_leaving({{"holiday", "not-due"},
                          {"notice", "0"},
                          {"redundancy", "not-due"},
                          {"evidence", paper()}});
    const json run = draft_job("2026-04-24");
    EXPECT_EQ(codes(run), std::vector<std::string>{});
    EXPECT_EQ(slips_of(run).at(0).paid, pence(508'40));
}

TEST_F(JobThatEnds, IsDecidedOnceItHasEnded) {
    EXPECT_EQ(refused({{"holiday", "due"}}), "job-goes-on employment");
    end_after_six_years("dismissed");
    EXPECT_EQ(refused({}), "nothing-to-change holiday");
    EXPECT_EQ(refused({{"holiday", "perhaps"}}), "not-in-the-list holiday");
    EXPECT_EQ(refused({{"notice", "14"}}), "whole-number notice");
    EXPECT_EQ(refused({{"redundancy", "due"}}), "not-redundant redundancy");
    EXPECT_EQ(refused({{"notice", "13"}}), "accepted");
}

// From 22 April 2024 to 20 April 2026 it is a day short of two years (ERA 1996 s.155).
TEST_F(JobThatEnds, IsNotDecidedDueWhereTheLawGivesNone) {
    earn_before();
    start_on("2024-04-22");
    end_job("2026-04-20", "redundant");
    EXPECT_EQ(refused({{"redundancy", "due"}}), "service-too-short redundancy");
    start_on("2024-04-21");
    end_job("2026-04-20", "redundant");
    EXPECT_EQ(refused({{"redundancy", "due"}}), "accepted");
}

TEST_F(JobThatEnds, IsPaidNoHolidayThatWasPaidWithTheHours) {
    end_after_six_years("resigned");
    change_terms("2026-04-20", [](ledger::Employment& now) { now.holiday = "rolled-up"; });
    EXPECT_EQ(refused({{"holiday", "due"}}), "holiday-is-rolled-up holiday");
}

TEST_F(JobThatEnds, TakesAWeeksPayForWhatIsReckonedByIt) {
    end_after_six_years();
    EXPECT_EQ(refused({{"holiday", "due"}, {"week", "195.00"}}), "week-without-use week");
    EXPECT_EQ(refused({{"holiday", "due"}, {"notice", "1"}, {"week", "195.00"}}), "accepted");
}

// What was approved is posted as it was approved.
TEST_F(JobThatEnds, IsNotDecidedBetweenApprovalAndPosting) {
    end_after_six_years();
    (void)decide_leaving(all_due);
    const json run = draft_job("2026-04-24");
    approve(run, "2026-04-24");
    EXPECT_EQ(refused({{"notice", "8"}}), "run-under-way employment");
    post_run(run);
    EXPECT_EQ(refused({{"notice", "8"}}), "accepted");
}

// Every line says the rule and the rate that it follows from.
TEST_F(JobThatEnds, IsTracedToItsRulesAndRates) {
    end_after_six_years();
    (void)decide_leaving(all_due);
    pay_job("2026-04-24");
    const auto book = rules::RateBook::parse(area.settings.at(program_rates)).value();
    const auto trace = trace_slip(area.area().database(), book, slips(job).at(0));
    ASSERT_TRUE(trace.accepted());
    EXPECT_EQ(trace.value().differs, std::vector<std::string>{});
    std::vector<std::string> steps;
    for (const auto& each : trace.value().steps) {
        if (each.figure == "gross") break;
        steps.push_back(each.figure + ": " + each.words + " (" + each.rule + ", " + each.item +
                        ") " + std::to_string(each.amount.pence()));
    }
    const std::vector<std::string> expected{
        "day: 40:00 hours at £12.71, from timesheet 1 (the job's rate from 5 January 2026, ) 50840",
        "holiday-left: an hour: nothing was paid before (the job's rate, ) 1271",
        "holiday-left: it is due (the decision of 22 April 2026, ) 6355",
        "holiday-left: 5:00 hours at £12.71, from average-of-52-weeks (, ) 6355",
        ("notice-in-lieu: 6 whole years of service to 20 April 2026 (a week for each: ERA 1996 "
         "s.86, notice.most_weeks) 0"),
        ("notice-in-lieu: a week's pay: the average of the pay periods before the last one (ERA "
         "1996 "
         "s.224, leaving.average_weeks) 19500"),
        "notice-in-lieu: it is due (the decision of 22 April 2026, ) 117000",
        "notice-in-lieu: 6 weeks at £195.00, from notice.most_weeks (, notice.most_weeks) 117000",
        ("redundancy: 6 whole years of service to 20 April 2026 (half a week, a week or one and a "
         "half by the age in each: ERA 1996 s.162, redundancy.higher_age) 0"),
        ("redundancy: a week's pay: the average of the pay periods before the last one (ERA 1996 "
         "s.224, leaving.average_weeks) 19500"),
        "redundancy: it is due (the decision of 22 April 2026, ) 165750",
        ("redundancy: the most that counts of a week, and the week that counts (ERA 1996 s.227, "
         "redundancy.week_limit) 19500"),
        ("redundancy: no tax and no National Insurance up to the limit (ITEPA 2003 s.403, "
         "redundancy.tax_free) 165750"),
        ("redundancy: 8.5 weeks at £195.00, from redundancy.week_limit (, redundancy.week_limit) "
         "165750")};
    EXPECT_EQ(steps, expected);
}

// Two hours of holiday at 12.71: the 40 hours of the first slip.
TEST_F(JobThatEnds, HolidayIsTracedToItsSlips) {
    work_hours(job, 40);
    pay();
    be_away(job, "holiday", "2026-05-04", "2026-05-04", 120);
    work_hours(job, 40, four_weeks_in_may);
    pay("2026-05-29");
    const auto book = rules::RateBook::parse(area.settings.at(program_rates)).value();
    const auto trace = trace_slip(area.area().database(), book, slips(job).at(1));
    ASSERT_TRUE(trace.accepted());
    const auto& steps = trace.value().steps;
    const auto step = std::ranges::find(steps, "holiday", &rules::WorkingStep::figure);
    ASSERT_NE(step, steps.end());
    EXPECT_EQ(step->words, "an hour: wages of £508.40 for 40:00 hours, on slips 1");
    EXPECT_EQ(step->amount, pence(12'71));
    EXPECT_EQ(step->item, "holiday.average_weeks");
}

}  // namespace
}  // namespace almoner::scheduler
