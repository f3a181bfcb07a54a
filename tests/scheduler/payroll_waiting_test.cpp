// Whether a payday that has gone by still waits for somebody.
#include "ledger/records/before_take_over.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payroll_opening.h"
#include "scheduler/payroll/pay_waiting.h"
#include "tests/scheduler/payroll_run_area.h"

#include <functional>

namespace almoner::scheduler {
namespace {

using tests::on;

class PayWaiting : public tests::PayrollRunArea {
  protected:
    bool waits(const std::string& payday) {
        const auto book =
            rules::RateBook::parse(area.settings.at(std::string(program_rates))).value();
        const auto known =
            *ledger::employer_numbered(area.area().database(), employer, ledger::last_day_of_all);
        const std::int64_t index = (on(payday) - on("2026-05-01")) / 28;
        const EmployerPeriod period = employer_period(known, index, ledger::BankHolidays{});
        EXPECT_EQ(period.regular_payday, on(payday));
        return is_pay_waiting(area.area().database(), &book, known, period);
    }
    void change_job(const std::function<void(ledger::Employment&)>& change) {
        area.write([&](ledger::Work& work) {
            auto known =
                *ledger::employment_numbered(work.database(), job, ledger::last_day_of_all);
            change(known);
            const auto lines = ledger::paid_from(work.database(), known);
            (void)ledger::insert_employment(work, known, lines);
        });
    }
};

// The employer and the job are in the books from 5 January 2026 on: no run can be of 9 January 2026
// or before, whatever was worked then; the first that can is of 6 February.
TEST_F(PayWaiting, IsNotForAPaydayBeforeTheRecordsBegin) {
    change_job([](ledger::Employment& usual) {
        usual.from_on = on("2026-01-12");
        usual.start_on = on("2025-11-10");
        usual.has_fixed_hours = true;
        usual.weekly_minutes = std::int64_t{20} * 60;
    });
    area.write([&](ledger::Work& work) {
        auto known = *ledger::employer_numbered(work.database(), employer, ledger::last_day_of_all);
        EXPECT_EQ(known.from_on, on("2026-01-05"));
    });
    EXPECT_FALSE(waits("2025-12-12"));
    EXPECT_TRUE(waits("2026-02-06"));
}

// Average earnings above £100,000 a week are somebody's slip: until they are mended nobody knows
// what is due for the leave.
TEST_F(PayWaiting, IsForAnAbsenceWhoseRecordHasToBeMended) {
    change_job([](ledger::Employment& longer) { longer.start_on = on("2024-01-01"); });
    area.write([&](ledger::Work& work) {
        for (const char* const paid_on : {"2025-10-17", "2025-11-14", "2025-12-12", "2026-01-09"}) {
            ledger::insert_opening_wage(work,
                                        {.employment = job,
                                         .paid_on = on(paid_on),
                                         .gross = tests::pounds(600'000),
                                         .recorded_on = on("2026-01-12"),
                                         .recorded_by = 1});
        }
        ledger::insert_absence(work,
                               {.employment = job,
                                .kind = "maternity",
                                .first_on = on("2026-04-27"),
                                .last_on = on("2026-05-24"),
                                .event_on = on("2026-05-04"),
                                .recorded_on = on("2026-04-20"),
                                .recorded_by = 1});
    });
    EXPECT_EQ(codes(draft("2026-05-29")),
              (std::vector<std::string>{"no-timesheet", "earnings-too-high"}));
    EXPECT_TRUE(waits("2026-05-29"));
    EXPECT_FALSE(waits("2026-06-26"));
}

// A parallel run: the hours of 1 May were recorded here too, and the bureau before paid them. Once
// its figures are in up to that day, no run pays them again.
TEST_F(PayWaiting, IsNotForHoursThatTheProviderBeforePaid) {
    const std::int64_t sheet = work_hours(job, 80);
    (void)work_hours(job, 10, tests::four_weeks_in_may);
    EXPECT_TRUE(waits("2026-05-01"));
    area.write([&](ledger::Work& work) {
        ledger::insert_payroll_opening(work,
                                       {.employment = job,
                                        .tax_year = 2026,
                                        .up_to = on("2026-05-01"),
                                        .gross = ledger::Money::from_pence(1'016'80),
                                        .taxable = ledger::Money::from_pence(1'016'80),
                                        .tax = ledger::Money::from_pence(9'80)});
    });
    EXPECT_FALSE(waits("2026-05-01"));
    const nlohmann::json run = draft("2026-05-29");
    EXPECT_EQ(codes(run), std::vector<std::string>{"hours-taken-over"});
    const auto slip = ledger::pay_slip_by_id(area.area().database(), 1).value();
    EXPECT_EQ(slip.gross, ledger::Money::from_pence(127'10));  // 10 h x 12.71, and no 80 more
    EXPECT_TRUE(waits("2026-05-29"));
    withdraw(sheet);
    EXPECT_EQ(codes(draft("2026-05-29")), std::vector<std::string>{});
}

// D2 is a Scottish and Welsh code: the rates of the rest have nothing for it. The others are paid.
TEST_F(PayWaiting, ARateThatOneJobLacksHoldsOutThatJobAlone) {
    work_hours(job, 80);
    const std::int64_t other = add_job({{.plan_line = holder.line}}, {.tax_code = "D3"});
    work_hours(other, 10);
    const nlohmann::json run = draft();
    EXPECT_EQ(run.at("slips"), 1);
    EXPECT_EQ(codes(run), std::vector<std::string>{"payroll-rate-missing"});
    EXPECT_EQ(ledger::pay_slip_by_id(area.area().database(), 1).value().employment, job);
    const auto late = area.ask(scheduler::payroll_run, cycle("2027-04-30"), {.day = "2026-11-23"});
    ASSERT_FALSE(late.accepted());
    EXPECT_EQ(late.refusal().code, "payroll-rate-missing");
}

// The hours are paid all the same, and the payday is looked at before it counts as over.
TEST_F(PayWaiting, ARateThatAnAbsenceLacksLeavesTheHours) {
    work_hours(job, 80);
    be_away(job, "sickness", "2009-03-02", "2009-03-20");
    be_away(job, "sickness", "2026-04-06", "2026-04-17");
    const nlohmann::json run = draft();
    EXPECT_EQ(codes(run), std::vector<std::string>{"payroll-rate-missing"});
    EXPECT_EQ(ledger::pay_slip_by_id(area.area().database(), 1).value().gross,
              ledger::Money::from_pence(1'016'80));
}

}  // namespace
}  // namespace almoner::scheduler
