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
};

}  // namespace almoner::ledger
