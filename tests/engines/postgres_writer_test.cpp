// Who may write to an area on PostgreSQL, and on which servers.
#include "ledger/area/area_writer.h"
#include "ledger/storage/conflict.h"
#include "tests/engines/stores.h"

#include <chrono>
#include <future>
#include <string>

namespace almoner::tests {
namespace {

using ledger::Database;
using ledger::StorageBusy;
using ledger::StorageConflict;
using ledger::StorageError;

class PostgresWriter : public OnStore<PostgresStore> {
  protected:
    static PostgresServer& server() { return *PostgresServer::shared(); }
    [[nodiscard]] std::string in_area(const std::string& table) const {
        return store->schema() + "." + table;
    }
    // What the server says of the connection that is opened now.
    [[nodiscard]] std::string words_of_open() const {
        try {
            (void)store->open_writer();
            return "opened";
        } catch (const StorageError& error) {
            return error.what();
        }
    }
};

TEST_F(PostgresWriter, WhoTakesOverBeginsANewEpochAndTheEarlierOneCantCommitAnyMore) {
    writer->begin();
    writer->run_script("INSERT INTO setting VALUES ('by', 'the first')");
    // As if the lock had been lost with the server noticing nothing.
    server().run("UPDATE " + in_area("writer_epoch") + " SET epoch = epoch + 1");
    try {
        writer->commit();
        FAIL() << "a writer that was cut off has committed";
    } catch (const StorageBusy& error) {
        EXPECT_STREQ(error.what(),
                     "another almoner has taken this area over: this one no longer writes");
    }
    writer->rollback();
    EXPECT_EQ(number("SELECT COUNT(*) FROM setting"), 0);
}

TEST_F(PostgresWriter, WhoTakesOverWaitsForACommitThatIsUnderWay) {
    // The first has proved itself and has not committed yet.
    writer->begin();
    writer->run_script("INSERT INTO setting VALUES ('by', 'the first')");
    EXPECT_EQ(number(("SELECT prove_writer(epoch) FROM " + in_area("writer_epoch")).c_str()), 1);
    EXPECT_THROW(server().run("SET lock_timeout TO '50ms'; UPDATE " + in_area("writer_epoch") +
                              " SET epoch = epoch + 1"),
                 std::runtime_error);
    server().run("RESET lock_timeout");
    writer->commit();
    EXPECT_EQ(number("SELECT COUNT(*) FROM setting"), 1);
}

TEST_F(PostgresWriter, TheLockGoesWithTheConnectionAndTheNextTakesOver) {
    EXPECT_EQ(words_of_open(), "another almoner is already writing to this area");
    writer->begin();
    writer->run_script("INSERT INTO setting VALUES ('by', 'the first')");
    server().end_sessions();
    const std::unique_ptr<Database> second = store->open_writer();
    EXPECT_THROW(writer->commit(), StorageError);
    EXPECT_NO_THROW(writer->rollback());
    EXPECT_THROW(writer->run_script("INSERT INTO setting VALUES ('by', 'the first')"),
                 StorageError);
    EXPECT_EQ(number(*second, "SELECT COUNT(*) FROM setting"), 0);
    EXPECT_EQ(number(*second, "SELECT epoch FROM writer_epoch"), 2);
}

TEST_F(PostgresWriter, ALostConnectionIsAnOutageOfTheServer) {
    server().end_sessions();
    try {
        (void)number("SELECT 1");
        FAIL() << "there is no connection";
    } catch (const StorageError& error) {
        EXPECT_EQ(std::string(error.what()).substr(0, 27), "the database server is gone");
        EXPECT_FALSE(error.guard);
    }
}

TEST_F(PostgresWriter, AnAreaOfAnotherSchemaHasAWriterOfItsOwn) {
    const PostgresStore other;
    const std::unique_ptr<Database> its_writer = other.open_writer();
    EXPECT_GT(PostgresStore::migrate(*its_writer), 0);
    its_writer->run_script("INSERT INTO setting VALUES ('of', 'the other')");
    EXPECT_EQ(number("SELECT COUNT(*) FROM setting"), 0);
}

TEST_F(PostgresWriter, ALockThatIsNotHadInTimeIsAConflict) {
    writer->run_script("INSERT INTO setting VALUES ('name', 'one')");
    server().run("BEGIN; UPDATE " + in_area("setting") + " SET value = 'two'");
    writer->begin();
    writer->run_script("SET LOCAL lock_timeout TO '20ms'");
    EXPECT_THROW(writer->run_script("UPDATE setting SET value = 'three'"), StorageConflict);
    server().run("ROLLBACK");
    writer->rollback();
}

TEST_F(PostgresWriter, RefusesAServerThatMayLoseWhatItCommitted) {
    writer.reset();
    for (const std::string setting : {"fsync", "full_page_writes", "synchronous_commit"}) {
        server().set(setting, "off");
        EXPECT_EQ(words_of_open(),
                  "this server may lose what it has committed: " + setting +
                      " is off. Set it to 'on' there, and start again");
        server().set(setting, "on");
        EXPECT_EQ(words_of_open(), "opened");
    }
}

TEST_F(PostgresWriter, KeepsTheSynchronousCommitThatItBeganWith) {
    server().set("synchronous_commit", "off");
    EXPECT_EQ(number("SELECT CASE current_setting('synchronous_commit') WHEN 'on' THEN 1 "
                     "ELSE 0 END"),
              1);
    server().set("synchronous_commit", "on");
}

TEST_F(PostgresWriter, NeedsAStandbyWhereItsPlaceSaysSo) {
    writer.reset();
    server().end_sessions();
    const auto words_of_open_at = [](const std::string& url) -> std::string {
        try {
            (void)ledger::open_postgres(ledger::store_place(url).value(),
                                        ledger::PostgresUse::write);
            return "opened";
        } catch (const StorageError& error) {
            return error.what();
        }
    };
    EXPECT_EQ(words_of_open_at(store->url() + "&standby=optional"), "opened");
    EXPECT_EQ(words_of_open_at(store->url() + "&standby=required"),
              "this server commits alone, and the store's address says standby=required: set "
              "synchronous_standby_names there, and start again");
}

TEST_F(PostgresWriter, ACommitThatNoStandbyHasIsNotAcknowledged) {
    server().set_standbys("nobody");
    writer->begin();
    writer->run_script("INSERT INTO setting VALUES ('by', 'the first')");
    std::future<std::string> committing = std::async(std::launch::async, [&]() -> std::string {
        try {
            writer->commit();
            return "committed";
        } catch (const StorageError& error) {
            return error.what();
        }
    });
    // Somebody ends the wait: the server says COMMIT, with a warning.
    while (committing.wait_for(std::chrono::milliseconds(10)) != std::future_status::ready) {
        server().run(
            "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    }
    const std::string words = committing.get();
    server().set_standbys("");
    EXPECT_EQ(words, "the standby has not confirmed what was to be committed");
    EXPECT_EQ(number("SELECT COUNT(*) FROM setting"), 1);
}

TEST_F(PostgresWriter, AnyNumberOfChangesIsCommitted) {
    // What waits for the server is finished 400 at a time: COMMIT is the last of them once.
    const ledger::Query add{"INSERT INTO setting VALUES ($1, 'x')"};
    std::int64_t rows = 0;
    for (int savepoints = 390; savepoints <= 405; ++savepoints) {
        writer->begin();
        writer->change(add, std::to_string(++rows));
        for (int i = 0; i < savepoints; ++i) writer->savepoint();
        ASSERT_NO_THROW(writer->commit()) << savepoints;
    }
    EXPECT_EQ(number("SELECT COUNT(*) FROM setting"), rows);
}

TEST_F(PostgresWriter, SaysThatThereIsNoServerOrNoArea) {
    const auto nowhere = ledger::store_place("postgresql:///x?host=/nowhere").value();
    EXPECT_THROW((void)ledger::postgres_has_area(nowhere), StorageError);
    const PostgresStore empty;
    EXPECT_FALSE(ledger::postgres_has_area(empty.place()));
    EXPECT_THROW((void)empty.open_reader(), StorageError);
    EXPECT_TRUE(ledger::postgres_has_area(store->place()));
}

TEST_F(PostgresWriter, AReadersConnectionIsUsedAgainUnlessItIsLost) {
    const ledger::PostgresReaders readers(store->place());
    const char* const session = "SELECT CAST(pg_backend_pid() AS bigint)";
    const auto of_one = [&] {
        const std::unique_ptr<Database> reader = readers.open();
        reader->begin_reading();  // and goes before it has ended
        return number(*reader, session);
    };
    const std::int64_t first = of_one();
    EXPECT_EQ(of_one(), first);
    {
        const std::unique_ptr<Database> reader = readers.open();
        const std::unique_ptr<Database> another = readers.open();
        EXPECT_EQ(number(*reader, session), first);
        EXPECT_NE(number(*another, session), first);
    }
    writer->run_script("INSERT INTO setting VALUES ('seen', 'by the next')");
    EXPECT_EQ(number(*readers.open(), "SELECT COUNT(*) FROM setting"), 1);
    server().end_sessions();
    EXPECT_NE(of_one(), first);
}

TEST(StorePlace, TakesASchemaAndRefusesAPassword) {
    const auto place =
        ledger::store_place("postgresql://al@db1,db2/books?schema=north&sslmode=verify-full");
    ASSERT_TRUE(place.accepted());
    EXPECT_EQ(place.value().url, "postgresql://al@db1,db2/books?sslmode=verify-full");
    EXPECT_EQ(place.value().schema, "north");
    EXPECT_EQ(ledger::store_place("postgres://db/books").value().schema, "almoner");
    const auto watched = ledger::store_place("postgresql://db/books?standby=required&schema=south");
    ASSERT_TRUE(watched.accepted());
    EXPECT_EQ(watched.value().url, "postgresql://db/books");
    EXPECT_TRUE(watched.value().needs_standby);
    EXPECT_FALSE(place.value().needs_standby);
    const auto code = [](const char* url) {
        const auto refused = ledger::store_place(url);
        return refused.accepted() ? "accepted" : refused.refusal().code;
    };
    EXPECT_EQ(code("postgresql://al:secret@db/books"), "store-password");
    EXPECT_EQ(code("postgresql://al@db/books?password=secret"), "store-password");
    EXPECT_EQ(code("postgresql://al@db/books?sslpassword=secret"), "store-password");
    EXPECT_EQ(code("mysql://db/books"), "store-form");
    EXPECT_EQ(code("postgresql://db/books?no_such=1"), "store-form");
    EXPECT_EQ(code("postgresql://db/books?schema=pg_own"), "store-schema");
    EXPECT_EQ(code("postgresql://db/books?schema=a;drop"), "store-schema");
    EXPECT_EQ(code("postgresql://db/books?schema="), "store-schema");
    EXPECT_EQ(code("postgresql://db/books?standby=yes"), "store-standby");
}

}  // namespace
}  // namespace almoner::tests
