// Rows that wait in memory and go into their table many at a time, in one statement.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/storage/query.h"
#include "ledger/storage/sqlite/row_storer.h"
#include "ledger/storage/sqlite/waiting_row.h"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <sqlite3.h>
#include <string_view>
#include <vector>

namespace almoner::ledger {

class BulkWriter;

// Of one connection. SQLite spends more on starting a statement for a row than on the row itself;
// so the rows are shown to it as a table of their own, and one INSERT takes them all. Where many
// come after each other a thread of its own puts them in while the next are made. Whoever runs
// anything else on the connection calls insert() first: nobody sees that rows waited.
class BulkRows {
  public:
    explicit BulkRows(sqlite3* handle);
    BulkRows(const BulkRows&) = delete;
    BulkRows& operator=(const BulkRows&) = delete;
    ~BulkRows();

    [[nodiscard]] std::unique_ptr<RowWriter> writer(std::string_view table,
                                                    std::span<const std::string_view> columns);
    // Of rows that are there, found by their first column.
    [[nodiscard]] std::unique_ptr<RowWriter> changer(std::string_view table,
                                                     std::span<const std::string_view> columns);
    // What waits goes in first; then this, which must change so many rows.
    void change_later(const Query& query, std::span<const std::int64_t> values, std::int64_t rows);
    [[nodiscard]] bool any() const { return under_way_ || !waiting_.empty(); }
    // Table by table, in the order in which their first rows came.
    void insert();
    // The same, or on their way in: they outlive whoever wrote them.
    void part_with();
    // Whoever touches the connection without running a statement waits: rows may be under way.
    void wait() noexcept {
        if (under_way_) storer_->wait();
    }
    // Their unit of work is undone; a row that was begun goes as well.
    void drop();

  private:
    friend class BulkWriter;
    void wait_for(BulkWriter& writer) { waiting_.push_back(&writer); }
    void take_full(BulkWriter& writer);
    [[nodiscard]] bool hand_over();
    void insert_here();
    void finish();
    void forget(const BulkWriter& writer);
    void empty(const std::vector<BulkWriter*>& writers);
    [[nodiscard]] std::unique_ptr<RowWriter> add(std::unique_ptr<BulkWriter> writer);

    [[nodiscard]] BulkWriter& later(const Query& query, std::size_t values);

    sqlite3* handle_;
    ShownRows shown_;
    std::vector<BulkWriter*> writers_;
    std::vector<BulkWriter*> waiting_;  // those that have rows
    std::map<const Query*, std::unique_ptr<BulkWriter>> later_;
    std::size_t full_one_after_another_ = 0;  // and no other statement between them
    bool under_way_ = false;                  // the storer has some, or has failed
    std::optional<RowStorer> storer_;         // from the first time that it is worth it
};

}  // namespace almoner::ledger
