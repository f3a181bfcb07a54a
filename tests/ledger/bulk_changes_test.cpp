// Many rows changed by one statement end as if each had been changed by itself.
#include "ledger/storage/bulk_changes.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/values/invariant.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>
#include <utility>

namespace almoner::ledger {
namespace {

constexpr std::array<std::string_view, 3> columns{"id", "amount", "place"};
constexpr std::int64_t more_than_go_in_at_once = 3'000;

class BulkChangesTest : public ::testing::Test {
  protected:
    BulkChangesTest() : database(open_sqlite({}, SqliteUse::memory)) {
        database->run_script(
            "CREATE TABLE line(id INTEGER PRIMARY KEY, amount INTEGER CHECK (amount > 0),"
            " place INTEGER) STRICT;"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
            " INSERT INTO line SELECT i, 1, 0 FROM n");
        rows = dynamic_cast<BulkChanges&>(*database).bulk_change("line", columns);
    }

    void change(std::int64_t id, std::int64_t amount) {
        rows->integers(std::array{id, amount, -id});
        rows->end_row();
    }
    // The sums of the amounts and of the places.
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> stored() const {
        const auto all = database->prepare("SELECT SUM(amount), SUM(place) FROM line");
        EXPECT_TRUE(all->step());
        return {all->integer(0), all->integer(1)};
    }

    std::unique_ptr<Database> database;
    std::unique_ptr<RowWriter> rows;
};

using Stored = std::pair<std::int64_t, std::int64_t>;

TEST_F(BulkChangesTest, GiveEachRowItsOwnValues) {
    database->begin();
    for (std::int64_t id = 1; id <= more_than_go_in_at_once; ++id) change(id, id * 2);
    EXPECT_EQ(stored(), Stored(9'003'000, -4'501'500));  // 3000 * 3001, and half of it
    database->commit();
    const auto one = database->prepare("SELECT amount, place FROM line WHERE id = 2999");
    ASSERT_TRUE(one->step());
    EXPECT_EQ(one->integer(0), 5'998);
    EXPECT_EQ(one->integer(1), -2'999);
}

// Alone, two together, a stretch, and one after a gap.
TEST_F(BulkChangesTest, LeaveTheRowsBetweenThemAsTheyAre) {
    database->begin();
    for (const std::int64_t id : {2, 5, 6, 10, 11, 12, 13, 14, 20}) change(id, 100);
    database->commit();
    EXPECT_EQ(stored(), Stored(3'891, -93));  // 3000 + 9 * 99; 2+5+6+10+11+12+13+14+20
}

TEST_F(BulkChangesTest, AreJudgedByEveryGuard) {
    for (const std::int64_t count : {std::int64_t{1}, std::int64_t{20}, std::int64_t{2'500}}) {
        database->begin();
        for (std::int64_t id = 1; id <= count; ++id) change(id, 7);
        change(count + 1, 0);
        try {
            database->commit();
            FAIL() << "an amount of nil went in, after " << count;
        } catch (const StorageError& error) {
            EXPECT_TRUE(error.guard);
        }
        database->rollback();
        EXPECT_EQ(stored(), Stored(3'000, 0));
    }
}

TEST_F(BulkChangesTest, OfNothingAreRefused) {
    constexpr std::array<std::string_view, 1> only_id{"id"};
    EXPECT_THROW((void)dynamic_cast<BulkChanges&>(*database).bulk_change("line", only_id),
                 InvariantBroken);
}

const Query raise_all{"UPDATE line SET amount = amount + $3 WHERE id BETWEEN $1 AND $2"};

class ChangesMadeLater : public BulkChangesTest {
  protected:
    void raise(std::int64_t first, std::int64_t last, std::int64_t expected) {
        dynamic_cast<LaterChanges&>(*database).change_later(
            raise_all, std::array{first, last, std::int64_t{2}}, expected);
    }
};

TEST_F(ChangesMadeLater, AreThereForTheNextQueryAfterWhatWaitedBeforeThem) {
    database->begin();
    change(1, 50);
    raise(1, 2'000, 2'000);
    raise(2'999, 3'000, 2);
    EXPECT_EQ(stored(), Stored(7'053, -1));  // 3000 + 49 + 2002 * 2
    database->commit();
    EXPECT_EQ(stored(), Stored(7'053, -1));
}

TEST_F(ChangesMadeLater, EndTheUnitOfWorkWhereTheyChangeAnotherNumber) {
    for (const std::int64_t first : {std::int64_t{1}, std::int64_t{2'990}}) {
        database->begin();
        EXPECT_THROW(
            {
                raise(first, 5'000, 3'000 - first);
                database->commit();
            },
            InvariantBroken);
        database->rollback();
        EXPECT_EQ(stored(), Stored(3'000, 0));
    }
}

TEST_F(ChangesMadeLater, AreUndoneWithTheirUnitOfWork) {
    database->begin();
    raise(1, 3'000, 3'000);
    database->rollback();
    EXPECT_EQ(stored(), Stored(3'000, 0));
}

}  // namespace
}  // namespace almoner::ledger
