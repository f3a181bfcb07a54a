// What a closed month of a commissioner refuses, and what takes effect on its first open day.
#include "ledger/posting/closed_months.h"

#include "ledger/posting/enter.h"
#include "ledger/posting/payment.h"
#include "ledger/posting/set_aside.h"
#include "ledger/posting/unexplained.h"
#include "ledger/records/record_table.h"
#include "ledger/verify/verify.h"
#include "tests/ledger/views/small_area.h"
#include "tests/support/closed_month.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace almoner::ledger {
namespace {

using tests::day;
using tests::pence;
using tests::SmallArea;

const Query effective_days{
    "SELECT effective, settled, period_first FROM transfer WHERE id >= $1 ORDER BY id"};
const Query day_of_allocation{
    "SELECT d.credit + d.debit FROM account_day d JOIN account a ON a.id = d.account"
    " WHERE a.name = 2 AND a.body = $1 AND d.day = $2"};

const Period october{*Date::parse("2026-10-01"), *Date::parse("2026-10-31")};
const Period four_weeks{*Date::parse("2026-10-12"), *Date::parse("2026-11-08")};

// The council has closed October 2026; today is 22 November.
class ClosedOctober : public ::testing::Test {
  protected:
    ClosedOctober() {
        budget = area.person("P001", "B001");
        close(october, 1);
    }

    void close(const Period& month, std::int64_t proposal) {
        ASSERT_TRUE(
            area.area().run(tests::closing(area.council_body, month, proposal)).outcome.accepted());
    }
    void write(const std::function<void(Work&)>& change) {
        const auto result = area.area().run([&](Work& work) -> Outcome<std::string> {
            change(work);
            return std::string("{}");
        });
        ASSERT_TRUE(result.outcome.accepted()) << result.outcome.refusal().words;
    }

    [[nodiscard]] Posting set_aside(const Share& share) const {
        return post(PeriodSetAside{{budget, Option::direct_payment, 0}, {share}, {}});
    }
    // The code of the refusal of a choice, or "accepted".
    std::string chosen(const Posting& posting, const TransferDetail& detail) {
        const auto result = area.area().run([&](Work& work) -> Outcome<std::string> {
            (void)work.post(posting, detail);
            return std::string("{}");
        });
        return result.outcome.accepted() ? "accepted" : result.outcome.refusal().code;
    }
    std::string day_of(std::int64_t transfer) {
        Rows rows = area.database().select(effective_days, transfer);
        return rows.next() ? rows.date(0).iso() : "no transfer";
    }
    std::int64_t allocated_on(const char* iso) {
        Rows rows = area.database().select(day_of_allocation, area.council_body, day(iso));
        return rows.next() ? rows.integer(0) : 0;
    }
    std::vector<std::string> faults() {
        std::vector<std::string> words;
        for (const Fault& fault : verify(area.database()).faults) {
            words.push_back(std::string(name_of(fault.kind)) + " " + fault.table + " " +
                            std::to_string(fault.first_id) + ": " + fault.words);
        }
        return words;
    }

    SmallArea area;
    std::int32_t budget = 0;
};

using Faults = std::vector<std::string>;

TEST_F(ClosedOctober, RefusesADayThatSomebodyChoosesInIt) {
    const Posting posting = set_aside(area.council(100'00));
    EXPECT_EQ(chosen(posting, {.effective = day("2026-10-31")}), "month-closed");
    EXPECT_EQ(chosen(posting, {.effective = day("2026-11-01")}), "accepted");
}

TEST_F(ClosedOctober, RefusesTheMonthsBeforeItToo) {
    const Posting posting = set_aside(area.council(100'00));
    EXPECT_EQ(chosen(posting, {.effective = day("2026-09-30")}), "month-closed");
    EXPECT_EQ(chosen(posting, {.effective = day("2026-04-01")}), "month-closed");
}

TEST_F(ClosedOctober, IsOpenForTheOtherCommissioner) {
    EXPECT_EQ(chosen(set_aside(area.nhs(100'00)), {.effective = day("2026-10-31")}), "accepted");
}

TEST_F(ClosedOctober, SaysOfWhomItIsAndWhatToDo) {
    const auto result = area.area().run([&](Work& work) -> Outcome<std::string> {
        (void)work.post(set_aside(area.council(100'00)), {.effective = day("2026-10-05")});
        return std::string("{}");
    });
    ASSERT_FALSE(result.outcome.accepted());
    EXPECT_EQ(result.outcome.refusal().words,
              "October 2026 is closed for LA: nothing more can be entered on 5 October 2026.");
    EXPECT_EQ(result.outcome.refusal().next,
              "Enter it on 1 November 2026, the first open day, as an adjustment.");
    EXPECT_EQ(allocated_on("2026-10-05"), 0);
    EXPECT_EQ(faults(), Faults{});
}

TEST_F(ClosedOctober, RefusesADryRunAsItWouldRefuseTheCommand) {
    Stamp stamp = area.area().next_stamp();
    stamp.dry_run = true;
    const auto result =
        area.area().writer().run_alone(stamp, [&](Work& work) -> Outcome<std::string> {
            (void)work.post(set_aside(area.council(100'00)), {.effective = day("2026-10-31")});
            return std::string("{}");
        });
    ASSERT_FALSE(result.outcome.accepted());
    EXPECT_EQ(result.outcome.refusal().code, "month-closed");
}

TEST_F(ClosedOctober, AFactPostsOnTheFirstOpenDayAndKeepsTheBanksDate) {
    const Posting line = post(LineInUnexplained{
        {.bank_account = area.council_bank, .owner = area.council_body, .amount = pence(12'34)}});
    const std::int64_t id =
        area.happens(line, {.effective = day("2026-10-30"), .settled = day("2026-10-30")});
    Rows rows = area.database().select(effective_days, id);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.date(0).iso(), "2026-11-01");
    EXPECT_EQ(rows.date(1).iso(), "2026-10-30");
    EXPECT_EQ(faults(), Faults{});
}

TEST_F(ClosedOctober, AFactPostsThoughNothingButItsDayIsKnown) {
    const std::int64_t id =
        area.happens(set_aside(area.council(1'00)), {.effective = day("2026-10-30")});
    EXPECT_EQ(day_of(id), "2026-11-01");
}

// Arrears: the payment goes out, and its period says what it is for.
TEST_F(ClosedOctober, WhatIsForAPeriodInItTakesEffectOnTheFirstOpenDay) {
    const std::int64_t id = area.choose(set_aside(area.council(100'00)),
                                        {.effective = four_weeks.first, .period = four_weeks});
    Rows rows = area.database().select(effective_days, id);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.date(0).iso(), "2026-11-01");
    EXPECT_EQ(rows.date(2).iso(), "2026-10-12");
    EXPECT_EQ(allocated_on("2026-11-01"), 100'00);
    EXPECT_EQ(allocated_on("2026-10-12"), 0);
    EXPECT_EQ(faults(), Faults{});
}

TEST_F(ClosedOctober, APromiseOfBeforeSettlesAfterIt) {
    const Period later{day("2026-11-09"), day("2026-12-06")};
    const Payment payment = area.payment(budget, Option::direct_payment, {area.council(100'00)});
    area.choose(set_aside(area.council(100'00)), {.effective = later.first, .period = later});
    const std::int64_t promise =
        area.choose(post(PaymentApproved{payment}), {.effective = later.first, .period = later});
    close({day("2026-11-01"), day("2026-11-30")}, 2);
    area.settle(promise, 2, day("2026-11-10"));
    EXPECT_EQ(day_of(promise), "2026-11-09") << "nothing that is booked is changed";
    Rows rows = area.database().select(effective_days, promise + 2);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.date(0).iso(), "2026-12-01");
    EXPECT_EQ(rows.date(1).iso(), "2026-11-10");
    EXPECT_EQ(rows.date(2).iso(), "2026-11-09");
}

TEST_F(ClosedOctober, AReversalOfABankLineIsOfTheOpenMonth) {
    std::int64_t reversal = 0;
    const TransferDetail line{.effective = day("2026-11-03"), .settled = day("2026-11-03")};
    const std::int64_t original =
        area.happens(post(LineInUnexplained{{.bank_account = area.council_bank,
                                             .owner = area.council_body,
                                             .amount = pence(12'34)}}),
                     line);
    close({day("2026-11-01"), day("2026-11-30")}, 2);
    write([&](Work& work) { reversal = work.books().mirror(original, line); });
    EXPECT_EQ(day_of(original), "2026-11-03");
    EXPECT_EQ(day_of(reversal), "2026-12-01");
    EXPECT_EQ(faults(), Faults{});
}

TEST_F(ClosedOctober, StaysOpenWhereItsClosingWasRefused) {
    const auto result = area.area().run([&](Work& work) -> Outcome<std::string> {
        (void)tests::closing(area.nhs_body, october, 9)(work);
        EXPECT_FALSE(work.books().closed_until(area.nhs_body)) << "from the next command on";
        return Refusal{.code = "no", .words = "", .next = "", .field = "", .citation = ""};
    });
    ASSERT_FALSE(result.outcome.accepted());
    EXPECT_EQ(chosen(set_aside(area.nhs(100'00)), {.effective = day("2026-10-31")}), "accepted");
}

TEST_F(ClosedOctober, IsNeitherChangedNorDeleted) {
    EXPECT_ANY_THROW(area.database().run_script("UPDATE month_closing SET last_on = 1"));
    EXPECT_ANY_THROW(area.database().run_script("DELETE FROM month_closing"));
}

// A writer that does not look at closings: one that was recorded behind its back.
TEST_F(ClosedOctober, VerifyNamesWhatWasBookedInItAfterwards) {
    (void)area.choose(set_aside(area.nhs(100'00)), {.effective = day("2026-10-30")});
    write([&](Work& work) {
        work.records().insert(
            month_closing_table, area.nhs_body, october.first, october.last, work.today(), 2, 1, 2);
    });
    EXPECT_EQ(faults(), Faults{}) << "what was booked before stands";
    const std::int64_t closed_by = area.area().writer().head().seq;
    const std::int64_t planted =
        area.choose(set_aside(area.nhs(5'00)), {.effective = day("2026-10-31")});
    (void)area.choose(set_aside(area.nhs(5'00)), {.effective = day("2026-11-01")});
    EXPECT_EQ(faults(),
              (Faults{"rule-broken transfer " + std::to_string(planted) +
                      ": it takes effect on 2026-10-31, in a month that journal row " +
                      std::to_string(closed_by) + " had closed for body " +
                      std::to_string(area.nhs_body)}));
}

TEST(ClosedMonths, StandAfterARestart) {
    const tests::TempFolder folder;
    const Leg leg{{.name = AccountName::bank, .stream = Stream::nhs, .body = 1, .bank_account = 1},
                  {.name = AccountName::funding, .stream = Stream::nhs, .body = 1},
                  pence(1'00)};
    {
        tests::TestArea area(folder.path());
        ASSERT_TRUE(area.run(tests::closing(1, october)).outcome.accepted());
    }
    tests::TestArea again(folder.path());
    const auto result =
        again.writer().run_alone(again.stamp("another"), [&](Work& work) -> Outcome<std::string> {
            work.books().post(leg, {.effective = october.last});
            return std::string("{}");
        });
    ASSERT_FALSE(result.outcome.accepted());
    EXPECT_EQ(result.outcome.refusal().code, "month-closed");
}

}  // namespace
}  // namespace almoner::ledger
