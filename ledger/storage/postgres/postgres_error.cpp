#include "ledger/storage/postgres/postgres_error.h"

#include "ledger/storage/conflict.h"

#include <string_view>

namespace almoner::ledger {
namespace {

std::string trimmed(const char* text) {
    std::string words = text == nullptr ? "" : text;
    while (!words.empty() && words.back() == '\n') words.pop_back();
    return words;
}

bool is_class(std::string_view code, std::string_view two) {
    return code.substr(0, two.size()) == two;
}

}  // namespace

PostgresFailure failure_of(const PGresult* result) {
    const char* const code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* const words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    // The detail is left out: it shows the row, and rows hold what logs must not.
    return {.code = code == nullptr ? "" : code,
            .words = trimmed(words != nullptr ? words : PQresultErrorMessage(result))};
}

void postgres_failed(const PostgresFailure& failure) {
    const std::string_view code = failure.code;
    const std::string& words = failure.words;
    constexpr std::string_view raised = "P0001";
    if (code == "40001" || code == "40P01" || code == "55P03") throw StorageConflict(words);
    if (is_class(code, "23") || code == raised) throw StorageError(words, true);
    if (code == taken_over_code) throw StorageBusy(words);
    if (code == "53100") throw StorageError("the disk is full: " + words);
    if (code == "25006") throw StorageError("the database is read-only: " + words);
    if (is_class(code, "57P") || is_class(code, "08")) {
        throw StorageError("the database server is gone: " + words);
    }
    throw StorageError(words);
}

void server_gone(const PGconn* connection) {
    throw StorageError("the database server is gone: " + trimmed(PQerrorMessage(connection)));
}

}  // namespace almoner::ledger
