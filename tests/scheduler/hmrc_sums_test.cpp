// What HMRC adds up of what it was told is what the books owe it.
#include "ops/hmrc_stand_in/year_owed.h"
#include "scheduler/payroll/pay_due.h"
#include "scheduler/payroll_papers/year_papers_of.h"
#include "tests/scheduler/hmrc_filings_area.h"

#include <algorithm>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using tests::on;

// What the stand-in adds up of what it was told is what the books owe HMRC, what the P32 says and
// what is due to be paid; for employers with and without the allowance, with refunds of tax and
// corrections.
class SumsAgree : public tests::HmrcFilingsArea, public ::testing::WithParamInterface<int> {
  protected:
    SumsAgree() : HmrcFilingsArea(ledger::Option::managed_account) {}

    Money told() {
        return owed_of_year(engine.accepted(),
                            {.office = "123/AB456",
                             .tax_year = "26-27",
                             .allowance = Money::from_pence(10'500'00)});
    }
    Money of_p32() {
        const auto known =
            ledger::employer_numbered(area.area().database(), employer, ledger::last_day_of_all);
        Money due;
        for (const auto& month :
             p32_months(area.area().database(), *known, 2026, ledger::BankHolidays{})) {
            due += month.due;
        }
        return due;
    }
    Money due() {
        Money sum;
        for (const auto& each : pay_due(area.area().database(),
                                        {on("2026-04-06"), on("2027-06-30")},
                                        ledger::BankHolidays{})) {
            if (each.what == "hmrc") sum += each.amount;
        }
        return sum;
    }
    void expect_told(const std::string& when) {
        now_s += 3700;
        submit({{"late_reason", "G"}}, "2026-12-01");
        send();
        const Money books = Money::from_pence(at(ledger::AccountName::payable_hmrc));
        EXPECT_EQ(told(), books) << when;
        EXPECT_EQ(of_p32(), books) << when;
    }
    void expect_same_sums(const std::string& when) {
        expect_told(when);
        EXPECT_EQ(due().pence(), at(ledger::AccountName::payable_hmrc)) << when;
    }
    void pay_period(int number, std::int64_t hours) {
        const ledger::Period days{four_weeks_from + 28 * number,
                                  four_weeks_from + 28 * number + 27};
        const std::string payday = (on("2026-05-01") + 28 * number).iso();
        sheets_.push_back(work_hours(job, hours, days));
        periods_.push_back(days);
        const json run = area.answer(payroll_run, cycle(payday), {.day = "2026-04-28"});
        approve(run);
        post_run(run);
    }
    void correct_period(std::size_t number, std::int64_t hours) {
        const auto all = slips(job);
        const auto wrong = std::ranges::find_if(
            all, [&](const ledger::PaySlip& each) { return each.worked == periods_[number]; });
        ASSERT_NE(wrong, all.end());
        withdraw(sheets_[number]);
        sheets_[number] = work_hours(job, hours, periods_[number]);
        confirm(area.answer(payroll_correct,
                            {{"slip", std::to_string(wrong->id)}, {"words", "Other hours."}},
                            {.day = "2026-05-05"}));
    }

    const ledger::Date four_weeks_from = on("2026-03-30");
    std::vector<std::int64_t> sheets_;
    std::vector<ledger::Period> periods_;
};

// £765.18 were claimed for the year to date, then only £612.14; that nobody was paid changes
// nothing of it, and nil takes all of it back.
TEST(WhatHmrcIsOwed, GoesByWhatWasRecoveredAsItWasToldLast) {
    using ops::hmrc_stand_in::ReportedSummary;
    std::vector<ops::hmrc_stand_in::Submission> told;
    const auto owed_after = [&](const ReportedSummary& summary) {
        told.push_back({.office = "123/AB456", .tax_year = "26-27", .summary = summary});
        return owed_of_year(told, {.office = "123/AB456", .tax_year = "26-27"}).pence();
    };
    EXPECT_EQ(owed_after({.recovered = Money::from_pence(765'18)}), -765'18);
    EXPECT_EQ(owed_after({.recovered = Money::from_pence(612'14)}), -612'14);
    EXPECT_EQ(owed_after({.nobody_was_paid = true}), -612'14);
    EXPECT_EQ(owed_after({.recovered = Money{}}), 0);
}

// Full, few and no hours to be taxed: a cumulative code gives back what was taken before.
TEST_P(SumsAgree, WhateverIsPaidAndCorrected) {
    const int kind = GetParam();
    if (kind % 2 == 1) {
        change_employer([](ledger::Employer& none) { none.claims_allowance = false; });
    }
    if (kind >= 2) change_job([](ledger::Employment& loan) { loan.loans = "1"; });
    const std::vector<std::int64_t> hours{160, 20 + kind * 7, 120, 100};
    for (std::size_t i = 0; i < hours.size(); ++i) {
        pay_period(static_cast<int>(i), hours[i]);
        expect_same_sums("payday " + std::to_string(i));
    }
    correct_period(1, 90);
    expect_same_sums("more hours");
    correct_period(0, 100 + kind);
    expect_same_sums("fewer hours");
    correct_period(3, 1);
    expect_told("hardly any hours");  // HMRC owes for this quarter, which makes nothing due
    expect_clean();
}
INSTANTIATE_TEST_SUITE_P(Employers, SumsAgree, ::testing::Range(0, 4));

}  // namespace
}  // namespace almoner::scheduler
