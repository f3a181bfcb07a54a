// The floor of posting: one row a transfer that points back along both accounts, and nothing else.
#pragma once

#include "tests/bench/measure.h"

#include <cstdint>
#include <filesystem>

namespace almoner::bench {

// SQLite on a file, WAL, synchronous=FULL, `batch` transfers to a commit over 10,000 accounts whose
// counters are kept in memory and written once a commit.
[[nodiscard]] Run chain_floor(const std::filesystem::path& folder,
                              std::int64_t transfers,
                              std::int64_t batch);

}  // namespace almoner::bench
