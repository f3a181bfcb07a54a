#include "ops/files/within.h"

namespace almoner::ops {

namespace fs = std::filesystem;

bool is_within(const fs::path& inner, const fs::path& outer) {
    const fs::path from_outer =
        fs::weakly_canonical(inner).lexically_relative(fs::weakly_canonical(outer));
    return !from_outer.empty() && *from_outer.begin() != "..";
}

}  // namespace almoner::ops
