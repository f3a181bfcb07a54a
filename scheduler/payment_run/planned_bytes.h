// The bytes of the files that were planned last, so that sending need not make them twice.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace almoner::scheduler {

// By its hash, which the submission names.
struct PlannedBytes {
    std::string sha256;
    std::string bytes;
};

// In the place of what was kept before. It is a convenience and no record: after a restart, or
// where the files are very large, the bytes are built out of the records instead.
void keep_planned_bytes(std::vector<PlannedBytes> files);

// Gives them away; nothing where they are not kept.
[[nodiscard]] std::optional<std::string> take_planned_bytes(const std::string& sha256);

}  // namespace almoner::scheduler
