#include "api/cli/commands.h"

namespace almoner::api {

std::vector<CommandSpec> statement_commands() {
    using enum ArgumentKind;
    return {
        {.words = "statement import",
         .help = "Read a bank's statement (camt.053) or report (pain.002), match and post it",
         .example = "almoner statement import 2026-04-08.xml --as jo",
         .arguments = {{"FILE", "file", file, true, "The bank's file"}},
         .run = {}},
    };
}

}  // namespace almoner::api
