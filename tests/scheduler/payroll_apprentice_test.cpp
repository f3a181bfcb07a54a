// Who may be paid the minimum wage of apprentices: 8.00 in 2026-27, where others of that age have
// 12.71 (reference/payroll.md, section 3).
#include "ledger/records/job_ends.h"
#include "scheduler/commands/employer.h"
#include "scheduler/payroll/job_on_payday.h"
#include "tests/scheduler/payroll_run_area.h"

namespace almoner::scheduler {
namespace {

using ledger::Money;
using tests::FieldMap;
using tests::on;

class ApprenticesPay : public tests::PayrollRunArea {
  protected:
    // 80 hours from 27 April on, at so much.
    ApprenticesPay() { work_hours(job, 80, tests::four_weeks_in_may); }

    void rate(std::int64_t pence) {
        area.write([&](ledger::Work& work) {
            ledger::insert_employment_rate(work,
                                           {.employment = job,
                                            .kind = "day",
                                            .from_on = on("2026-04-27"),
                                            .rate = Money::from_pence(pence),
                                            .actor = 1});
        });
    }
    std::string change(FieldMap fields) {
        fields["employment"] = "J1";
        const auto outcome = area.ask(employment_change, fields, {.day = "2026-04-27"});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    }
    // What the pay of the period is below the minimum wage.
    Money shortfall() {
        const auto run = draft("2026-05-29");
        ledger::Database& database = area.area().database();
        const auto found = ledger::find_payroll_run(database, run.at("run").get<std::string>());
        for (const auto& each : ledger::findings_of_payroll_run(database, found->id)) {
            if (each.code == "below-minimum-wage") return Money::from_pence(each.amount);
        }
        return {};
    }
};

TEST_F(ApprenticesPay, IsHeldAgainstTheirOwnMinimumWage) {
    rate(8'00);
    EXPECT_EQ(shortfall(), Money::from_pence(376'80));  // 4.71 an hour
    EXPECT_EQ(change({{"apprentice_from", "2026-04-27"}}), "accepted");
    EXPECT_EQ(shortfall(), Money{});
    rate(7'99);
    EXPECT_EQ(shortfall(), Money::from_pence(80));
}

// Whoever is 46 has it in the first year alone, up to the day before the year is over.
TEST_F(ApprenticesPay, IsThatOfOthersAfterAYear) {
    rate(8'00);
    EXPECT_EQ(change({{"apprentice_from", "2025-04-28"}}), "accepted");
    EXPECT_EQ(shortfall(), Money{});
    EXPECT_EQ(change({{"apprentice_from", "2025-04-27"}}), "accepted");
    EXPECT_EQ(shortfall(), Money::from_pence(376'80));
}

// It ends with the day before the same day a year later, whatever 29 February lies between; one
// that began on that day with 28 February.
TEST(ApprenticesYear, LastsUpToTheSameDay) {
    const auto is_one = [](const std::string& first, const std::string& paid) {
        JobRecords job;
        job.born_on = on("1980-03-14");
        job.wanted.days = {on(paid), on(paid) + 27};
        job.facts.apprenticeship = ledger::Apprenticeship{.first_on = on(first)};
        return is_apprentice(job);
    };
    EXPECT_TRUE(is_one("2027-09-01", "2028-08-31"));  // the 366th day
    EXPECT_FALSE(is_one("2027-09-01", "2028-09-01"));
    EXPECT_TRUE(is_one("2028-02-29", "2029-02-28"));
    EXPECT_FALSE(is_one("2028-02-29", "2029-03-01"));
}

TEST_F(ApprenticesPay, EndsWithTheApprenticeshipOrWhereItWasNone) {
    rate(8'00);
    EXPECT_EQ(change({{"apprentice_from", "2026-01-05"}, {"apprentice_until", "2026-04-26"}}),
              "accepted");
    EXPECT_EQ(shortfall(), Money::from_pence(376'80));
    EXPECT_EQ(change({{"apprentice_until", "2026-04-27"}}), "accepted");
    EXPECT_EQ(shortfall(), Money{});
    EXPECT_EQ(change({{"apprentice_from", "none"}}), "accepted");
    EXPECT_EQ(shortfall(), Money::from_pence(376'80));
}

TEST_F(ApprenticesPay, NeedsItsDays) {
    EXPECT_EQ(change({{"apprentice_from", "2026-05-01"}, {"apprentice_until", "2026-04-30"}}),
              "before-start apprentice_until");
    EXPECT_EQ(change({{"apprentice_from", "none"}}), "date-unreadable apprentice_from");
    EXPECT_EQ(ledger::apprenticeship_of(area.area().database(), job), std::nullopt);
}

}  // namespace
}  // namespace almoner::scheduler
