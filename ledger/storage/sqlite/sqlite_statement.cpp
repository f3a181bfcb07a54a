#include "ledger/storage/sqlite/sqlite_statement.h"

#include "ledger/storage/sqlite/bulk_rows.h"
#include "ledger/storage/storage_damaged.h"

#include <cerrno>
#include <string>

namespace almoner::ledger {

void throw_if_damaged(int code, const std::string& words) {
    const int primary = code & 0xff;
    if (primary != SQLITE_CORRUPT && primary != SQLITE_NOTADB) return;
    throw StorageDamaged("the area's database file is damaged (" + words +
                         "). Stop what writes there, keep the file as it is, and put the area "
                         "together again from a backup: 'almoner restore --help'");
}

void sqlite_failed(sqlite3* handle, int code) {
    const std::string words = sqlite3_errmsg(handle);
    const int primary = code & 0xff;
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) throw StorageBusy(words);
    if (primary == SQLITE_CONSTRAINT) throw StorageError(words, true);
    // The write-ahead log's index says no more than that it could not grow.
    const bool has_no_room = primary == SQLITE_IOERR && sqlite3_system_errno(handle) == ENOSPC;
    if (primary == SQLITE_FULL || has_no_room) throw StorageError("the disk is full: " + words);
    throw_if_damaged(code, words);
    if (primary == SQLITE_READONLY) throw StorageError("the data folder is read-only: " + words);
    throw StorageError(words);
}

SqliteStatement::SqliteStatement(sqlite3* handle, const char* sql, BulkRows* bulk)
    : handle_(handle), bulk_(bulk) {
    wait_for_rows();
    const int code =
        sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (code != SQLITE_OK) sqlite_failed(handle, code);
    // SQLite numbers $1 by first appearance, PostgreSQL by its number: go by the name.
    const int count = sqlite3_bind_parameter_count(statement_);
    for (int number = 1; number <= count; ++number) {
        const std::string name = "$" + std::to_string(number);
        positions_.push_back(sqlite3_bind_parameter_index(statement_, name.c_str()));
    }
}

SqliteStatement::~SqliteStatement() {
    wait_for_rows();
    sqlite3_finalize(statement_);
}

void SqliteStatement::wait_for_rows() const noexcept {
    if (bulk_ != nullptr) bulk_->wait();
}

void SqliteStatement::reset() {
    wait_for_rows();
    sqlite3_reset(statement_);
}

void SqliteStatement::bind_integer(int position, std::int64_t value) {
    wait_for_rows();
    check(sqlite3_bind_int64(statement_, place(position), value));
}

void SqliteStatement::bind_text(int position, std::string_view value) {
    wait_for_rows();
    check(sqlite3_bind_text64(statement_,
                              place(position),
                              value.data() == nullptr ? "" : value.data(),
                              value.size(),
                              SQLITE_TRANSIENT,
                              SQLITE_UTF8));
}

void SqliteStatement::bind_blob(int position, std::string_view octets) {
    wait_for_rows();
    check(sqlite3_bind_blob64(
        statement_, place(position), octets.data(), octets.size(), SQLITE_TRANSIENT));
}

void SqliteStatement::bind_null(int position) {
    wait_for_rows();
    check(sqlite3_bind_null(statement_, place(position)));
}

void SqliteStatement::bind_integers(std::span<const std::int64_t> values) {
    wait_for_rows();
    for (std::size_t i = 0; i < values.size(); ++i) {
        check(sqlite3_bind_int64(statement_, positions_.at(i), values[i]));
    }
}

bool SqliteStatement::step() {
    if (bulk_ != nullptr && bulk_->any()) bulk_->insert();
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite_failed(handle_, code);
}

std::string_view SqliteStatement::text(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return data == nullptr ? std::string_view{} : std::string_view{data, size};
}

ValueKind SqliteStatement::kind(int column) const {
    switch (sqlite3_column_type(statement_, column)) {
        case SQLITE_INTEGER: return ValueKind::integer;
        case SQLITE_TEXT: return ValueKind::text;
        case SQLITE_BLOB: return ValueKind::blob;
        case SQLITE_NULL: return ValueKind::nothing;
        default: throw StorageError("a fraction is stored where there can be none");
    }
}

}  // namespace almoner::ledger
