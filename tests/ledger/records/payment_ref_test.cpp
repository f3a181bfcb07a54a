#include "ledger/records/payment_ref.h"

#include "ledger/values/invariant.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::ledger {
namespace {

// By hand: 1 counts twice, so 2, and 30 makes 32: the thirty-first character is Y.
TEST(PaymentRef, IsTheIdInBaseThirtyTwoAndACheckCharacter) {
    EXPECT_EQ(payment_ref(1), "ALM00000001Y");
    EXPECT_EQ(payment_ref((std::int64_t{1} << 40) - 1).substr(0, 11), "ALMZZZZZZZZ");
    EXPECT_THROW((void)payment_ref(0), InvariantBroken);
    EXPECT_THROW((void)payment_ref(std::int64_t{1} << 40), InvariantBroken);
}

TEST(PaymentRef, ComesBackAsTheSameId) {
    for (std::int64_t id = 1; id < (std::int64_t{1} << 40); id = id * 3 + 1) {
        EXPECT_EQ(payment_of_ref(payment_ref(id)), id);
    }
}

TEST(PaymentRef, ForgivesWhatPeopleDoToIt) {
    EXPECT_EQ(payment_of_ref("alm 0000-0001-y"), 1);
    EXPECT_EQ(payment_of_ref("ALMOOOOOOOIY"), 1);
    EXPECT_EQ(find_payment_ref("BACS ALMS ALM00000001Y 12 MAY"), 1);
}

TEST(PaymentRef, AnyOneWrongCharacterIsSeen) {
    const std::string right = payment_ref(123'456'789);
    for (std::size_t at = 3; at < right.size(); ++at) {
        for (const char c : std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
            std::string wrong = right;
            wrong[at] = c;
            if (wrong == right) continue;
            EXPECT_FALSE(payment_of_ref(wrong)) << wrong;
        }
    }
    EXPECT_FALSE(payment_of_ref(""));
    EXPECT_FALSE(payment_of_ref("ALM000000000"));
    EXPECT_FALSE(find_payment_ref("ALM ALM0000"));
}

}  // namespace
}  // namespace almoner::ledger
