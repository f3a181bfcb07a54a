#include "scheduler/reports/forecast.h"

#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Stream;
using tests::on;
using tests::PersonTerms;
using tests::pounds;
using tests::RunArea;

Forecast forecast(RunArea& area, const char* commissioner, const char* today) {
    return forecast_to_31_march(ledger::everything(1, "month end"),
                                area.area().database(),
                                commissioner,
                                on(today),
                                {})
        .value();
}

// Every four weeks from Monday 2 November 2026: 30 November, 28 December, 25 January, 22 February
// and 22 March are left after the 22nd of November.
TEST(Forecast, AddsUpWhatTheSchedulesPayUntil31March) {
    RunArea area;
    area.add();
    const Forecast found = forecast(area, "ICB", "2026-11-22");
    EXPECT_EQ(found.days, (ledger::Period{on("2026-11-23"), on("2027-03-31")}));
    EXPECT_EQ(found.streams,
              (std::vector<StreamForecast>{
                  {.stream = Stream::nhs, .payments = 5, .net = pounds(2'000)}}));
    EXPECT_TRUE(found.left_out.empty());
    EXPECT_TRUE(forecast(area, "LA", "2026-11-22").streams.empty());
}

TEST(Forecast, StopsWithTheBudgetAndLeavesOutWhatIsNotActive) {
    RunArea area;
    PersonTerms ends;
    ends.budget_ends_on = on("2027-01-31");  // a week into the period from 25 January
    area.add(ends);
    PersonTerms held;
    held.agreement.status = ledger::AgreementStatus::held;
    area.add(held);
    EXPECT_EQ(
        forecast(area, "ICB", "2026-11-22").streams,
        (std::vector<StreamForecast>{{.stream = Stream::nhs, .payments = 3, .net = pounds(900)}}));
}

TEST(Forecast, ShowsANetContributionBesideWhatIsPaid) {
    RunArea area;
    PersonTerms terms;
    terms.line.stream = Stream::social_care;
    terms.agreement.contribution = pounds(40);
    terms.agreement.contribution_basis = ledger::ContributionBasis::net;
    area.add(terms);
    const Forecast found = forecast(area, "ICB", "2027-03-01");
    EXPECT_EQ(found.streams,
              (std::vector<StreamForecast>{{.stream = Stream::social_care,
                                            .payments = 1,
                                            .net = pounds(360),
                                            .contribution = pounds(40)}}));
}

TEST(Forecast, EndsOnThe31MarchOnOrAfterTheDay) {
    EXPECT_EQ(year_end_of(on("2026-11-22")), on("2027-03-31"));
    EXPECT_EQ(year_end_of(on("2027-03-31")), on("2027-03-31"));
    EXPECT_EQ(year_end_of(on("2027-04-01")), on("2028-03-31"));
    RunArea area;
    area.add();
    EXPECT_TRUE(forecast(area, "ICB", "2027-03-31").streams.empty());
}

TEST(Forecast, IsForWhoMayReadTheWholeArea) {
    RunArea area;
    ledger::Scope part = ledger::everything(1, "q");
    part.people.emplace();
    const auto refused =
        forecast_to_31_march(part, area.area().database(), "ICB", on("2026-11-22"), {});
    ASSERT_FALSE(refused.accepted());
    EXPECT_EQ(refused.refusal().code, "whole-area-only");
}

}  // namespace
}  // namespace almoner::scheduler
