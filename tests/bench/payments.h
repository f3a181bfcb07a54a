// The two jobs on the area itself: a payment run from its proposal to the synced file, and the
// bank's statement of it.
#pragma once

#include <cstdint>
#include <filesystem>

namespace almoner::bench {

// The figures and their promises; whether all were kept.
[[nodiscard]] bool payment_figures(const std::filesystem::path& folder,
                                   std::int64_t payments,
                                   int repeats,
                                   bool with_statement);

// The run four weeks later, when every payment of the first has arrived: it reads them all.
[[nodiscard]] bool later_run_figures(const std::filesystem::path& folder,
                                     std::int64_t payments,
                                     int repeats);

}  // namespace almoner::bench
