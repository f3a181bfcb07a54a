#include "ledger/storage/postgres/writer_claim.h"

#include "ledger/storage/database.h"
#include "ledger/storage/postgres/migrations.h"

#include <charconv>
#include <string_view>

namespace almoner::ledger {
namespace {

constexpr int oldest_version = 150'000;

std::string text_of(PostgresConnection& connection, const std::string& sql) {
    const PostgresResult result = connection.ask(sql.c_str());
    if (PQntuples(result.get()) == 0) return "";
    return {PQgetvalue(result.get(), 0, 0),
            static_cast<std::size_t>(PQgetlength(result.get(), 0, 0))};
}

std::string setting(PostgresConnection& connection, const std::string& name) {
    return text_of(connection, "SELECT current_setting('" + name + "')");
}

void must_be(PostgresConnection& connection,
             const std::string& name,
             std::string_view wanted,
             std::string_view or_wanted) {
    const std::string is = setting(connection, name);
    if (is == wanted || is == or_wanted) return;
    throw StorageError("this server may lose what it has committed: " + name + " is " + is +
                       ". Set it to '" + std::string(wanted) + "' there, and start again");
}

void must_have_standby(PostgresConnection& connection) {
    if (!setting(connection, "synchronous_standby_names").empty()) return;
    throw StorageError(
        "this server commits alone, and the store's address says standby=required: set "
        "synchronous_standby_names there, and start again");
}

void check_promises(PostgresConnection& connection) {
    must_be(connection, "fsync", "on", "on");
    must_be(connection, "full_page_writes", "on", "on");
    must_be(connection, "synchronous_commit", "on", "remote_apply");
    must_be(connection, "server_encoding", "UTF8", "UTF8");
    const std::string version = setting(connection, "server_version_num");
    int number = 0;
    (void)std::from_chars(version.data(), version.data() + version.size(), number);
    if (number < oldest_version) {
        throw StorageError("this server is older than PostgreSQL 15: use a newer one");
    }
}

}  // namespace

std::int64_t claim_area(PostgresConnection& connection, const StorePlace& place) {
    const std::string& schema = place.schema;
    check_promises(connection);
    if (place.needs_standby) must_have_standby(connection);
    // What the session has now, it keeps, whatever is written into the server's settings later.
    connection.script(
        "SELECT set_config('synchronous_commit', current_setting('synchronous_commit'), false)");
    const std::string lock = text_of(connection,
                                     "SELECT CAST(pg_try_advisory_lock(hashtextextended("
                                     "'almoner writes to " +
                                         schema + "', 0)) AS text)");
    if (lock != "true") throw StorageBusy("another almoner is already writing to this area");
    if (text_of(connection, "SELECT CAST(to_regnamespace('" + schema + "') AS text)").empty()) {
        connection.script(("CREATE SCHEMA " + schema).c_str());
    }
    connection.script(postgres_store_tables);
    const PostgresResult epoch =
        connection.ask("UPDATE writer_epoch SET epoch = epoch + 1 RETURNING epoch");
    return wire::integer_from({PQgetvalue(epoch.get(), 0, 0), 8}, wire::type_int8);
}

}  // namespace almoner::ledger
