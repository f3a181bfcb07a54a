// Which store keeps an area's books, and how it is opened.
#pragma once

#include "api/door/door.h"

#include <filesystem>
#include <string>

namespace almoner::ops {

inline constexpr std::string_view sqlite_store = "sqlite";  // FOLDER/almoner.db

// "sqlite" or a postgresql:// address. Without the people's keys: their rows stay sealed.
[[nodiscard]] ledger::Outcome<api::Store> store_at(const std::filesystem::path& folder,
                                                   const std::string& address,
                                                   const api::Clock& clock);

// Writes the address into the folder's settings; what else they say stays.
void remember_store(const std::filesystem::path& folder, const std::string& address);

// As the folder's settings say, else as asked, else SQLite. Refused: store-differs when the folder
// holds an area elsewhere than is asked, shipping-not-here, what store_at and the settings refuse.
[[nodiscard]] ledger::Outcome<api::Store> chosen_store(const std::filesystem::path& folder,
                                                       const std::string& asked,
                                                       const api::Clock& clock,
                                                       const std::string& version);

}  // namespace almoner::ops
