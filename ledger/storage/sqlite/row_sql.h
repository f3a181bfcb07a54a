// What the recording of rows and their making again share.
#pragma once

#include "ledger/storage/copy_store.h"

#include <string>
#include <vector>

namespace almoner::ledger {

// How a row stands in recorded changes: with all its values, or gone, with its key.
inline constexpr char put_row = 'p';
inline constexpr char gone_row = 'd';

inline std::string listed(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
}

// "a = $1 AND b = $2"
inline std::string where_key(const StoredTable& table) {
    std::string where;
    for (std::size_t i = 0; i < table.key.size(); ++i) {
        where += (i == 0 ? "" : " AND ") + table.key[i] + " = $" + std::to_string(i + 1);
    }
    return where;
}

}  // namespace almoner::ledger
