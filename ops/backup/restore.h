// Puts an area together again: the newest good backup, and what was shipped after it.
#pragma once

#include "ledger/values/outcome.h"
#include "ledger/verify/verify.h"
#include "ops/backup/segment.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ops {

struct RestoreSource {
    std::filesystem::path folder{};       // with the backups
    std::filesystem::path shipped{};      // with the segments, and the backups that lie with them
    std::optional<std::int64_t> until{};  // commands given later are left out
    std::int64_t now_ms = 0;
    std::filesystem::path keys{};  // the people's; empty: what they seal is not opened
};

// What the folders tell of commands that were not restored.
struct LeftOut {
    std::int64_t commands = 0;
    std::map<std::string, std::int64_t> by_name{};  // "run send": 2; of those that were shipped
};

struct Restored {
    std::filesystem::path backup{};
    AreaHead head{};
    std::int64_t shipped_commands = 0;  // that came from segments
    LeftOut after{};
    std::vector<std::string> damaged{};  // what could not be used, with its file
    std::string stopped{};               // why no more could be restored; empty: all there is
    ledger::VerifyReport report{};
    // Files for the bank that were begun and not noted as sent: the bank alone knows.
    std::vector<std::string> in_doubt{};

    // The books agree with their journal, and it ends where the backup and the segments say.
    [[nodiscard]] bool verified() const;
};

// Into `to`, an empty folder of the caller's, which is a data folder afterwards; what comes out
// counts only if it is verified(). Throws StorageError on an outage. Refused: backup-none.
[[nodiscard]] ledger::Outcome<Restored> restore_into(const RestoreSource& source,
                                                     const std::filesystem::path& to);

// Reads every backup and segment of these folders through; what is not what was written.
[[nodiscard]] std::vector<std::string> damaged_in(const RestoreSource& source);

}  // namespace almoner::ops
