// A prepared statement of PostgreSQL.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/storage/postgres/connection.h"
#include "ledger/storage/postgres/copy_rows.h"

#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

// What the statements of one connection share.
struct PostgresSession {
    PostgresConnection connection;
    CopyRows waiting_rows{connection};
    bool reads_one_state = false;  // between begin_reading and end_reading
    std::int64_t states_read = 0;  // how many of these there were
    std::int64_t cursors = 0;

    explicit PostgresSession(const std::string& url) : connection(url) {}
};

// A change waits in the pipeline: what it is refused for is thrown by whatever asks the server
// next, at the latest by the commit. While one state is read, a query without parameters is read
// piece by piece: it goes over whole tables.
class PostgresStatement final : public Statement {
  public:
    PostgresStatement(PostgresSession& session, const char* sql);
    PostgresStatement(const PostgresStatement&) = delete;
    PostgresStatement& operator=(const PostgresStatement&) = delete;
    ~PostgresStatement() override;

    void bind_integer(int position, std::int64_t value) override;
    void bind_text(int position, std::string_view value) override;
    void bind_blob(int position, std::string_view octets) override;
    void bind_null(int position) override;
    using Statement::bind_integers;
    void bind_integers(std::span<const std::int64_t> values) override;

    bool step() override;
    [[nodiscard]] std::int64_t integer(int column) const override;
    [[nodiscard]] std::string_view text(int column) const override;
    [[nodiscard]] bool is_null(int column) const override;
    [[nodiscard]] ValueKind kind(int column) const override;
    void reset() override;

  private:
    [[nodiscard]] WireValue& value_at(int position);
    [[nodiscard]] Oid type_of(int column) const;
    [[nodiscard]] std::string_view octets_at(int column) const;
    [[nodiscard]] bool reads_piece_by_piece() const;
    void run();
    void open_cursor();
    void fetch();
    void close_cursor() noexcept;

    PostgresSession& session_;
    const Prepared& prepared_;
    std::string sql_;
    std::vector<WireValue> values_;
    PostgresResult result_{nullptr, &PQclear};
    int row_ = -1;
    bool ran_ = false;
    std::string cursor_;  // its name; empty: everything is in result_
    std::int64_t state_of_cursor_ = 0;
    int piece_ = 0;  // how many rows are fetched at once
};

}  // namespace almoner::ledger
