// SQLite declares this hook only to those who ask for it.
#define SQLITE_ENABLE_PREUPDATE_HOOK 1

#include "ledger/storage/sqlite/changes.h"

#include "ledger/storage/sqlite/row_sql.h"
#include "ledger/storage/sqlite/stored_tables.h"
#include "ledger/storage/stored_value.h"

#include <algorithm>
#include <sqlite3.h>

namespace almoner::ledger {
namespace {

// The tables whose rows SQLite does not number.
constexpr const char* unnumbered_sql =
    "SELECT t.name, c.cid, c.pk FROM pragma_table_list t, pragma_table_info(t.name) c"
    " WHERE t.schema = 'main' AND t.wr = 1 AND c.pk > 0 ORDER BY t.name, c.pk";

void write_value(CanonicalWriter& out, sqlite3_value* value) {
    const int type = sqlite3_value_type(value);
    if (type == SQLITE_INTEGER) {
        out.mark('i');
        out.integer(sqlite3_value_int64(value));
        return;
    }
    const auto* const octets = static_cast<const char*>(sqlite3_value_blob(value));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    out.mark(type == SQLITE_TEXT ? 't' : 'b');
    out.text(octets == nullptr ? std::string_view{} : std::string_view{octets, size});
}

template <class Key>
void keep_each_once(std::vector<Key>& keys) {
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

// The row of a key as it is now, or that it is gone.
class RowTeller {
  public:
    RowTeller(Database& database, const StoredTable& table, CanonicalWriter& out)
        : row_(database.prepare(("SELECT " + listed(table.columns) + " FROM " + table.name +
                                 " WHERE " + where_key(table))
                                    .c_str())),
          columns_(static_cast<int>(table.columns.size())),
          out_(out) {}

    void tell(std::int64_t number) {
        CanonicalWriter key;
        key.mark('i');
        key.integer(number);
        tell(key.octets());
    }
    void tell(std::string_view key) {
        row_->reset();
        CanonicalReader in(key);
        for (int position = 1; !in.at_end(); ++position) bind_value(*row_, position, in);
        if (!row_->step()) {
            out_.mark(gone_row);
            out_.text(key);
            return;
        }
        out_.mark(put_row);
        for (int column = 0; column < columns_; ++column) write_value(column);
    }

  private:
    void write_value(int column) { ledger::write_value(out_, *row_, column); }

    std::unique_ptr<Statement> row_;
    int columns_;
    CanonicalWriter& out_;
};

}  // namespace

struct ChangeRecorder::Touched {
    sqlite3* handle = nullptr;
    int operation = 0;
    std::string_view table;
    std::int64_t number_before = 0;
    std::int64_t number_after = 0;
};

void note_touched(void* recorder, const ChangeRecorder::Touched& touched) {
    auto& self = *static_cast<ChangeRecorder*>(recorder);
    try {
        self.note(touched);
    } catch (const std::exception&) {  // SQLite calls us: nothing may pass through it
        self.is_complete_ = false;
    }
}

namespace {

void before_change(void* recorder,
                   sqlite3* handle,
                   int operation,
                   const char* schema,
                   const char* table,
                   sqlite3_int64 before,
                   sqlite3_int64 after) {
    if (std::string_view(schema) != "main") return;
    note_touched(recorder, {handle, operation, table, before, after});
}

}  // namespace

ChangeRecorder::~ChangeRecorder() {
    sqlite3_preupdate_hook(handle_, nullptr, nullptr);
}

void ChangeRecorder::begin(Database& database) {
    if (tables_.empty() || !is_complete_) read_tables(database);
    is_complete_ = true;
    for (auto& [name, table] : tables_) {
        table.numbers.clear();
        table.keys.clear();
    }
    sqlite3_preupdate_hook(handle_, before_change, this);
}

void ChangeRecorder::read_tables(Database& database) {
    tables_.clear();
    for (StoredTable& each : sqlite_tables(database)) {
        std::string name = each.name;
        tables_[std::move(name)].names = std::move(each);
    }
    const std::unique_ptr<Statement> rows = database.prepare(unnumbered_sql);
    while (rows->step()) {
        const auto found = tables_.find(rows->text(0));
        if (found == tables_.end()) continue;
        found->second.key_columns.push_back(static_cast<int>(rows->integer(1)));
    }
}

void ChangeRecorder::note(const Touched& touched) {
    const auto found = tables_.find(touched.table);
    if (found == tables_.end()) {
        is_complete_ = false;
        return;
    }
    Table& table = found->second;
    const bool was_there = touched.operation != SQLITE_INSERT;
    const bool is_there = touched.operation != SQLITE_DELETE;
    if (table.key_columns.empty()) {
        if (was_there) table.numbers.push_back(touched.number_before);
        if (is_there && (!was_there || touched.number_after != touched.number_before)) {
            table.numbers.push_back(touched.number_after);
        }
        return;
    }
    if (was_there) note_key(table, touched, false);
    if (is_there) note_key(table, touched, true);
}

void ChangeRecorder::note_key(Table& table, const Touched& touched, bool is_new) {
    CanonicalWriter key;
    for (const int column : table.key_columns) {
        sqlite3_value* value = nullptr;
        const int code = is_new ? sqlite3_preupdate_new(touched.handle, column, &value)
                                : sqlite3_preupdate_old(touched.handle, column, &value);
        if (code != SQLITE_OK || value == nullptr) throw StorageError("a key can't be read");
        write_value(key, value);
    }
    table.keys.push_back(key.octets());
}

std::string ChangeRecorder::changes(Database& database) {
    if (!is_complete_) throw StorageError("a table was made or touched that is not ours");
    CanonicalWriter out;
    for (auto& [name, table] : tables_) {
        keep_each_once(table.numbers);
        keep_each_once(table.keys);
        const std::size_t count = table.numbers.size() + table.keys.size();
        if (count == 0) continue;
        out.text(name);
        out.integer(static_cast<std::int64_t>(table.names.columns.size()));
        out.integer(static_cast<std::int64_t>(count));
        RowTeller rows(database, table.names, out);
        for (const std::int64_t number : table.numbers) rows.tell(number);
        for (const std::string& key : table.keys) rows.tell(key);
    }
    return out.octets();
}

}  // namespace almoner::ledger
