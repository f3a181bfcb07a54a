// Posting through the one writer of an area: journal, chain and idempotency included.
#pragma once

#include "tests/bench/measure.h"

#include <cstdint>
#include <filesystem>

namespace almoner::bench {

// Commands of `transfers_each`, `batch` transfers to a commit, on a file with synchronous=FULL.
[[nodiscard]] Run posting(const std::filesystem::path& folder,
                          std::int64_t transfers,
                          std::int64_t transfers_each,
                          std::int64_t batch);

// The figures and their promises; whether all were kept.
[[nodiscard]] bool posting_figures(const std::filesystem::path& folder, int repeats);

}  // namespace almoner::bench
