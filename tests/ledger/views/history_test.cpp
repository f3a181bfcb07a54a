#include "ledger/views/history.h"

#include "ledger/posting/payroll.h"
#include "ledger/posting/set_aside.h"
#include "ledger/posting/spending.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/record_table.h"
#include "ledger/records/states.h"
#include "tests/ledger/views/small_area.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace almoner::ledger {
namespace {

using tests::day;
using tests::pence;
using tests::SmallArea;

const Date today = *Date::parse("2026-11-22");

History history(SmallArea& area, const char* person, const HistoryPage& page = {}) {
    return history_of(everything(1, "a question"), area.database(), person, now_on(today), page)
        .value();
}

// "words | amount | balance" of each entry, newest first.
std::vector<std::string> lines(const History& history) {
    std::vector<std::string> lines;
    for (const HistoryEntry& entry : history.entries) {
        lines.push_back(entry.words + " | " + std::to_string(entry.amount.pence()) + " | " +
                        std::to_string(entry.balance.pence()));
    }
    return lines;
}

using Lines = std::vector<std::string>;

TEST(History, AddsTheStreamsOfAPaymentTogetherAndKeepsTheBalanceRunning) {
    SmallArea area;
    const std::int32_t budget = area.person("P001", "B001");
    const Holding holding{.budget = budget, .option = Option::direct_payment};
    area.paid(
        area.payment(budget, Option::direct_payment, {area.nhs(300'00), area.council(120'50)}),
        {.effective = day("2026-10-05")});
    area.choose(post(SpendingAccounted{holding, {area.nhs(40'00), area.council(20'00)}}));
    const History shown = history(area, "P001");
    EXPECT_EQ(lines(shown),
              (Lines{"Spending | -6000 | 36050", "Payment received | 42050 | 42050"}));
    EXPECT_EQ(shown.entries[1].on, day("2026-10-05"));
    EXPECT_EQ(shown.entries[1].booked, today);
    EXPECT_TRUE(shown.next_cursor.empty());
}

TEST(History, ShowsAPromiseUntilItIsResolvedAndThenWhatBecameOfIt) {
    SmallArea area;
    const std::int32_t budget = area.person("P002", "B002");
    const Payment payment = area.payment(budget, Option::direct_payment, {area.nhs(100'00)});
    const std::int64_t first = area.approved(payment);
    EXPECT_EQ(lines(history(area, "P002")), (Lines{"Payment on its way | 10000 | 0"}));
    EXPECT_FALSE(history(area, "P002").entries[0].counts);
    area.release(first, 2);
    EXPECT_EQ(lines(history(area, "P002")),
              (Lines{"Payment did not go through: it is due again | 10000 | 0"}));
    const std::int64_t second = area.choose(post(PaymentApproved{payment}));
    area.settle(second, 2, today);
    area.happens(post(PaymentReturned{payment, {}, pence(100'00)}));
    EXPECT_EQ(lines(history(area, "P002")),
              (Lines{"Payment sent back by the bank: it is due again | -10000 | 0",
                     "Payment received | 10000 | 10000",
                     "Payment did not go through: it is due again | 10000 | 0"}));
}

TEST(History, FollowsEachOptionWithABalanceOfItsOwn) {
    SmallArea area;
    const std::int32_t budget = area.person("P003", "B003");
    const Holding managed{.budget = budget, .option = Option::managed_account};
    area.choose(post(PeriodSetAside{
        {.budget = budget, .option = Option::notional}, {area.council(500'00)}, {}}));
    area.paid(area.payment(budget, Option::managed_account, {area.council(80'00)}));
    area.choose(
        post(PayrollPosted{managed, {{AccountName::payable_net_pay, {area.council(30'00)}}}}));
    const std::int64_t out = area.choose(
        post(PayOutApproved{managed, {{AccountName::payable_net_pay, {area.council(30'00)}}}}));
    EXPECT_EQ(lines(history(area, "P003"))[0], "To be paid out, approved | -3000 | 8000");
    area.settle(out, 1, today);
    EXPECT_EQ(lines(history(area, "P003")),
              (Lines{"Paid out | -3000 | 5000",
                     "Payment received | 8000 | 8000",
                     "Set aside for a period | 50000 | 50000"}));
    EXPECT_EQ(history(area, "P003").entries[2].option, Option::notional);
}

TEST(History, GoesOnFromACursorWithTheSameBalances) {
    SmallArea area;
    const std::int32_t budget = area.person("P004", "B004");
    for (int i = 1; i <= 5; ++i) {
        area.paid(area.payment(budget, Option::direct_payment, {area.nhs(i), area.council(100)}));
    }
    const Lines all = lines(history(area, "P004"));
    EXPECT_EQ(all[0], "Payment received | 105 | 515");
    Lines paged;
    std::string cursor;
    int pages = 0;
    do {
        const History page = history(area, "P004", {.limit = 2, .cursor = cursor});
        for (const std::string& line : lines(page)) paged.push_back(line);
        cursor = page.next_cursor;
        ++pages;
    } while (!cursor.empty() && pages < 9);
    EXPECT_EQ(paged, all);
    EXPECT_EQ(pages, 3);
}

TEST(History, RefusesALimitAndACursorThatItCannotUse) {
    SmallArea area;
    area.person("P005", "B005");
    const auto refusal = [&](const HistoryPage& page) {
        return history_of(everything(1, "q"), area.database(), "P005", now_on(today), page)
            .refusal()
            .code;
    };
    EXPECT_EQ(refusal({.limit = 0}), "limit-out-of-range");
    EXPECT_EQ(refusal({.limit = 101}), "limit-out-of-range");
    EXPECT_EQ(refusal({.cursor = "12x"}), "cursor-unknown");
    EXPECT_EQ(refusal({.cursor = "99999999999999999999"}), "cursor-unknown");
    EXPECT_TRUE(history(area, "P005", {.limit = 100, .cursor = "1"}).entries.empty());
}

// Writes with the command's own records.
void command(SmallArea& area, const std::function<void(Work&)>& handler) {
    ASSERT_TRUE(area.area()
                    .run([&](Work& work) -> Outcome<std::string> {
                        work.posts_facts("a test", "finance");
                        handler(work);
                        return std::string("{}");
                    })
                    .outcome.accepted());
}

TEST(History, LinksAReversalAndItsOriginalBothWays) {
    SmallArea area;
    const std::int32_t budget = area.person("P006", "B006");
    const Holding holding{.budget = budget, .option = Option::direct_payment};
    area.paid(area.payment(budget, Option::direct_payment, {area.nhs(100'00)}));
    const std::int64_t spent = area.choose(post(SpendingAccounted{holding, {area.nhs(70'00)}}));
    const std::int64_t original = area.last_seq();
    command(area, [&](Work& work) {
        work.books().mirror(spent,
                            {.kind = static_cast<std::uint8_t>(Event::spending_accounted),
                             .effective = work.today()});
        work.records().insert(reversal_table, original, "entered twice");
    });
    const History shown = history(area, "P006");
    EXPECT_EQ(lines(shown),
              (Lines{"Put right: Spending | 7000 | 10000",
                     "Spending | -7000 | 3000",
                     "Payment received | 10000 | 10000"}));
    EXPECT_EQ(shown.entries[0].reverses, original);
    EXPECT_EQ(shown.entries[1].reversed_by, shown.entries[0].journal);
    EXPECT_EQ(shown.entries[2].reversed_by, std::nullopt);
}

TEST(History, NamesThePaymentAndMarksAnEmergencyAsAdvanceOrAddition) {
    SmallArea area;
    const std::int32_t budget = area.person("P007", "B007");
    const Payment payment = area.payment(budget, Option::direct_payment, {area.nhs(50'00)});
    std::vector<std::int64_t> firsts;
    for (int i = 0; i < 3; ++i) firsts.push_back(area.approved(payment));
    command(area, [&](Work& work) {
        for (const int kind : {1, 3, 4}) {
            work.records().insert(payment_table,
                                  1,
                                  1,
                                  budget,
                                  Option::direct_payment,
                                  1,
                                  kind,
                                  day("2026-11-02"),
                                  day("2026-11-29"),
                                  1,
                                  day("2026-11-02"),
                                  day("2026-11-02"),
                                  pence(50'00),
                                  pence(0),
                                  pence(0),
                                  pence(50'00),
                                  1,
                                  0);
        }
    });
    for (std::size_t i = 0; i < firsts.size(); ++i) {
        area.database().run_script(
            ("UPDATE payment SET first_transfer = " + std::to_string(firsts[i]) +
             " WHERE id = " + std::to_string(i + 1))
                .c_str());
    }
    area.settle(firsts[1], 2, today);
    command(area, [&](Work& work) {
        work.post(post(PaymentReturned{payment, {}, pence(50'00)}), {.effective = work.today()});
        work.records().insert(state_change_table, 1, 2, 2, 9, 10, "returned", today, 0, 1);
    });
    const History shown = history(area, "P007");
    ASSERT_EQ(shown.entries.size(), 4U);
    EXPECT_EQ(shown.entries[0].payment, payment_ref(2));  // the return
    EXPECT_EQ(shown.entries[1].payment, payment_ref(2));  // what settled
    EXPECT_EQ(shown.entries[1].emergency, "advance");
    EXPECT_EQ(shown.entries[2].payment, payment_ref(3));
    EXPECT_EQ(shown.entries[2].emergency, "addition");
    EXPECT_EQ(shown.entries[3].payment, payment_ref(1));
    EXPECT_EQ(shown.entries[3].emergency, "");
}

TEST(History, IsNobodyElsesBusiness) {
    SmallArea area;
    area.person("P008", "B008");
    Scope nobody = everything(1, "curious");
    nobody.people.emplace();
    EXPECT_EQ(history_of(nobody, area.database(), "P008", now_on(today)).refusal().code,
              "person-unknown");
}

}  // namespace
}  // namespace almoner::ledger
