#include "ledger/views/next_payment.h"

#include "ledger/records/record_table.h"
#include "ledger/views/balance.h"
#include "ledger/views/coming_words.h"
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

NextPayment coming(const char* on, PaymentState state, std::int64_t amount = 84'800) {
    return {.on = day(on),
            .amount = pence(amount),
            .option = Option::direct_payment,
            .state = state,
            .period = Period{day(on), day(on) + 27}};
}

NextPayment held_for(const char* code, Option option = Option::direct_payment) {
    NextPayment next = coming("2026-12-14", PaymentState::held, 38'560);
    next.held_for = code;
    next.option = option;
    return next;
}

using Notes = std::vector<std::string>;

// 26 payments of £216, £5,616 in all, approved and in no file yet.
TEST(NextPayment, OfManyThatWaitEachCounts) {
    SmallArea area;
    const std::int32_t budget = area.person("P016", "B016");
    for (int i = 0; i < 26; ++i) {
        area.approved(area.payment(budget, Option::direct_payment, {area.nhs(216'00)}));
    }
    const auto outcome = area.area().run([&](Work& work) -> Outcome<std::string> {
        for (std::int32_t i = 0; i < 26; ++i) {
            const Date entry = day("2026-11-30") + i * 28;
            const std::int64_t id = work.records().insert(payment_table,
                                                          1,
                                                          1,
                                                          budget,
                                                          Option::direct_payment,
                                                          1,
                                                          1,
                                                          entry,
                                                          entry + 27,
                                                          1,
                                                          entry,
                                                          entry,
                                                          pence(216'00),
                                                          pence(0),
                                                          pence(0),
                                                          pence(216'00),
                                                          1,
                                                          0);
            work.records().insert(payment_part_table,
                                  id,
                                  area.nhs_body,
                                  Stream::nhs,
                                  1,
                                  pence(216'00),
                                  pence(0),
                                  pence(0),
                                  pence(216'00));
        }
        return std::string("{}");
    });
    ASSERT_TRUE(outcome.outcome.accepted());
    area.database().run_script("UPDATE payment SET state = 3");
    const BalanceView view =
        balance_of(everything(1, "a question"), area.database(), "P016", now_on(today), {}).value();
    EXPECT_EQ(view.options.at(0).on_its_way, pence(0));
    EXPECT_EQ(view.options.at(0).approved, pence(5'616'00));
    EXPECT_EQ(view.next.size(), 26U);
}

TEST(ComingWords, WhatIsHeldSaysWhyAndPromisesNoDay) {
    const std::vector held{held_for("account-blocked")};
    EXPECT_EQ(
        coming_words(held, today),
        Notes{"A payment of £385.60 for 14 December 2026 to 10 January 2027 is held until your"
              " bank details are confirmed."});
    const std::vector providers{held_for("no-approved-account", Option::notional)};
    EXPECT_EQ(coming_words(providers, today),
              Notes{"A payment to your provider of £385.60 for 14 December 2026 to 10 January 2027"
                    " is held until your provider's bank details are confirmed."});
    const std::vector drafts{held_for("agreement-not-active")};
    EXPECT_EQ(coming_words(drafts, today),
              Notes{"A payment of £385.60 for 14 December 2026 to 10 January 2027 is held until the"
                    " agreement is signed."});
}

TEST(ComingWords, TheBankIsBlamedOnlyForWhatItWasSent) {
    const auto words = [](PaymentState state) {
        const std::vector late{coming("2026-04-13", state)};
        return coming_words(late, today);
    };
    EXPECT_EQ(words(PaymentState::proposed),
              Notes{"A payment of £848 that was due on 13 April 2026 is late: it has not been"
                    " approved yet."});
    EXPECT_EQ(words(PaymentState::approved),
              Notes{"A payment of £848 that was due on 13 April 2026 is late: it has not been sent"
                    " yet."});
    EXPECT_EQ(words(PaymentState::sent),
              Notes{"A payment of £848 was expected on 13 April 2026 and the bank has not confirmed"
                    " it yet."});
}

TEST(ComingWords, TheSameIsSaidOnceWithItsCountAndProvidersArePaidTheirOwn) {
    std::vector<NextPayment> many;
    for (const char* first : {"2026-08-31", "2026-09-28", "2026-10-26"}) {
        many.push_back(coming(first, PaymentState::approved, 69'960));
        many.back().on = day("2026-11-25");
        many.back().option = Option::notional;
    }
    EXPECT_EQ(coming_words(many, today),
              Notes{"The next 3 payments to your provider of £699.60 each for 31 August to 22"
                    " November 2026 are due on 25 November 2026."});
    many.back().amount = pence(70'000);
    EXPECT_EQ(coming_words(many, today),
              Notes{"The next 3 payments to your provider of £2,099.20 in all for 31 August to 22"
                    " November 2026 are due on 25 November 2026."});
}

TEST(ComingWords, WhatCameBackSaysWhen) {
    CameBack back{.amount = pence(38'560),
                  .option = Option::direct_payment,
                  .was_for = day("2026-04-14"),
                  .back_on = day("2026-04-16")};
    EXPECT_EQ(came_back_words(back),
              "A payment of £385.60 that was due on 14 April 2026 came back from the bank on 16"
              " April 2026.");
    back.was_refused = true;
    EXPECT_EQ(came_back_words(back),
              "A payment of £385.60 that was due on 14 April 2026 was refused by the bank on 16"
              " April 2026.");
}

}  // namespace
}  // namespace almoner::ledger
