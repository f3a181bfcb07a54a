// What a data folder remembers of its backups, drills and shipping, in its folder `safekeeping`.
#pragma once

#include "api/door/safekeeping.h"
#include "ops/backup/area_head.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace almoner::ops {

// Each in a file of its own, since different processes write them. They throw StorageError.
void note_backup(const std::filesystem::path& data, const AreaHead& head, std::int64_t at_ms);

struct DrillNote {
    std::int64_t at_ms = 0;
    bool good = false;
    std::string words{};  // without personal data
};
void note_drill(const std::filesystem::path& data, const DrillNote& drill);

struct ShippingNote {
    bool good = false;
    std::string words{};           // why not
    std::int64_t shipped_seq = 0;  // the last row of the journal that is there
    std::int64_t at_ms = 0;        // when this was so
};
// Not synced: what it says is found out anew at the next start.
void note_shipping(const std::filesystem::path& data, const ShippingNote& note);

// `ships` is as the folder's settings say. What was never noted, or can't be read, counts as never.
[[nodiscard]] api::Safekeeping safekeeping_in(const std::filesystem::path& data,
                                              bool ships,
                                              ledger::Database& reader,
                                              std::int64_t now_ms);

}  // namespace almoner::ops
