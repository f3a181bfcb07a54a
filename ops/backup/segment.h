// A stretch of an area's journal in a file of its own: what its commands changed, row by row.
#pragma once

#include "ops/backup/stored_backup.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace almoner::ops {

struct Place {
    std::int64_t seq = 0;
    std::string hash{};  // 64 hexadecimal digits

    friend bool operator==(const Place&, const Place&) = default;
};

// Commands that were committed together: from the row before the first to the last.
struct Stretch {
    Place from{};
    Place to{};
    std::int64_t last_at_ms = 0;          // the latest moment at which one of them was given
    std::vector<std::string> commands{};  // "run send", in their order
    std::string changes{};                // as the engine applies them
};

struct Segment {
    std::string area{};  // as in AreaHead
    std::int64_t migration = 0;
    std::int64_t made_at_ms = 0;
    std::vector<Stretch> stretches{};  // each follows upon the one before; at least one
};

// "journal-0000000346-0000000350-1a2b3c4d5e6f7890.segment": the first and the last row, and the
// beginning of the last one's hash. Written whole, synced, never written again.
std::filesystem::path write_segment(const std::filesystem::path& folder, const Segment& segment);
[[nodiscard]] std::vector<NamedHead> segments_in(const std::filesystem::path& folder);  // by row
// Throws Damaged where an octet of it, or its name, is not what was written.
[[nodiscard]] Segment read_segment(const std::filesystem::path& file);

}  // namespace almoner::ops
