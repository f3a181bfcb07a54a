// Reading whole files, our own data files among them.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace almoner::testing {

inline std::string read_whole(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw std::runtime_error("can't open " + path.string());
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A file of this project, by its path from the top.
inline std::filesystem::path project_path(std::string_view below) {
    return std::filesystem::path(ALMONER_SOURCE_DIR) / below;
}

}  // namespace almoner::testing
