// A prepared statement of SQLite, and what SQLite's error codes mean to us.
#pragma once

#include "ledger/storage/database.h"

#include <sqlite3.h>
#include <string>
#include <vector>

namespace almoner::ledger {

class BulkRows;

// Throws where the code says that the file can't be what was written.
void throw_if_damaged(int code, const std::string& words);
// Throws what the last failure of this connection means.
[[noreturn]] void sqlite_failed(sqlite3* handle, int code);

class SqliteStatement final : public Statement {
  public:
    // `bulk` holds rows that must be in their tables before this runs; the statements that put them
    // there have none.
    SqliteStatement(sqlite3* handle, const char* sql, BulkRows* bulk);
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
    ~SqliteStatement() override;

    void bind_integer(int position, std::int64_t value) override;
    void bind_text(int position, std::string_view value) override;
    void bind_blob(int position, std::string_view octets) override;
    void bind_null(int position) override;
    using Statement::bind_integers;
    void bind_integers(std::span<const std::int64_t> values) override;

    bool step() override;
    [[nodiscard]] std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    [[nodiscard]] std::string_view text(int column) const override;
    [[nodiscard]] bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    [[nodiscard]] ValueKind kind(int column) const override;
    void reset() override;
    [[nodiscard]] sqlite3_stmt* get() const { return statement_; }
    // SQLite's own number of $1, $2 and so on.
    [[nodiscard]] int place(int position) const {
        return positions_.at(static_cast<std::size_t>(position) - 1);
    }

  private:
    void wait_for_rows() const noexcept;
    void check(int code) const {
        if (code != SQLITE_OK) sqlite_failed(handle_, code);
    }
    sqlite3* handle_;
    BulkRows* bulk_;
    sqlite3_stmt* statement_ = nullptr;
    std::vector<int> positions_;
};

}  // namespace almoner::ledger
