#include "rules/payroll/rate_book.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::our_rates;
using almoner::testing::pence;

constexpr std::string_view good = R"csv(# version: 2026-11
# source HMRC: gov.uk, rates and thresholds
# rows: 3
from,until,item,value,mark,source
2026-04-06,2027-04-05,ssp.weekly,123.25,,HMRC
2025-04-06,2026-04-05,ssp.weekly,118.7,memory,HMRC
2026-04-06,2027-04-05,ssp.needs_lower_earnings_limit,no,,HMRC
)csv";

std::string spoiled(std::string_view before, std::string_view after) {
    std::string text(good);
    const std::size_t at = text.find(before);
    EXPECT_NE(at, std::string::npos) << before;
    return text.replace(at, before.size(), after);
}

std::string fault(std::string_view before, std::string_view after) {
    const auto parsed = RateBook::parse(spoiled(before, after));
    if (parsed.accepted()) return "accepted";
    return parsed.refusal().code + " at " + parsed.refusal().field;
}

TEST(RateBook, HoldsAFigureFromItsFirstDayToItsLast) {
    const auto parsed = RateBook::parse(good);
    ASSERT_TRUE(parsed.accepted()) << parsed.refusal().words;
    const RateBook& book = parsed.value();
    EXPECT_EQ(book.find("ssp.weekly", on("2026-04-05"))->value, 11'870);
    EXPECT_EQ(book.find("ssp.weekly", on("2026-04-05"))->mark, RateMark::memory);
    EXPECT_EQ(book.find("ssp.weekly", on("2026-04-06"))->value, 12'325);
    EXPECT_EQ(book.find("ssp.weekly", on("2027-04-05"))->source, "HMRC");
    EXPECT_EQ(book.find("ssp.weekly", on("2027-04-06")), nullptr);
    EXPECT_EQ(book.find("ssp.weekly", on("2025-04-05")), nullptr);
    EXPECT_EQ(book.find("ssp.needs_lower_earnings_limit", on("2026-11-22"))->value, 0);
    EXPECT_EQ(book.version(), "2026-11");
}

TEST(RateBook, SaysWhichRowAndCellIsAtFault) {
    EXPECT_EQ(fault("123.25", "123.25"), "accepted");
    EXPECT_EQ(fault("123.25", "123.255"), "rates-bad-value at row 5, value");
    EXPECT_EQ(fault("123.25", "-1"), "rates-bad-value at row 5, value");
    EXPECT_EQ(fault("123.25", ""), "rates-bad-value at row 5, value");
    EXPECT_EQ(fault("limit,no", "limit,maybe"), "rates-bad-value at row 7, value");
    EXPECT_EQ(fault("ssp.weekly", "ssp.weakly"), "rates-unknown-item at row 5, item");
    EXPECT_EQ(fault("memory", "hearsay"), "rates-bad-mark at row 6, mark");
    EXPECT_EQ(fault("123.25,,HMRC", "123.25,,GOV"), "rates-unknown-source at row 5, source");
    EXPECT_EQ(fault("123.25,,HMRC", "123.25,HMRC"), "rates-bad-row at row 5");
    EXPECT_EQ(fault("123.25,,HMRC", "123.25,,HMRC,"), "rates-bad-row at row 5");
    EXPECT_EQ(fault("2026-04-06,2027-04-05,ssp.w", "2026-04-06,2026-04-05,ssp.w"),
              "rates-bad-date at row 5, until");
    EXPECT_EQ(fault("2026-04-06", "2026-04-31"), "rates-bad-date at row 5, from");
    EXPECT_EQ(fault("2025-04-06,2026-04-05", "2025-04-06,2026-04-06"),
              "rates-overlap at row 5, from");
    EXPECT_EQ(fault("# version: 2026-11", "#"), "rates-no-version at version");
    EXPECT_EQ(fault("rows: 3", "rows: 4"), "rates-rows-differ at rows");
    EXPECT_EQ(fault("from,until", "until,from"), "rates-no-header at row 4");
    EXPECT_EQ(RateBook::parse("").refusal().code, "rates-no-header");
    EXPECT_EQ(RateBook::parse(std::string(1'000'001, '#')).refusal().code, "rates-too-large");
}

TEST(RateBook, NamesEveryFaultyRow) {
    std::string text = spoiled("123.25", "x");
    text.replace(text.find("118.7"), 5, "y");
    const auto parsed = RateBook::parse(text);
    ASSERT_FALSE(parsed.accepted());
    EXPECT_EQ(parsed.refusal().field, "row 5, value");
    EXPECT_NE(parsed.refusal().words.find("Also faulty: row 6, value."), std::string::npos);
}

TEST(RateBook, AFigureThatIsMissingIsRefusedByName) {
    RatesOnDay rates(our_rates(), on("2027-04-06"));
    EXPECT_EQ(rates.money("ni.pt.weekly"), pence(0));
    EXPECT_EQ(rates.bp("ni.employer"), 0);
    const auto refused = rates.complete(1);
    ASSERT_FALSE(refused.accepted());
    EXPECT_EQ(refused.refusal().code, "payroll-rate-missing");
    EXPECT_EQ(refused.refusal().field, "ni.pt.weekly");
    EXPECT_EQ(refused.refusal().words, "The payroll rates hold no ni.pt.weekly for 6 April 2027.");
}

// The table of reference figures of 2026-27 and the two years before.
TEST(OurRates, HoldTheFiguresOfThreeTaxYears) {
    struct Expected {
        std::string_view item;
        std::int64_t y2024;
        std::int64_t y2025;
        std::int64_t y2026;
    };
    for (const Expected& each : {Expected{"tax.allowance", 1'257'000, 1'257'000, 1'257'000},
                                 {"tax.scotland.width.1", 230'600, 282'700, 396'700},
                                 {"ni.lel.four_weekly", 49'200, 50'000, 51'600},
                                 {"ni.st.two_weekly", 35'000, 19'300, 19'300},
                                 {"ni.employer", 1'380, 1'500, 1'500},
                                 {"ni.employment_allowance", 500'000, 1'050'000, 1'050'000},
                                 {"loan.4.yearly", 3'139'500, 3'274'500, 3'379'500},
                                 {"ssp.weekly", 11'675, 11'875, 12'325},
                                 {"family.weekly", 18'403, 18'718, 19'432},
                                 {"recovery.small", 10'300, 10'850, 10'900},
                                 {"pension.trigger.four_weekly", 76'800, 76'800, 76'800},
                                 {"nmw.adult", 1'144, 1'221, 1'271},
                                 {"nmw.accommodation_day", 999, 1'066, 1'110}}) {
        EXPECT_EQ(our_rates().find(each.item, on("2025-03-31"))->value, each.y2024) << each.item;
        EXPECT_EQ(our_rates().find(each.item, on("2025-04-06"))->value, each.y2025) << each.item;
        EXPECT_EQ(our_rates().find(each.item, on("2026-04-06"))->value, each.y2026) << each.item;
    }
    EXPECT_EQ(our_rates().find("loan.5.yearly", on("2026-04-05")), nullptr);
    EXPECT_EQ(our_rates().find("loan.5.yearly", on("2026-04-06"))->value, 2'500'000);
}

TEST(OurRates, ChangeTheMinimumWageOnTheFirstOfAprilAndTheRestOnTheSixth) {
    EXPECT_EQ(our_rates().find("nmw.adult", on("2026-03-31"))->value, 1'221);
    EXPECT_EQ(our_rates().find("nmw.adult", on("2026-04-01"))->value, 1'271);
    EXPECT_EQ(our_rates().find("ssp.weekly", on("2026-04-05"))->value, 11'875);
    EXPECT_EQ(our_rates().find("ssp.weekly", on("2026-04-06"))->value, 12'325);
}

}  // namespace
}  // namespace almoner::rules
