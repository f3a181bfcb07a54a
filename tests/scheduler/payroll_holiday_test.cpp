// What is left of holiday, out of slips and absences.
#include "scheduler/commands/pay_terms.h"
#include "scheduler/payroll/holiday_balance.h"
#include "tests/scheduler/payroll_run_area.h"

namespace almoner::scheduler {
namespace {

using tests::FieldMap;
using tests::on;

constexpr std::int64_t hour = 60;

class HolidayBalances : public tests::PayrollRunArea {
  protected:
    HolidayBalances() : PayrollRunArea(ledger::Option::managed_account, 9'000'00) {}

    ledger::Outcome<HolidayBalance> ask(std::int64_t of_job, const std::string& day) {
        const auto known =
            ledger::employment_numbered(area.area().database(), of_job, on("2099-01-01"));
        const auto book = rules::RateBook::parse(area.settings.at(program_rates)).value();
        return holiday_balance(area.area().database(), book, *known, on(day));
    }
    HolidayBalance balance(std::int64_t of_job, const std::string& day) {
        return ask(of_job, day).value();
    }
    void away(const FieldMap& fields) {
        FieldMap all = fields;
        all["employment"] = "J1";
        (void)area.answer(absence_record, all, {.day = "2026-05-02"});
    }
    std::int64_t regular_job(std::int64_t weekly_minutes = 16 * hour) {
        return add_job({{.plan_line = holder.line}},
                       {.weekly_minutes = weekly_minutes, .weekdays = "1|3", .holiday = "regular"});
    }
};

// reference/payroll.md, section 4: 60 hours in a pay period earn 7.
TEST_F(HolidayBalances, OfIrregularHoursGrowsByWhatIsPaid) {
    work_hours(job, 60);
    pay();
    EXPECT_EQ(balance(job, "2026-04-30").earned, 0);
    const HolidayBalance known = balance(job, "2026-05-01");
    EXPECT_EQ(known.earned, 7 * hour);
    EXPECT_EQ(known.left(), 7 * hour);
    EXPECT_EQ(known.year, (ledger::Period{on("2026-04-01"), on("2027-03-31")}));
    EXPECT_EQ(balance(job, "2027-04-01").earned, 0);
}

// 60 hours by the last day earn 7; the 8 of the day behind it were paid, and earn none.
TEST_F(HolidayBalances, GrowByNothingBehindTheEndOfTheJob) {
    end_job("2026-04-20");
    work(job,
         {{.day = on("2026-04-20"), .kind = "day", .quantity = 60 * hour},
          {.day = on("2026-04-21"), .kind = "day", .quantity = 8 * hour}});
    pay();
    EXPECT_EQ(balance(job, "2026-05-01").earned, 7 * hour);
}

// The same source: 30 hours earn 4 in each of two periods, though one slip pays both.
TEST_F(HolidayBalances, RoundsByPayPeriod) {
    work_hours(job, 30);
    work_hours(job, 30, tests::four_weeks_in_may);
    pay("2026-05-29");
    ASSERT_EQ(slips(job).size(), 1U);
    EXPECT_EQ(balance(job, "2026-05-29").earned, 8 * hour);
}

TEST_F(HolidayBalances, TellsWhatIsTakenFromWhatIsBooked) {
    work_hours(job, 60);
    pay();
    away({{"kind", "holiday"}, {"from", "2026-05-04"}, {"to", "2026-05-04"}, {"hours", "4:30"}});
    away({{"kind", "holiday"}, {"from", "2026-06-01"}, {"to", "2026-06-02"}, {"hours", "5"}});
    const HolidayBalance known = balance(job, "2026-05-20");
    EXPECT_EQ(known.taken, 4 * hour + 30);
    EXPECT_EQ(known.booked, 5 * hour);
    EXPECT_EQ(known.left(), 2 * hour + 30);
    EXPECT_EQ(balance(job, "2026-06-01").left(), -2 * hour - 30);
    EXPECT_EQ(hours_and_minutes(-2 * hour - 30), "-2:30");
    // Another leave year's holiday is not taken from this one.
    EXPECT_EQ(balance(job, "2027-04-01").taken, 0);
}

// 60 hours in four weeks are 15 a week, and so are the four weeks that are missed: 7 hours more.
TEST_F(HolidayBalances, GrowsOnWhileSomebodyIsSick) {
    work_hours(job, 60);
    pay();
    away({{"kind", "sickness"}, {"from", "2026-04-27"}});
    EXPECT_EQ(balance(job, "2026-05-23").earned, 7 * hour);
    EXPECT_EQ(balance(job, "2026-05-24").earned, 14 * hour);
}

TEST_F(HolidayBalances, DoesNotGrowWhileSomebodyIsAwayUnpaid) {
    work_hours(job, 60);
    pay();
    away({{"kind", "unpaid"}, {"from", "2026-04-27"}});
    EXPECT_EQ(balance(job, "2026-06-30").earned, 7 * hour);
}

// 5.6 weeks of 16 hours are 89.6. Who starts on 5 January has three twelfths of 11.2 days, rounded
// up to three days of 8 hours; who leaves on 30 June has 91 of 365 days, rounded up to 22.4 hours.
TEST_F(HolidayBalances, OfRegularHoursIsTheLeaveYears) {
    const std::int64_t regular = regular_job();
    EXPECT_EQ(balance(regular, "2026-05-01").earned, 89 * hour + 36);
    EXPECT_EQ(balance(regular, "2026-03-31").earned, 24 * hour);
    area.write([&](ledger::Work& work) {
        auto ended = *ledger::employment_numbered(work.database(), regular, on("2026-05-01"));
        ended.from_on = on("2026-06-01");
        ended.end_on = on("2026-06-30");
        ended.end_reason = "resigned";
        (void)ledger::insert_employment(work, ended, {});
    });
    EXPECT_EQ(balance(regular, "2026-06-30").earned, 22 * hour + 24);
    EXPECT_EQ(balance(regular, "2028-01-01").year.first, on("2026-04-01"));
}

TEST_F(HolidayBalances, OfRegularHoursNeedsTheUsualOnes) {
    EXPECT_EQ(ask(regular_job(0), "2026-05-01").refusal().code, "hours-per-week");
}

TEST_F(HolidayBalances, OfRolledUpHolidayIsNotKept) {
    const std::int64_t rolled_up = add_job({{.plan_line = holder.line}}, {.holiday = "rolled-up"});
    const HolidayBalance known = balance(rolled_up, "2026-05-01");
    EXPECT_FALSE(known.is_kept());
    EXPECT_EQ(known.left(), 0);
}

}  // namespace
}  // namespace almoner::scheduler
