// What an engine may offer beside the port: many rows of a table changed by one statement.
#pragma once

#include "ledger/storage/database.h"

#include <memory>
#include <span>
#include <string_view>

namespace almoner::ledger {

// Values that are whole numbers, in rows that are there, found by their first column: the table's
// id. As RowWriter says, what is written is not in the table before the next statement.
class BulkChanges {
  public:
    BulkChanges() = default;
    BulkChanges(const BulkChanges&) = delete;
    BulkChanges& operator=(const BulkChanges&) = delete;
    virtual ~BulkChanges() = default;

    [[nodiscard]] virtual std::unique_ptr<RowWriter> bulk_change(
        std::string_view table, std::span<const std::string_view> columns) = 0;
    // A change of very many rows, which is made while the caller goes on. Where it changes another
    // number of rows the next statement says so, and the unit of work ends.
    virtual void change_later(const Query& query,
                              std::span<const std::int64_t> values,
                              std::int64_t rows) = 0;
};

}  // namespace almoner::ledger
