// Where this project and its program stand on the machine that built the tests.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace almoner::testing {

// A file of this project, by its path from the top.
[[nodiscard]] std::filesystem::path project_path(std::string_view below);

[[nodiscard]] const std::string& program_path();

}  // namespace almoner::testing
