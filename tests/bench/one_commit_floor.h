// The floor of a single durable command: the plainest double entry that SQLite can be asked to
// keep.
#pragma once

#include "tests/bench/measure.h"

#include <cstdint>
#include <filesystem>

namespace almoner::bench {

// SQLite on a file, WAL, synchronous=FULL, a commit for each transfer: its row, two entries and two
// balances (the layout `normal`, by which the reference measured one transfer to a commit).
[[nodiscard]] Run one_commit_floor(const std::filesystem::path& folder, std::int64_t transfers);

}  // namespace almoner::bench
