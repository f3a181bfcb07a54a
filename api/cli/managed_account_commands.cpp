#include "api/cli/commands.h"
#include "api/cli/contributions_show.h"
#include "api/cli/safeguarding_show.h"

namespace almoner::api {
namespace {

int contributions(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        return show_contributions(program, call, reading);
    });
}

int safeguarding(const Program& program, Call& call) {
    return read_area(
        program, call, [&](Reading& reading) { return show_safeguarding(call, reading); });
}

}  // namespace

std::vector<CommandSpec> managed_account_commands() {
    return {
        {.words = "payroll contributions",
         .help =
             "What goes to pension schemes beside the money of a run: whose contributions it is",
         .example = "almoner payroll contributions RUN-12 --csv --as jo --credential-file jo.txt",
         .arguments = {{"RUN", "run", ArgumentKind::text, true, "The payment run's reference"},
                       {"--payment", "payment", ArgumentKind::text, false, "One payment alone"}},
         .run = contributions},
        {.words = "safeguarding",
         .help = "Each client account: what its bank has against what each person holds there",
         .example = "almoner safeguarding --as-of 2026-05-31 --csv --as jo --credential-file "
                    "jo.txt",
         .arguments =
             {{"--service", "service", ArgumentKind::text, false, "Of one support service"}},
         .run = safeguarding},
    };
}

}  // namespace almoner::api
