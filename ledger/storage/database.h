// The one port to storage: prepared queries, a unit of work, a savepoint, and rows in bulk.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/sealing/person_keys.h"
#include "ledger/storage/query.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace almoner::ledger {

// The disk, the file or the server failed, or the database refused a bad state: an outage for the
// caller. `guard` tells that a check, a unique index or a trigger of ours said no.
struct StorageError : std::runtime_error {
    explicit StorageError(const std::string& words, bool is_guard = false)
        : std::runtime_error(words), guard(is_guard) {}
    bool guard;
};

// Another process writes to this area, or it does not answer in time.
struct StorageBusy : StorageError {
    using StorageError::StorageError;
};

enum class ValueKind : std::uint8_t { nothing, integer, text, blob };

// A prepared statement while it is used. Parameters count from 1, columns from 0.
class Statement {
  public:
    Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    virtual ~Statement() = default;
    virtual void bind_integer(int position, std::int64_t value) = 0;
    virtual void bind_text(int position, std::string_view value) = 0;
    virtual void bind_blob(int position, std::string_view octets) = 0;
    virtual void bind_null(int position) = 0;
    virtual void bind_integers(std::span<const std::int64_t> values) = 0;  // from position 1 on
    void bind_integers(std::initializer_list<std::int64_t> values) {
        bind_integers(std::span(values.begin(), values.size()));
    }
    [[nodiscard]] virtual bool step() = 0;  // true: a row is there
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    // Text or octets; valid until the next step.
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    // Of the value as it is stored, which in our tables is the column's own kind.
    [[nodiscard]] virtual ValueKind kind(int column) const = 0;
    virtual void reset() = 0;
};

// Writes many rows into one table: values in column order, then end_row. Text and octets are not
// copied: they must live until end_row.
class RowWriter {
  public:
    RowWriter() = default;
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;
    virtual ~RowWriter() = default;
    virtual void integer(std::int64_t value) = 0;
    virtual void integers(std::span<const std::int64_t> values) = 0;  // one call for a whole row
    virtual void text(std::string_view value) = 0;
    virtual void blob(std::string_view octets) = 0;
    virtual void null() = 0;
    virtual void end_row() = 0;
    // After this, what was written is in the table, or an error was thrown.
    virtual void flush() = 0;
};

// Octets that are not text, where a value is bound.
struct Blob {
    std::string_view octets;
};

// The rows of a query while they are read; gives the statement back at the end of its life.
class Rows {
  public:
    Rows(Statement* statement, bool* in_use, std::unique_ptr<Statement> own);
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    Rows(Rows&& other) noexcept;
    ~Rows();

    [[nodiscard]] bool next() { return statement_->step(); }
    [[nodiscard]] std::int64_t integer(int column) const { return statement_->integer(column); }
    [[nodiscard]] std::string_view text(int column) const { return statement_->text(column); }
    [[nodiscard]] std::string str(int column) const { return std::string(text(column)); }
    [[nodiscard]] bool is_null(int column) const { return statement_->is_null(column); }
    [[nodiscard]] Money money(int column) const { return Money::from_pence(integer(column)); }
    [[nodiscard]] Date date(int column) const;
    [[nodiscard]] std::optional<Date> maybe_date(int column) const;
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const;
    [[nodiscard]] Stream stream(int column) const { return static_cast<Stream>(integer(column)); }
    [[nodiscard]] Option option(int column) const { return static_cast<Option>(integer(column)); }
    [[nodiscard]] Statement& statement() { return *statement_; }

  private:
    Statement* statement_;
    bool* in_use_;
    std::unique_ptr<Statement> own_;
};

// An object of the schema that is not what it should be.
struct GuardFault {
    std::string object;
    std::string words;
};

class Database {
  public:
    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database();

    // The rows of a query with its parameters; the same query may be in use twice at once.
    template <class... Args>
    [[nodiscard]] Rows select(const Query& query, const Args&... args) {
        return start(query, args...);
    }
    // Runs a query to its end; how many rows it changed.
    template <class... Args>
    std::int64_t change(const Query& query, const Args&... args) {
        Rows rows = start(query, args...);
        while (rows.next()) {
        }
        return rows_changed();
    }

    virtual void begin() = 0;  // takes the write lock at once
    virtual void commit() = 0;
    virtual void rollback() = 0;
    virtual void savepoint() = 0;
    virtual void release_savepoint() = 0;
    virtual void rollback_to_savepoint() = 0;  // and releases it
    // Reads between these two see one state of the books.
    virtual void begin_reading() = 0;
    virtual void end_reading() = 0;

    [[nodiscard]] virtual std::unique_ptr<RowWriter> bulk(
        std::string_view table, std::span<const std::string_view> columns) = 0;
    // For migrations and planted faults in tests; never with a value in the text.
    virtual void run_script(const char* sql) = 0;
    [[nodiscard]] virtual std::unique_ptr<Statement> prepare(const char* sql) = 0;
    [[nodiscard]] virtual std::string_view engine() const = 0;  // "sqlite", "postgresql"
    // Every table, index and trigger that is not as the migrations made it, and what the engine's
    // own check of the file says.
    [[nodiscard]] virtual std::vector<GuardFault> guard_faults() = 0;

    // What the personal rows of this area are sealed with. Without it they can be neither written
    // nor read, and verify leaves them sealed.
    void use_keys(std::shared_ptr<PersonKeys> keys) { keys_ = std::move(keys); }
    [[nodiscard]] PersonKeys* keys() const { return keys_.get(); }

  protected:
    [[nodiscard]] virtual std::int64_t rows_changed() const = 0;
    void forget_statements();  // an adapter's destructor calls this before its connection closes

  private:
    struct Slot {
        std::unique_ptr<Statement> statement;
        std::unique_ptr<bool> in_use;
    };
    [[nodiscard]] Rows open(const Query& query);

    template <class... Args>
    Rows start(const Query& query, const Args&... args) {
        Rows rows = open(query);
        [[maybe_unused]] int position = 0;
        (bind(rows.statement(), ++position, args), ...);
        return rows;
    }

    template <std::integral I>
    static void bind(Statement& s, int position, I value) {
        s.bind_integer(position, static_cast<std::int64_t>(value));
    }
    static void bind(Statement& s, int position, Money value) {
        s.bind_integer(position, value.pence());
    }
    static void bind(Statement& s, int position, Date value) {
        s.bind_integer(position, value.days());
    }
    static void bind(Statement& s, int position, Stream value) {
        s.bind_integer(position, static_cast<std::int64_t>(value));
    }
    static void bind(Statement& s, int position, Option value) {
        s.bind_integer(position, static_cast<std::int64_t>(value));
    }
    static void bind(Statement& s, int position, std::string_view value) {
        s.bind_text(position, value);
    }
    static void bind(Statement& s, int position, Blob value) {
        s.bind_blob(position, value.octets);
    }
    static void bind(Statement& s, int position, std::nullopt_t /*nothing*/) {
        s.bind_null(position);
    }
    template <class T>
    static void bind(Statement& s, int position, const std::optional<T>& value) {
        if (value) {
            bind(s, position, *value);
        } else {
            s.bind_null(position);
        }
    }

    std::vector<Slot> slots_;
    std::shared_ptr<PersonKeys> keys_;
};

}  // namespace almoner::ledger
