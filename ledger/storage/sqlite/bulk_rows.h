// Rows that wait in memory and go into their table many at a time, in one statement.
#pragma once

#include "ledger/storage/database.h"

#include <memory>
#include <span>
#include <sqlite3.h>
#include <string_view>
#include <vector>

namespace almoner::ledger {

class BulkWriter;

// Of one connection. SQLite spends more on starting a statement for a row than on the row itself;
// so the rows are shown to it as a table of their own, and one INSERT takes them all. Whoever runs
// anything else on the connection calls insert() first: nobody sees that rows waited.
class BulkRows {
  public:
    explicit BulkRows(sqlite3* handle);
    BulkRows(const BulkRows&) = delete;
    BulkRows& operator=(const BulkRows&) = delete;
    ~BulkRows() = default;

    [[nodiscard]] std::unique_ptr<RowWriter> writer(std::string_view table,
                                                    std::span<const std::string_view> columns);
    [[nodiscard]] bool any() const { return !waiting_.empty(); }
    // Table by table, in the order in which their first rows came.
    void insert();
    // Their unit of work is undone; a row that was begun goes as well.
    void drop();

  private:
    friend class BulkWriter;
    void wait_for(BulkWriter& writer) { waiting_.push_back(&writer); }
    void forget(const BulkWriter& writer);
    void empty(const std::vector<BulkWriter*>& writers);

    sqlite3* handle_;
    std::vector<BulkWriter*> writers_;
    std::vector<BulkWriter*> waiting_;   // those that have rows
    const BulkWriter* shown_ = nullptr;  // whose rows the virtual table is made of now
    friend const BulkWriter* shown_by(const BulkRows& rows);
};

}  // namespace almoner::ledger
