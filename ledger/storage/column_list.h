// The names of columns as a statement has them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace almoner::ledger {

inline std::string column_list(std::span<const std::string_view> columns) {
    std::string names;
    for (const std::string_view column : columns) {
        if (!names.empty()) names += ',';
        names += column;
    }
    return names;
}

}  // namespace almoner::ledger
