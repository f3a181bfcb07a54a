// A file of payroll rows and its numbers, before anything is worked out.
#include "scheduler/payroll/payroll_rows.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::scheduler {
namespace {

std::string code_of(std::string_view cell, int decimals) {
    const auto read = read_decimal(cell, decimals);
    return read.accepted() ? std::to_string(read.value()) : read.refusal().code;
}

TEST(PayrollNumbers, AreReadInUnitsOfTheirLastDecimal) {
    EXPECT_EQ(code_of("5.6", 2), "560");
    EXPECT_EQ(code_of(" 37.50 ", 1), "375");
    EXPECT_EQ(code_of("0", 2), "0");
    EXPECT_EQ(code_of("99999999", 0), "99999999");
}

TEST(PayrollNumbers, ThatAreNoneOrTooLongOrTooFineAreRefused) {
    for (const char* const none : {"", "five", "-1", "1,5", "1.", ".5", "1.5.0", "1e3"}) {
        EXPECT_EQ(code_of(none, 2), "number-unreadable") << none;
    }
    EXPECT_EQ(code_of("999999999", 0), "number-unreadable") << "nine digits before the point";
    EXPECT_EQ(code_of("37.55", 1), "number-too-many-decimals");
    EXPECT_EQ(code_of("37.500", 1), "375") << "noughts at the end say nothing";
}

TEST(PayrollRows, WithoutAColumnThatIsNeededAreRefusedWithItsName) {
    const PayrollColumns columns{.needed = {"kind", "earnings"}, .answers = {"average"}};
    const auto answer = [](PayrollRow& row) {
        return PayrollAnswers{std::string(row.cell("kind"))};
    };
    const auto whole = with_answers("kind,earnings\nweekly,100\n", columns, answer);
    ASSERT_TRUE(whole.accepted());
    EXPECT_EQ(whole.value().csv, "kind,earnings,average\nweekly,100,weekly\n");
    const auto lacking = with_answers("kind\nweekly\n", columns, answer);
    ASSERT_FALSE(lacking.accepted());
    EXPECT_EQ(lacking.refusal().code, "csv-missing-column");
    EXPECT_EQ(lacking.refusal().field, "earnings");
}

}  // namespace
}  // namespace almoner::scheduler
