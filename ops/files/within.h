// Whether one place is inside another, and would be lost, copied or read with it.
#pragma once

#include <filesystem>

namespace almoner::ops {

// Neither need be there yet.
[[nodiscard]] bool is_within(const std::filesystem::path& inner,
                             const std::filesystem::path& outer);

}  // namespace almoner::ops
