#include "gateway/statement/statement.h"

#include "gateway/statement/field_text.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::gateway {
namespace {

TEST(AmountText, ReadsDigitsWithAPoint) {
    EXPECT_EQ(parse_amount("412.50", 2).amount.pence(), 41250);
    EXPECT_EQ(parse_amount(" 01.00\n", 2).amount.pence(), 100);
    EXPECT_EQ(parse_amount("200000", 2).amount.pence(), 20000000);
    EXPECT_EQ(parse_amount("3.1", 2).amount.pence(), 310);
    EXPECT_EQ(parse_amount("105.750", 2).amount.pence(), 10575);
    EXPECT_EQ(parse_amount(".5", 2).amount.pence(), 50);
    EXPECT_EQ(parse_amount("5.", 2).amount.pence(), 500);
    EXPECT_EQ(parse_amount("2700", 0).amount.pence(), 2700);
    EXPECT_EQ(parse_amount("1.234", 3).amount.pence(), 1234);
    EXPECT_EQ(parse_amount("0", 2).fault, AmountFault::none);
}

TEST(AmountText, NamesWhatIsWrong) {
    for (const char* bad :
         {"", ".", "1,234.50", "1.2.3", "1e3", "12a", "+1", "GBP 1", "--1", "1 000"}) {
        EXPECT_EQ(parse_amount(bad, 2).fault, AmountFault::unreadable) << bad;
    }
    EXPECT_EQ(parse_amount("-1.00", 2).fault, AmountFault::negative);
    EXPECT_EQ(parse_amount("1.005", 2).fault, AmountFault::too_many_decimals);
    EXPECT_EQ(parse_amount("1.5", 0).fault, AmountFault::too_many_decimals);
    EXPECT_EQ(parse_amount("10000000000.00", 2).fault, AmountFault::none);
    EXPECT_EQ(parse_amount("10000000000.01", 2).fault, AmountFault::too_large);
    EXPECT_EQ(parse_amount(std::string(100'000, '9'), 2).fault, AmountFault::too_large);
}

TEST(IsoDay, TakesTheDateAsTheBankWroteIt) {
    const auto day = ledger::Date::from_ymd(2023, 10, 9);
    EXPECT_EQ(parse_iso_day("2023-10-09"), day);
    EXPECT_EQ(parse_iso_day("2023-10-09T23:59:00.000Z"), day);
    EXPECT_EQ(parse_iso_day("2023-10-09+01:00"), day);
    for (const char* bad :
         {"", "2026-02-30", "2026-13-01", "09/10/2023", "2023-10-9", "2023-10-091", "YYYY-MM-DD"}) {
        EXPECT_FALSE(parse_iso_day(bad)) << bad;
    }
}

TEST(UkAccount, IsFoundInTheShapesThatFilesUse) {
    const UkAccount expected{"601613", "31926819"};
    EXPECT_EQ(uk_account("GB29NWBK60161331926819", ""), expected);
    EXPECT_EQ(uk_account("GB29 NWBK 6016 1331 9268 19", ""), expected);
    EXPECT_EQ(uk_account("60161331926819", ""), expected);
    EXPECT_EQ(uk_account("60-16-13 31926819", ""), expected);
    EXPECT_EQ(uk_account("31926819", "60-16-13"), expected);
    EXPECT_FALSE(uk_account("31926819", ""));
    EXPECT_FALSE(uk_account("DE89370400440532013000", "601613"));
    EXPECT_FALSE(uk_account("GB29NWBK6016133192681X", ""));
}

}  // namespace
}  // namespace almoner::gateway
