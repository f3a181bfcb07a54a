// Each figure of a slip, step by step, and whether it comes to the same again.
#include "scheduler/payroll/slip_trace.h"

#include "ledger/records/absence.h"
#include "ledger/records/before_take_over.h"
#include "ledger/records/pay_order.h"
#include "tests/scheduler/payroll_run_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using rules::WorkingStep;
using tests::on;

class SlipTraces : public tests::PayrollRunArea {
  protected:
    SlipTraces() : PayrollRunArea(ledger::Option::managed_account, 20'000'00) {}

    rules::RateBook book(const std::string& change = "", const std::string& into = "") {
        std::string csv = area.settings.at(program_rates);
        if (!change.empty()) csv.replace(csv.find(change), change.size(), into);
        return rules::RateBook::parse(csv).value();
    }
    SlipTrace trace(std::int64_t slip, const rules::RateBook& rates) {
        ledger::Database& database = area.area().database();
        return trace_slip(database, rates, *ledger::pay_slip_by_id(database, slip)).value();
    }
    SlipTrace trace(std::int64_t slip) { return trace(slip, book()); }
    static WorkingStep step(const SlipTrace& trace, std::string_view words) {
        const auto found = std::ranges::find(trace.steps, words, &WorkingStep::words);
        return found == trace.steps.end() ? WorkingStep{} : *found;
    }
    void change_employer(const std::function<void(ledger::Employer&)>& change) {
        area.write([&](ledger::Work& work) {
            ledger::Employer changed =
                *ledger::employer_numbered(work.database(), employer, ledger::last_day_of_all);
            change(changed);
            ledger::insert_employer(work, changed);
        });
    }
};

// 80 hours at £12.71 are 1,016.80: tax 9.80, National Insurance 3.98, the employer's 94.77.
TEST_F(SlipTraces, NameTheRuleAndTheRateOfEachFigure) {
    work_hours(job, 80);
    pay();
    const SlipTrace slip = trace(1);
    EXPECT_EQ(slip.differs, std::vector<std::string>{});
    const WorkingStep hours = step(slip, "80:00 hours at £12.71, from timesheet 1");
    EXPECT_EQ(hours.amount.pence(), 1'016'80);
    EXPECT_EQ(hours.rule, "the job's rate from 5 January 2026");
    EXPECT_EQ(step(slip, "tax of this payment").amount.pence(), 9'80);
    EXPECT_EQ(step(slip, "taxed at the first rate").item, "tax.ruk.rate.1");
    EXPECT_EQ(step(slip, "the employee's National Insurance").amount.pence(), 3'98);
    EXPECT_EQ(step(slip, "the employer's National Insurance").amount.pence(), 94'77);
    const WorkingStep met =
        step(slip, "of the employer's National Insurance, up to the year's sum");
    EXPECT_EQ(met.amount.pence(), 94'77);
    EXPECT_EQ(rules::rate_words(met.item, *met.rate), "£10500.00");
}

// By other rates the same slip comes out otherwise, and it is said which sums.
TEST_F(SlipTraces, SayWhatComesOutOtherwise) {
    work_hours(job, 80);
    pay();
    const rules::RateBook other =
        book("2026-04-06,2027-04-05,ni.employer,15,", "2026-04-06,2027-04-05,ni.employer,16,");
    EXPECT_EQ(trace(1, other).differs, std::vector<std::string>{"employer's national insurance"});
    const rules::RateBook dearer = book("2026-04-06,2027-04-05,tax.ruk.rate.1,20,",
                                        "2026-04-06,2027-04-05,tax.ruk.rate.1,30,");
    EXPECT_EQ(trace(1, dearer).differs, (std::vector<std::string>{"tax", "net pay"}));
}

// Off the cycle 40 hours are 508.40, with 15% above 385.00 from the employer: 18.51. The cycle's 80
// hours are reckoned with them, less that.
TEST_F(SlipTraces, OfTwoSlipsOfOnePeriodAreTold) {
    decide(work_hours(job, 40, {on("2026-03-02"), on("2026-03-29")}, "late"), "off-cycle");
    const json first =
        area.answer(payroll_run, {{"payday", "2026-04-30"}, {"job", "J1"}}, {.day = "2026-04-28"});
    approve(first);
    post_run(first);
    work_hours(job, 80);
    pay();
    ASSERT_EQ(slips(job).size(), 2U);
    EXPECT_EQ(trace(1).differs, std::vector<std::string>{});
    const SlipTrace again = trace(2);
    EXPECT_EQ(again.differs, std::vector<std::string>{});
    EXPECT_EQ(step(again, "earned in the period").amount.pence(), 1'016'80 + 508'40);
    EXPECT_EQ(step(again, "less what earlier payments of the period bore").amount.pence(), -18'51);
}

TEST_F(SlipTraces, OfACorrectedSlipAndOfTheOneInItsPlaceAreTold) {
    work_hours(job, 80);
    pay();
    withdraw(1);
    work_hours(job, 82);
    confirm(area.answer(payroll_correct,
                        {{"slip", "1"}, {"words", "Two hours were left out."}},
                        {.day = "2026-05-05"}));
    EXPECT_EQ(trace(1).differs, std::vector<std::string>{});
    const SlipTrace right = trace(2);
    EXPECT_EQ(right.differs, std::vector<std::string>{});
    EXPECT_EQ(step(right, "tax of this payment").amount.pence(), 14'80);
}

// 5% of 536.80 with 20% relief is 21.47; an order of £50.00 leaves £900.00.
TEST_F(SlipTraces, GoThroughPensionAndOrders) {
    change_employer([](ledger::Employer& joins) {
        joins.pension_employee_bp = 500;
        joins.pension_employer_bp = 300;
        joins.pension_relief = "at-source";
    });
    area.write([&](ledger::Work& work) {
        ledger::Employment joined =
            *ledger::employment_numbered(work.database(), job, ledger::last_day_of_all);
        const auto lines = ledger::paid_from(work.database(), joined);
        joined.pension = "enrolled";
        ledger::insert_employment(work, joined, lines);
        ledger::insert_pay_order(work,
                                 {.ref = "O1",
                                  .from_on = on("2026-04-01"),
                                  .employment = job,
                                  .made_on = on("2026-04-01"),
                                  .rule = "fixed",
                                  .sum = Money::from_pence(50'00),
                                  .protected_sum = Money::from_pence(900'00)});
    });
    work_hours(job, 80);
    pay();
    const SlipTrace slip = trace(1);
    EXPECT_EQ(slip.differs, std::vector<std::string>{});
    EXPECT_EQ(step(slip, "taken from this payment").amount.pence(), 21'47);
    const WorkingStep order = step(slip, "£50 of each payment; £900 stay in any case");
    EXPECT_EQ(order.figure, "order O1");
    EXPECT_EQ(order.amount.pence(), 50'00);
    EXPECT_EQ(order.rule, "the order of 1 April 2026");
}

// 80% of 195.00 a week is 156.00, above 123.25 for five days: Thursday and Friday are 49.30, and
// the week after is 123.25.
TEST_F(SlipTraces, GoThroughTheWeeksOfSickness) {
    area.write([&](ledger::Work& work) {
        for (const char* const day : {"2026-02-06", "2026-03-06", "2026-04-03"}) {
            ledger::insert_opening_wage(work,
                                        {.employment = job,
                                         .paid_on = on(day),
                                         .gross = Money::from_pence(780'00),
                                         .recorded_on = on("2026-04-04"),
                                         .recorded_by = 1});
        }
    });
    be_away(job, "sickness", "2026-04-16", "2026-04-24");
    work_hours(job, 40);
    pay();
    const SlipTrace slip = trace(1);
    EXPECT_EQ(slip.differs, std::vector<std::string>{});
    EXPECT_EQ(step(slip, "an average week's earnings before").amount.pence(), 195'00);
    const WorkingStep share =
        step(slip, "this share of them for a week, if it is less than the rate");
    EXPECT_EQ(share.amount.pence(), 156'00);
    EXPECT_EQ(rules::rate_words(share.item, share.rate.value()), "80%");
    EXPECT_EQ(step(slip, "week to 18 April 2026: 2 days").amount.pence(), 49'30);
    const WorkingStep week = step(slip, "week to 25 April 2026: 5 days");
    EXPECT_EQ(week.amount.pence(), 123'25);
    EXPECT_EQ(rules::rate_words(week.item, week.rate.value()), "£123.25");
    EXPECT_EQ(step(slip, "from ssp.weekly").amount.pence(), 172'55);
    // Fewer days were down as sick than was paid for.
    area.write([&](ledger::Work& work) {
        ledger::Absence shorter = ledger::absences_of(work.database(), job).front();
        shorter.last_on = on("2026-04-23");
        ledger::insert_absence(work, shorter);
    });
    EXPECT_EQ(trace(1).differs, std::vector<std::string>{"sick pay"});
}

}  // namespace
}  // namespace almoner::scheduler
