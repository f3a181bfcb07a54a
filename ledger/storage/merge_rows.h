// Rows that may be in their table already: many by one statement where the engine offers that,
// otherwise each by its own.
#pragma once

#include "ledger/storage/bulk_changes.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

namespace almoner::ledger {

// `one` does for a row what the engine does for many: its parameters are the columns.
struct MergedTable {
    const Query* one = nullptr;
    std::string_view table;
    std::span<const std::string_view> columns;
    std::size_t keys = 0;
    Merge how{};
};

template <std::size_t columns>
void merge_rows(Database& database,
                const MergedTable& into,
                const std::vector<std::array<std::int64_t, columns>>& rows) {
    // To make ready for many at once takes as long as this many one by one.
    constexpr std::size_t worth_merging_at_once = 8;
    auto* const merges = dynamic_cast<BulkMerges*>(&database);
    if (merges == nullptr || rows.size() < worth_merging_at_once) {
        for (const auto& row : rows) {
            std::apply([&](auto... values) { database.change(*into.one, values...); }, row);
        }
        return;
    }
    const auto many = merges->bulk_merge(into.table, into.columns, into.keys, into.how);
    for (const auto& row : rows) {
        many->integers(row);
        many->end_row();
    }
    many->flush();
}

}  // namespace almoner::ledger
