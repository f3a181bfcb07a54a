#include "tests/support/places.h"

namespace almoner::testing {

std::filesystem::path project_path(std::string_view below) {
    return std::filesystem::path(ALMONER_SOURCE_DIR) / below;
}

const std::string& program_path() {
    static const std::string path = ALMONER_PROGRAM;
    return path;
}

}  // namespace almoner::testing
