#include "ledger/storage/sqlite/bulk_rows.h"

#include "ledger/storage/sqlite/sqlite_statement.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

namespace almoner::ledger {
namespace {

constexpr int most_columns = 40;
constexpr std::size_t rows_at_once = 128;  // what waits stays in the processor's own memory
constexpr std::size_t octets_at_once = 256UL * 1024;
constexpr std::size_t too_long_to_copy = 16UL * 1024;
// For fewer rows the plain statement is quicker.
constexpr std::size_t worth_one_statement = 4;

struct Cell {
    // Of a text or octets: where they begin in the copies, or their place among the borrowed ones.
    std::int64_t value = 0;
    std::uint32_t size = 0;
    ValueKind kind = ValueKind::nothing;
    bool is_borrowed = false;  // too long to be copied
};

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

}  // namespace

class BulkWriter final : public RowWriter {
  public:
    BulkWriter(sqlite3* handle, BulkRows& bulk, const std::string& into, std::size_t columns)
        : handle_(handle),
          bulk_(bulk),
          columns_(columns),
          one_(handle, (into + " VALUES (" + numbered('$', columns, 1) + ")").c_str(), nullptr),
          many_(handle,
                (into + " SELECT " + numbered('c', columns, 0) + " FROM waiting_row").c_str(),
                nullptr) {}
    ~BulkWriter() override { bulk_.forget(*this); }

    void integer(std::int64_t value) override {
        cells_.push_back({.value = value, .kind = ValueKind::integer});
    }
    void integers(std::span<const std::int64_t> values) override {
        const std::size_t first = cells_.size();
        cells_.resize(first + values.size());
        Cell* cell = cells_.data() + first;
        for (const std::int64_t value : values) {
            *cell++ = {.value = value, .kind = ValueKind::integer};
        }
    }
    void text(std::string_view value) override { octets(value, ValueKind::text); }
    void blob(std::string_view value) override { octets(value, ValueKind::blob); }
    void null() override { cells_.push_back({}); }
    void end_row() override;
    void flush() override {
        if (rows_ > 0) bulk_.insert();
    }

    void insert();
    void drop();
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] const Cell& cell(std::size_t row, std::size_t column) const {
        return cells_[row * columns_ + column];
    }
    [[nodiscard]] const char* octets_of(const Cell& cell) const {
        const auto at = static_cast<std::size_t>(cell.value);
        return cell.is_borrowed ? borrowed_[at] : copies_.data() + at;
    }

  private:
    void octets(std::string_view value, ValueKind kind);
    void bind(int position, const Cell& cell) const;
    void insert_one(std::size_t row);

    sqlite3* handle_;
    BulkRows& bulk_;
    std::size_t columns_;
    SqliteStatement one_;
    SqliteStatement many_;
    std::vector<Cell> cells_;
    std::string copies_;
    std::vector<const char*> borrowed_;
    std::size_t rows_ = 0;
};

void BulkWriter::octets(std::string_view value, ValueKind kind) {
    if (value.size() > std::numeric_limits<std::uint32_t>::max()) {
        throw InvariantBroken("a value that no row can hold");
    }
    Cell cell{.size = static_cast<std::uint32_t>(value.size()), .kind = kind};
    if (value.size() >= too_long_to_copy) {
        cell.value = static_cast<std::int64_t>(borrowed_.size());
        cell.is_borrowed = true;
        borrowed_.push_back(value.data());
    } else {
        cell.value = static_cast<std::int64_t>(copies_.size());
        copies_ += value;
    }
    cells_.push_back(cell);
}

void BulkWriter::end_row() {
    if (cells_.size() != (rows_ + 1) * columns_) {
        cells_.resize(rows_ * columns_);
        throw InvariantBroken("a row with the wrong number of values");
    }
    if (rows_++ == 0) bulk_.wait_for(*this);
    if (rows_ >= rows_at_once || copies_.size() >= octets_at_once || !borrowed_.empty()) {
        bulk_.insert();
    }
}

void BulkWriter::bind(int position, const Cell& cell) const {
    sqlite3_stmt* const statement = one_.get();
    int code = SQLITE_OK;
    switch (cell.kind) {
        case ValueKind::nothing: code = sqlite3_bind_null(statement, position); break;
        case ValueKind::integer: code = sqlite3_bind_int64(statement, position, cell.value); break;
        case ValueKind::text:
            code = sqlite3_bind_text64(
                statement, position, octets_of(cell), cell.size, SQLITE_STATIC, SQLITE_UTF8);
            break;
        case ValueKind::blob:
            code =
                sqlite3_bind_blob64(statement, position, octets_of(cell), cell.size, SQLITE_STATIC);
            break;
    }
    if (code != SQLITE_OK) sqlite_failed(handle_, code);
}

// Reset on failure as well, so that the next row does not trip over this one.
struct Reset {
    SqliteStatement& statement;
    ~Reset() { statement.reset(); }
};

void BulkWriter::insert_one(std::size_t row) {
    for (std::size_t i = 0; i < columns_; ++i) bind(static_cast<int>(i) + 1, cell(row, i));
    const Reset reset{one_};
    (void)one_.step();
}

void BulkWriter::insert() {
    if (rows_ >= worth_one_statement) {
        const Reset reset{many_};
        (void)many_.step();
        return;
    }
    for (std::size_t row = 0; row < rows_; ++row) insert_one(row);
}

void BulkWriter::drop() {
    cells_.clear();
    copies_.clear();
    borrowed_.clear();
    rows_ = 0;
}

const BulkWriter* shown_by(const BulkRows& rows) {
    return rows.shown_;
}

namespace {

// What SQLite asks of a virtual table, here over the rows of the writer that is shown.
struct Table {
    sqlite3_vtab base{};
    const BulkRows* rows = nullptr;
};

struct Cursor {
    sqlite3_vtab_cursor base{};
    const BulkWriter* writer = nullptr;
    std::size_t row = 0;
};

Cursor& of(sqlite3_vtab_cursor* cursor) {
    return *reinterpret_cast<Cursor*>(cursor);
}

int connect(sqlite3* handle,
            void* rows,
            int /*count*/,
            const char* const* /*words*/,
            sqlite3_vtab** table,
            char** /*error*/) {
    const std::string columns = "CREATE TABLE x(" + numbered('c', most_columns, 0) + ")";
    const int code = sqlite3_declare_vtab(handle, columns.c_str());
    if (code != SQLITE_OK) return code;
    auto made = std::make_unique<Table>();
    made->rows = static_cast<const BulkRows*>(rows);
    *table = &made.release()->base;
    return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
    delete reinterpret_cast<Table*>(table);
    return SQLITE_OK;
}

int plan(sqlite3_vtab* /*table*/, sqlite3_index_info* info) {
    info->estimatedCost = 1;
    return SQLITE_OK;
}

int open(sqlite3_vtab* /*table*/, sqlite3_vtab_cursor** cursor) {
    *cursor = &(new Cursor)->base;
    return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
    delete &of(cursor);
    return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor,
           int /*number*/,
           const char* /*text*/,
           int /*count*/,
           sqlite3_value** /*values*/) {
    of(cursor).writer = shown_by(*reinterpret_cast<Table*>(cursor->pVtab)->rows);
    of(cursor).row = 0;
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
    ++of(cursor).row;
    return SQLITE_OK;
}

int at_end(sqlite3_vtab_cursor* cursor) {
    const Cursor& at = of(cursor);
    return at.writer == nullptr || at.row >= at.writer->rows() ? 1 : 0;
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* out, int number) {
    const Cursor& at = of(cursor);
    const Cell& cell = at.writer->cell(at.row, static_cast<std::size_t>(number));
    switch (cell.kind) {
        case ValueKind::nothing: sqlite3_result_null(out); break;
        case ValueKind::integer: sqlite3_result_int64(out, cell.value); break;
        case ValueKind::text:
            sqlite3_result_text64(
                out, at.writer->octets_of(cell), cell.size, SQLITE_STATIC, SQLITE_UTF8);
            break;
        case ValueKind::blob:
            sqlite3_result_blob64(out, at.writer->octets_of(cell), cell.size, SQLITE_STATIC);
            break;
    }
    return SQLITE_OK;
}

int row_id(sqlite3_vtab_cursor* cursor, sqlite3_int64* id) {
    *id = static_cast<sqlite3_int64>(of(cursor).row);
    return SQLITE_OK;
}

// Without xCreate it is there under its own name and never in the file.
sqlite3_module waiting_row() {
    sqlite3_module module{};
    module.xConnect = connect;
    module.xDisconnect = disconnect;
    module.xBestIndex = plan;
    module.xOpen = open;
    module.xClose = close;
    module.xFilter = filter;
    module.xNext = next;
    module.xEof = at_end;
    module.xColumn = column;
    module.xRowid = row_id;
    return module;
}

const sqlite3_module module = waiting_row();

}  // namespace

BulkRows::BulkRows(sqlite3* handle) : handle_(handle) {
    const int code = sqlite3_create_module_v2(handle, "waiting_row", &module, this, nullptr);
    if (code != SQLITE_OK) sqlite_failed(handle, code);
}

std::unique_ptr<RowWriter> BulkRows::writer(std::string_view table,
                                            std::span<const std::string_view> columns) {
    if (columns.size() > most_columns) throw InvariantBroken("a table with too many columns");
    const std::string into = "INSERT INTO " + std::string(table) + "(" + names_of(columns) + ")";
    auto writer = std::make_unique<BulkWriter>(handle_, *this, into, columns.size());
    writers_.push_back(writer.get());
    return writer;
}

void BulkRows::insert() {
    struct Emptied {
        BulkRows& rows;
        ~Emptied() { rows.empty(rows.waiting_); }
    } const emptied{*this};  // also where one of them is refused: the unit of work ends then
    for (BulkWriter* const writer : waiting_) {
        shown_ = writer;
        writer->insert();
    }
}

void BulkRows::drop() {
    empty(writers_);
}

void BulkRows::empty(const std::vector<BulkWriter*>& writers) {
    for (BulkWriter* const writer : writers) writer->drop();
    waiting_.clear();
    shown_ = nullptr;
}

void BulkRows::forget(const BulkWriter& writer) {
    std::erase(waiting_, &writer);
    std::erase(writers_, &writer);
}

}  // namespace almoner::ledger
