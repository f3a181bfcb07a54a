#include "api/cli/commands.h"
#include "api/cli/reading.h"
#include "api/render/closed_figures.h"

namespace almoner::api {
namespace {

int show_months(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto as_of = call.as_of.empty() ? ledger::now_on(reading.day)
                                              : ledger::as_of_day(*reading.database, reading.day);
        const auto months =
            ledger::months_of(reading.scope, *reading.database, call.fields["commissioner"], as_of);
        if (!months.accepted()) return show_refusal(call, months.refusal());
        show(call, months_figures(months.value()));
        return static_cast<int>(exit_ok);
    });
}

}  // namespace

std::vector<CommandSpec> month_commands() {
    using enum ArgumentKind;
    return {
        {.words = "month close",
         .help = "Propose that a month is closed, with the figures of its report; another person "
                 "confirms it with 'almoner proposal confirm'",
         .example = "almoner month close --commissioner ICB --month 2026-04 --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"--commissioner", "commissioner", text, true, "Its reference"},
                       {"--month", "month", text, true, "As 2026-04; it must be over"}},
         .run = {}},
        {.words = "month list",
         .help = "The months in which money moved: closed, by whom and when, or open",
         .example = "almoner month list --commissioner ICB --as vi --credential-file vi.txt",
         .arguments = {{"--commissioner", "commissioner", text, false, "One only, else each"}},
         .run = show_months},
    };
}

}  // namespace almoner::api
