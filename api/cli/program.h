// The command line: reads the arguments by the table of commands and answers with an exit code.
#pragma once

#include "api/cli/spec.h"

#include <string>
#include <vector>

namespace almoner::api {

[[nodiscard]] int run_program(const Program& program, int argc, const char* const* argv);

// What keeps these arguments from being a call of the program, which is not made; "" when nothing
// does.
[[nodiscard]] std::string usage_fault(const std::vector<std::string>& arguments);

}  // namespace almoner::api
