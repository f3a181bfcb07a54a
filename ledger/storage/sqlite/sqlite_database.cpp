#include "ledger/storage/sqlite/sqlite_database.h"

#include "ledger/sealing/memory_keys.h"
#include "ledger/storage/bulk_changes.h"
#include "ledger/storage/read_beside.h"
#include "ledger/storage/sqlite/bulk_rows.h"
#include "ledger/storage/sqlite/changes.h"
#include "ledger/storage/sqlite/guard_check.h"
#include "ledger/storage/sqlite/sqlite_statement.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fcntl.h>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace almoner::ledger {
namespace {

constexpr const char* in_memory = ":memory:";

// A file that says "somebody writes here"; the kernel lets go of it when the process ends.
class WriterLock {
  public:
    explicit WriterLock(const std::filesystem::path& folder)
        : file_(::open((folder / "almoner.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (file_ < 0) {
            throw StorageError("the data folder " + folder.string() +
                               " can't be written to: check that it exists and its permissions");
        }
        if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
            ::close(file_);
            throw StorageBusy("another almoner is already writing to " + folder.string());
        }
    }
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;
    ~WriterLock() { ::close(file_); }

  private:
    int file_;
};

class SqliteDatabase final : public Database,
                             public BulkChanges,
                             public LaterChanges,
                             public ReadingBeside {
  public:
    SqliteDatabase(const std::string& path,
                   int flags,
                   std::unique_ptr<WriterLock> lock,
                   std::unique_ptr<CommitListener> listener)
        : lock_(std::move(lock)), listener_(std::move(listener)), database_(path, flags) {
        // Memory of its own for what every statement needs: no call to malloc for each row.
        sqlite3_db_config(handle(), SQLITE_DBCONFIG_LOOKASIDE, nullptr, 1'200, 500);
        bulk_.emplace(handle());
        if (listener_) recorder_.emplace(handle());
    }
    ~SqliteDatabase() override { forget_statements(); }

    // A process that was killed between the last write of a commit and its sync left a log that is
    // read as committed and is not on the disk yet: it must be before anything is answered from it.
    void make_log_safe() {
        run("SELECT 1 FROM sqlite_master");  // opens the log
        sqlite3_file* log = nullptr;
        int code = sqlite3_file_control(
            handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&log));
        const bool is_open = code == SQLITE_OK && log != nullptr && log->pMethods != nullptr;
        if (is_open) code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
        if (!is_open || code != SQLITE_OK)
            throw StorageError("the write-ahead log can't be synced");
    }

    void begin() override {
        run("BEGIN IMMEDIATE");
        changes_at_begin_ = sqlite3_total_changes64(handle());
        if (listener_) begin_to_record();
    }
    void commit() override {
        bulk_->insert();
        run("COMMIT");
        if (listener_) tell_listener();
    }
    void rollback() override {
        bulk_->drop();
        is_whole_ = false;
        if (sqlite3_get_autocommit(handle()) == 0) run("ROLLBACK");
    }
    // Where nothing was written yet the unit of work is its own savepoint: to go back is to begin
    // it again. SQLite then needs no copy of each page that a large command changes.
    void savepoint() override {
        is_whole_ = is_unwritten();
        if (is_whole_) return;
        bulk_->insert();
        run("SAVEPOINT command");
    }
    void release_savepoint() override {
        // A command's records are out of its writers' hands when it is closed. Where it is the unit
        // of work it is undone with it: they may still be on their way in.
        if (std::exchange(is_whole_, false)) {
            bulk_->part_with();
            return;
        }
        bulk_->insert();
        run("RELEASE command");
    }
    void rollback_to_savepoint() override {
        bulk_->drop();  // what waited before it went in with the savepoint
        if (std::exchange(is_whole_, false)) {
            run("ROLLBACK");
            begin();
            return;
        }
        run("ROLLBACK TO command");
        run("RELEASE command");
    }
    void begin_reading() override { run("BEGIN"); }
    void end_reading() override { rollback(); }

    std::unique_ptr<RowWriter> bulk(std::string_view table,
                                    std::span<const std::string_view> columns) override {
        return bulk_->writer(table, columns);
    }
    std::unique_ptr<RowWriter> bulk_change(std::string_view table,
                                           std::span<const std::string_view> columns) override {
        return bulk_->changer(table, columns);
    }
    void change_later(const Query& query,
                      std::span<const std::int64_t> values,
                      std::int64_t rows) override {
        bulk_->change_later(query, values, rows);
    }
    std::unique_ptr<Database> beside() override;
    void run_script(const char* sql) override {
        bulk_->insert();
        run(sql);
    }
    std::unique_ptr<Statement> prepare(const char* sql) override {
        return std::make_unique<SqliteStatement>(handle(), sql, &*bulk_);
    }
    [[nodiscard]] std::string_view engine() const override { return "sqlite"; }
    [[nodiscard]] std::vector<GuardFault> guard_faults() override {
        return sqlite_guard_faults(*this);
    }

  protected:
    [[nodiscard]] std::int64_t rows_changed() const override {
        return sqlite3_changes64(database_.getHandle());
    }

  private:
    [[nodiscard]] sqlite3* handle() const { return database_.getHandle(); }
    // Whoever listens never stops a unit of work, and never fails one that is committed.
    void begin_to_record() {
        try {
            recorder_->begin(*this);
        } catch (const StorageError&) {
            records_ = false;
            return;
        }
        records_ = true;
    }
    void tell_listener() {
        try {
            if (!records_) throw StorageError("nothing was recorded");
            std::string changes = recorder_->changes(*this);
            if (!changes.empty()) listener_->committed(*this, std::move(changes));
        } catch (const std::exception&) {
            listener_->lost();
        }
    }
    [[nodiscard]] bool is_unwritten() const {
        return !bulk_->any() && sqlite3_get_autocommit(handle()) == 0 &&
               sqlite3_total_changes64(handle()) == changes_at_begin_;
    }
    void run(const char* sql) {
        const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) sqlite_failed(handle(), code);
    }
    std::unique_ptr<WriterLock> lock_;
    std::unique_ptr<CommitListener> listener_;
    SQLite::Database database_;
    std::optional<ChangeRecorder> recorder_;  // where somebody listens
    bool records_ = false;                    // the unit of work that is open
    std::optional<BulkRows> bulk_;
    std::int64_t changes_at_begin_ = 0;
    bool is_whole_ = false;  // the savepoint is the unit of work
};

// SQLite syncs the folder for a log that this connection makes. One that a reader made, or a
// process that was killed before its first commit, would have a name that a power cut may take
// away, with all that was committed to it since.
void make_names_safe(const std::filesystem::path& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool is_safe = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!is_safe) throw StorageError("the data folder " + folder.string() + " can't be synced");
}

std::string pragma(Database& database, const char* sql) {
    const std::unique_ptr<Statement> statement = database.prepare(sql);
    return statement->step() ? std::string(statement->text(0)) : std::string();
}

// Before SQLite is used for the first time; later it says no, and nothing is lost by that. Nobody
// asks it how much memory it takes, and to count that costs a lock for every piece of it.
void count_no_memory() {
    static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)once;
}

void keep_promises(Database& database, SqliteUse use) {
    database.run_script("PRAGMA busy_timeout=10000");
    database.run_script("PRAGMA foreign_keys=ON");
    database.run_script("PRAGMA cache_size=-65536");
    if (use != SqliteUse::write) return;
    // Of an area that is made now: what a run writes lies close together, and in fewer pages is
    // less to do for each.
    database.run_script("PRAGMA page_size=16384");
    // 256 MiB: pages that every commit touches go to the file once for many commits, and a payment
    // run of 100,000 does not wait for it.
    database.run_script("PRAGMA wal_autocheckpoint=16384");
    (void)pragma(database, "PRAGMA journal_mode=WAL");
    database.run_script("PRAGMA synchronous=FULL");
    if (pragma(database, "PRAGMA journal_mode") != "wal" ||
        pragma(database, "PRAGMA synchronous") != "2") {
        throw StorageError("this disk does not keep SQLite's promises (WAL, synchronous=FULL)");
    }
}

// Only while nobody else can write: without the writer's lock another may commit between two reads.
// Whoever reads alone for want of a second connection is slower, and that is all.
std::unique_ptr<Database> SqliteDatabase::beside() {
    const std::string& path = database_.getFilename();
    if (path == in_memory || !lock_ || !is_unwritten()) return nullptr;
    try {
        auto other = std::make_unique<SqliteDatabase>(
            path, SQLite::OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr, nullptr);
        keep_promises(*other, SqliteUse::read);
        // Not its own: whoever reads beside is done before this one is.
        if (keys() != nullptr) other->use_keys({std::shared_ptr<PersonKeys>(), keys()});
        return other;
    } catch (const SQLite::Exception&) {
        return nullptr;
    } catch (const StorageError&) {
        return nullptr;
    }
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::filesystem::path& folder,
                                      SqliteUse use,
                                      std::unique_ptr<CommitListener> listener) {
    count_no_memory();
    try {
        std::unique_ptr<WriterLock> lock;
        std::string path = (folder / "almoner.db").string();
        // A connection belongs to one thread at a time, as a Database does: no lock for every
        // value.
        int flags = SQLite::OPEN_READONLY;
        if (use == SqliteUse::write) {
            lock = std::make_unique<WriterLock>(folder);
            flags = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
        } else if (use == SqliteUse::memory) {
            path = in_memory;
            flags = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
        } else if (!std::filesystem::exists(path)) {
            throw StorageError("there is no area in " + folder.string() +
                               ": make one with 'almoner init'");
        }
        auto database = std::make_unique<SqliteDatabase>(
            path, flags | SQLITE_OPEN_NOMUTEX, std::move(lock), std::move(listener));
        keep_promises(*database, use);
        if (use == SqliteUse::memory) database->use_keys(std::make_shared<MemoryKeys>());
        if (use == SqliteUse::write) {
            database->make_log_safe();
            make_names_safe(folder);
        }
        return database;
    } catch (const SQLite::Exception& error) {
        throw_if_damaged(error.getErrorCode(), error.what());
        throw StorageError("the database in " + folder.string() +
                           " can't be opened: " + error.what());
    }
}

}  // namespace almoner::ledger
