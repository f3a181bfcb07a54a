// A payroll run of many slips beside its floor: worked out, approved and posted.
#pragma once

#include <cstdint>
#include <filesystem>

namespace almoner::bench {

// `slips` jobs, each with an employer of its own and two plan lines of two streams, so that each
// slip moves net pay, HMRC and pension twice. FOLDER is made. Whether what is promised was kept.
[[nodiscard]] bool payroll_figures(const std::filesystem::path& folder,
                                   std::int64_t slips,
                                   int repeats);

// From the files of another bureau to the draft of its first run, 300 employers.
[[nodiscard]] bool take_over_figures(const std::filesystem::path& folder, int repeats);

}  // namespace almoner::bench
