#include "api/cli/commands.h"
#include "api/cli/reading.h"
#include "ledger/records/opening_balance.h"
#include "ledger/views/transfer_lines.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;
using ledger::OpeningPart;

Figures figures_of(const std::vector<ledger::OpeningBalance>& openings) {
    Figures figures{.name = "openings",
                    .title = "What the area was taken over with",
                    .columns = {{"opening", "Opening", Kind::number},
                                {"kind", "Kind", Kind::text},
                                {"bank_account", "Bank account", Kind::text},
                                {"budget", "Budget", Kind::text},
                                {"option", "Option", Kind::text},
                                {"commissioner", "Commissioner", Kind::text},
                                {"stream", "Stream", Kind::text},
                                {"owed_to", "Owed to", Kind::text},
                                {"amount", "Amount", Kind::money},
                                {"as_of", "As of", Kind::date},
                                {"corrections", "Corrections", Kind::number}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::OpeningBalance& each : openings) {
        const auto part = [&](OpeningPart wanted) {
            return std::string(part_of(each.key, wanted));
        };
        figures.rows.push_back({each.id,
                                part(OpeningPart::kind),
                                part(OpeningPart::bank_account),
                                part(OpeningPart::budget),
                                part(OpeningPart::option),
                                part(OpeningPart::commissioner),
                                part(OpeningPart::stream),
                                part(OpeningPart::owed_to),
                                each.amount,
                                each.as_of,
                                each.corrections});
    }
    if (figures.rows.empty()) figures.notes.emplace_back("Nothing was taken over.");
    return figures;
}

int opening_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto now = is_now(call, reading);
        if (!now.accepted()) return show_refusal(call, now.refusal());
        const auto allowed = ledger::sees_whole_area(reading.scope);
        if (!allowed.accepted()) return show_refusal(call, allowed.refusal());
        show(call, figures_of(ledger::opening_balances(*reading.database)));
        return static_cast<int>(exit_ok);
    });
}

}  // namespace

std::vector<CommandSpec> opening_commands() {
    return {
        {.words = "opening correct",
         .help = "Propose the right amount of an opening balance that was written down wrongly",
         .example = "almoner opening correct 3 --amount 1250.00 --evidence 7 --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"OPENING", "opening", text, true, "Its number in 'opening list'"},
                       {"--amount", "amount", text, true, "What it should have been"},
                       {"--evidence", "evidence", text, true, "The document that shows it"}},
         .run = {}},
        {.words = "opening list",
         .help = "What the area was taken over with, with what was corrected since",
         .example = "almoner opening list --as vi --credential-file vi.txt",
         .arguments = {},
         .run = opening_list},
    };
}

}  // namespace almoner::api
