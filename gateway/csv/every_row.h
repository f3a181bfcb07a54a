// Every row below a file's header, so that what is written beside each stays beside it.
#pragma once

#include "gateway/csv/csv_reader.h"

#include <cstdint>
#include <vector>

namespace almoner::gateway {

enum class RowKind : std::uint8_t {
    read,
    unread,  // one of the table's problems, made to fit
    blank,   // without cells
};

struct KindedRow {
    RowKind kind = RowKind::read;
    CsvRow row{};
};

// In their order; blank ones at the file's end are no rows of it.
[[nodiscard]] std::vector<KindedRow> every_row(const CsvTable& table);

}  // namespace almoner::gateway
