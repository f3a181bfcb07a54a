#include "ledger/storage/sqlite/bulk_rows.h"

#include "ledger/storage/sqlite/sqlite_statement.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

namespace almoner::ledger {
namespace {

// For fewer rows the plain statement is quicker.
constexpr std::size_t worth_one_statement = 4;
// For fewer of them, waking another thread takes as long as they do.
constexpr std::size_t worth_a_thread = 8;

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

// Reset on failure as well, so that the next row does not trip over this one.
struct Reset {
    SqliteStatement& statement;
    ~Reset() { statement.reset(); }
};

}  // namespace

// The statements that put its rows into their table: one for a row, one for many.
class BulkWriter : public RowWriter {
  public:
    BulkWriter(BulkRows& bulk,
               sqlite3* handle,
               std::size_t columns,
               const std::string& for_one,
               const std::string& for_many)
        : bulk_(bulk),
          handle_(handle),
          one_(handle, for_one.c_str(), nullptr),
          many_(handle, for_many.c_str(), nullptr),
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
    [[nodiscard]] WaitingRows hand_over() { return std::exchange(rows_, rows_.more()); }

  protected:
    void store_one(const WaitingRows& rows, std::size_t row) {
        for (std::size_t i = 0; i < rows.columns(); ++i) {
            bind(static_cast<int>(i) + 1, rows, rows.cell(row, i));
        }
        run(one_);
    }
    void run(SqliteStatement& statement) {
        const Reset reset{statement};
        (void)statement.step();
    }
    [[nodiscard]] SqliteStatement& many() { return many_; }

  private:
    // As $1, $2 stand in the text, whatever the order in which SQLite met them.
    void bind(int number, const WaitingRows& rows, const Cell& cell);

    BulkRows& bulk_;
    sqlite3* handle_;
    SqliteStatement one_;
    SqliteStatement many_;
    WaitingRows rows_;
};

void BulkWriter::bind(int number, const WaitingRows& rows, const Cell& cell) {
    sqlite3_stmt* const statement = one_.get();
    const int position = one_.place(number);
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
                     into + " SELECT " + numbered('c', columns, 0) + " FROM waiting_row") {}

    void store(const WaitingRows& rows, ShownRows& shown) override {
        shown.rows = &rows;
        if (rows.rows() >= worth_one_statement) {
            run(many());
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
             std::string_view table,
             std::span<const std::string_view> columns)
        : BulkWriter(
              bulk,
              handle,
              columns.size(),
              setting(table, columns, [](std::size_t at) { return "$" + std::to_string(at + 1); }) +
                  " = $1",
              setting(table, columns, [&](std::size_t at) {
                  return "waiting_value(" + std::string(columns.front()) + ", " +
                         std::to_string(at) + ")";
              }) + " BETWEEN $1 AND $2") {}

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
        many().bind_integers({id_of(rows, first), id_of(rows, end - 1)});
        run(many());
    }
};

}  // namespace

BulkRows::BulkRows(sqlite3* handle) : handle_(handle) {
    show_waiting_rows(handle, shown_);
}

BulkRows::~BulkRows() = default;

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
    return add(std::make_unique<Changing>(*this, handle_, table, columns));
}

std::unique_ptr<RowWriter> BulkRows::add(std::unique_ptr<BulkWriter> writer) {
    writers_.push_back(writer.get());
    return writer;
}

// Octets that were not copied are gone when the row's writer goes on.
void BulkRows::take_full(const BulkWriter& writer) {
    if (!writer.rows().borrow() && ++full_one_after_another_ > worth_a_thread && hand_over()) {
        return;
    }
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
    for (BulkWriter* const writer : waiting_) writer->store(writer->rows(), shown_);
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
