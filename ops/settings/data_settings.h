// settings.toml of a data folder: what must be known before the area's own settings can be read.
#pragma once

#include "ledger/values/outcome.h"

#include <filesystem>
#include <string>

namespace almoner::ops {

struct DataSettings {
    std::string store;        // as --store; empty: SQLite in the data folder
    std::string ship_to;      // a second folder for each commit; empty: none
    std::string signing_key;  // the file of the key that statements are signed with; empty: none
    std::string people_keys;  // the file of the people's keys; empty: people.keys in the folder
};

// A folder without the file has none. Refused: settings-unreadable, setting-unknown.
[[nodiscard]] ledger::Outcome<DataSettings> read_data_settings(const std::filesystem::path& folder);

// Replaces the file, whole or not at all. Throws ledger::StorageError when it can't.
void write_data_settings(const std::filesystem::path& folder, const DataSettings& settings);

}  // namespace almoner::ops
