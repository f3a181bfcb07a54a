#include "api/cli/commands.h"
#include "ledger/actors/credential.h"

namespace almoner::api {
namespace {

// A credential is hashed here: it goes no further than this process.
int user_add(const Program& program, Call& call) {
    std::string credential = call.fields["credential"];
    call.fields.erase("credential");
    while (!credential.empty() && (credential.back() == '\n' || credential.back() == '\r')) {
        credential.pop_back();
    }
    if (credential.empty()) {
        return show_refusal(call,
                            {.code = "credential-empty",
                             .words = "The file holds no credential.",
                             .next = "Write the new user's credential into it, on one line.",
                             .field = "--new-credential-file",
                             .citation = ""});
    }
    call.fields["credential_hash"] = ledger::credential_hash(credential);
    return ask_and_show(program, call);
}

}  // namespace

std::vector<CommandSpec> area_commands() {
    using enum ArgumentKind;
    return {
        {.words = "init",
         .help = "Make a new area in the data folder",
         .example = "almoner init --name 'Mid Mercia' --data /var/lib/almoner",
         .arguments = {{"--name", "name", text, true, "The area's name"},
                       {"--simulated",
                        "simulated",
                        flag,
                        false,
                        "A demo or test area: commands may say which day it is"}},
         .run = {}},
        {.words = "user add",
         .help = "Add a user who may give commands",
         .example = "almoner user add --ref jo --name 'Jo Field' --role maker "
                    "--new-credential-file jo.txt",
         .arguments = {{"--ref", "ref", text, true, "Short name of the user"},
                       {"--name", "name", text, true, "The user's name"},
                       {"--role", "role", text, true, "maker, checker or viewer"},
                       {"--limit", "approve_limit", text, false, "Most that they may approve, £"},
                       {"--new-credential-file",
                        "credential",
                        file,
                        true,
                        "A file with the new user's credential"}},
         .run = user_add},
        {.words = "import",
         .help = "Read an area's people, budgets and agreements from a folder of CSV files",
         .example = "almoner import ops/sample-area --as jo --credential-file jo.txt",
         .arguments = {{"FOLDER", "", folder, true, "The folder"},
                       {"--apply", "apply", flag, false, "Make new versions of what changed"},
                       {"--accept-good",
                        "accept_good",
                        flag,
                        false,
                        "Load the good rows; the others are named and change nothing"},
                       {"--from", "from", text, false, "The day from which changes count"}},
         .run = {}},
    };
}

}  // namespace almoner::api
