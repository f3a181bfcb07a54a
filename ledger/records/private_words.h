// Words about a person that may be missing.
#pragma once

#include "ledger/records/private_text.h"

namespace almoner::ledger {

// No row for empty ones.
inline std::optional<std::int64_t> insert_words(Work& work,
                                                std::int64_t person,
                                                std::string_view words) {
    if (words.empty()) return std::nullopt;
    return insert_private_text(work, person, words);
}

// Empty for no row, and for one that was erased.
[[nodiscard]] inline std::string words_of(Database& database, std::optional<std::int64_t> id) {
    return id ? private_text(database, *id).value_or("") : std::string{};
}

}  // namespace almoner::ledger
