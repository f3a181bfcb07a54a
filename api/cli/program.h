// The command line: reads the arguments by the table of commands and answers with an exit code.
#pragma once

#include "api/cli/spec.h"

namespace almoner::api {

[[nodiscard]] int run_program(const Program& program, int argc, const char* const* argv);

}  // namespace almoner::api
