// Terms of a job that a payday goes by: its code, its hours in each period, its absences and its
// end.
#include "ledger/records/absence.h"
#include "ledger/records/before_take_over.h"
#include "ledger/records/payroll_opening.h"
#include "scheduler/payroll/pay_findings.h"
#include "tests/scheduler/payroll_run_area.h"

#include <algorithm>
#include <functional>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using tests::four_weeks_in_may;
using tests::on;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

class TermsOfAJob : public tests::PayrollRunArea {
  protected:
    TermsOfAJob() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}

    void forget_birth() {
        area.write([&](ledger::Work& work) {
            const auto now = ledger::employment_numbered(work.database(), job, on("2026-05-01"));
            const auto known = ledger::assistant_numbered(
                work.database(), now->assistant, ledger::last_day_of_all);
            ledger::Person person =
                *ledger::person_numbered(work.database(), known->person, ledger::last_day_of_all);
            person.personal =
                ledger::insert_person_private(work, person.number, {.given_name = "Pat"});
            ledger::insert_person(work, person);
        });
    }
};

TEST_F(TermsOfAJob, OfWhomTheBirthIsNotKnownNothingIsPaidOrCorrected) {
    const std::int64_t sheet = work_hours(job, 80);
    pay();
    forget_birth();
    withdraw(sheet);
    work_hours(job, 70);
    const auto corrected = area.ask(
        payroll_correct, {{"slip", "1"}, {"words", "Ten hours too many."}}, {.day = "2026-05-05"});
    ASSERT_FALSE(corrected.accepted());
    EXPECT_EQ(corrected.refusal().code, "birth-unknown");
    EXPECT_EQ(corrected.refusal().field, "slip");
    EXPECT_EQ(corrected.refusal().words, "The date of birth is not known.");
    EXPECT_EQ(slips(job).size(), 1U);
    EXPECT_EQ(slips(job)[0].gross, pence(1'016'80)) << "80 hours at 12.71";

    work_hours(job, 80, four_weeks_in_may);
    EXPECT_EQ(std::ranges::count(codes(draft("2026-05-29")), "birth-unknown"), 1);
}

// Working days that nobody gave hold back the sick pay alone.
TEST_F(TermsOfAJob, SicknessWithoutWorkingDaysLeavesTheHoursPaid) {
    earn_before();
    change_terms("2026-03-01", [](ledger::Employment& now) { now.weekdays.clear(); });
    be_away(job, "sickness", "2026-04-20", "2026-04-24");
    work_hours(job, 40);
    const json run = draft();
    EXPECT_EQ(run.at("slips"), 1);
    EXPECT_EQ(codes(run), std::vector<std::string>{"weekdays-unknown"});
    EXPECT_EQ(slips_of(run).at(0).gross, pence(508'40));
}

TEST(WordsOfFindings, SayWhatToDoAboutARefusal) {
    EXPECT_EQ(words_of_finding({.code = "tax-code-letter"}),
              "The tax code has no letter that codes end in: copy it from HMRC's notice again.");
    EXPECT_EQ(words_of_finding({.code = "no-necessity"}),
              "A rule stands against these wages: no-necessity. 'almoner agreement check' names "
              "what is wanted; record it with 'almoner fact record'.");
}

// 500L by itself: four weeks free 4 x 96.33; 20% of 631 whole pounds is 126.20.
TEST_F(TermsOfAJob, ACodeOfTheTermsIsOnWeek1FromItsDay) {
    change_terms("2026-04-20", [](ledger::Employment& now) {
        now.tax_code = "500L";
        now.tax_basis = "N";
    });
    // What is changed later of anything else does not make the code a newer one.
    change_terms("2026-04-24", [](ledger::Employment& now) { now.weekly_minutes = 600; });
    work_hours(job, 80);
    const json run = draft();
    EXPECT_EQ(slips_of(run).at(0).tax_basis, "N");
    EXPECT_EQ(slips_of(run).at(0).tax, pence(126'20));
}

// The bureau before had the job on week 1 on 10 April, in the tax year of the payday.
TEST_F(TermsOfAJob, WeekOneOfATakeOverIsOfItsDay) {
    change_terms("2026-01-05", [](ledger::Employment& now) { now.tax_basis = "N"; });
    work_hours(job, 80);
    EXPECT_EQ(slips_of(draft()).at(0).tax_basis, "C");
    area.write([&](ledger::Work& work) {
        ledger::insert_payroll_opening(work,
                                       {.employment = job,
                                        .tax_year = 2026,
                                        .up_to = on("2026-04-10"),
                                        .gross = pence(800'00),
                                        .taxable = pence(800'00)});
    });
    EXPECT_EQ(slips_of(draft()).at(0).tax_basis, "N");
}

// 10 hours at 12.21 in the four weeks from 30 March reach that day's 12.21; 10 in those from 27
// April are 50p an hour short of 12.71.
TEST_F(TermsOfAJob, LateHoursDoNotHideThatTheNewOnesAreBelowTheMinimumWage) {
    area.write([&](ledger::Work& work) {
        ledger::insert_employment_rate(work,
                                       {.employment = job,
                                        .kind = "day",
                                        .from_on = on("2026-01-05"),
                                        .rate = pence(12'21),
                                        .actor = 1});
    });
    work_hours(job, 10);
    work_hours(job, 10, four_weeks_in_may);
    const json run = draft("2026-05-29");
    const auto found =
        ledger::find_payroll_run(area.area().database(), run.at("run").get<std::string>());
    const auto all = ledger::findings_of_payroll_run(area.area().database(), found->id);
    const auto wage = std::ranges::find(all, "below-minimum-wage", &ledger::PayFinding::code);
    ASSERT_NE(wage, all.end());
    EXPECT_EQ(wage->amount, 5'00);
}

// Two hours of holiday before any wages are 25.42 at 12.71. Nights of later months at 14.00 are
// nothing of that, when the slip is corrected.
TEST_F(TermsOfAJob, ACorrectionReckonsHolidayByWhatWasPaidBefore) {
    be_away(job, "holiday", "2026-04-20", "2026-04-20", 120);
    work_hours(job, 40);
    pay();
    work(job, {{.kind = "night", .quantity = std::int64_t{40} * 60}}, four_weeks_in_may);
    pay("2026-05-29");
    EXPECT_EQ(sum_of("holiday"), pence(25'42));
    withdraw(1);
    work_hours(job, 41);
    confirm(area.answer(
        payroll_correct, {{"slip", "1"}, {"words", "An hour more."}}, {.day = "2026-05-05"}));
    EXPECT_EQ(slips(job).at(0).gross, pence(546'53));
}

// 12.07% of 40 hours are five whole hours; at 12.71 they are 63.55. Taken on the last day, they are
// paid.
TEST_F(TermsOfAJob, HolidayThatIsLeftAtTheEndIsSaid) {
    work_hours(job, 40);
    end_job("2026-04-20");
    const auto leaver = [&] {
        return area.answer(payroll_run,
                           {{"payday", "2026-04-24"}, {"job", "J1"}, {"leaver", "yes"}},
                           {.day = "2026-04-24"});
    };
    EXPECT_EQ(codes(leaver()), std::vector<std::string>{"holiday-left"});
    EXPECT_EQ(words_of_finding({.code = "holiday-left", .amount = 63'55, .other = 300}),
              "5:00 hours of holiday, worth £63.55, are left at the end of the job: say whether "
              "they are due with 'almoner employment leaving', and draft again.");
    be_away(job, "holiday", "2026-04-20", "2026-04-20", 300);
    const json run = leaver();
    EXPECT_EQ(codes(run), std::vector<std::string>{});
    EXPECT_EQ(slips_of(run).at(0).gross, pence(571'95));
}

// The code of a late payment is of the country that taxes it; also of a job that was on 0T before.
TEST_F(TermsOfAJob, ALatePaymentKeepsTheCountryOfItsCode) {
    change_terms("2026-03-01", [](ledger::Employment& now) { now.tax_code = "S0T"; });
    work(job, {{.kind = "sleep-in", .quantity = 15}});
    end_job("2026-04-20");
    pay_job("2026-04-24", "yes");
    EXPECT_FALSE(slips(job).at(0).is_after_leaving);
    work(job, {{.kind = "sleep-in", .quantity = 5}}, {on("2026-04-27"), on("2026-04-27")});
    pay_job("2026-04-28", "");
    EXPECT_EQ(slips(job).at(1).tax_code, "S0T");
    EXPECT_EQ(slips(job).at(1).tax_basis, "N");
    EXPECT_TRUE(slips(job).at(1).is_after_leaving);
}

}  // namespace
}  // namespace almoner::scheduler
