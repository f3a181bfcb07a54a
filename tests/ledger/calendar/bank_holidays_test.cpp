#include "ledger/calendar/bank_holidays.h"

#include "tests/ledger/calendar/sample_holidays.h"
#include "tests/support/reference.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace almoner::ledger {
namespace {

using almoner::testing::day;
using almoner::testing::holidays_with;
using almoner::testing::holidays_without;
using almoner::testing::shipped_holidays;

// The eight days of 2027 (gov.uk).
const std::string year_2027 =
    "# source: a test\n# version: 1\ndate,name\n"
    "2027-01-01,New Year's Day\n2027-03-26,Good Friday\n2027-03-29,Easter Monday\n"
    "2027-05-03,Early May bank holiday\n2027-05-31,Spring bank holiday\n"
    "2027-08-30,Summer bank holiday\n2027-12-27,Christmas Day (substitute day)\n"
    "2027-12-28,Boxing Day (substitute day)\n";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    if (at == std::string::npos) throw std::logic_error("the test's own text lacks what it spoils");
    return text.replace(at, what.size(), with);
}

TEST(BankHolidays, HoldTheDaysThatGovUkLists) {
    const auto path =
        almoner::testing::reference_path("payments/cal/bank-holidays-england-wales-2019-2028.csv");
    if (!path) GTEST_SKIP() << "ALMONER_REFERENCE is not set";
    std::istringstream lines(almoner::testing::read_whole(*path));
    std::string line;
    std::getline(lines, line);
    std::size_t rows = 0;
    for (; std::getline(lines, line); ++rows) {
        EXPECT_TRUE(shipped_holidays().name_on(day(line.substr(0, 10)))) << line;
    }
    EXPECT_EQ(rows, 83U);
    EXPECT_EQ(shipped_holidays().days().size(), rows);
}

TEST(BankHolidays, KnowTheOneOffsByName) {
    EXPECT_EQ(shipped_holidays().name_on(day("2022-09-19")),
              "Bank Holiday for the State Funeral of Queen Elizabeth II");
    EXPECT_EQ(shipped_holidays().name_on(day("2023-05-08")),
              "Bank holiday for the coronation of King Charles III");
    EXPECT_EQ(shipped_holidays().name_on(day("2020-05-04")), std::nullopt);
}

TEST(BankHolidays, AreNeverNone) {
    const auto none = BankHolidays::make({}, {});
    ASSERT_FALSE(none.accepted());
    EXPECT_EQ(none.refusal().code, "bank-holidays-empty");
}

TEST(BankHolidays, SaySoBeyondTheLastYearOfTheList) {
    const auto& list = shipped_holidays();
    EXPECT_FALSE(list.warning_for({day("2028-12-01"), day("2028-12-31")}));
    const auto warning = list.warning_for({day("2028-12-01"), day("2029-01-01")});
    ASSERT_TRUE(warning);
    EXPECT_EQ(warning->code, "bank-holidays-unknown");
    EXPECT_EQ(warning->words,
              "The list of bank holidays runs from 2019 to 2028, so a bank holiday in 2029 is not "
              "known.");
    EXPECT_TRUE(list.warning_for({day("2018-12-31"), day("2019-01-01")}));
    EXPECT_TRUE(BankHolidays{}.warning_for({day("2026-01-01"), day("2026-01-02")}));
}

TEST(BankHolidays, ShowWhatANewListChanges) {
    const auto changes =
        changes_between(shipped_holidays(), holidays_with("2026-07-24", "A day of mourning"));
    ASSERT_EQ(changes.added.size(), 1U);
    EXPECT_EQ(changes.added[0].on, day("2026-07-24"));
    EXPECT_TRUE(changes.removed.empty());
    EXPECT_EQ(changes_between(shipped_holidays(), holidays_without("2022-09-19")).removed.size(),
              1U);
}

TEST(BankHolidaysFile, IsReadWithItsSourceAndVersion) {
    const auto list = parse_bank_holidays(year_2027);
    ASSERT_TRUE(list.accepted());
    EXPECT_EQ(list.value().days().size(), 8U);
    EXPECT_EQ(list.value().from(), (BankHolidaySource{"1", "a test"}));
    EXPECT_EQ(list.value().name_on(day("2027-12-27")), "Christmas Day (substitute day)");
}

TEST(BankHolidaysFile, SurvivesSpreadsheetHabits) {
    std::string crlf = "\xEF\xBB\xBF";
    for (const char c : year_2027) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    EXPECT_TRUE(parse_bank_holidays(crlf).accepted());
    const auto quoted =
        parse_bank_holidays(replaced(year_2027, "Good Friday", "\"Good Friday, \"\"Easter\"\"\""));
    ASSERT_TRUE(quoted.accepted());
    EXPECT_EQ(quoted.value().name_on(day("2027-03-26")), "Good Friday, \"Easter\"");
    EXPECT_TRUE(parse_bank_holidays(replaced(year_2027, "New Year's", "New Year’s")).accepted());
    EXPECT_TRUE(parse_bank_holidays(replaced(year_2027, "\n2027-03", "\n \n2027-03")).accepted());
}

struct BadFile {
    std::string_view what;
    std::string_view with;
    std::string_view code;
    std::string_view field;
};

TEST(BankHolidaysFile, IsRefusedNamingTheRowAndTheField) {
    const std::vector<BadFile> cases{
        {"2027-03-26", "26/03/2027", "bank-holiday-bad-date", "row 5, date"},
        {"2027-03-26", "2027-02-29", "bank-holiday-bad-date", "row 5, date"},
        {"2027-03-26", "99999999999999999999", "bank-holiday-bad-date", "row 5, date"},
        {",Good Friday", "", "bank-holiday-bad-name", "row 5, name"},
        {"Good Friday", "", "bank-holiday-bad-name", "row 5, name"},
        {"Good Friday", "Good, Friday", "bank-holiday-bad-name", "row 5, name"},
        {"Good Friday", "\"Good Friday", "bank-holiday-bad-name", "row 5, name"},
        {"Good Friday", "\"Good\" Friday\"", "bank-holiday-bad-name", "row 5, name"},
        {"New Year's", "New Year\x92s", "bank-holiday-bad-name", "row 4, name"},
        {"date,name", "name,date", "bank-holidays-no-header", "row 3"},
        {"# version: 1\n", "", "bank-holidays-no-version", "version"},
        {"# source: a test\n", "", "bank-holidays-no-source", "source"},
        {"# version: 1\n", "# version: 1\n# rows: 9\n", "bank-holidays-rows-differ", "rows"},
        {"2027-12-28", "2027-12-27", "bank-holiday-twice", "date"},
        {"2027-12-27", "2027-12-25", "bank-holiday-on-a-weekend", "date"},
        {"2027-08-30", "2028-08-28", "bank-holidays-year-incomplete", "date"},
    };
    for (const BadFile& bad : cases) {
        const auto list = parse_bank_holidays(replaced(year_2027, bad.what, bad.with));
        ASSERT_FALSE(list.accepted()) << bad.with;
        EXPECT_EQ(list.refusal().code, bad.code) << bad.with;
        EXPECT_EQ(list.refusal().field, bad.field) << bad.with;
        EXPECT_FALSE(list.refusal().next.empty());
    }
}

TEST(BankHolidaysFile, NamesEveryFaultyRowAtOnce) {
    const auto list = parse_bank_holidays(
        replaced(replaced(year_2027, "2027-03-26", "soon"), "Boxing Day (substitute day)", ""));
    EXPECT_EQ(list.refusal().field, "row 5, date");
    EXPECT_EQ(list.refusal().words,
              "The date is not a day that exists. Also faulty: row 11, name.");
}

TEST(BankHolidaysFile, IsNeverQuietlyShortWhenCutOffAnywhere) {
    for (std::size_t size = 0; size + 1 < year_2027.size(); ++size) {
        const auto list = parse_bank_holidays(std::string_view(year_2027).substr(0, size));
        EXPECT_TRUE(!list.accepted() || list.value().days().size() == 8) << size;
    }
    EXPECT_EQ(parse_bank_holidays("").refusal().code, "bank-holidays-no-header");
}

TEST(BankHolidaysFile, RefusesALineOfAHundredMegabytes) {
    const std::string line(100'000'000, '9');
    EXPECT_EQ(parse_bank_holidays(line).refusal().code, "bank-holidays-too-large");
}

}  // namespace
}  // namespace almoner::ledger
