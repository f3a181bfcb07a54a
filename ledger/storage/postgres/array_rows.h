// Rows of whole numbers that one statement takes as arrays, a column each.
#pragma once

#include "ledger/storage/bulk_changes.h"
#include "ledger/storage/postgres/connection.h"
#include "ledger/storage/postgres/copy_rows.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

// Each row's values replace those of the row that has its id, the first column.
[[nodiscard]] std::string change_by_arrays(std::string_view table,
                                           std::span<const std::string_view> columns);

// Each row's values replace those of the row that has its key, the first `keys` columns, or are
// added to them; where there is no such row they make one.
[[nodiscard]] std::string merge_by_arrays(std::string_view table,
                                          std::span<const std::string_view> columns,
                                          std::size_t keys,
                                          Merge how);

// Rows that wait in memory until flush(): what is not flushed is not written.
class ArrayRows final : public RowWriter {
  public:
    // `sql` takes `columns` arrays of bigint.
    ArrayRows(PostgresConnection& connection,
              CopyRows& waiting_rows,
              std::string sql,
              std::size_t columns);

    void integer(std::int64_t value) override { integers({&value, 1}); }
    void integers(std::span<const std::int64_t> values) override;
    void text(std::string_view value) override;
    void blob(std::string_view octets) override { text(octets); }
    void null() override { text({}); }
    void end_row() override;
    void flush() override;

  private:
    void clear();

    PostgresConnection& connection_;
    CopyRows& waiting_rows_;
    std::string sql_;
    std::vector<std::string> arrays_;  // in binary form, their heads included
    std::size_t column_ = 0;
    std::size_t count_ = 0;
};

}  // namespace almoner::ledger
