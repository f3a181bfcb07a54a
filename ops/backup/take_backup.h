// Makes a backup of an area while it is in use.
#pragma once

#include "ops/backup/stored_backup.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace almoner::ops {

struct BackupSource {
    // Copies the area as it is now to a file.
    std::function<void(const std::filesystem::path& file)> copy_to{};
    std::int64_t now_ms = 0;
    std::string program{};  // the version
};

struct TakenBackup {
    std::filesystem::path folder{};
    Manifest manifest{};
    bool was_there = false;  // of this day and head; it was read through and is good
};

// Written under a name that begins with a dot, synced, then renamed: a backup that was cut short is
// never taken for one, and the next one removes it. Throws StorageBusy while another is writing
// there, Damaged where the one that is there is not good, StorageError on an outage.
[[nodiscard]] TakenBackup take_backup(const BackupSource& source, const std::filesystem::path& to);

// Whether all that lies in the folder is of the journal that `reader` sees: whoever writes there
// must not mix two histories.
[[nodiscard]] bool is_of_this_journal(ledger::Database& reader,
                                      const std::filesystem::path& folder);

}  // namespace almoner::ops
