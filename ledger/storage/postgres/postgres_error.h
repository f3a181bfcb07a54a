// What PostgreSQL's error codes mean to us.
#pragma once

#include <libpq-fe.h>

#include <string>

namespace almoner::ledger {

// Five characters of the server; empty where the failure is libpq's own.
struct PostgresFailure {
    std::string code;
    std::string words;
};

[[nodiscard]] PostgresFailure failure_of(const PGresult* result);

// Throws what it means: StorageError, one of a guard, StorageConflict or StorageBusy.
[[noreturn]] void postgres_failed(const PostgresFailure& failure);
// The connection is gone: what was not committed is undone by the server.
[[noreturn]] void server_gone(const PGconn* connection);

// Of the warnings that a commit has when its wait for a standby was ended: by somebody who
// cancelled it (the server gives that no code of its own) or because the server shuts down.
constexpr const char* any_warning_code = "01000";
constexpr const char* shutting_down_code = "57P01";

// Raised by prove_writer() in the database.
constexpr const char* taken_over_code = "ALM01";

}  // namespace almoner::ledger
