// A copy of an area's database while commands may be running.
#pragma once

#include <filesystem>

namespace almoner::ledger {

// Copies FOLDER/almoner.db, as it stands after its last commit, to `file`, which must not be there
// yet, through a connection that only reads: nobody who writes waits for it. The copy is synced and
// complete in one file. Throws StorageError; what was begun is left for the caller to remove.
void copy_online(const std::filesystem::path& folder, const std::filesystem::path& file);

}  // namespace almoner::ledger
