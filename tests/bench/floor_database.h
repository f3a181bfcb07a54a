// SQLite used as plainly as it can be, for the floors: no port, no journal, no guard.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

namespace almoner::bench {

class Handle {
  public:
    // WAL, synchronous=FULL, a cache of 64 MiB.
    explicit Handle(const std::filesystem::path& file) {
        must(sqlite3_open(file.c_str(), &handle_));
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("PRAGMA cache_size=-65536");
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { sqlite3_close(handle_); }

    void run(const char* sql) { must(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }
    void checkpoint() { run("PRAGMA wal_checkpoint(TRUNCATE)"); }
    [[nodiscard]] sqlite3* get() const { return handle_; }
    void must(int code) const {
        if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
            throw std::runtime_error(sqlite3_errmsg(handle_));
        }
    }

  private:
    sqlite3* handle_ = nullptr;
};

class Prepared {
  public:
    Prepared(const Handle& handle, const char* sql) : handle_(handle) {
        handle.must(sqlite3_prepare_v3(
            handle.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr));
    }
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    ~Prepared() { sqlite3_finalize(statement_); }

    // Binds from the first parameter on and runs it to its end.
    void run(std::initializer_list<std::int64_t> values = {}) {
        bind(values);
        (void)next();
        reset();
    }
    void bind(std::initializer_list<std::int64_t> values) {
        int position = 0;
        for (const std::int64_t value : values) {
            sqlite3_bind_int64(statement_, ++position, value);
        }
    }
    void bind_text(int position, const char* text) {
        sqlite3_bind_text(statement_, position, text, -1, SQLITE_STATIC);
    }
    bool next() {
        const int code = sqlite3_step(statement_);
        handle_.must(code);
        return code == SQLITE_ROW;
    }
    void reset() { sqlite3_reset(statement_); }
    [[nodiscard]] std::int64_t integer(int column) const {
        return sqlite3_column_int64(statement_, column);
    }
    [[nodiscard]] std::string text(int column) const {
        return reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    }

  private:
    const Handle& handle_;
    sqlite3_stmt* statement_ = nullptr;
};

}  // namespace almoner::bench
