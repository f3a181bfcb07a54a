// Rows that wait in memory behave as if each had been inserted at once.
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/values/invariant.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace almoner::ledger {
namespace {

constexpr std::array<std::string_view, 4> columns{"id", "amount", "words", "octets"};
constexpr std::int64_t enough_for_one_statement = 20;
constexpr std::int64_t more_than_go_in_at_once = 1'300;
constexpr std::int64_t enough_for_a_thread = 100'000;  // and more than it lets wait

class BulkRows : public ::testing::Test {
  protected:
    BulkRows() : database(open_sqlite({}, SqliteUse::memory)) {
        database->run_script(
            "CREATE TABLE line(id INTEGER PRIMARY KEY, amount INTEGER CHECK (amount > 0),"
            " words TEXT, octets BLOB) STRICT");
        rows = database->bulk("line", columns);
    }

    void add(std::int64_t id, std::int64_t amount = 1, std::string_view words = "as ever") {
        rows->integers(std::array{id, amount});
        rows->text(words);
        rows->blob(std::string_view("\0\x01", 2));
        rows->end_row();
    }
    void add_from(std::int64_t first, std::int64_t last) {
        for (std::int64_t id = first; id <= last; ++id) add(id);
    }
    // How many there are, and the sum of their ids.
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> stored() const {
        const auto all = database->prepare("SELECT COUNT(*), COALESCE(SUM(id), 0) FROM line");
        EXPECT_TRUE(all->step());
        return {all->integer(0), all->integer(1)};
    }

    std::unique_ptr<Database> database;
    std::unique_ptr<RowWriter> rows;
};

using Stored = std::pair<std::int64_t, std::int64_t>;

TEST_F(BulkRows, AreSeenByTheNextQueryHoweverManyTheyAre) {
    database->begin();
    EXPECT_EQ(stored(), Stored(0, 0));
    add(1);
    EXPECT_EQ(stored(), Stored(1, 1));
    add_from(2, enough_for_one_statement);
    EXPECT_EQ(stored(), Stored(20, 210));  // 20 * 21 / 2
    add_from(enough_for_one_statement + 1, more_than_go_in_at_once);
    EXPECT_EQ(stored(), Stored(1'300, 845'650));  // 1300 * 1301 / 2
    database->commit();
}

TEST_F(BulkRows, KeepEachKindOfValueAsItIs) {
    const std::string long_text(20'000, 'x');
    for (std::int64_t id = 1; id <= 6; ++id) {
        rows->integer(id);
        rows->null();
        rows->text("caf\xC3\xA9");
        rows->blob(std::string_view("\0\x01", 2));
        rows->end_row();
    }
    add(7, 1, long_text);
    add(8, 1, "");
    const auto all = database->prepare("SELECT amount, words, octets FROM line ORDER BY id");
    for (std::int64_t id = 1; id <= 6; ++id) {
        ASSERT_TRUE(all->step());
        EXPECT_EQ(all->kind(0), ValueKind::nothing);
        EXPECT_EQ(all->text(1), "caf\xC3\xA9");
        EXPECT_EQ(all->kind(2), ValueKind::blob);
        EXPECT_EQ(all->text(2), std::string_view("\0\x01", 2));
    }
    ASSERT_TRUE(all->step());
    EXPECT_EQ(all->text(1), long_text);
    ASSERT_TRUE(all->step());
    EXPECT_EQ(all->kind(1), ValueKind::text);
    EXPECT_EQ(all->text(1), "");
    EXPECT_FALSE(all->step());
}

TEST_F(BulkRows, AreInTheirTableAfterTheCommit) {
    database->begin();
    add_from(1, enough_for_one_statement);
    database->commit();
    EXPECT_EQ(stored(), Stored(20, 210));
}

TEST_F(BulkRows, GoWithTheUnitOfWorkThatIsUndone) {
    database->begin();
    add_from(1, enough_for_one_statement);
    database->rollback();
    EXPECT_EQ(stored(), Stored(0, 0));
}

TEST_F(BulkRows, FromBeforeASavepointStayWhenItIsUndone) {
    database->begin();
    add_from(1, 5);
    database->savepoint();
    add_from(6, enough_for_one_statement);
    database->rollback_to_savepoint();
    add(30);
    database->commit();
    EXPECT_EQ(stored(), Stored(6, 45));  // 1 to 5, and 30
}

TEST_F(BulkRows, OfAClosedCommandOutliveTheirWriter) {
    database->begin();
    database->savepoint();
    add_from(1, enough_for_one_statement);
    database->release_savepoint();
    rows.reset();
    database->commit();
    EXPECT_EQ(stored(), Stored(20, 210));
}

TEST_F(BulkRows, OfAClosedCommandOutliveTheirWriterOnTheirWayIn) {
    database->begin();
    database->savepoint();
    add_from(1, enough_for_a_thread + 7);
    database->release_savepoint();
    rows.reset();
    database->commit();
    EXPECT_EQ(stored(), Stored(100'007, 5'000'750'028));  // 100007 * 100008 / 2
}

TEST_F(BulkRows, OfManyComeInTheirOrderWhileMoreAreMade) {
    database->begin();
    add_from(1, enough_for_a_thread);
    EXPECT_EQ(stored(), Stored(100'000, 5'000'050'000));  // 100000 * 100001 / 2
    add_from(enough_for_a_thread + 1, enough_for_a_thread + 2);
    database->commit();
    EXPECT_EQ(stored(), Stored(100'002, 5'000'250'003));  // and 100001 + 100002
}

TEST_F(BulkRows, OfManyGoWithTheUnitOfWorkThatIsUndone) {
    database->begin();
    add_from(1, enough_for_a_thread);
    database->rollback();
    EXPECT_EQ(stored(), Stored(0, 0));
    add_from(1, 3);
    rows->flush();
    EXPECT_EQ(stored(), Stored(3, 6));
}

// What is refused is said at the next statement, whichever row it was, and nothing after it went
// in.
TEST_F(BulkRows, OfManyAreJudgedByEveryGuard) {
    database->begin();
    add_from(1, enough_for_a_thread / 2);
    add(enough_for_a_thread / 2 + 1, 0);
    add_from(enough_for_a_thread / 2 + 2, enough_for_a_thread);
    try {
        (void)stored();
        FAIL() << "a row with an amount of nil went in";
    } catch (const StorageError& error) {
        EXPECT_TRUE(error.guard);
        EXPECT_NE(std::string(error.what()).find("amount > 0"), std::string::npos);
    }
    database->rollback();
    EXPECT_EQ(stored(), Stored(0, 0));
}

// One bad row among many, and one among few.
TEST_F(BulkRows, AreJudgedByEveryGuard) {
    for (const std::int64_t count : {std::int64_t{1}, enough_for_one_statement}) {
        database->begin();
        add_from(1, count);
        add(count + 1, 0);
        try {
            database->commit();
            FAIL() << "a row with an amount of nil went in, after " << count;
        } catch (const StorageError& error) {
            EXPECT_TRUE(error.guard);
            EXPECT_NE(std::string(error.what()).find("amount > 0"), std::string::npos);
        }
        database->rollback();
        EXPECT_EQ(stored(), Stored(0, 0));
    }
}

TEST_F(BulkRows, OfTheWrongWidthAreRefusedAndForgotten) {
    database->begin();
    add_from(1, 5);
    rows->integer(6);
    EXPECT_THROW(rows->end_row(), InvariantBroken);
    rows->integer(6);
    database->rollback();
    add(7);
    rows->flush();
    EXPECT_EQ(stored(), Stored(1, 7));
}

// Of each group of rows other columns have one value for all: nothing, a number, words.
TEST_F(BulkRows, KeepTheValuesThatAreTheSameInAllAndThoseThatAreNot) {
    constexpr std::int64_t kinds = 40;
    constexpr std::int64_t rows_of_kind = 20;
    database->begin();
    for (std::int64_t id = 0; id < kinds * rows_of_kind; ++id) {
        const std::int64_t kind = id / rows_of_kind;
        rows->integer(id + 1);
        if (kind % 3 == 0) {
            rows->null();
        } else {
            rows->integer(kind % 3 == 1 ? kind : id);
        }
        rows->text(kind % 2 == 0 ? "of kind " + std::to_string(kind) : "of " + std::to_string(id));
        rows->blob(kind % 5 == 0 ? std::string(1, static_cast<char>(id % 100)) : "same");
        rows->end_row();
        if (id % rows_of_kind == rows_of_kind - 1) rows->flush();
    }
    database->commit();
    const auto all = database->prepare("SELECT id, amount, words, octets FROM line ORDER BY id");
    for (std::int64_t id = 0; id < kinds * rows_of_kind; ++id) {
        const std::int64_t kind = id / rows_of_kind;
        ASSERT_TRUE(all->step());
        ASSERT_EQ(all->integer(0), id + 1);
        ASSERT_EQ(all->is_null(1), kind % 3 == 0);
        if (kind % 3 != 0) {
            ASSERT_EQ(all->integer(1), kind % 3 == 1 ? kind : id);
        }
        ASSERT_EQ(all->text(2),
                  kind % 2 == 0 ? "of kind " + std::to_string(kind) : "of " + std::to_string(id));
        ASSERT_EQ(all->text(3),
                  kind % 5 == 0 ? std::string(1, static_cast<char>(id % 100)) : "same");
    }
    EXPECT_FALSE(all->step());
}

// Too long to be copied where nothing else waits, and gone when its writer goes on.
TEST_F(BulkRows, KeepALongTextThatIsGoneBeforeItsTurn) {
    database->begin();
    add_from(1, more_than_go_in_at_once);
    {
        std::string long_text(20'000, 'x');
        add(more_than_go_in_at_once + 1, 1, long_text);
        long_text.assign(20'000, 'y');
    }
    database->commit();
    const auto last = database->prepare("SELECT words FROM line WHERE id = 1301");
    ASSERT_TRUE(last->step());
    EXPECT_EQ(last->text(0), std::string(20'000, 'x'));
}

}  // namespace
}  // namespace almoner::ledger
