// One connection through libpq: commands wait in a pipeline and go to the server together.
#pragma once

#include "ledger/storage/postgres/wire.h"

#include <libpq-fe.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// A statement that the server keeps for this connection, with the types that it found in it.
struct Prepared {
    std::string name;
    std::vector<Oid> parameters;
    std::vector<Oid> columns;  // none: it gives no rows
};

// One value in PostgreSQL's binary form, or as text where its type has no form of ours.
struct WireValue {
    std::string octets;
    int format = wire::binary;
    bool is_null = true;
};

struct SentValues;
using PostgresResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

// What is sent waits until somebody finishes; a failure of any of it is thrown then. The server
// leaves out what was sent after a command that failed.
class PostgresConnection {
  public:
    // Throws StorageError when the server can't be reached or says no.
    explicit PostgresConnection(const std::string& url);
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;
    ~PostgresConnection() { PQfinish(handle_); }

    // Kept as long as the connection; the same text is prepared once.
    [[nodiscard]] const Prepared& prepare(const std::string& sql);
    void send(const char* sql);
    void send(const Prepared& prepared, const std::vector<WireValue>& values);
    // Values by their octets in binary form; no data: null.
    void send(const Prepared& prepared, const std::vector<std::string_view>& values);
    // A statement that is planned for the values that it is given, and not kept.
    void send_once(const std::string& sql, const std::vector<std::string_view>& values);
    // Waits for everything that was sent; the result of the last of it.
    PostgresResult finish();
    PostgresResult ask(const char* sql) {
        send(sql);
        return finish();
    }
    // Many statements as one text, outside the pipeline.
    void script(const char* sql);

    void open_copy(const std::string& sql);
    void put_copy(std::string_view octets);
    void end_copy();
    void break_off_copy() noexcept;
    [[nodiscard]] bool copies() const { return copies_; }

    // How many rows the last command that was finished changed.
    [[nodiscard]] std::int64_t rows_changed();
    [[nodiscard]] bool is_lost() const { return PQstatus(handle_) == CONNECTION_BAD; }
    [[nodiscard]] bool in_unit_of_work() const;
    // Whether the server ended a wait for its standby before the standby had confirmed a commit.
    [[nodiscard]] bool gave_up_waiting() const { return gave_up_waiting_; }

  private:
    static void notice(void* connection, const PGresult* said);
    void send(const Prepared& prepared, const SentValues& values);
    void sent(int accepted);
    void make_room();
    void take_results(PostgresResult& last, PostgresResult& failed);
    void leave_pipeline();
    void enter_pipeline();

    PGconn* handle_ = nullptr;
    std::map<std::string, Prepared, std::less<>> prepared_;
    std::size_t waiting_ = 0;  // commands whose results are still to come
    std::int64_t rows_changed_ = 0;
    bool copies_ = false;
    bool gave_up_waiting_ = false;
};

}  // namespace almoner::ledger
