// Short words for writing the table of commands.
#pragma once

#include "api/cli/spec.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::api {

// An argument that has to be given, one that may be, and one that is only said. Each is sent in the
// field of its own name: "--paid-on" and "PAID-ON" in "paid_on".
[[nodiscard]] Argument must(std::string_view name, std::string_view help);
[[nodiscard]] Argument may(std::string_view name, std::string_view help);
[[nodiscard]] Argument flagged(std::string_view name, std::string_view help);

// One after the other.
[[nodiscard]] std::vector<Argument> joined(std::initializer_list<std::vector<Argument>> parts);

using PartOfTable = std::vector<CommandSpec> (*)();
[[nodiscard]] std::vector<CommandSpec> joined(std::initializer_list<PartOfTable> parts);

}  // namespace almoner::api
