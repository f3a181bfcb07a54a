// A second connection reads what the unit of work reads, or is not there.
#include "ledger/storage/read_beside.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <pthread.h>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace almoner::ledger {
namespace {

const Query every_line{"SELECT COUNT(*), COALESCE(SUM(id), 0) FROM line"};
const Query add_line{"INSERT INTO line(id) VALUES ($1)"};

class Beside : public ::testing::Test {
  protected:
    Beside() : database(open_sqlite(folder.path(), SqliteUse::write)) {
        database->run_script("CREATE TABLE line(id INTEGER PRIMARY KEY) STRICT");
        database->begin();
        database->change(add_line, 41);
        database->change(add_line, 1);
        database->commit();
    }
    [[nodiscard]] std::unique_ptr<Database> beside() const {
        return dynamic_cast<ReadingBeside&>(*database).beside();
    }
    static std::int64_t sum_in(Database& reading) {
        Rows rows = reading.select(every_line);
        return rows.next() ? rows.integer(1) : -1;
    }

    tests::TempFolder folder;
    std::unique_ptr<Database> database;
};

TEST_F(Beside, ReadsWhatIsCommittedAndWritesNothing) {
    database->begin();
    const auto other = beside();
    ASSERT_NE(other, nullptr);
    EXPECT_EQ(sum_in(*other), 42);
    EXPECT_THROW(other->change(add_line, 7), StorageError);
    database->rollback();
}

TEST_F(Beside, IsNotThereOnceTheUnitOfWorkHasWritten) {
    EXPECT_EQ(beside(), nullptr);  // no unit of work: another could commit between two reads
    database->begin();
    database->change(add_line, 7);
    EXPECT_EQ(beside(), nullptr);
    database->rollback();
}

TEST_F(Beside, IsNotThereForADatabaseInMemory) {
    const auto in_memory = open_sqlite({}, SqliteUse::memory);
    in_memory->begin();
    EXPECT_EQ(dynamic_cast<ReadingBeside&>(*in_memory).beside(), nullptr);
    in_memory->rollback();
}

// Another process may commit between two reads of a connection that only reads.
TEST_F(Beside, IsNotThereForAConnectionThatOnlyReads) {
    const auto reader = open_sqlite(folder.path(), SqliteUse::read);
    reader->begin_reading();
    EXPECT_EQ(sum_in(*reader), 42);
    EXPECT_EQ(dynamic_cast<ReadingBeside&>(*reader).beside(), nullptr);
    reader->end_reading();
}

TEST_F(Beside, OpensWhatIsSealed) {
    const auto keys = tests::shared_keys();
    database->use_keys(keys);
    database->begin();
    const auto other = beside();
    ASSERT_NE(other, nullptr);
    EXPECT_EQ(other->keys(), keys.get());
    database->rollback();
}

class ReadBesideIt : public Beside {
  protected:
    struct Read {
        std::int64_t sum = 0;
        std::thread::id thread;
    };
    [[nodiscard]] Read read(std::int64_t rows) {
        database->begin();
        ReadBeside<Read> value(*database, rows, [](Database& reading) {
            return Read{sum_in(reading), std::this_thread::get_id()};
        });
        const Read there = value.get();
        database->rollback();
        return there;
    }
};

TEST_F(ReadBesideIt, ReadsManyRowsOnAnotherThreadAndFewOnItsOwn) {
    const Read many = read(worth_reading_beside);
    EXPECT_EQ(many.sum, 42);
    EXPECT_NE(many.thread, std::this_thread::get_id());
    const Read few = read(worth_reading_beside - 1);
    EXPECT_EQ(few.sum, 42);
    EXPECT_EQ(few.thread, std::this_thread::get_id());
}

// A sanitizer opens files itself where it looks at memory.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ALMONER_OPENS_FILES
#endif
#endif
#ifndef ALMONER_OPENS_FILES

// While it lives the process may open no more files than it has open.
class NoMoreFiles {
  public:
    NoMoreFiles() {
        EXPECT_EQ(::getrlimit(RLIMIT_NOFILE, &before_), 0);
        const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);  // the lowest that is free
        ::close(next);
        rlimit none = before_;
        none.rlim_cur = static_cast<rlim_t>(next);
        EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    }
    NoMoreFiles(const NoMoreFiles&) = delete;
    NoMoreFiles& operator=(const NoMoreFiles&) = delete;
    ~NoMoreFiles() { ::setrlimit(RLIMIT_NOFILE, &before_); }

  private:
    rlimit before_{};
};

TEST_F(ReadBesideIt, ReadsAloneWhereNoMoreFilesCanBeOpened) {
    (void)read(1);
    const NoMoreFiles limit;
    const Read alone = read(worth_reading_beside);
    EXPECT_EQ(alone.sum, 42);
    EXPECT_EQ(alone.thread, std::this_thread::get_id());
}

#endif

// While it lives a new thread asks for more memory than there is.
class NoMoreThreads {
  public:
    NoMoreThreads() {
        EXPECT_EQ(::pthread_getattr_default_np(&before_), 0);
        pthread_attr_t huge{};
        EXPECT_EQ(::pthread_getattr_default_np(&huge), 0);
        EXPECT_EQ(::pthread_attr_setstacksize(&huge, std::size_t{1} << 50U), 0);
        EXPECT_EQ(::pthread_setattr_default_np(&huge), 0);
        ::pthread_attr_destroy(&huge);
    }
    NoMoreThreads(const NoMoreThreads&) = delete;
    NoMoreThreads& operator=(const NoMoreThreads&) = delete;
    ~NoMoreThreads() {
        ::pthread_setattr_default_np(&before_);
        ::pthread_attr_destroy(&before_);
    }

  private:
    pthread_attr_t before_{};
};

TEST_F(ReadBesideIt, ReadsAloneWhereNoMoreThreadsCanBeMade) {
    const NoMoreThreads limit;
    const Read alone = read(worth_reading_beside);
    EXPECT_EQ(alone.sum, 42);
    EXPECT_EQ(alone.thread, std::this_thread::get_id());
}

TEST_F(ReadBesideIt, PassesOnWhatWentWrong) {
    database->begin();
    ReadBeside<int> value(*database, worth_reading_beside, [](Database& /*reading*/) -> int {
        throw StorageError("the disk is gone");
    });
    EXPECT_THROW((void)value.get(), StorageError);
    database->rollback();
}

}  // namespace
}  // namespace almoner::ledger
