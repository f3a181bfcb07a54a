// Who opts out of the pension within the month gets all of it back: reference/payroll.md,
// section 6. The slip is that of managed_returns_test: of the qualifying £536.80 the assistant pays
// £21.47 and the employer £16.10; without them £1,003.02 reach the assistant.
#include "scheduler/payroll/pay_findings.h"
#include "tests/scheduler/payroll_run_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using tests::on;

Money pence(std::int64_t amount) {
    return Money::from_pence(amount);
}

class OptingOut : public tests::PayrollRunArea {
  protected:
    OptingOut() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}

    void pension(const std::string& from, const std::string& state) {
        area.write([&](ledger::Work& work) {
            auto now = *ledger::employment_numbered(work.database(), job, on(from));
            now.from_on = on(from);
            now.pension = state;
            now.pension_since = on(from);
            ledger::insert_employment(work, now, std::vector<ledger::PaidFrom>{{holder.line, 1}});
        });
    }
    void correct(const std::string& slip) {
        confirm(area.answer(payroll_correct,
                            {{"slip", slip}, {"words", "Opted out in the month."}},
                            {.day = "2026-05-05"}));
    }
    std::ptrdiff_t says_so(const std::string& payday) {
        return std::ranges::count(codes(draft(payday)), "pension-to-give-back");
    }
};

TEST_F(OptingOut, WithinTheMonthGivesAllOfItBack) {
    pension("2026-04-20", "enrolled");
    work_hours(job, 80);
    pay();
    ASSERT_EQ(slips(job).at(0).pension_employee, pence(21'47));
    ASSERT_EQ(at(AccountName::payable_pension), 37'57);
    pension("2026-05-05", "opted-out");
    work_hours(job, 80, tests::four_weeks_in_may);
    EXPECT_EQ(says_so("2026-05-29"), 1);
    EXPECT_EQ(words_of_finding({.code = "pension-to-give-back", .amount = 21'47}),
              "The assistant opted out of the pension in its month, and £21.47 was taken before: "
              "give it back by correcting those slips with 'almoner payroll correct'.");
    correct("1");
    EXPECT_EQ(slips(job).at(0).pension_employee, pence(0));
    EXPECT_EQ(slips(job).at(0).pension_employer, pence(0));
    EXPECT_EQ(slips(job).at(0).paid, pence(1'003'02));
    EXPECT_EQ(at(AccountName::payable_pension), 0);
    EXPECT_EQ(at(AccountName::payable_net_pay), 1'003'02);
    EXPECT_EQ(says_so("2026-05-29"), 0);
    expect_clean();
}

// The slip of 1 May with the pension pays £981.55. What was given back stays so, also where nothing
// was taken since, and where the assistant joins again of their own will.
TEST_F(OptingOut, StaysGivenBackOnceThePersonJoinsAgain) {
    const auto correct_again = [this](const std::string& day) {
        return area.refusal(payroll_correct, {{"slip", "2"}, {"words", "Again."}}, {.day = day});
    };
    pension("2026-04-10", "enrolled");
    work_hours(job, 80);
    pay();
    ASSERT_EQ(slips(job).at(0).paid, pence(981'55));
    pension("2026-05-05", "opted-out");
    correct("1");
    ASSERT_EQ(slips(job).at(0).paid, pence(1'003'02));
    EXPECT_EQ(correct_again("2026-05-05"), "nothing-differs");
    pension("2026-08-01", "opted-in");
    EXPECT_EQ(correct_again("2026-08-03"), "nothing-differs");
    EXPECT_EQ(slips(job).at(0).paid, pence(1'003'02));
    EXPECT_EQ(at(AccountName::payable_pension), 0);
}

// Who joined again before anybody gave it back gets it back all the same; what the second enrolment
// takes is not of it.
TEST_F(OptingOut, IsGivenBackAfterThePersonJoinedAgain) {
    pension("2026-04-10", "enrolled");
    work_hours(job, 80);
    pay();
    pension("2026-05-05", "opted-out");
    pension("2026-05-06", "opted-in");
    work_hours(job, 80, tests::four_weeks_in_may);
    EXPECT_EQ(says_so("2026-05-29"), 1);
    pay("2026-05-29");
    EXPECT_EQ(slips(job).at(1).pension_employee, pence(21'47));
    correct("1");
    EXPECT_EQ(slips(job).at(0).pension_employee, pence(0));
    EXPECT_EQ(slips(job).at(1).pension_employee, pence(21'47));
    EXPECT_EQ(at(AccountName::payable_pension), 37'57);
}

// An opting out that was put right from the same day on never was.
TEST_F(OptingOut, ThatWasPutRightGivesNothingBack) {
    pension("2026-04-10", "enrolled");
    work_hours(job, 80);
    pay();
    pension("2026-05-05", "opted-out");
    pension("2026-05-05", "ceased");
    EXPECT_EQ(
        area.refusal(
            payroll_correct, {{"slip", "1"}, {"words", "Not opted out."}}, {.day = "2026-05-05"}),
        "nothing-differs");
}

// What an earlier enrolment took stays in the scheme, and so does what was paid before somebody
// left later than that.
TEST_F(OptingOut, GivesBackWhatItsOwnEnrolmentTook) {
    pension("2026-01-05", "enrolled");
    work_hours(job, 80);
    pay();
    pension("2026-05-02", "ceased");
    work_hours(job, 80, tests::four_weeks_in_may);
    EXPECT_EQ(says_so("2026-05-29"), 0);
    pension("2026-05-03", "enrolled");
    pension("2026-05-05", "opted-out");
    EXPECT_EQ(says_so("2026-05-29"), 0);
    EXPECT_EQ(
        area.refusal(payroll_correct, {{"slip", "1"}, {"words", "Again."}}, {.day = "2026-05-05"}),
        "nothing-differs");
}

}  // namespace
}  // namespace almoner::scheduler
