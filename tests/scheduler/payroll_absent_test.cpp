// What hangs on absences, on earnings and on the end of a job: sick pay is 123.25 a week, or 80% of
// average earnings where that is less (payroll.md, section 4).
#include "ledger/records/absence.h"
#include "ledger/records/before_take_over.h"
#include "ledger/records/payroll_opening.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/payroll_import.h"
#include "scheduler/payroll/absence_lines.h"
#include "scheduler/payroll/average_earnings.h"
#include "tests/scheduler/payroll_run_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using tests::FieldMap;
using tests::four_weeks_in_may;
using tests::on;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

class AwayFromWork : public tests::PayrollRunArea {
  protected:
    AwayFromWork() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}

    void be_away(const std::string& kind,
                 const std::string& first,
                 const std::string& last = "",
                 const std::string& event = "") {
        area.write([&](ledger::Work& work) {
            ledger::Absence absence{.employment = job,
                                    .kind = kind,
                                    .first_on = on(first),
                                    .recorded_on = on(first),
                                    .recorded_by = 1};
            if (!last.empty()) absence.last_on = on(last);
            if (!event.empty()) absence.event_on = on(event);
            ledger::insert_absence(work, absence);
        });
    }
};

// Wages before the take-over stand for those that this program did not pay: two of 780.00 in eight
// weeks are 195.00 a week; 80% of it is above 123.25.
TEST_F(AwayFromWork, EarningsBeforeTheTakeOverAreTakenFromItsPaydays) {
    be_away("sickness", "2026-04-20", "2026-04-24");
    work_hours(job, 40);
    EXPECT_EQ(codes(draft()), std::vector<std::string>{"earnings-unknown"});
    earn_before();
    pay();
    EXPECT_EQ(sum_of("sick-pay"), pence(123'25));
}

// Employed since January, paid here since April: one slip of 1,000.00 is not divided by the days
// since January.
TEST_F(AwayFromWork, EarningsOfAJobThatWasPaidElsewhereAreNotGuessed) {
    work_hours(job, 80);
    pay();
    be_away("sickness", "2026-05-04", "2026-05-08");
    work_hours(job, 40, four_weeks_in_may);
    const auto found = codes(draft("2026-05-29"));
    EXPECT_EQ(std::ranges::count(found, "earnings-unknown"), 1);
}

// Due on 14 September 2026: the qualifying week ended on 6 June, of which 29 May is the last payday
// and this program's second. What was earned before the first is not known.
TEST_F(AwayFromWork, EarningsBeforeABirthThatWerePaidElsewhereAreNotGuessed) {
    work_hours(job, 80);
    pay();
    work_hours(job, 80, four_weeks_in_may);
    be_away("maternity", "2026-05-18", "2027-02-14", "2026-09-14");
    const auto found = codes(draft("2026-05-29"));
    EXPECT_EQ(std::ranges::count(found, "earnings-unknown"), 1);
}

// Sick from 4 May without a last day, and gone on 8 May: one week is paid, and nothing after it.
TEST_F(AwayFromWork, SickPayEndsWithTheJob) {
    earn_before();
    work_hours(job, 40);
    pay();
    be_away("sickness", "2026-05-04");
    end_job("2026-05-08");
    pay("2026-05-29");
    EXPECT_EQ(sum_of("sick-pay"), pence(123'25));
    EXPECT_EQ(codes(draft("2026-06-26")), std::vector<std::string>{"holiday-left"});
    EXPECT_EQ(sum_of("sick-pay"), pence(123'25));
}

TEST_F(AwayFromWork, WhatIsRecordedBehindTheSlipOfItsDaysIsSaid) {
    work_hours(job, 40);
    pay();
    be_away("unpaid", "2026-04-20", "2026-04-21");
    work_hours(job, 40, four_weeks_in_may);
    const auto found = codes(draft("2026-05-29"));
    EXPECT_EQ(std::ranges::count(found, "absence-of-a-paid-period"), 1);
}

// An absence that ends later than was known changes nothing in the days that were paid.
TEST_F(AwayFromWork, WhatChangesOnlyLaterDaysIsNotSaid) {
    earn_before();
    be_away("sickness", "2026-04-20");
    work_hours(job, 40);
    pay();
    area.write([&](ledger::Work& work) {
        auto known = ledger::absences_of(work.database(), job).at(0);
        known.last_on = on("2026-05-01");
        ledger::insert_absence(work, known);
    });
    work_hours(job, 40, four_weeks_in_may);
    const auto found = codes(draft("2026-05-29"));
    EXPECT_EQ(std::ranges::count(found, "absence-of-a-paid-period"), 0);
}

// Two absences of two weeks for one child are two weeks of pay at 250.00 a week: 187.18 in the week
// from 30 March 2026 and 194.32 in the next, which begins behind the first Sunday of April.
TEST_F(AwayFromWork, PaternityPayIsForTheChildAndNotForTheAbsence) {
    area.write([&](ledger::Work& work) {
        auto now = ledger::employment_numbered(work.database(), job, on("2026-05-01")).value();
        now.start_on = on("2025-01-05");
        ledger::insert_employment(work, now, std::vector<ledger::PaidFrom>{{holder.line, 1}});
        for (const char* const day :
             {"2025-10-17", "2025-11-14", "2025-12-12", "2026-01-09", "2026-02-06"}) {
            ledger::insert_opening_wage(work,
                                        {.employment = job,
                                         .paid_on = on(day),
                                         .gross = pence(1'000'00),
                                         .recorded_on = on("2026-04-04"),
                                         .recorded_by = 1});
        }
    });
    be_away("paternity", "2026-03-30", "2026-04-12", "2026-03-30");
    be_away("paternity", "2026-04-13", "2026-04-26", "2026-03-30");
    work_hours(job, 1);
    const json run = draft();
    EXPECT_EQ(std::ranges::count(codes(run), "family-pay-used-up"), 1);
    approve(run);
    post_run(run);
    EXPECT_EQ(sum_of("paternity"), pence(187'18 + 194'32));
}

// 900.00 on 1257L bear no tax; a late 300.00 in the same four weeks bear 20% on 0T: 60.00.
TEST_F(AwayFromWork, ALatePaymentAfterLeavingIsTaxedByItself) {
    work(job, {{.kind = "sleep-in", .quantity = 15}});
    end_job("2026-04-20");
    pay_job("2026-04-24", "yes");
    EXPECT_EQ(slips(job).at(0).tax, Money{});
    work(job, {{.kind = "sleep-in", .quantity = 5}}, {on("2026-04-27"), on("2026-04-27")});
    pay_job("2026-04-28", "");
    EXPECT_EQ(slips(job).at(1).tax_code, "0T");
    EXPECT_EQ(slips(job).at(1).tax, pence(60'00));
    // The final slip stays the final one when it is corrected.
    withdraw(1);
    work(job, {{.kind = "sleep-in", .quantity = 14}});
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "A night less."}}, {.day = "2026-05-05"}));
    EXPECT_EQ(slips(job).at(0).gross, pence(840'00));
    EXPECT_EQ(slips(job).at(0).tax_code, "1257L");
    expect_clean();
}

TEST_F(AwayFromWork, APaydayOfTheFiguresThatWereTakenOverIsNotPaidAgain) {
    area.write([&](ledger::Work& work) {
        ledger::insert_payroll_opening(work,
                                       {.employment = job,
                                        .tax_year = 2026,
                                        .up_to = on("2026-05-01"),
                                        .gross = pence(800'00),
                                        .taxable = pence(800'00)});
    });
    work_hours(job, 40);
    EXPECT_EQ(codes(draft()), std::vector<std::string>{"taken-over-already"});
}

// The allowance that the old payroll used up is not there a second time: 80 hours bear 94.77.
TEST_F(AwayFromWork, WhatWasUsedOfTheAllowanceBeforeIsCounted) {
    area.write([&](ledger::Work& work) {
        ledger::insert_opening_allowance(
            work, {.employer = employer, .tax_year = 2026, .used = pence(10'450'00)});
    });
    work_hours(job, 80);
    pay();
    EXPECT_EQ(slips(job).at(0).allowance, pence(50'00));
}

// A plan line that ended before the days that were worked bears none of their wages.
TEST_F(AwayFromWork, WagesAreNotBorneByALineThatEnded) {
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), holder.line, on("2026-05-01"));
        line.end_on = on("2026-03-29");
        ledger::insert_plan_line(work, line);
    });
    work_hours(job, 40);
    const json run = draft();
    EXPECT_EQ(run.at("slips"), 0);
    EXPECT_EQ(codes(run), std::vector<std::string>{"plan-line-ended"});
}

// A weekly slip of week 3 and the slip of the third four weeks have the same number and no more:
// 1,200.00 bear (1,200 - 967) x 8% = 18.64 by themselves.
TEST_F(AwayFromWork, AnotherFrequencysPeriodIsAnother) {
    area.write([&](ledger::Work& work) {
        auto weekly =
            ledger::employer_numbered(work.database(), employer, on("2026-05-01")).value();
        weekly.frequency = "weekly";
        weekly.first_payday = on("2026-04-24");
        weekly.first_last_on = on("2026-04-19");
        ledger::insert_employer(work, weekly);
        weekly.from_on = on("2026-06-01");
        weekly.frequency = "four-weekly";
        weekly.first_payday = on("2026-06-26");
        weekly.first_last_on = on("2026-06-21");
        ledger::insert_employer(work, weekly);
    });
    work(job, {{.kind = "sleep-in", .quantity = 5}}, {on("2026-04-13"), on("2026-04-19")});
    FieldMap fields = cycle("2026-04-24");
    fields["frequency"] = "weekly";
    const json run = area.answer(payroll_run, fields, {.day = "2026-04-21"});
    approve(run);
    post_run(run);
    ASSERT_EQ(slips(job).at(0).period_no, 3);
    work(job, {{.kind = "sleep-in", .quantity = 20}}, {on("2026-05-25"), on("2026-06-21")});
    pay("2026-06-26");
    ASSERT_EQ(slips(job).at(1).period_no, 3);
    EXPECT_EQ(slips(job).at(1).ni_employee, pence(18'64));
}

// Two approved runs share one allowance: the second has what the first leaves of it. Of 10,500.00
// 10,400.00 were used before; 80 hours bear 94.77, and the other job's 94.77 find 5.23.
TEST_F(AwayFromWork, AnApprovedRunHasItsPartOfTheAllowance) {
    area.write([&](ledger::Work& work) {
        ledger::insert_opening_allowance(
            work, {.employer = employer, .tax_year = 2026, .used = pence(10'400'00)});
    });
    const std::int64_t other = add_job({{.plan_line = holder.line}});
    work_hours(job, 80);
    approve(
        area.answer(payroll_run, {{"payday", "2026-05-01"}, {"job", "J1"}}, {.day = "2026-04-28"}));
    work_hours(other, 80);
    draft();
    const auto all = ledger::slips_of_run(area.area().database(), 2);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].employment, other);
    EXPECT_EQ(all[0].allowance, pence(5'23));
}

// More than there is: nothing is met, and the others are paid all the same.
TEST_F(AwayFromWork, AnAllowanceThatIsOverusedIsSaid) {
    area.write([&](ledger::Work& work) {
        ledger::insert_opening_allowance(
            work, {.employer = employer, .tax_year = 2026, .used = pence(10'500'01)});
    });
    work_hours(job, 80);
    const json run = draft();
    EXPECT_EQ(run.at("slips"), 1);
    EXPECT_EQ(std::ranges::count(codes(run), "allowance-overused"), 1);
    approve(run);
    post_run(run);
    EXPECT_EQ(slips(job).at(0).allowance, Money{});
}

// SI 2013/2354 reg 8(5A): nobody said that it is necessary, so no run pays it.
TEST_F(AwayFromWork, WhatTheRulesForbidIsHeldOutOfARun) {
    const std::int64_t family = add_job(
        {{.plan_line = holder.line}}, {.relation = "spouse-or-partner", .lives_with_holder = true});
    work_hours(job, 40);
    work_hours(family, 40);
    const json run = draft();
    EXPECT_EQ(run.at("slips"), 1);
    EXPECT_EQ(
        codes(run),
        (std::vector<std::string>{"spending.plan_says_necessary", "spending.necessary_for_child"}));
    const auto all = ledger::slips_of_run(area.area().database(), 1);
    EXPECT_EQ(all.at(0).employment, job);
}

// Figures of paydays that a slip of this program has paid are refused; nobody is asked to confirm
// them.
TEST_F(AwayFromWork, FiguresOfWhatWasPaidHereAreNotTakenOver) {
    work_hours(job, 40);
    pay();
    const FieldMap files{{"file:year_to_date.csv",
                          "employment,tax_year,up_to,gross,taxable,tax\n"
                          "J1,2026-27,2026-05-01,800.00,800.00,0.00\n"},
                         {"file:totals.csv",
                          "file,column,total\nyear_to_date.csv,gross,800.00\n"
                          "year_to_date.csv,taxable,800.00\nyear_to_date.csv,tax,0.00\n"}};
    const auto asked = area.ask(payroll_import, files, {.day = "2026-05-05"});
    ASSERT_FALSE(asked.accepted());
    EXPECT_NE(asked.refusal().words.find("the pay would count twice"), std::string::npos)
        << asked.refusal().words;
}

// Matched on Thursday 4 June 2026: the week ends on Saturday the 6th. Of the nine weeks to the
// payday of the 5th 900.00 are 100.00 a week; the payday of the 9th is none of them.
TEST(WeekThatIsTested, EndsOnItsSaturday) {
    JobRecords of_week;
    for (const auto& [day, gross] : std::vector<std::pair<const char*, std::int64_t>>{
             {"2026-04-03", 700'00}, {"2026-06-05", 900'00}, {"2026-06-09", 5'000'00}}) {
        of_week.slips.push_back({.paid_on = on(day), .gross = pence(gross)});
    }
    const ledger::Absence leave{
        .kind = "adoption", .first_on = on("2026-06-15"), .event_on = on("2026-06-04")};
    const auto facts = family_pay_facts(of_week, leave, rules::FamilyPayKind::adoption);
    ASSERT_TRUE(facts.accepted());
    EXPECT_EQ(facts.value().earnings.nearest_penny(), pence(100'00));
}

// A birth on Thursday 4 June 2026 is of the week of 31 May: the 15th before it begins on 15
// February.
TEST(WeekThatIsTested, OfSharedParentalPayIsTheQualifyingWeek) {
    JobRecords of_week;
    for (const char* const day : {"2025-12-05", "2026-02-06"}) {
        of_week.slips.push_back({.paid_on = on(day), .gross = pence(900'00)});
    }
    const ledger::Absence leave{
        .kind = "shared-parental", .first_on = on("2026-08-03"), .event_on = on("2026-06-04")};
    const auto facts = family_pay_facts(of_week, leave, rules::FamilyPayKind::shared_parental);
    ASSERT_TRUE(facts.accepted());
    EXPECT_EQ(facts.value().tested_in_week_of, on("2026-02-15"));
}

// Paid by the month: 1,200.00, 100.00 beside it and 1,200.00 in two months are 2,500.00 x 12 / 104
// = 288.4615384 a week.
TEST(AverageOfMonths, AMonthWithTwoPaymentsIsOne) {
    JobRecords of_month;
    of_month.employer.frequency = "monthly";
    for (const auto& [day, gross] :
         std::vector<std::pair<const char*, std::int64_t>>{{"2026-04-30", 1'200'00},
                                                           {"2026-05-29", 1'200'00},
                                                           {"2026-06-10", 100'00},
                                                           {"2026-06-30", 1'200'00}}) {
        of_month.slips.push_back({.paid_on = on(day), .gross = pence(gross)});
    }
    const auto average = weekly_earnings(of_month, on("2026-07-01"));
    ASSERT_TRUE(average);
    EXPECT_EQ(average->decimals(), 2'884'615'384);
}

}  // namespace
}  // namespace almoner::scheduler
