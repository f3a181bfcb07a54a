// What every room may expect of a store, whichever it is.
#include "ledger/values/invariant.h"
#include "tests/engines/stores.h"

#include <array>
#include <limits>
#include <string_view>
#include <utility>

namespace almoner::tests {
namespace {

using ledger::Blob;
using ledger::Database;
using ledger::Query;
using ledger::Rows;
using ledger::StorageError;
using ledger::ValueKind;

constexpr std::array<std::string_view, 4> columns{"account", "day", "debit", "credit"};
constexpr std::array<std::string_view, 2> salt_columns{"seq", "salt"};
constexpr std::array<std::string_view, 2> setting_columns{"name", "value"};
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

const Query add_day{"INSERT INTO account_day(account, day, debit, credit) VALUES ($1, $2, $3, $4)"};
const Query raise_days{"UPDATE account_day SET debit = debit + $2 WHERE account >= $1"};
const Query days{"SELECT account, day, debit, credit FROM account_day ORDER BY account, day"};
const Query day_by_number{"SELECT account, debit FROM account_day WHERE day = $2 AND account = $1"};
const Query sum_of_days{"SELECT COALESCE(SUM(debit), 0), COUNT(*) FROM account_day"};
const Query add_setting{"INSERT INTO setting(name, value) VALUES ($1, $2)"};
const Query settings{"SELECT name, value FROM setting ORDER BY name"};
const Query add_salt{"INSERT INTO command_salt(seq, salt) VALUES ($1, $2)"};
const Query salts{"SELECT seq, salt FROM command_salt ORDER BY seq"};

template <class Store>
class StoreContract : public OnStore<Store> {
  protected:
    void SetUp() override {
        OnStore<Store>::SetUp();
        if (this->writer) rows = this->writer->bulk("account_day", columns);
    }
    void TearDown() override { rows.reset(); }
    void add(std::int64_t account, std::int64_t debit = 1) {
        rows->integers(std::array{account, std::int64_t{20'000}});
        rows->integer(debit);
        rows->integer(0);
        rows->end_row();
    }
    void add_from(std::int64_t first, std::int64_t last) {
        for (std::int64_t id = first; id <= last; ++id) add(id);
    }
    [[nodiscard]] std::int64_t sum() {
        Rows all = this->writer->select(sum_of_days);
        return all.next() ? all.integer(0) : -1;
    }

    std::unique_ptr<ledger::RowWriter> rows;
};

TYPED_TEST_SUITE(StoreContract, BothStores);

TYPED_TEST(StoreContract, KeepsEveryWholeNumber) {
    for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, largest, smallest}) {
        this->writer->begin();
        this->writer->change(add_day, 1, 1, value, 0);
        {
            Rows all = this->writer->select(days);
            ASSERT_TRUE(all.next());
            EXPECT_EQ(all.integer(2), value);
            EXPECT_EQ(all.statement().kind(2), ValueKind::integer);
            EXPECT_FALSE(all.next());
        }
        EXPECT_EQ(this->sum(), value);
        this->writer->rollback();
    }
}

TYPED_TEST(StoreContract, KeepsTextOctetsAndNothing) {
    this->writer->change(add_setting, std::string_view("b"), std::string_view("caf\xC3\xA9"));
    this->writer->change(add_setting, std::string_view("B"), std::string_view(""));
    const std::string_view octets("\0\x01\xFF\x27 and fourteen", 16);
    this->writer->change(add_salt, 1, Blob{octets});
    this->writer->change(add_salt, 2, std::nullopt);
    Rows texts = this->writer->select(settings);
    ASSERT_TRUE(texts.next());
    EXPECT_EQ(texts.text(0), "B");  // by octets, not by a language's alphabet
    EXPECT_EQ(texts.text(1), "");
    EXPECT_FALSE(texts.is_null(1));
    EXPECT_EQ(texts.statement().kind(1), ValueKind::text);
    ASSERT_TRUE(texts.next());
    EXPECT_EQ(texts.text(1), "caf\xC3\xA9");
    Rows kept = this->writer->select(salts);
    ASSERT_TRUE(kept.next());
    EXPECT_EQ(kept.text(1), octets);
    EXPECT_EQ(kept.statement().kind(1), ValueKind::blob);
    ASSERT_TRUE(kept.next());
    EXPECT_TRUE(kept.is_null(1));
    EXPECT_EQ(kept.statement().kind(1), ValueKind::nothing);
    EXPECT_EQ(kept.text(1), "");
    EXPECT_EQ(kept.integer(1), 0);
    EXPECT_FALSE(kept.next());
}

TYPED_TEST(StoreContract, BindsByNumberInWhateverOrderTheyStand) {
    this->writer->change(add_day, 7, 3, 50, 0);
    Rows found = this->writer->select(day_by_number, 7, 3);
    ASSERT_TRUE(found.next());
    EXPECT_EQ(found.integer(0), 7);
    EXPECT_EQ(found.integer(1), 50);
    EXPECT_FALSE(this->writer->select(day_by_number, 3, 7).next());
}

TYPED_TEST(StoreContract, SaysHowManyRowsAChangeChanged) {
    for (const int account : {1, 2, 3}) {
        EXPECT_EQ(this->writer->change(add_day, account, 1, 10, 0), 1);
    }
    EXPECT_EQ(this->writer->change(raise_days, 2, 5), 2);
    EXPECT_EQ(this->writer->change(raise_days, 9, 5), 0);
    EXPECT_EQ(this->sum(), 40);
}

TYPED_TEST(StoreContract, ReadsOneQueryTwiceAtOnceAndOthersBetween) {
    for (const int account : {1, 2, 3}) this->writer->change(add_day, account, 1, 10, 0);
    Rows outer = this->writer->select(days);
    std::int64_t pairs = 0;
    while (outer.next()) {
        Rows inner = this->writer->select(days);
        while (inner.next()) {
            EXPECT_EQ(this->sum(), 30);
            ++pairs;
        }
    }
    EXPECT_EQ(pairs, 9);
}

TYPED_TEST(StoreContract, AStatementThatIsResetRunsAgainWithWhatIsBoundThen) {
    const auto statement = this->writer->prepare(raise_days.text());
    this->writer->change(add_day, 1, 1, 10, 0);
    this->writer->begin();
    for (const std::int64_t more : {std::int64_t{5}, std::int64_t{7}}) {
        statement->bind_integers({1, more});
        EXPECT_FALSE(statement->step());
        statement->reset();
    }
    this->writer->commit();
    EXPECT_EQ(this->sum(), 22);
}

TYPED_TEST(StoreContract, AUnitOfWorkIsSeenByReadersOnceItIsCommitted) {
    const std::unique_ptr<Database> reader = this->store->open_reader();
    const char* const count = "SELECT COUNT(*) FROM account_day";
    this->writer->begin();
    this->add_from(1, 100);
    this->writer->change(add_day, 101, 1, 1, 0);
    EXPECT_EQ(this->number(count), 101);
    EXPECT_EQ(this->number(*reader, count), 0);
    this->writer->commit();
    EXPECT_EQ(this->number(*reader, count), 101);
}

TYPED_TEST(StoreContract, ReadingSeesOneStateWhateverIsCommittedMeanwhile) {
    this->writer->begin();
    this->add_from(1, 300);
    this->writer->commit();
    const std::unique_ptr<Database> reader = this->store->open_reader();
    reader->begin_reading();
    {
        Rows all = reader->select(days);
        ASSERT_TRUE(all.next());
        this->writer->begin();
        this->add_from(301, 600);
        this->writer->change(raise_days, 1, 1);
        this->writer->commit();
        std::int64_t seen = 1;
        std::int64_t added_up = all.integer(2);
        while (all.next()) {
            ++seen;
            added_up += all.integer(2);
        }
        EXPECT_EQ(seen, 300);
        EXPECT_EQ(added_up, 300);
    }
    EXPECT_EQ(this->number(*reader, "SELECT COUNT(*) FROM account_day"), 300);
    reader->end_reading();
    EXPECT_EQ(this->number(*reader, "SELECT COUNT(*) FROM account_day"), 600);
}

TYPED_TEST(StoreContract, AReaderCanChangeNothing) {
    const std::unique_ptr<Database> reader = this->store->open_reader();
    EXPECT_THROW((void)reader->change(add_day, 1, 1, 1, 0), StorageError);
    EXPECT_THROW(reader->run_script("DELETE FROM setting"), StorageError);
    EXPECT_EQ(this->sum(), 0);
}

TYPED_TEST(StoreContract, WhatIsTakenBackIsGone) {
    this->writer->begin();
    this->add_from(1, 100);
    this->writer->change(add_day, 101, 1, 1, 0);
    this->writer->rollback();
    EXPECT_EQ(this->sum(), 0);
    this->writer->begin();
    this->add(5);
    this->writer->commit();
    EXPECT_EQ(this->sum(), 1);
}

TYPED_TEST(StoreContract, ASavepointTakesBackOneCommandOfManyAndNoMore) {
    for (const std::int64_t many : {3, 100, 3'000}) {
        this->writer->begin();
        this->add_from(1, many);
        this->writer->savepoint();
        this->add_from(many + 1, 2 * many);
        this->writer->change(add_day, 0, 1, 1'000'000, 0);
        this->writer->rollback_to_savepoint();
        EXPECT_EQ(this->sum(), many);
        this->writer->savepoint();
        this->add(0, 50);
        this->writer->release_savepoint();
        this->writer->commit();
        EXPECT_EQ(this->sum(), many + 50);
        this->writer->run_script("DELETE FROM account_day");
    }
}

TYPED_TEST(StoreContract, RowsInBulkAreSeenByTheNextQueryHoweverManyTheyAre) {
    this->writer->begin();
    EXPECT_EQ(this->sum(), 0);
    this->add(1);
    EXPECT_EQ(this->sum(), 1);
    this->add_from(2, 30);
    EXPECT_EQ(this->sum(), 30);
    this->add_from(31, 20'000);
    EXPECT_EQ(this->sum(), 20'000);
    this->add(20'001);
    this->writer->commit();
    EXPECT_EQ(this->sum(), 20'001);
}

TYPED_TEST(StoreContract, RowsInBulkOfSeveralTablesGoInTogether) {
    const auto texts = this->writer->bulk("setting", setting_columns);
    const auto octets = this->writer->bulk("command_salt", salt_columns);
    const std::string long_text(200'000, 'x');
    this->writer->begin();
    for (std::int64_t i = 1; i <= 4'000; ++i) {
        this->add(i);
        if (i % 50 != 0) continue;
        const std::string name = "name " + std::to_string(i);
        texts->text(name);
        texts->text(i == 50 ? std::string_view(long_text) : std::string_view("caf\xC3\xA9"));
        texts->end_row();
        octets->integer(i);
        if (i % 100 == 0) {
            octets->null();
        } else {
            octets->blob(std::string_view("\0 sixteen octets", 16));
        }
        octets->end_row();
    }
    this->writer->commit();
    EXPECT_EQ(this->sum(), 4'000);
    EXPECT_EQ(this->number("SELECT COUNT(*) FROM setting WHERE value = 'caf\xC3\xA9'"), 79);
    EXPECT_EQ(this->number("SELECT MAX(LENGTH(value)) FROM setting"), 200'000);
    EXPECT_EQ(this->number("SELECT COUNT(*) FROM command_salt WHERE salt IS NULL"), 40);
    EXPECT_EQ(this->number("SELECT COUNT(*) FROM command_salt WHERE LENGTH(salt) = 16"), 40);
}

TYPED_TEST(StoreContract, RowsOfAClosedCommandOutliveTheirWriter) {
    this->writer->begin();
    this->writer->savepoint();
    this->add_from(1, 100);
    this->writer->release_savepoint();
    this->rows.reset();
    this->writer->commit();
    EXPECT_EQ(this->sum(), 100);
}

TYPED_TEST(StoreContract, ARowOfTheWrongWidthIsRefusedAndForgotten) {
    this->writer->begin();
    this->add_from(1, 5);
    this->rows->integer(6);
    EXPECT_THROW(this->rows->end_row(), ledger::InvariantBroken);
    this->rows->integer(6);
    this->writer->rollback();
    this->writer->begin();
    this->add(7);
    this->rows->flush();
    this->writer->commit();
    EXPECT_EQ(this->sum(), 1);
}

// One bad row alone, after few and after many: each unit of work is refused whole.
TYPED_TEST(StoreContract, RowsInBulkAreJudgedByEveryGuard) {
    const auto octets = this->writer->bulk("command_salt", salt_columns);
    for (const std::int64_t good : {0, 5, 100, 30'000}) {
        this->writer->begin();
        try {
            for (std::int64_t seq = 1; seq <= good + 1; ++seq) {
                octets->integer(seq);
                octets->blob(seq <= good ? "sixteen octets.." : "too short");
                octets->end_row();
            }
            this->writer->commit();
            ADD_FAILURE() << "a salt that is too short went in, after " << good;
        } catch (const StorageError& error) {
            EXPECT_TRUE(error.guard) << error.what();
        }
        this->writer->rollback();
        EXPECT_EQ(this->number("SELECT COUNT(*) FROM command_salt"), 0);
    }
}

TYPED_TEST(StoreContract, ARefusedChangeIsAGuardsAndTheUnitOfWorkCanBeTakenBack) {
    this->writer->change(add_day, 1, 1, 1, 0);
    this->writer->begin();
    this->writer->change(add_day, 2, 1, 1, 0);
    try {
        this->writer->change(add_day, 1, 1, 1, 0);
        ADD_FAILURE() << "two rows with one key";
    } catch (const StorageError& error) {
        EXPECT_TRUE(error.guard);
    }
    this->writer->rollback();
    EXPECT_EQ(this->sum(), 1);
}

TYPED_TEST(StoreContract, TextThatIsNoStatementIsRefusedWhenItIsPrepared) {
    EXPECT_THROW((void)this->writer->prepare("SELECT 1 FROM no_such_table"), StorageError);
    EXPECT_EQ(this->sum(), 0);
}

TYPED_TEST(StoreContract, HasOneWriterAtATime) {
    EXPECT_THROW((void)this->store->open_writer(), ledger::StorageBusy);
    this->rows.reset();
    this->writer.reset();
    this->writer = this->store->open_writer();
    EXPECT_EQ(TypeParam::migrate(*this->writer), 0);
}

TYPED_TEST(StoreContract, FindsNoFaultInTheTablesThatItMade) {
    const std::unique_ptr<Database> reader = this->store->open_reader();
    for (const ledger::GuardFault& fault : reader->guard_faults()) {
        ADD_FAILURE() << fault.object << ": " << fault.words;
    }
}

TYPED_TEST(StoreContract, NamesEachGuardThatIsGone) {
    this->writer->run_script("DROP INDEX transfer_resolved_once");
    this->writer->run_script("CREATE TABLE stray(id INTEGER)");
    const std::unique_ptr<Database> reader = this->store->open_reader();
    std::vector<std::string> named;
    for (const ledger::GuardFault& fault : reader->guard_faults()) named.push_back(fault.object);
    EXPECT_EQ(named, (std::vector<std::string>{"index transfer_resolved_once", "table stray"}));
}

TYPED_TEST(StoreContract, RefusesTablesOfANewerProgramOrOfOtherTexts) {
    this->rows.reset();
    this->writer->run_script("INSERT INTO migration VALUES (99, 'later', '', 0)");
    EXPECT_THROW((void)TypeParam::migrate(*this->writer), StorageError);
    this->writer->run_script("DELETE FROM migration WHERE number = 99");
    this->writer->run_script("UPDATE migration SET checksum = 'other' WHERE number = 2");
    EXPECT_THROW((void)TypeParam::migrate(*this->writer), StorageError);
}

}  // namespace
}  // namespace almoner::tests
