// Callers who wait for each answer before they ask again: one alone, and many through the queue.
#pragma once

#include <filesystem>
#include <string>

namespace almoner::bench {

// Commands of one transfer through the queue, each answered when it is on the disk: one caller by
// the floor of one commit a transfer, 64 by `pgbench` on `postgres` (as libpq reads it, made ready
// with pgbench -i), where one is named. Whether the promises were kept.
[[nodiscard]] bool caller_figures(const std::filesystem::path& folder,
                                  const std::string& postgres,
                                  int repeats);

}  // namespace almoner::bench
