#include "ledger/storage/sqlite/bulk_rows.h"

#include "ledger/storage/sqlite/sqlite_statement.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <string>
#include <system_error>
#include <utility>

namespace almoner::ledger {
namespace {

// For fewer rows the plain statement is quicker.
constexpr std::size_t worth_one_statement = 4;
constexpr std::size_t most_versions = 12;
// For fewer of them, waking another thread takes as long as they do.
constexpr std::size_t worth_a_thread = 8;
constexpr std::int64_t worth_changing_later = 1'000;

std::string names_of(std::span<const std::string_view> columns) {
    std::string names;
    for (const std::string_view column : columns) {
        if (!names.empty()) names += ',';
        names += column;
    }
    return names;
}

std::string numbered(char mark, std::size_t count, std::size_t first) {
    std::string list;
    for (std::size_t i = first; i < first + count; ++i) {
        if (!list.empty()) list += ',';
        list += mark + std::to_string(i);
    }
    return list;
}

constexpr int ends_of_stretch = 2;  // $1 and $2

// "UPDATE t SET b = x1, c = x2": each column after the first gets what `value_of` its place says.
template <class ValueOf>
std::string setting(std::string_view table,
                    std::span<const std::string_view> columns,
                    const ValueOf& value_of) {
    std::string sql;
    for (std::size_t at = 1; at < columns.size(); ++at) {
        sql += (at == 1 ? "UPDATE " + std::string(table) + " SET " : ", ") +
               std::string(columns[at]) + " = " + value_of(at);
    }
    return sql + " WHERE " + std::string(columns.front());
}

bool holds(std::uint64_t columns, std::size_t column) {
    return (columns >> column & 1U) != 0;
}

std::string changing_many(std::string_view table,
                          const std::vector<std::string_view>& columns,
                          std::uint64_t same) {
    int parameter = ends_of_stretch;
    return setting(table,
                   columns,
                   [&](std::size_t at) {
                       if (holds(same, at)) return "$" + std::to_string(++parameter);
                       return "waiting_value(" + std::string(columns.front()) + ", " +
                              std::to_string(at) + ")";
                   }) +
           " BETWEEN $1 AND $2";
}

// "c0,$1,c2": a column of the rows that are shown, or the next parameter where all rows have the
// same value.
std::string shown_columns(std::size_t columns, std::uint64_t same) {
    std::string list;
    std::size_t parameter = 0;
    for (std::size_t i = 0; i < columns; ++i) {
        if (i > 0) list += ',';
        list += holds(same, i) ? "$" + std::to_string(++parameter) : "c" + std::to_string(i);
    }
    return list;
}

// Reset on failure as well, so that the next row does not trip over this one.
struct Reset {
    SqliteStatement& statement;
    ~Reset() { statement.reset(); }
};

}  // namespace

// A statement for many rows, which takes a value that all of them have as a parameter: SQLite then
// asks for it once and not for every row. A version for each set of such columns that comes.
class ManyRows {
  public:
    using TextFor = std::function<std::string(std::uint64_t same)>;
    struct Version {
        std::uint64_t same = 0;
        std::unique_ptr<SqliteStatement> statement;
    };

    ManyRows(sqlite3* handle, TextFor text_for) : handle_(handle), text_for_(std::move(text_for)) {}

    // Once there are enough versions, the one that has most of these columns and no other.
    [[nodiscard]] Version& version_for(const WaitingRows& rows) {
        const std::uint64_t same = rows.same_columns();
        if (versions_.empty()) (void)add(0);
        Version* best = nullptr;
        for (Version& each : versions_) {
            if (each.same == same) return each;
            const bool serves = (each.same & ~same) == 0;
            if (serves && (best == nullptr || std::popcount(each.same) > std::popcount(best->same)))
                best = &each;
        }
        return versions_.size() < most_versions ? add(same) : *best;
    }

  private:
    Version& add(std::uint64_t same) {
        versions_.push_back({.same = same,
                             .statement = std::make_unique<SqliteStatement>(
                                 handle_, text_for_(same).c_str(), nullptr)});
        return versions_.back();
    }

    sqlite3* handle_;
    TextFor text_for_;
    std::vector<Version> versions_;
};

// The statements that put its rows into their table: one for a row, one for many.
class BulkWriter : public RowWriter {
  public:
    BulkWriter(BulkRows& bulk,
               sqlite3* handle,
               std::size_t columns,
               const std::string& for_one,
               ManyRows::TextFor for_many)
        : bulk_(bulk),
          handle_(handle),
          one_(handle, for_one.c_str(), nullptr),
          many_(handle, std::move(for_many)),
          rows_(columns) {}
    ~BulkWriter() override { bulk_.forget(*this); }

    void integer(std::int64_t value) override { rows_.integer(value); }
    void integers(std::span<const std::int64_t> values) override { rows_.integers(values); }
    void text(std::string_view value) override { rows_.octets(value, ValueKind::text); }
    void blob(std::string_view value) override { rows_.octets(value, ValueKind::blob); }
    void null() override { rows_.null(); }
    void end_row() override {
        rows_.end_row();
        if (rows_.rows() == 1) bulk_.wait_for(*this);
        if (rows_.are_enough()) bulk_.take_full(*this);
    }
    void flush() override {
        if (bulk_.any()) bulk_.insert();
    }

    virtual void store(const WaitingRows& rows, ShownRows& shown) = 0;
    [[nodiscard]] const WaitingRows& rows() const { return rows_; }
    void drop() { rows_.clear(); }
    [[nodiscard]] bool keep_borrowed() { return rows_.keep_borrowed(); }
    [[nodiscard]] WaitingRows hand_over() {
        rows_.find_same_columns();
        return std::exchange(rows_, rows_.more());
    }
    void find_same_columns() { rows_.find_same_columns(); }

  protected:
    // The storer may be at work with it: each kind waits before anything of it goes.
    void wait_for_storer() { bulk_.wait(); }
    void store_one(const WaitingRows& rows, std::size_t row) {
        store_one(rows, row, rows.columns());
    }
    void store_one(const WaitingRows& rows, std::size_t row, std::size_t values) {
        for (std::size_t i = 0; i < values; ++i) {
            bind(one_, static_cast<int>(i) + 1, rows, rows.cell(row, i));
        }
        run(one_);
    }
    void run(SqliteStatement& statement) {
        const Reset reset{statement};
        (void)statement.step();
    }
    // The version for these rows, with the values that all of them have bound from $`first` on.
    [[nodiscard]] SqliteStatement& many(const WaitingRows& rows, int first) {
        const ManyRows::Version& version = many_.version_for(rows);
        for (std::size_t i = 0; i < rows.columns(); ++i) {
            if (holds(version.same, i)) {
                bind(*version.statement, first++, rows, rows.cell(0, i));
            }
        }
        return *version.statement;
    }

  private:
    // As $1, $2 stand in the text, whatever the order in which SQLite met them.
    void bind(SqliteStatement& to, int number, const WaitingRows& rows, const Cell& cell);

    BulkRows& bulk_;
    sqlite3* handle_;
    SqliteStatement one_;
    ManyRows many_;
    WaitingRows rows_;
};

void BulkWriter::bind(SqliteStatement& to, int number, const WaitingRows& rows, const Cell& cell) {
    sqlite3_stmt* const statement = to.get();
    const int position = to.place(number);
    int code = SQLITE_OK;
    switch (cell.kind) {
        case ValueKind::nothing: code = sqlite3_bind_null(statement, position); break;
        case ValueKind::integer: code = sqlite3_bind_int64(statement, position, cell.value); break;
        case ValueKind::text:
            code = sqlite3_bind_text64(
                statement, position, rows.octets_of(cell), cell.size, SQLITE_STATIC, SQLITE_UTF8);
            break;
        case ValueKind::blob:
            code = sqlite3_bind_blob64(
                statement, position, rows.octets_of(cell), cell.size, SQLITE_STATIC);
            break;
    }
    if (code != SQLITE_OK) sqlite_failed(handle_, code);
}

namespace {

class Inserting final : public BulkWriter {
  public:
    Inserting(BulkRows& bulk, sqlite3* handle, const std::string& into, std::size_t columns)
        : BulkWriter(bulk,
                     handle,
                     columns,
                     into + " VALUES (" + numbered('$', columns, 1) + ")",
                     [into, columns](std::uint64_t same) {
                         return into + " SELECT " + shown_columns(columns, same) +
                                " FROM waiting_row";
                     }) {}

    ~Inserting() override { wait_for_storer(); }

    void store(const WaitingRows& rows, ShownRows& shown) override {
        shown.rows = &rows;
        if (rows.rows() >= worth_one_statement) {
            run(many(rows, 1));
            return;
        }
        for (std::size_t row = 0; row < rows.rows(); ++row) store_one(rows, row);
    }
};

// Rows whose ids follow on each other are changed in one pass over them.
class Changing final : public BulkWriter {
  public:
    Changing(BulkRows& bulk,
             sqlite3* handle,
             const std::string& table,
             std::span<const std::string_view> columns)
        : BulkWriter(
              bulk,
              handle,
              columns.size(),
              setting(table, columns, [](std::size_t at) { return "$" + std::to_string(at + 1); }) +
                  " = $1",
              [table, names = std::vector<std::string>(columns.begin(), columns.end())](
                  std::uint64_t same) {
                  return changing_many(table, {names.begin(), names.end()}, same);
              }) {}

    ~Changing() override { wait_for_storer(); }

    void store(const WaitingRows& rows, ShownRows& shown) override {
        shown.rows = &rows;
        for (std::size_t row = 0; row < rows.rows();) {
            std::size_t end = row + 1;
            while (end < rows.rows() && id_of(rows, end) == id_of(rows, end - 1) + 1) ++end;
            store(rows, row, end, shown);
            row = end;
        }
    }

  private:
    static std::int64_t id_of(const WaitingRows& rows, std::size_t row) {
        return rows.cell(row, 0).value;
    }

    void store(const WaitingRows& rows, std::size_t first, std::size_t end, ShownRows& shown) {
        if (end - first < worth_one_statement) {
            for (std::size_t row = first; row < end; ++row) store_one(rows, row);
            return;
        }
        shown.first_id = id_of(rows, first);
        shown.first_row = first;
        SqliteStatement& statement = many(rows, ends_of_stretch + 1);
        statement.bind_integers({id_of(rows, first), id_of(rows, end - 1)});
        run(statement);
    }
};

// Each row is a change of its own: its values, and how many rows it must change.
class ChangingLater final : public BulkWriter {
  public:
    ChangingLater(BulkRows& bulk, sqlite3* handle, const Query& query, std::size_t values)
        : BulkWriter(bulk, handle, values + 1, query.text(), {}), handle_(handle) {}

    ~ChangingLater() override { wait_for_storer(); }

    void store(const WaitingRows& rows, ShownRows& /*shown*/) override {
        const std::size_t values = rows.columns() - 1;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            store_one(rows, row, values);
            if (sqlite3_changes64(handle_) == rows.cell(row, values).value) continue;
            throw InvariantBroken("a change of another number of rows than there were to change");
        }
    }

  private:
    sqlite3* handle_;
};

}  // namespace

BulkRows::BulkRows(sqlite3* handle) : handle_(handle) {
    show_waiting_rows(handle, shown_);
}

BulkRows::~BulkRows() {
    drop();
    later_.clear();
}

std::unique_ptr<RowWriter> BulkRows::writer(std::string_view table,
                                            std::span<const std::string_view> columns) {
    if (columns.size() > most_waiting_columns) {
        throw InvariantBroken("a table with too many columns");
    }
    wait();
    const std::string into = "INSERT INTO " + std::string(table) + "(" + names_of(columns) + ")";
    return add(std::make_unique<Inserting>(*this, handle_, into, columns.size()));
}

std::unique_ptr<RowWriter> BulkRows::changer(std::string_view table,
                                             std::span<const std::string_view> columns) {
    if (columns.size() < 2) throw InvariantBroken("a change of nothing");
    wait();
    return add(std::make_unique<Changing>(*this, handle_, std::string(table), columns));
}

void BulkRows::change_later(const Query& query,
                            std::span<const std::int64_t> values,
                            std::int64_t rows) {
    BulkWriter& writer = later(query, values.size());
    writer.integers(values);
    writer.integer(rows);
    writer.end_row();
    if (rows < worth_changing_later || !hand_over()) insert();
}

BulkWriter& BulkRows::later(const Query& query, std::size_t values) {
    std::unique_ptr<BulkWriter>& writer = later_[&query];
    if (!writer) {
        wait();
        writer = std::make_unique<ChangingLater>(*this, handle_, query, values);
        writers_.push_back(writer.get());
    }
    return *writer;
}

std::unique_ptr<RowWriter> BulkRows::add(std::unique_ptr<BulkWriter> writer) {
    writers_.push_back(writer.get());
    return writer;
}

// Octets that were not copied are gone when the row's writer goes on: they are copied where the
// thread has work anyway.
void BulkRows::take_full(BulkWriter& writer) {
    const bool may_wait = !writer.rows().borrow() || (under_way_ && writer.keep_borrowed());
    if (may_wait && ++full_one_after_another_ > worth_a_thread && hand_over()) return;
    finish();
    insert_here();
}

// False where the system has no thread for it.
bool BulkRows::hand_over() {
    try {
        if (!storer_) {
            storer_.emplace(
                [this](RowStorer::Errand& errand) { errand.writer->store(errand.rows, shown_); });
        }
    } catch (const std::system_error&) {
        full_one_after_another_ = 0;
        return false;
    }
    under_way_ = true;
    for (BulkWriter* const writer : waiting_) {
        storer_->put({.writer = writer, .rows = writer->hand_over()});
    }
    waiting_.clear();
    return true;
}

void BulkRows::insert() {
    full_one_after_another_ = 0;
    finish();
    insert_here();
}

void BulkRows::part_with() {
    if (!under_way_ || !hand_over()) insert();
}

// What the storer was given is in, or one of it was refused.
void BulkRows::finish() {
    if (!under_way_) return;
    storer_->wait();
    under_way_ = false;
    if (const std::exception_ptr failure = storer_->take_failure()) {
        empty(waiting_);  // the unit of work ends
        std::rethrow_exception(failure);
    }
}

void BulkRows::insert_here() {
    struct Emptied {
        BulkRows& rows;
        ~Emptied() { rows.empty(rows.waiting_); }
    } const emptied{*this};  // also where one of them is refused: the unit of work ends then
    for (BulkWriter* const writer : waiting_) {
        writer->find_same_columns();
        writer->store(writer->rows(), shown_);
    }
}

void BulkRows::drop() {
    if (under_way_) {
        storer_->wait();
        under_way_ = false;
        (void)storer_->take_failure();  // goes with the unit of work
    }
    full_one_after_another_ = 0;
    empty(writers_);
}

void BulkRows::empty(const std::vector<BulkWriter*>& writers) {
    for (BulkWriter* const writer : writers) writer->drop();
    waiting_.clear();
    shown_ = {};
}

void BulkRows::forget(const BulkWriter& writer) {
    wait();
    std::erase(waiting_, &writer);
    std::erase(writers_, &writer);
}

}  // namespace almoner::ledger
