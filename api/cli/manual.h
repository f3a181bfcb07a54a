// The manual page of the program, made from its table of commands.
#pragma once

#include "api/cli/spec.h"

#include <span>
#include <string>

namespace almoner::api {

// As man(7) reads it: section 1, every command with its arguments and example.
[[nodiscard]] std::string manual_page(std::span<const CommandSpec> commands,
                                      std::string_view version);

}  // namespace almoner::api
