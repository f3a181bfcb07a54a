#include "api/cli/commands.h"

namespace almoner::api {

std::vector<CommandSpec> payment_commands() {
    return {};
}

}  // namespace almoner::api
