// Syncs that do not go through SQLite: this program's own fsync stands before the system's.
#pragma once

#include <filesystem>
#include <functional>

namespace almoner::tests {

// From now on a sync of this folder is `sync`, which tells whether it went well; other files need
// none here. Without a folder all are the system's again.
void watch_folder(const std::filesystem::path& folder, std::function<bool()> sync);

}  // namespace almoner::tests
