#include "ledger/people/nhs_number.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::ledger {
namespace {

// 943 476 5919 is the example of the NHS Data Dictionary.
TEST(NhsNumber, AcceptsOnlyItsOwnCheckDigit) {
    for (char last = '0'; last <= '9'; ++last) {
        const auto number = NhsNumber::read(std::string("943476591") + last);
        EXPECT_EQ(number.accepted(), last == '9') << last;
        if (!number.accepted()) {
            EXPECT_EQ(number.refusal().code, "nhs-number-check-digit");
        }
    }
}

TEST(NhsNumber, NeverIssuesARemainderOfOne) {
    // 6 in ninth place weighs 12, which is 1 mod 11: the check digit would be 10.
    for (char last = '0'; last <= '9'; ++last) {
        EXPECT_FALSE(NhsNumber::read(std::string("000000006") + last).accepted());
    }
    EXPECT_TRUE(NhsNumber::read("0000000000").accepted());  // 11 counts as 0
}

TEST(NhsNumber, ReadsAndWritesGroups) {
    EXPECT_EQ(NhsNumber::read("943 476 5919").value().written(), "943 476 5919");
    EXPECT_EQ(NhsNumber::read("943-476-5919").value().digits(), "9434765919");
    EXPECT_FALSE(NhsNumber::read("943 476 5919").value().is_for_tests());
    EXPECT_TRUE(NhsNumber::read("9990000018").value().is_for_tests());
}

TEST(NhsNumber, RefusesOtherLengthsWithoutRepeatingThem) {
    for (const char* bad : {"", "943476591", "94347659190", "943476591x", "9434765919 1"}) {
        const auto number = NhsNumber::read(bad);
        ASSERT_FALSE(number.accepted()) << bad;
        EXPECT_EQ(number.refusal().code, "nhs-number-digits");
        EXPECT_EQ(number.refusal().words.find("943"), std::string::npos);
    }
}

}  // namespace
}  // namespace almoner::ledger
