// What an engine may offer beside the port: many rows of a table changed by one statement. Values
// are whole numbers, and what is written is in the table after flush() at the latest.
#pragma once

#include "ledger/storage/database.h"

#include <memory>
#include <span>
#include <string_view>

namespace almoner::ledger {

// New values for rows that are there, found by their first column: the table's id.
class BulkChanges {
  public:
    BulkChanges() = default;
    BulkChanges(const BulkChanges&) = delete;
    BulkChanges& operator=(const BulkChanges&) = delete;
    virtual ~BulkChanges() = default;

    [[nodiscard]] virtual std::unique_ptr<RowWriter> bulk_change(
        std::string_view table, std::span<const std::string_view> columns) = 0;
};

// Changes of very many rows, each made while the caller goes on.
class LaterChanges {
  public:
    LaterChanges() = default;
    LaterChanges(const LaterChanges&) = delete;
    LaterChanges& operator=(const LaterChanges&) = delete;
    virtual ~LaterChanges() = default;

    // Where it changes another number of rows the next statement says so, and the unit of work
    // ends.
    virtual void change_later(const Query& query,
                              std::span<const std::int64_t> values,
                              std::int64_t rows) = 0;
};

// What becomes of the values of a row that is there: they are replaced, or added to.
enum class Merge { replaces, adds };

// Rows that may be there, found by their first `keys` columns: the table's primary key. No key
// twice before a flush(). A check of the table judges what is added as well as the sum.
class BulkMerges {
  public:
    BulkMerges() = default;
    BulkMerges(const BulkMerges&) = delete;
    BulkMerges& operator=(const BulkMerges&) = delete;
    virtual ~BulkMerges() = default;

    [[nodiscard]] virtual std::unique_ptr<RowWriter> bulk_merge(
        std::string_view table,
        std::span<const std::string_view> columns,
        std::size_t keys,
        Merge how) = 0;
};

}  // namespace almoner::ledger
