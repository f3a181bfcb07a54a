// Rows that wait in memory and go into their table by binary COPY, or a few by INSERT.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/storage/postgres/connection.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace almoner::ledger {

class CopyWriter;

// Of one connection. A COPY stays open while rows of its table come, so that the server stores them
// while the next are made. Whoever runs anything else on the connection calls insert() first:
// nobody sees that rows waited.
class CopyRows {
  public:
    explicit CopyRows(PostgresConnection& connection) : connection_(connection) {}
    CopyRows(const CopyRows&) = delete;
    CopyRows& operator=(const CopyRows&) = delete;
    ~CopyRows() = default;

    [[nodiscard]] std::unique_ptr<RowWriter> writer(std::string_view table,
                                                    std::span<const std::string_view> columns);
    [[nodiscard]] bool any() const { return !waiting_.empty(); }
    void insert();
    // Their unit of work is undone; a row that was begun goes as well.
    void drop() noexcept;

  private:
    friend class CopyWriter;
    void wait_for(CopyWriter& writer) { waiting_.push_back(&writer); }
    void stream(CopyWriter& writer);
    void forget(const CopyWriter& writer) noexcept;

    PostgresConnection& connection_;
    std::vector<CopyWriter*> writers_;
    std::vector<CopyWriter*> waiting_;  // those with rows that are not in their table
    const CopyWriter* open_ = nullptr;  // whose COPY is open
};

}  // namespace almoner::ledger
