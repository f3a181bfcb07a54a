// What a shell needs to complete the program's words and options.
#pragma once

#include "api/cli/spec.h"

#include <span>
#include <string>

namespace almoner::api {

// A script for bash, from the table of commands: load it with source <(almoner completion bash).
[[nodiscard]] std::string bash_completion(std::span<const CommandSpec> commands);

}  // namespace almoner::api
