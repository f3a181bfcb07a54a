#include "gateway/csv/cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace almoner::gateway {
namespace {

template <class T>
std::string code_of(const ledger::Outcome<T>& outcome) {
    return outcome.accepted() ? "accepted" : outcome.refusal().code;
}

std::string date(std::string_view cell) {
    const auto outcome = read_date(cell);
    return outcome.accepted() ? outcome.value().iso() : outcome.refusal().code;
}

std::string money(std::string_view cell) {
    const auto outcome = read_money(cell);
    return outcome.accepted() ? std::to_string(outcome.value().pence()) : outcome.refusal().code;
}

std::string sort_code(std::string_view cell) {
    const auto outcome = read_sort_code(cell);
    return outcome.accepted() ? outcome.value().written() : outcome.refusal().code;
}

std::string account(std::string_view cell) {
    const auto outcome = read_account_number(cell);
    return outcome.accepted() ? std::string(outcome.value().digits()) : outcome.refusal().code;
}

std::string reference(std::string_view cell) {
    const auto outcome = read_reference(cell);
    return outcome.accepted() ? outcome.value() : outcome.refusal().code;
}

TEST(ReadDate, TakesIsoAndTheBritishOrder) {
    EXPECT_EQ(date("2026-04-06"), "2026-04-06");
    EXPECT_EQ(date("06/04/2026"), "2026-04-06");
    EXPECT_EQ(date(" 6/4/2026 "), "2026-04-06");
    EXPECT_EQ(date("2026-04-06T00:00:00"), "2026-04-06");
    EXPECT_EQ(date("06/04/2026 00:00"), "2026-04-06");
    EXPECT_EQ(date("29/02/2024"), "2024-02-29");
    EXPECT_EQ(date("31/12/2199"), "2199-12-31");
}

TEST(ReadDate, RefusesWhatItWouldHaveToGuess) {
    EXPECT_EQ(date(""), "empty");
    EXPECT_EQ(date("06/04/26"), "date-two-digit-year");
    EXPECT_EQ(date("04/13/2026"), "date-month-first");
    EXPECT_EQ(date("13/13/2026"), "date-does-not-exist");
    EXPECT_EQ(date("46118"), "date-serial-number");
    EXPECT_EQ(date("30/02/2026"), "date-does-not-exist");
    EXPECT_EQ(date("2026-02-29"), "date-does-not-exist");
    EXPECT_EQ(date("01/01/2200"), "date-does-not-exist");
    EXPECT_EQ(date("2026-04-06 09:30"), "date-unreadable");
    EXPECT_EQ(date("6 April"), "date-unreadable");
    EXPECT_EQ(date("06/04/202"), "date-unreadable");
    EXPECT_EQ(date("99999999999/1/2026"), "date-unreadable");
    EXPECT_EQ(date("/04/2026"), "date-unreadable");
    EXPECT_EQ(date("06/04"), "date-unreadable");
    EXPECT_EQ(date("006/04/2026"), "date-unreadable");
    EXPECT_EQ(date("2O26-04-06"), "date-unreadable") << "with the letter O";
}

TEST(ReadMoney, TakesPoundsAsPeopleWriteThem) {
    EXPECT_EQ(money("\xC2\xA3"
                    "1,234.50"),
              "123450");
    EXPECT_EQ(money("\xC2\xA3\xC2\xA0"
                    "212.50"),
              "21250")
        << "a space that breaks no line";
    EXPECT_EQ(money("1234.5"), "123450");
    EXPECT_EQ(money("1234"), "123400");
    EXPECT_EQ(money(" \xC2\xA3 12 "), "1200");
    EXPECT_EQ(money("-\xC2\xA3"
                    "5.01"),
              "-501");
    EXPECT_EQ(money("\xC2\xA3-5.01"), "-501");
    EXPECT_EQ(money("1,234,567.89"), "123456789");
    EXPECT_EQ(money("0"), "0");
    EXPECT_EQ(money("10000000000.00"), "1000000000000");
}

TEST(ReadMoney, RefusesWithTheReason) {
    EXPECT_EQ(money(""), "empty");
    EXPECT_EQ(money("1.2E+05"), "money-scientific");
    EXPECT_EQ(money("12.345"), "money-too-many-decimals");
    EXPECT_EQ(money("12,50"), "money-comma");
    EXPECT_EQ(money("1,23,456"), "money-comma");
    EXPECT_EQ(money("1234,567"), "money-comma");
    EXPECT_EQ(money("10000000000.01"), "money-too-big");
    EXPECT_EQ(money("99999999999999999999999"), "money-too-big");
    for (const char* bad :
         {"12.", ".5", "(5.00)", "5p", "--5", "1.2.3", "nil", "=1+2", "$5", ",", "-"}) {
        EXPECT_EQ(money(bad), "money-unreadable") << bad;
    }
}

TEST(ReadSortCode, NeverPutsBackAZeroByItself) {
    EXPECT_EQ(sort_code("12-34-56"), "12-34-56");
    EXPECT_EQ(sort_code("123456"), "12-34-56");
    EXPECT_EQ(sort_code("00 12 34"), "00-12-34");
    EXPECT_EQ(sort_code("'001234"), "00-12-34");
    EXPECT_EQ(sort_code("00\xE2\x80\x93"
                        "12\xE2\x80\x93"
                        "34"),
              "00-12-34")
        << "en dashes";
    EXPECT_EQ(sort_code("01234"), "sort-code-lost-zero");
    EXPECT_EQ(sort_code("2320"), "sort-code-lost-zero") << "00-23-20";
    EXPECT_EQ(sort_code("1234567"), "sort-code-unreadable");
    EXPECT_EQ(sort_code("1.23E+05"), "number-scientific");
    EXPECT_EQ(sort_code("12/34/56"), "sort-code-unreadable");
    EXPECT_EQ(sort_code(" "), "empty");
}

TEST(ReadAccountNumber, NeverPadsOrCuts) {
    EXPECT_EQ(account("01234567"), "01234567");
    EXPECT_EQ(account(" "), "empty");
    EXPECT_EQ(account("1234-5678"), "12345678");
    EXPECT_EQ(account("1234567"), "account-number-lost-zero");
    EXPECT_EQ(account("123456"), "account-number-length");
    EXPECT_EQ(account("1234567890"), "account-number-length");
    EXPECT_EQ(account("1.23E+07"), "number-scientific");
    EXPECT_EQ(account("12345678.0"), "account-number-unreadable");
    EXPECT_EQ(account("123456789012345678901234567890"), "account-number-unreadable");
}

TEST(ReadAccountNumber, NeverRepeatsTheNumberInItsWords) {
    const auto outcome = read_account_number("7654321");
    EXPECT_EQ((outcome.refusal().words + outcome.refusal().next).find("7654321"),
              std::string::npos);
}

TEST(ReadReference, KeepsToCharactersThatEveryFileCanHold) {
    EXPECT_EQ(reference(" PB-0001/a "), "PB-0001/a");
    EXPECT_EQ(reference("12E5"), "12E5");
    EXPECT_EQ(reference(" "), "empty");
    EXPECT_EQ(reference("1.2E+05"), "number-scientific");
    EXPECT_EQ(reference("P 1"), "reference-characters");
    EXPECT_EQ(reference("-P1"), "reference-characters");
    EXPECT_EQ(reference("P\xC3\xA9"), "reference-characters");
    EXPECT_EQ(reference(std::string(40, 'x')), std::string(40, 'x'));
    EXPECT_EQ(reference(std::string(41, 'x')), "reference-too-long");
}

TEST(ReadText, IsOnePrintableLine) {
    EXPECT_EQ(read_text(" 1 High St\nLeeds\xC2\xA0", 80).value(), "1 High St Leeds");
    EXPECT_EQ(read_text("'+44 20", 80).value(), "+44 20");
    EXPECT_EQ(code_of(read_text("abc", 2)), "text-too-long");
    EXPECT_EQ(code_of(read_text("a\x07", 9)), "text-control-character");
    EXPECT_EQ(code_of(read_text("  ", 9)), "empty");
}

TEST(ReadSmallThings, YesNoAndWholeNumbers) {
    EXPECT_TRUE(read_yes_no("TRUE").value());
    EXPECT_FALSE(read_yes_no("n").value());
    EXPECT_EQ(code_of(read_yes_no("maybe")), "yes-or-no");
    EXPECT_EQ(code_of(read_yes_no(" ")), "empty");
    EXPECT_EQ(code_of(read_whole_number(" ", 31)), "empty");
    EXPECT_EQ(read_whole_number("31", 31).value(), 31U);
    EXPECT_EQ(code_of(read_whole_number("32", 31)), "whole-number");
    EXPECT_EQ(code_of(read_whole_number("-1", 31)), "whole-number");
    EXPECT_EQ(code_of(read_whole_number("99999999999999999999", 31)), "whole-number");
}

}  // namespace
}  // namespace almoner::gateway
