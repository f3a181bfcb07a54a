#include "ledger/storage/sqlite/waiting_row.h"

#include "ledger/storage/sqlite/sqlite_statement.h"
#include "ledger/values/invariant.h"

#include <limits>
#include <memory>
#include <span>

namespace almoner::ledger {
namespace {

constexpr std::size_t rows_at_once = 128;  // what waits stays in the processor's own memory
constexpr std::size_t worth_comparing = 16;
constexpr std::size_t octets_at_once = 256UL * 1024;
constexpr std::size_t too_long_to_copy = 16UL * 1024;
constexpr std::size_t most_octets_kept = 32UL * 1024 * 1024;

}  // namespace

WaitingRows WaitingRows::more() const {
    WaitingRows rows(columns_);
    rows.cells_.reserve(cells_.size());
    rows.copies_.reserve(copies_.size());
    return rows;
}

void WaitingRows::integers(std::span<const std::int64_t> values) {
    const std::size_t first = cells_.size();
    cells_.resize(first + values.size());
    Cell* cell = cells_.data() + first;
    for (const std::int64_t value : values) *cell++ = {.value = value, .kind = ValueKind::integer};
}

void WaitingRows::octets(std::string_view value, ValueKind kind) {
    if (value.size() > std::numeric_limits<std::uint32_t>::max()) {
        throw InvariantBroken("a value that no row can hold");
    }
    Cell cell{.size = static_cast<std::uint32_t>(value.size()), .kind = kind};
    if (value.size() >= too_long_to_copy) {
        cell.value = static_cast<std::int64_t>(borrowed_.size());
        cell.is_borrowed = true;
        borrowed_.push_back(value);
    } else {
        cell.value = static_cast<std::int64_t>(copies_.size());
        copies_ += value;
    }
    cells_.push_back(cell);
}

void WaitingRows::end_row() {
    if (cells_.size() != (rows_ + 1) * columns_) {
        cells_.resize(rows_ * columns_);
        throw InvariantBroken("a row with the wrong number of values");
    }
    ++rows_;
}

void WaitingRows::clear() {
    cells_.clear();
    copies_.clear();
    borrowed_.clear();
    kept_.clear();
    rows_ = 0;
}

bool WaitingRows::keep_borrowed() {
    std::size_t octets = 0;
    for (const std::string_view each : borrowed_) octets += each.size();
    if (octets > most_octets_kept) return false;
    kept_.reserve(borrowed_.size());
    for (std::string_view& each : borrowed_) each = kept_.emplace_back(each);
    return true;
}

bool WaitingRows::are_same(const Cell& a, const Cell& b) const {
    if (a.kind != b.kind) return false;
    switch (a.kind) {
        case ValueKind::nothing: return true;
        case ValueKind::integer: return a.value == b.value;
        case ValueKind::text:
        case ValueKind::blob:
            return std::string_view(octets_of(a), a.size) == std::string_view(octets_of(b), b.size);
    }
    return false;
}

void WaitingRows::find_same_columns() {
    static_assert(most_waiting_columns <= 64);
    same_columns_ = 0;
    if (rows_ < worth_comparing) return;
    for (std::size_t column = 0; column < columns_; ++column) {
        std::size_t row = 1;
        while (row < rows_ && are_same(cell(0, column), cell(row, column))) ++row;
        if (row >= rows_) same_columns_ |= std::uint64_t{1} << column;
    }
}

bool WaitingRows::are_enough() const {
    return rows_ >= rows_at_once || copies_.size() >= octets_at_once || !borrowed_.empty();
}

namespace {

// What SQLite asks of a virtual table, here over the rows that are shown.
struct Table {
    sqlite3_vtab base{};
    const ShownRows* shown = nullptr;
};

struct Cursor {
    sqlite3_vtab_cursor base{};
    const WaitingRows* rows = nullptr;
    std::size_t row = 0;
};

Cursor& of(sqlite3_vtab_cursor* cursor) {
    return *reinterpret_cast<Cursor*>(cursor);
}

std::string declaration() {
    std::string names;
    for (std::size_t at = 0; at < most_waiting_columns; ++at) {
        names += (at == 0 ? "c" : ",c") + std::to_string(at);
    }
    return "CREATE TABLE x(" + names + ")";
}

// NOLINTNEXTLINE(readability-function-size): SQLite says what it is called with
int connect(sqlite3* handle,
            void* shown,
            int /*count*/,
            const char* const* /*words*/,
            sqlite3_vtab** table,
            char** /*error*/) {
    const int code = sqlite3_declare_vtab(handle, declaration().c_str());
    if (code != SQLITE_OK) return code;
    auto made = std::make_unique<Table>();
    made->shown = static_cast<const ShownRows*>(shown);
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
    of(cursor).rows = reinterpret_cast<Table*>(cursor->pVtab)->shown->rows;
    of(cursor).row = 0;
    return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
    ++of(cursor).row;
    return SQLITE_OK;
}

int at_end(sqlite3_vtab_cursor* cursor) {
    const Cursor& at = of(cursor);
    return at.rows == nullptr || at.row >= at.rows->rows() ? 1 : 0;
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* out, int number) {
    const Cursor& at = of(cursor);
    const Cell& cell = at.rows->cell(at.row, static_cast<std::size_t>(number));
    switch (cell.kind) {
        case ValueKind::nothing: sqlite3_result_null(out); break;
        case ValueKind::integer: sqlite3_result_int64(out, cell.value); break;
        case ValueKind::text:
            sqlite3_result_text64(
                out, at.rows->octets_of(cell), cell.size, SQLITE_STATIC, SQLITE_UTF8);
            break;
        case ValueKind::blob:
            sqlite3_result_blob64(out, at.rows->octets_of(cell), cell.size, SQLITE_STATIC);
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

void waiting_value(sqlite3_context* out, int /*count*/, sqlite3_value** values) {
    const ShownRows& shown = *static_cast<const ShownRows*>(sqlite3_user_data(out));
    const auto row =
        static_cast<std::size_t>(sqlite3_value_int64(values[0]) - shown.first_id) + shown.first_row;
    const auto number = static_cast<std::size_t>(sqlite3_value_int(values[1]));
    if (shown.rows == nullptr || row >= shown.rows->rows() || number >= shown.rows->columns()) {
        sqlite3_result_error(out, "no row waits with this id", -1);
        return;
    }
    sqlite3_result_int64(out, shown.rows->cell(row, number).value);
}

}  // namespace

void show_waiting_rows(sqlite3* handle, ShownRows& shown) {
    int code = sqlite3_create_module_v2(handle, "waiting_row", &module, &shown, nullptr);
    if (code == SQLITE_OK) {
        code = sqlite3_create_function_v2(handle,
                                          "waiting_value",
                                          2,
                                          SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                          &shown,
                                          waiting_value,
                                          nullptr,
                                          nullptr,
                                          nullptr);
    }
    if (code != SQLITE_OK) sqlite_failed(handle, code);
}

}  // namespace almoner::ledger
