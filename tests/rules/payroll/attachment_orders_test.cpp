#include "rules/payroll/attachment_orders.h"

#include "tests/rules/payroll/payroll_samples.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace almoner::rules {
namespace {

using almoner::testing::on;
using almoner::testing::pence;
using ledger::Money;

const ledger::Date payday = on("2026-06-19");

// Constructed: no published table was at hand. Nothing up to 300.00; 3% of all from there; 5% from
// 550.00; from 2,000.00 a sum of 100.00 and half of what is above.
std::vector<OrderTable> constructed_tables() {
    return {{on("2020-04-01"), {{.from = pence(0), .share_bp = 1'000}}},
            {on("2026-04-01"),
             {{.from = pence(0)},
              {.from = pence(30'001), .share_bp = 300},
              {.from = pence(55'001), .share_bp = 500},
              {.from = pence(200'000), .sum = pence(10'000), .excess_share_bp = 5'000}}},
            {on("2027-04-01"), {{.from = pence(0), .share_bp = 9'000}}}};
}

AttachmentOrder fixed(std::string ref, std::int64_t sum, std::int64_t protected_sum) {
    return {.ref = std::move(ref),
            .made_on = on("2025-01-01"),
            .rule = FixedSum{pence(sum)},
            .protected_sum = pence(protected_sum)};
}

std::vector<OrderDue> taken(const std::vector<AttachmentOrder>& orders, std::int64_t earnings) {
    const auto due = take_orders(orders, payday, pence(earnings));
    EXPECT_TRUE(due.accepted()) << due.refusal().words;
    return due.value();
}

TEST(AttachmentOrders, AFixedSumLeavesWhatIsProtected) {
    const std::vector<AttachmentOrder> orders{fixed("CC1", 5'000, 60'000)};
    EXPECT_EQ(taken(orders, 70'000)[0].taken, pence(5'000));
    EXPECT_EQ(taken(orders, 65'000)[0].taken, pence(5'000));
    EXPECT_EQ(taken(orders, 64'999)[0].taken, pence(4'999));
    EXPECT_EQ(taken(orders, 60'000)[0].taken, pence(0));
    EXPECT_EQ(taken(orders, 0)[0].taken, pence(0));
}

TEST(AttachmentOrders, ArrearsAreCarriedWhereTheOrderSaysSo) {
    std::vector<AttachmentOrder> orders{fixed("M1", 5'000, 60'000)};
    orders[0].carries_arrears = true;
    EXPECT_EQ(taken(orders, 62'000)[0], (OrderDue{"M1", pence(2'000), pence(3'000)}));
    orders[0].arrears = pence(3'000);
    EXPECT_EQ(taken(orders, 90'000)[0], (OrderDue{"M1", pence(8'000), pence(0)}));
    orders[0].still_owed = pence(6'500);
    EXPECT_EQ(taken(orders, 90'000)[0], (OrderDue{"M1", pence(6'500), pence(0)}));
}

// 20% of 700.01 = 140.002 -> 140.00; but 60% (420.006, kept as 420.01) must be left.
TEST(AttachmentOrders, AShareIsRoundedDownAndWhatIsProtectedUp) {
    AttachmentOrder order{.ref = "D1", .rule = ShareOfEarnings{2'000}, .protected_share_bp = 6'000};
    EXPECT_EQ(taken({order}, 70'001)[0].taken, pence(14'000));
    order.rule = ShareOfEarnings{5'000};
    EXPECT_EQ(taken({order}, 70'001)[0].taken, pence(28'000));
}

TEST(AttachmentOrders, BandsAreThoseOfTheTableThatHoldsOnTheDay) {
    const std::vector<AttachmentOrder> orders{{.ref = "CT1", .rule = constructed_tables()}};
    EXPECT_EQ(taken(orders, 30'000)[0].taken, pence(0));
    EXPECT_EQ(taken(orders, 30'001)[0].taken, pence(900));
    EXPECT_EQ(taken(orders, 55'000)[0].taken, pence(1'650));
    EXPECT_EQ(taken(orders, 55'001)[0].taken, pence(2'750));
    EXPECT_EQ(taken(orders, 250'000)[0].taken, pence(35'000));
}

// By hand: 1,000.00. The maintenance order takes 200.00 first, though it is the youngest; the older
// of the others then 5% of 800.00 = 40.00; the last 5% of 760.00 = 38.00.
TEST(AttachmentOrders, AreTakenByPriorityAndThenByAge) {
    std::vector<AttachmentOrder> orders{
        {.ref = "CT2", .made_on = on("2026-02-01"), .rule = constructed_tables()},
        {.ref = "CT1", .made_on = on("2026-01-01"), .rule = constructed_tables()},
        fixed("M1", 20'000, 50'000)};
    orders[2].made_on = on("2026-05-01");
    orders[2].has_priority = true;
    EXPECT_EQ(taken(orders, 100'000),
              (std::vector<OrderDue>{{"M1", pence(20'000), pence(0)},
                                     {"CT1", pence(4'000), pence(0)},
                                     {"CT2", pence(3'800), pence(0)}}));
}

TEST(AttachmentOrders, RefuseWhatCannotBe) {
    const auto refusal = [](const AttachmentOrder& order, std::int64_t earnings = 1) {
        const auto due = take_orders({&order, 1}, payday, pence(earnings));
        return due.accepted() ? "accepted" : due.refusal().code + " " + due.refusal().field;
    };
    EXPECT_EQ(refusal(fixed("A", 1, 0), -1), "pay-below-zero earnings");
    EXPECT_EQ(refusal(fixed("A", -1, 0)), "order-below-zero A");
    EXPECT_EQ(refusal(fixed("A", 1, -1)), "order-below-zero A");
    EXPECT_EQ(refusal({.ref = "B", .rule = ShareOfEarnings{10'001}}), "order-share B");
    EXPECT_EQ(refusal({.ref = "C", .rule = std::vector<OrderTable>{}}), "order-table-missing C");
    EXPECT_EQ(
        refusal({.ref = "C", .rule = std::vector<OrderTable>{{on("2026-06-20"), {OrderBand{}}}}}),
        "order-table-missing C");
    EXPECT_EQ(
        refusal({.ref = "D",
                 .rule = std::vector<OrderTable>{{on("2026-01-01"), {OrderBand{}, OrderBand{}}}}}),
        "order-bands D");
}

RC_GTEST_PROP(AttachmentOrders, NeverTakeWhatIsProtected, ()) {
    std::vector<AttachmentOrder> orders;
    Money most_protected;
    const int count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i) {
        AttachmentOrder order =
            fixed(std::to_string(i), *rc::gen::inRange(0, 50'000), *rc::gen::inRange(0, 80'000));
        order.protected_share_bp = *rc::gen::inRange(0, 10'000);
        order.has_priority = *rc::gen::arbitrary<bool>();
        most_protected = std::max(most_protected, order.protected_sum);
        orders.push_back(order);
    }
    const Money earnings = pence(*rc::gen::inRange(0, 200'000));
    Money left = earnings;
    const std::vector<OrderDue> due = take_orders(orders, payday, earnings).value();
    for (const OrderDue& each : due) {
        RC_ASSERT(each.taken >= Money{});
        left -= each.taken;
    }
    RC_ASSERT(left >= Money{});
    RC_ASSERT(left == earnings || orders.size() > 1 || left >= most_protected);
}

}  // namespace
}  // namespace almoner::rules
