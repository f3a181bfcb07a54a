// Columns of text side by side for a terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::api {

struct TextColumn {
    std::string heading;
    bool to_the_right = false;
};

// Columns two spaces apart under a ruled heading, no spaces at the end of a line.
[[nodiscard]] std::string laid_out(const std::vector<TextColumn>& columns,
                                   const std::vector<std::vector<std::string>>& rows);

// Characters, not bytes: "£5" is two wide.
[[nodiscard]] std::size_t width_of(std::string_view utf8);

// Control characters are shown as "?": what others wrote must not steer a terminal.
[[nodiscard]] std::string printable(std::string_view utf8);

}  // namespace almoner::api
