#include "ledger/storage/postgres/postgres_statement.h"

#include "ledger/values/invariant.h"

#include <limits>

namespace almoner::ledger {
namespace {

constexpr int first_piece = 64;
constexpr int largest_piece = 16'384;
// A piece that is larger than this does not get larger.
constexpr std::size_t octets_of_piece = 1024UL * 1024;

bool fits(std::int64_t value, int octets) {
    switch (octets) {
        case 1: return value == 0 || value == 1;
        case 2: return value == static_cast<std::int16_t>(value);
        case 4: return value == static_cast<std::int32_t>(value);
        default: return true;
    }
}

}  // namespace

PostgresStatement::PostgresStatement(PostgresSession& session, const char* sql)
    : session_(session),
      prepared_(session.connection.prepare(sql)),
      sql_(sql),
      values_(prepared_.parameters.size()) {}

PostgresStatement::~PostgresStatement() {
    close_cursor();
}

WireValue& PostgresStatement::value_at(int position) {
    return values_.at(static_cast<std::size_t>(position) - 1);
}

void PostgresStatement::bind_integer(int position, std::int64_t value) {
    WireValue& to = value_at(position);
    const Oid type = prepared_.parameters[static_cast<std::size_t>(position) - 1];
    const int octets = wire::octets_of_integer(type);
    to.is_null = false;
    to.octets.clear();
    if (octets == 0) {  // a numeric, say: the server reads it as text
        to.format = 0;
        to.octets = std::to_string(value);
        return;
    }
    if (!fits(value, octets)) throw StorageError("a number is too large for its column");
    to.format = wire::binary;
    wire::put_integer(to.octets, value, octets);
}

void PostgresStatement::bind_text(int position, std::string_view value) {
    WireValue& to = value_at(position);
    const Oid type = prepared_.parameters[static_cast<std::size_t>(position) - 1];
    to.is_null = false;
    to.format = wire::is_text(type) || type == wire::type_bytea ? wire::binary : 0;
    to.octets = value;
}

void PostgresStatement::bind_blob(int position, std::string_view octets) {
    bind_text(position, octets);
}

void PostgresStatement::bind_null(int position) {
    value_at(position).is_null = true;
}

void PostgresStatement::bind_integers(std::span<const std::int64_t> values) {
    int position = 0;
    for (const std::int64_t value : values) bind_integer(++position, value);
}

bool PostgresStatement::reads_piece_by_piece() const {
    return session_.reads_one_state && values_.empty();
}

bool PostgresStatement::step() {
    if (!ran_) {
        if (session_.waiting_rows.any()) session_.waiting_rows.insert();
        run();
        ran_ = true;
    }
    if (!result_) return false;
    ++row_;
    if (row_ >= PQntuples(result_.get()) && !cursor_.empty()) fetch();
    return row_ < PQntuples(result_.get());
}

void PostgresStatement::run() {
    row_ = -1;
    if (prepared_.columns.empty()) {
        session_.connection.send(prepared_, values_);
    } else if (reads_piece_by_piece()) {
        open_cursor();
    } else {
        session_.connection.send(prepared_, values_);
        result_ = session_.connection.finish();
    }
}

void PostgresStatement::open_cursor() {
    cursor_ = "c" + std::to_string(++session_.cursors);
    state_of_cursor_ = session_.states_read;
    piece_ = first_piece;
    session_.connection.send(("DECLARE " + cursor_ + " NO SCROLL CURSOR FOR " + sql_).c_str());
    fetch();
    row_ = -1;
}

void PostgresStatement::fetch() {
    session_.connection.send(("FETCH " + std::to_string(piece_) + " FROM " + cursor_).c_str());
    result_ = session_.connection.finish();
    row_ = 0;
    if (PQresultMemorySize(result_.get()) < octets_of_piece) {
        piece_ = std::min(2 * piece_, largest_piece);
    } else if (piece_ > 1) {
        piece_ /= 2;
    }
}

// With the end of its unit of work it is gone already.
void PostgresStatement::close_cursor() noexcept {
    if (cursor_.empty()) return;
    try {
        if (session_.reads_one_state && session_.states_read == state_of_cursor_) {
            session_.connection.send(("CLOSE " + cursor_).c_str());
        }
    } catch (...) {  // NOLINT(bugprone-empty-catch): the next that asks the server is told
    }
    cursor_.clear();
}

void PostgresStatement::reset() {
    close_cursor();
    result_.reset();
    ran_ = false;
    row_ = -1;
}

Oid PostgresStatement::type_of(int column) const {
    return prepared_.columns.at(static_cast<std::size_t>(column));
}

std::string_view PostgresStatement::octets_at(int column) const {
    if (!result_ || row_ < 0 || row_ >= PQntuples(result_.get())) {
        throw InvariantBroken("a value was asked for where there is no row");
    }
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

bool PostgresStatement::is_null(int column) const {
    (void)octets_at(column);
    return PQgetisnull(result_.get(), row_, column) == 1;
}

std::int64_t PostgresStatement::integer(int column) const {
    const std::string_view octets = octets_at(column);
    if (PQgetisnull(result_.get(), row_, column) == 1) return 0;  // as SQLite has it
    return wire::integer_from(octets, type_of(column));
}

std::string_view PostgresStatement::text(int column) const {
    const std::string_view octets = octets_at(column);
    const Oid type = type_of(column);
    if (octets.empty() || wire::is_text(type) || type == wire::type_bytea) return octets;
    throw StorageError("text was asked for where a number is stored");
}

ValueKind PostgresStatement::kind(int column) const {
    if (is_null(column)) return ValueKind::nothing;
    const Oid type = type_of(column);
    if (wire::is_text(type)) return ValueKind::text;
    if (type == wire::type_bytea) return ValueKind::blob;
    (void)integer(column);
    return ValueKind::integer;
}

}  // namespace almoner::ledger
