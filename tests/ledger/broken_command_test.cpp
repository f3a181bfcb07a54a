// A command whose handler breaks an invariant is taken back whole; a failing storage is not
// survived.
#include "ledger/area/internal_error.h"
#include "ledger/records/record_table.h"
#include "ledger/values/invariant.h"
#include "ledger/verify/verify.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

namespace almoner::ledger {
namespace {

using tests::TestArea;

constexpr AccountKey bank{
    .name = AccountName::bank, .stream = Stream::nhs, .body = 1, .bank_account = 1};
constexpr AccountKey funding{.name = AccountName::funding, .stream = Stream::nhs, .body = 1};

void pay_in(Work& work, std::int64_t pence) {
    work.books().post({bank, funding, Money::from_pence(pence)},
                      {.effective = *Date::parse("2026-11-02")});
}

void note(Work& work, std::string_view subject) {
    work.records().insert(
        task_table, "test", subject, *Date::parse("2026-11-03"), "finance", "words", std::nullopt);
}

const Query subjects{"SELECT subject FROM task ORDER BY id"};

std::vector<std::string> noted(TestArea& area) {
    std::vector<std::string> all;
    Rows rows = area.database().select(subjects);
    while (rows.next()) all.push_back(rows.str(0));
    return all;
}

// Moves money, opens an account, writes a record, then finds that it was wrong.
Outcome<std::string> break_half_way(Work& work) {
    pay_in(work, 700);
    work.books().post(
        {{.name = AccountName::bank, .stream = Stream::children, .body = 1, .bank_account = 1},
         {.name = AccountName::funding, .stream = Stream::children, .body = 1},
         Money::from_pence(5)},
        {.effective = *Date::parse("2026-11-02")});
    note(work, "broken");
    throw InvariantBroken("a payment that is not there");
}

Outcome<std::string> pay_in_a_pound(Work& work) {
    pay_in(work, 100);
    note(work, "whole");
    return std::string("{}");
}

TEST(BrokenCommand, IsTakenBackWholeAndTheNextOnesOfItsGroupStand) {
    TestArea area;
    AreaWriter& writer = area.writer();
    writer.begin_group();
    ASSERT_TRUE(writer.run(area.next_stamp(), pay_in_a_pound).outcome.accepted());
    const Stamp stamp = area.stamp("broken");
    const CommandResult broken = writer.run(stamp, break_half_way);
    ASSERT_FALSE(broken.outcome.accepted());
    EXPECT_EQ(broken.outcome.refusal().code, "internal-error");
    EXPECT_EQ(broken.outcome.refusal().words,
              "Internal error, nothing was done: a payment that is not there.");
    EXPECT_EQ(broken.seq, 0);
    ASSERT_TRUE(writer.run(area.next_stamp(), pay_in_a_pound).outcome.accepted());
    writer.commit_group();
    EXPECT_EQ(writer.books().balance(bank).posted, Money::from_pence(200));
    EXPECT_EQ(noted(area), (std::vector<std::string>{"whole", "whole"}));
    EXPECT_EQ(writer.head().seq, 2);
    EXPECT_TRUE(verify(area.database()).clean());
    // Its key is free: nothing was done under it.
    EXPECT_TRUE(writer.run_alone(stamp, pay_in_a_pound).outcome.accepted());
    EXPECT_TRUE(verify(area.database()).clean());
}

TEST(BrokenCommand, ThatWritesARecordOfTheWrongShapeLeavesTheNextOneRight) {
    TestArea area;
    const auto wrong_shape = [](Work& work) -> Outcome<std::string> {
        work.records().insert(task_table, "test", "too short");
        return std::string("{}");
    };
    EXPECT_EQ(area.run(wrong_shape).outcome.refusal().code, "internal-error");
    ASSERT_TRUE(area.run(pay_in_a_pound).outcome.accepted());
    EXPECT_EQ(noted(area), std::vector<std::string>{"whole"});
    EXPECT_TRUE(verify(area.database()).clean());
}

TEST(BrokenCommand, AStorageFailureIsNoRefusal) {
    TestArea area;
    const auto no_such_table = [](Work& work) -> Outcome<std::string> {
        (void)work.database().prepare("SELECT 1 FROM no_such_table");
        return std::string("{}");
    };
    EXPECT_THROW((void)area.run(no_such_table), StorageError);
}

}  // namespace
}  // namespace almoner::ledger
