#include "ledger/storage/postgres/postgres_database.h"

#include "ledger/storage/bulk_changes.h"
#include "ledger/storage/postgres/array_rows.h"
#include "ledger/storage/postgres/guard_check.h"
#include "ledger/storage/postgres/migrations.h"
#include "ledger/storage/postgres/postgres_statement.h"
#include "ledger/storage/postgres/writer_claim.h"

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {
namespace {

class PostgresDatabase final : public Database, public BulkChanges, public BulkMerges {
  public:
    using GiveBack = std::function<void(std::unique_ptr<PostgresSession>)>;
    PostgresDatabase(StorePlace place,
                     std::unique_ptr<PostgresSession> session,
                     GiveBack give_back = {})
        : place_(std::move(place)),
          session_(std::move(session)),
          give_back_(std::move(give_back)) {}
    ~PostgresDatabase() override;

    void claim() { epoch_ = claim_area(connection(), place_); }

    void begin() override { connection().send("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"); }
    void commit() override;
    void rollback() override;
    void savepoint() override {
        session_->waiting_rows.insert();
        connection().send("SAVEPOINT command");
    }
    void release_savepoint() override {
        session_->waiting_rows.insert();  // a command's records are in when it is closed
        connection().send("RELEASE SAVEPOINT command");
    }
    void rollback_to_savepoint() override {
        session_->waiting_rows.drop();  // what waited before it went in with the savepoint
        (void)connection().finish();
        connection().send("ROLLBACK TO SAVEPOINT command");
        connection().send("RELEASE SAVEPOINT command");
    }
    void begin_reading() override {
        connection().send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        session_->reads_one_state = true;
        ++session_->states_read;
    }
    void end_reading() override { rollback(); }

    std::unique_ptr<RowWriter> bulk(std::string_view table,
                                    std::span<const std::string_view> columns) override {
        session_->waiting_rows.insert();
        return session_->waiting_rows.writer(table, columns);
    }
    std::unique_ptr<RowWriter> bulk_change(std::string_view table,
                                           std::span<const std::string_view> columns) override {
        return by_arrays(change_by_arrays(table, columns), columns.size());
    }
    std::unique_ptr<RowWriter> bulk_merge(std::string_view table,
                                          std::span<const std::string_view> columns,
                                          std::size_t keys,
                                          Merge how) override {
        return by_arrays(merge_by_arrays(table, columns, keys, how), columns.size());
    }
    void run_script(const char* sql) override {
        session_->waiting_rows.insert();
        connection().script(sql);
    }
    std::unique_ptr<Statement> prepare(const char* sql) override {
        if (connection().copies()) session_->waiting_rows.insert();
        return std::make_unique<PostgresStatement>(*session_, sql);
    }
    [[nodiscard]] std::string_view engine() const override { return "postgresql"; }
    [[nodiscard]] std::vector<GuardFault> guard_faults() override {
        return postgres_guard_faults(connection(), place_);
    }

  protected:
    [[nodiscard]] std::int64_t rows_changed() const override {
        return session_->connection.rows_changed();
    }

  private:
    [[nodiscard]] PostgresConnection& connection() { return session_->connection; }
    [[nodiscard]] std::unique_ptr<RowWriter> by_arrays(std::string sql, std::size_t columns) {
        return std::make_unique<ArrayRows>(
            connection(), session_->waiting_rows, std::move(sql), columns);
    }

    StorePlace place_;
    std::unique_ptr<PostgresSession> session_;
    GiveBack give_back_;
    std::int64_t epoch_ = 0;  // of this writer
};

PostgresDatabase::~PostgresDatabase() {
    forget_statements();
    if (!give_back_) return;
    try {
        rollback();
        if (!connection().is_lost()) give_back_(std::move(session_));
    } catch (...) {  // NOLINT(bugprone-empty-catch): then it is not used again
    }
}

void PostgresDatabase::commit() {
    session_->waiting_rows.insert();
    if (epoch_ != 0) {
        connection().send(("SELECT prove_writer(" + std::to_string(epoch_) + ")").c_str());
    }
    connection().send("COMMIT");
    const PostgresResult result = connection().finish();
    // A unit of work that failed before is "committed" by taking it back.
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
        throw StorageError("the database took back what was to be committed");
    }
    // It is on this server and perhaps on no other: who asks again with the same key is told.
    if (connection().gave_up_waiting()) {
        throw StorageError("the standby has not confirmed what was to be committed");
    }
}

void PostgresDatabase::rollback() {
    session_->waiting_rows.drop();
    session_->reads_one_state = false;
    try {
        (void)connection().finish();
    } catch (const StorageError&) {  // NOLINT(bugprone-empty-catch): it is taken back all the same
    }
    // Without its connection the server has taken it back already.
    if (!connection().is_lost() && connection().in_unit_of_work()) {
        (void)connection().ask("ROLLBACK");
    }
}

std::unique_ptr<PostgresSession> connected(const StorePlace& place, PostgresUse use) {
    auto session = std::make_unique<PostgresSession>(place.url);
    std::string settings =
        "SET client_min_messages TO warning; SET client_encoding TO 'UTF8';"
        " SET cursor_tuple_fraction TO 1; SET jit TO off; SET lock_timeout TO '10s';"
        " SET statement_timeout TO 0; SET idle_in_transaction_session_timeout TO 0;"
        " SET idle_session_timeout TO 0; SET search_path TO " +
        place.schema;
    if (use == PostgresUse::read) {
        settings += "; SET default_transaction_read_only TO on";
    } else {
        // A writer whose machine is gone is noticed in half a minute, and its lock is free.
        settings +=
            "; SET tcp_keepalives_idle TO 10; SET tcp_keepalives_interval TO 5;"
            " SET tcp_keepalives_count TO 4; SET tcp_user_timeout TO '20s'";
    }
    session->connection.script(settings.c_str());
    return session;
}

bool has_tables(PostgresConnection& connection) {
    const PostgresResult found =
        connection.ask("SELECT CAST(COALESCE(CAST(to_regclass('journal') AS text), '') AS text)");
    return PQgetlength(found.get(), 0, 0) > 0;
}

std::unique_ptr<PostgresSession> reading_session(const StorePlace& place) {
    std::unique_ptr<PostgresSession> session = connected(place, PostgresUse::read);
    if (!has_tables(session->connection)) {
        throw StorageError("there is no area in the schema " + place.schema +
                           " of this store: make one with 'almoner init'");
    }
    return session;
}

// It may have been idle while its server was replaced by another.
bool is_still_good(PostgresConnection& connection) {
    try {
        const PostgresResult standby = connection.ask("SELECT pg_is_in_recovery()");
        return wire::integer_from({PQgetvalue(standby.get(), 0, 0), 1}, wire::type_bool) == 0;
    } catch (const StorageError&) {
        return false;
    }
}

}  // namespace

struct PostgresReaders::Idle {
    std::mutex mutex;
    std::vector<std::unique_ptr<PostgresSession>> sessions;

    std::unique_ptr<PostgresSession> take() {
        const std::lock_guard lock(mutex);
        if (sessions.empty()) return nullptr;
        std::unique_ptr<PostgresSession> session = std::move(sessions.back());
        sessions.pop_back();
        return session;
    }
    void put(std::unique_ptr<PostgresSession> session) {
        constexpr std::size_t most_idle = 8;
        const std::lock_guard lock(mutex);
        if (sessions.size() < most_idle) sessions.push_back(std::move(session));
    }
};

PostgresReaders::PostgresReaders(StorePlace place)
    : place_(std::move(place)), idle_(std::make_shared<Idle>()) {}

std::unique_ptr<Database> PostgresReaders::open() const {
    std::unique_ptr<PostgresSession> session = idle_->take();
    while (session && !is_still_good(session->connection)) session = idle_->take();
    if (!session) session = reading_session(place_);
    return std::make_unique<PostgresDatabase>(
        place_, std::move(session), [idle = idle_](std::unique_ptr<PostgresSession> used) {
            idle->put(std::move(used));
        });
}

std::unique_ptr<Database> open_postgres(const StorePlace& place, PostgresUse use) {
    if (use == PostgresUse::read) {
        return std::make_unique<PostgresDatabase>(place, reading_session(place));
    }
    auto database = std::make_unique<PostgresDatabase>(place, connected(place, use));
    database->claim();
    return database;
}

bool postgres_has_area(const StorePlace& place) {
    return has_tables(connected(place, PostgresUse::read)->connection);
}

}  // namespace almoner::ledger
