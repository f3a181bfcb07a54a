// Which store keeps an area's books, and how it is opened.
#pragma once

#include "api/door/door.h"

#include <filesystem>
#include <string>

namespace almoner::ops {

inline constexpr std::string_view sqlite_store = "sqlite";  // FOLDER/almoner.db

// "sqlite" or a postgresql:// address.
[[nodiscard]] ledger::Outcome<api::Store> store_at(const std::filesystem::path& folder,
                                                   const std::string& address,
                                                   const api::Clock& clock);

// As the folder's settings say, else as asked, else SQLite. Refused: store-differs when the folder
// holds an area elsewhere than is asked, what store_at and the settings refuse.
[[nodiscard]] ledger::Outcome<api::Store> chosen_store(const std::filesystem::path& folder,
                                                       const std::string& asked,
                                                       const api::Clock& clock);

}  // namespace almoner::ops
