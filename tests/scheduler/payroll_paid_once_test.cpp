// Hours are paid once, whatever comes behind the slip that paid them. 16 hours a week at £12.71 are
// 64 in four weeks: 64 x 12.71 = 813.44. 80 hours are 1,016.80.
#include "scheduler/commands/hours.h"
#include "tests/scheduler/payroll_run_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using tests::FieldMap;
using tests::four_weeks_to_may;
using tests::on;

using Codes = std::vector<std::string>;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

class PaidOnce : public tests::PayrollRunArea {
  protected:
    PaidOnce() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}

    std::int64_t add_fixed() {
        return add_job({{.plan_line = holder.line}},
                       {.weekly_minutes = 16 * 60, .has_fixed_hours = true});
    }
    // Codes that are said of this job.
    Codes said_of(const json& run, std::int64_t of_job) {
        Codes all;
        const auto found =
            ledger::find_payroll_run(area.area().database(), run.at("run").get<std::string>());
        for (const auto& each :
             ledger::findings_of_payroll_run(area.area().database(), found->id)) {
            if (each.employment == of_job) all.push_back(each.code);
        }
        return all;
    }
    bool says(const json& run, std::int64_t of_job, const std::string& code) {
        return std::ranges::count(said_of(run, of_job), code) == 1;
    }
    json run_of(const std::string& job_ref, const std::string& payday) {
        return area.answer(payroll_run, {{"payday", payday}, {"job", job_ref}}, {.day = payday});
    }
    void pay_of(const std::string& job_ref, const std::string& payday) {
        const json run = run_of(job_ref, payday);
        approve(run, payday);
        post_run(run);
    }
    void correct(const std::string& slip) {
        confirm(area.answer(
            payroll_correct, {{"slip", slip}, {"words", "As worked."}}, {.day = "2026-05-05"}));
    }
};

TEST_F(PaidOnce, NobodyGetsUsualHoursWhileASheetWaits) {
    const std::int64_t fixed = add_fixed();
    const std::int64_t sheet = work_hours(fixed, 80, four_weeks_to_may, "late");
    EXPECT_EQ(said_of(draft(), fixed), Codes{"timesheet-late"});
    decide(sheet, "next-run");
    const json run = draft();
    EXPECT_EQ(run.at("slips"), 0);
    EXPECT_EQ(said_of(run, fixed), Codes{"hours-elsewhere"});
    // 1,016.80 of April and the usual 813.44 of May.
    pay("2026-05-29");
    EXPECT_EQ(slips(fixed).at(0).gross, pence(1'830'24));
}

TEST_F(PaidOnce, NobodyGetsUsualHoursWhileASheetIsNotConfirmed) {
    const std::int64_t fixed = add_fixed();
    work_hours(fixed, 80, four_weeks_to_may, "entered");
    const json run = draft();
    EXPECT_EQ(run.at("slips"), 0);
    EXPECT_EQ(said_of(run, fixed), Codes{"hours-not-confirmed"});
}

// The usual hours were paid; the sheet that came behind them is what the correction pays.
TEST_F(PaidOnce, ASheetBehindTheUsualHoursGoesIntoTheCorrectionAlone) {
    const std::int64_t fixed = add_fixed();
    pay();
    EXPECT_EQ(slips(fixed).at(0).gross, pence(813'44));
    const std::int64_t sheet = work_hours(fixed, 80, four_weeks_to_may, "late");
    decide(sheet, "next-run");
    const json run = draft("2026-05-29");
    EXPECT_TRUE(says(run, fixed, "hours-of-paid-days"));
    approve(run);
    post_run(run);
    EXPECT_EQ(slips(fixed).at(1).gross, pence(813'44));
    correct("1");
    EXPECT_EQ(slips(fixed).at(0).gross, pence(1'016'80));
    EXPECT_FALSE(says(draft("2026-06-26"), fixed, "hours-of-paid-days"));
    expect_clean();
}

TEST_F(PaidOnce, NoSheetIsFilledForWhatIsPaid) {
    const std::int64_t fixed = add_fixed();
    const json run = draft();
    approve(run);
    const FieldMap april{{"period", "2026-03-30"}};
    EXPECT_EQ(area.answer(hours_fill, april, {.day = "2026-04-29"}).at("sheets"), 0);
    post_run(run);
    EXPECT_EQ(area.answer(hours_fill, april, {.day = "2026-05-02"}).at("sheets"), 0);
    EXPECT_EQ(slips(fixed).size(), 1U);
}

TEST_F(PaidOnce, AnApprovedRunKeepsItsSheets) {
    const std::int64_t sheet = work_hours(job, 80);
    const json run = draft();
    const FieldMap fields{{"timesheet", std::to_string(sheet)}, {"words", "Seventy it was."}};
    approve(run);
    EXPECT_EQ(area.refusal(hours_withdraw, fields, {.day = "2026-04-30"}), "sheet-in-approved-run");
    post_run(run);
    EXPECT_EQ(area.refusal(hours_withdraw, fields, {.day = "2026-04-30"}), "accepted");
}

TEST_F(PaidOnce, WhatTakesThePlaceOfAPaidSheetWaitsForTheCorrection) {
    const std::int64_t sheet = work_hours(job, 80);
    pay();
    withdraw(sheet);
    work_hours(job, 70);
    const json run = draft("2026-05-29");
    EXPECT_EQ(run.at("slips"), 0);
    EXPECT_EQ(said_of(run, job), (Codes{"hours-of-paid-days", "no-timesheet"}));
    correct("1");
    EXPECT_EQ(slips(job).at(0).gross, pence(889'70));
}

// What waits for its cycle is not paid off it, and what was paid off it leaves the cycle's own pay:
// eight hours of holiday are 101.68.
TEST_F(PaidOnce, OffTheCycleOnlyWhatWasDecidedIsPaid) {
    const std::int64_t sheet = work_hours(job, 80);
    EXPECT_EQ(
        area.refusal(payroll_run, {{"payday", "2026-04-30"}, {"job", "J1"}}, {.day = "2026-04-30"}),
        "nobody-paid");
    decide(sheet, "off-cycle");
    pay_of("J1", "2026-04-30");
    EXPECT_EQ(slips(job).at(0).gross, pence(1'016'80));
    be_away(job, "holiday", "2026-04-20", "2026-04-21", 8 * 60);
    pay();
    ASSERT_EQ(slips(job).size(), 2U);
    EXPECT_EQ(slips(job).at(1).gross, pence(101'68));
    EXPECT_EQ(area.refusal(payroll_run, cycle(), {.day = "2026-05-01"}), "nobody-paid");
}

// From 13 April to 10 May by the new calendar: up to 26 April was paid, and ten working days are 32
// hours: 406.72.
TEST_F(PaidOnce, AnotherCalendarPaysTheRestOfThePeriod) {
    const std::int64_t fixed = add_fixed();
    pay();
    area.write([&](ledger::Work& work) {
        auto changed =
            ledger::employer_numbered(work.database(), employer, on("2026-05-01")).value();
        changed.from_on = on("2026-05-02");
        changed.first_payday = on("2026-05-15");
        changed.first_last_on = on("2026-05-10");
        ledger::insert_employer(work, changed);
    });
    const json run = draft("2026-05-15");
    EXPECT_TRUE(says(run, fixed, "days-paid-already"));
    approve(run);
    post_run(run);
    EXPECT_EQ(slips(fixed).at(1).gross, pence(406'72));
}

// Of 20 April to 3 May, by another calendar: some of its days are the first sheet's too.
TEST_F(PaidOnce, OfTwoSheetsOfTheSameDaysOneIsPaid) {
    work_hours(job, 80);
    const std::int64_t wrong = work_hours(job, 20, {on("2026-04-20"), on("2026-05-03")});
    const json run = draft();
    EXPECT_TRUE(says(run, job, "hours-of-two-sheets"));
    approve(run);
    post_run(run);
    EXPECT_EQ(slips(job).at(0).gross, pence(1'016'80));
    EXPECT_TRUE(says(draft("2026-05-29"), job, "hours-of-paid-days"));
    withdraw(wrong);
    EXPECT_FALSE(says(draft("2026-05-29"), job, "hours-of-paid-days"));
}

TEST_F(PaidOnce, TheCycleOfAnEmployerWithoutAServiceIsPaidJobByJob) {
    area.write([&](ledger::Work& work) {
        auto changed =
            ledger::employer_numbered(work.database(), employer, on("2026-05-01")).value();
        changed.service = 0;
        ledger::insert_employer(work, changed);
    });
    const std::int64_t fixed = add_fixed();
    pay_of("J2", "2026-05-01");
    ASSERT_EQ(slips(fixed).size(), 1U);
    EXPECT_EQ(slips(fixed).at(0).gross, pence(813'44));
    EXPECT_EQ(slips(fixed).at(0).closes, four_weeks_to_may);
    EXPECT_EQ(
        area.refusal(payroll_run, {{"payday", "2026-05-01"}, {"job", "J2"}}, {.day = "2026-05-01"}),
        "nobody-paid");
    // Its correction is of the same period: a day less, 60.8 hours, is 772.77.
    be_away(fixed, "unpaid", "2026-04-20", "2026-04-20");
    correct("1");
    EXPECT_EQ(slips(fixed).at(0).gross, pence(772'77));
}

// Left on 10 April, which is known on 5 May: ten working days of twenty were worked.
TEST_F(PaidOnce, AnEndThatWasRecordedLaterIsCorrected) {
    const std::int64_t fixed = add_fixed();
    pay();
    area.write([&](ledger::Work& work) {
        auto ended = ledger::employment_numbered(work.database(), fixed, on("2026-05-05")).value();
        ended.from_on = on("2026-05-05");
        ended.end_on = on("2026-04-10");
        ended.end_reason = "resigned";
        ledger::insert_employment(work, ended, std::vector<ledger::PaidFrom>{{holder.line, 1}});
    });
    correct("1");
    EXPECT_EQ(slips(fixed).at(0).gross, pence(406'72));
    EXPECT_EQ(slips(fixed).at(0).tax_code, "1257L");
}

// Two hours of holiday on a day of work: 38 hours and the line of holiday make up the week's hours,
// by a filled sheet as without one. 10 hours a week: 40 in the period.
TEST_F(PaidOnce, APartOfADayIsTakenAsHoliday) {
    const std::int64_t fixed =
        add_job({{.plan_line = holder.line}}, {.weekly_minutes = 600, .has_fixed_hours = true});
    be_away(fixed, "holiday", "2026-04-20", "2026-04-20", 2 * 60);
    draft();
    EXPECT_EQ(ledger::lines_of_slip(area.area().database(), 1).at(0).quantity, 38 * 60);
    EXPECT_EQ(
        area.answer(hours_fill, {{"period", "2026-03-30"}}, {.day = "2026-04-27"}).at("sheets"), 1);
    EXPECT_EQ(ledger::lines_of_timesheet(area.area().database(), 1).at(0).quantity, 38 * 60);
}

}  // namespace
}  // namespace almoner::scheduler
