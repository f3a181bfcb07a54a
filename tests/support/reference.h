// Where the samples of others are, when the one who runs the tests has them.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

namespace almoner::testing {

// A path below ALMONER_REFERENCE; nothing when the variable is not set.
inline std::optional<std::filesystem::path> reference_path(std::string_view below) {
    const char* const root = std::getenv("ALMONER_REFERENCE");
    if (root == nullptr) return std::nullopt;
    return std::filesystem::path(root) / below;
}

}  // namespace almoner::testing
