#include "ledger/storage/sqlite/sqlite_database.h"

#include "ledger/storage/sqlite/guard_check.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace almoner::ledger {
namespace {

[[noreturn]] void fail(sqlite3* handle, int code) {
    const std::string words = sqlite3_errmsg(handle);
    const int primary = code & 0xff;
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) throw StorageBusy(words);
    if (primary == SQLITE_CONSTRAINT) throw StorageError(words, true);
    // The write-ahead log's index says no more than that it could not grow.
    const bool has_no_room = primary == SQLITE_IOERR && sqlite3_system_errno(handle) == ENOSPC;
    if (primary == SQLITE_FULL || has_no_room) throw StorageError("the disk is full: " + words);
    if (primary == SQLITE_READONLY) throw StorageError("the data folder is read-only: " + words);
    throw StorageError(words);
}

class SqliteStatement final : public Statement {
  public:
    SqliteStatement(sqlite3* handle, const char* sql) : handle_(handle) {
        const int code =
            sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
        if (code != SQLITE_OK) fail(handle, code);
        // SQLite numbers $1 by first appearance, PostgreSQL by its number: go by the name.
        const int count = sqlite3_bind_parameter_count(statement_);
        for (int number = 1; number <= count; ++number) {
            const std::string name = "$" + std::to_string(number);
            positions_.push_back(sqlite3_bind_parameter_index(statement_, name.c_str()));
        }
    }
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
    ~SqliteStatement() override { sqlite3_finalize(statement_); }

    void bind_integer(int position, std::int64_t value) override {
        check(sqlite3_bind_int64(statement_, place(position), value));
    }
    void bind_text(int position, std::string_view value) override {
        check(sqlite3_bind_text64(statement_,
                                  place(position),
                                  value.data() == nullptr ? "" : value.data(),
                                  value.size(),
                                  SQLITE_TRANSIENT,
                                  SQLITE_UTF8));
    }
    void bind_blob(int position, std::string_view octets) override {
        check(sqlite3_bind_blob64(
            statement_, place(position), octets.data(), octets.size(), SQLITE_TRANSIENT));
    }
    void bind_null(int position) override { check(sqlite3_bind_null(statement_, place(position))); }
    using Statement::bind_integers;
    void bind_integers(std::span<const std::int64_t> values) override {
        for (std::size_t i = 0; i < values.size(); ++i) {
            check(sqlite3_bind_int64(statement_, positions_.at(i), values[i]));
        }
    }

    bool step() override {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        fail(handle_, code);
    }
    [[nodiscard]] std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    [[nodiscard]] std::string_view text(int column) const override {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return data == nullptr ? std::string_view{} : std::string_view{data, size};
    }
    [[nodiscard]] bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    [[nodiscard]] ValueKind kind(int column) const override {
        switch (sqlite3_column_type(statement_, column)) {
            case SQLITE_INTEGER: return ValueKind::integer;
            case SQLITE_TEXT: return ValueKind::text;
            case SQLITE_BLOB: return ValueKind::blob;
            case SQLITE_NULL: return ValueKind::nothing;
            default: throw StorageError("a fraction is stored where there can be none");
        }
    }
    void reset() override { sqlite3_reset(statement_); }
    [[nodiscard]] sqlite3_stmt* get() const { return statement_; }

  private:
    [[nodiscard]] int place(int position) const {
        return positions_.at(static_cast<std::size_t>(position) - 1);
    }
    void check(int code) const {
        if (code != SQLITE_OK) fail(handle_, code);
    }
    sqlite3* handle_;
    sqlite3_stmt* statement_ = nullptr;
    std::vector<int> positions_;
};

class SqliteRowWriter final : public RowWriter {
  public:
    SqliteRowWriter(sqlite3* handle, const std::string& sql, std::size_t columns)
        : handle_(handle), insert_(handle, sql.c_str()), bound_(columns) {}
    void integer(std::int64_t value) override { integers({&value, 1}); }
    void integers(std::span<const std::int64_t> values) override {
        for (const std::int64_t value : values) {
            Bound& bound = next();
            // A bound value stays bound: most columns are as in the row before.
            if (bound.is_integer && bound.value == value) continue;
            check(sqlite3_bind_int64(insert_.get(), position_, value));
            bound = {true, value};
        }
    }
    void text(std::string_view value) override {
        next().is_integer = false;
        check(sqlite3_bind_text64(insert_.get(),
                                  position_,
                                  value.data() == nullptr ? "" : value.data(),
                                  value.size(),
                                  SQLITE_STATIC,
                                  SQLITE_UTF8));
    }
    void blob(std::string_view octets) override {
        next().is_integer = false;
        check(sqlite3_bind_blob64(insert_.get(),
                                  position_,
                                  octets.data() == nullptr ? "" : octets.data(),
                                  octets.size(),
                                  SQLITE_STATIC));
    }
    void null() override {
        next().is_integer = false;
        check(sqlite3_bind_null(insert_.get(), position_));
    }
    void end_row() override {
        position_ = 0;
        // Reset on failure as well, so that the next row does not trip over this one.
        struct Reset {
            SqliteStatement& statement;
            ~Reset() { statement.reset(); }
        } const reset{insert_};
        (void)insert_.step();
    }
    void flush() override {}

  private:
    struct Bound {
        bool is_integer = false;
        std::int64_t value = 0;
    };
    Bound& next() { return bound_.at(static_cast<std::size_t>(position_++)); }
    void check(int code) const {
        if (code != SQLITE_OK) fail(handle_, code);
    }
    sqlite3* handle_;
    SqliteStatement insert_;
    std::vector<Bound> bound_;
    int position_ = 0;
};

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

class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(const std::string& path, int flags, std::unique_ptr<WriterLock> lock)
        : lock_(std::move(lock)), database_(path, flags) {
        // Memory of its own for what every statement needs: no call to malloc for each row.
        sqlite3_db_config(handle(), SQLITE_DBCONFIG_LOOKASIDE, nullptr, 1'200, 500);
    }
    ~SqliteDatabase() override { forget_statements(); }

    void begin() override { run("BEGIN IMMEDIATE"); }
    void commit() override { run("COMMIT"); }
    void rollback() override {
        if (sqlite3_get_autocommit(handle()) == 0) run("ROLLBACK");
    }
    void savepoint() override { run("SAVEPOINT command"); }
    void release_savepoint() override { run("RELEASE command"); }
    void rollback_to_savepoint() override {
        run("ROLLBACK TO command");
        run("RELEASE command");
    }
    void begin_reading() override { run("BEGIN"); }
    void end_reading() override { rollback(); }

    std::unique_ptr<RowWriter> bulk(std::string_view table,
                                    std::span<const std::string_view> columns) override {
        std::string sql = "INSERT INTO " + std::string(table) + "(";
        std::string values;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0) {
                sql += ',';
                values += ',';
            }
            sql += columns[i];
            values += "$" + std::to_string(i + 1);
        }
        return std::make_unique<SqliteRowWriter>(
            handle(), sql + ") VALUES (" + values + ")", columns.size());
    }
    void run_script(const char* sql) override { run(sql); }
    std::unique_ptr<Statement> prepare(const char* sql) override {
        return std::make_unique<SqliteStatement>(handle(), sql);
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
    void run(const char* sql) {
        const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) fail(handle(), code);
    }
    std::unique_ptr<WriterLock> lock_;
    SQLite::Database database_;
};

std::string pragma(Database& database, const char* sql) {
    const std::unique_ptr<Statement> statement = database.prepare(sql);
    return statement->step() ? std::string(statement->text(0)) : std::string();
}

void keep_promises(Database& database, SqliteUse use) {
    database.run_script("PRAGMA busy_timeout=10000");
    database.run_script("PRAGMA foreign_keys=ON");
    database.run_script("PRAGMA cache_size=-65536");
    if (use != SqliteUse::write) return;
    // 16 MiB: pages that every commit touches go to the file once for several commits.
    database.run_script("PRAGMA wal_autocheckpoint=4096");
    (void)pragma(database, "PRAGMA journal_mode=WAL");
    database.run_script("PRAGMA synchronous=FULL");
    if (pragma(database, "PRAGMA journal_mode") != "wal" ||
        pragma(database, "PRAGMA synchronous") != "2") {
        throw StorageError("this disk does not keep SQLite's promises (WAL, synchronous=FULL)");
    }
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::filesystem::path& folder, SqliteUse use) {
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
            path = ":memory:";
            flags = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
        } else if (!std::filesystem::exists(path)) {
            throw StorageError("there is no area in " + folder.string() +
                               ": make one with 'almoner init'");
        }
        auto database =
            std::make_unique<SqliteDatabase>(path, flags | SQLITE_OPEN_NOMUTEX, std::move(lock));
        keep_promises(*database, use);
        return database;
    } catch (const SQLite::Exception& error) {
        throw StorageError("the database in " + folder.string() +
                           " can't be opened: " + error.what());
    }
}

}  // namespace almoner::ledger
