#include "api/cli/commands.h"

namespace almoner::api {

std::vector<CommandSpec> statement_commands() {
    return {};
}

}  // namespace almoner::api
