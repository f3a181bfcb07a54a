// The floor of a payroll run: the rows that it can't do without, worked out and written plainly.
#pragma once

#include "tests/bench/measure.h"

#include <cstdint>
#include <filesystem>

namespace almoner::bench {

// Reads each job with its hours, code and year to date, works out the slip, writes slip, line, two
// splits and the slip's posting, six transfers and eight balances; one commit.
[[nodiscard]] Run payroll_floor(const std::filesystem::path& folder, std::int64_t slips);

}  // namespace almoner::bench
