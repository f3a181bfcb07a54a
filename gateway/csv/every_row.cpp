#include "gateway/csv/every_row.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace almoner::gateway {

std::vector<KindedRow> every_row(const CsvTable& table) {
    std::size_t last = 0;
    std::vector<KindedRow> rows;
    rows.reserve(table.rows.size() + table.unread.size() + table.blank.size());
    const auto add = [&](const std::vector<CsvRow>& some, RowKind kind) {
        for (const CsvRow& each : some) {
            rows.push_back({kind, each});
            last = std::max(last, each.row);
        }
    };
    add(table.rows, RowKind::read);
    add(table.unread, RowKind::unread);
    for (const BlankRows& blank : table.blank) {
        for (std::size_t row = blank.first; row <= std::min(blank.last, last); ++row) {
            rows.push_back({RowKind::blank, {.row = row, .line = 0, .cells = {}}});
        }
    }
    std::ranges::sort(rows, {}, [](const KindedRow& each) { return each.row.row; });
    return rows;
}

}  // namespace almoner::gateway
