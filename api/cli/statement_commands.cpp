#include "api/cli/commands.h"
#include "api/cli/reading.h"
#include "ledger/views/unexplained.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

Figures figures_of(const std::vector<ledger::UnexplainedLine>& lines) {
    Figures figures{.name = "lines",
                    .title = "Bank lines that nobody has explained",
                    .columns = {{"item", "Item", Kind::number},
                                {"bank_account", "Bank account", Kind::text},
                                {"booked_on", "Booked", Kind::date},
                                {"days", "Days", Kind::number},
                                {"amount", "Amount", Kind::money},
                                {"owner", "Owner", Kind::text},
                                {"why", "Why", Kind::text},
                                {"reference", "Reference", Kind::text},
                                {"proposal", "Proposed", Kind::number},
                                {"words", "The bank says", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::UnexplainedLine& line : lines) {
        figures.rows.push_back({line.item,
                                line.bank_account,
                                line.booked_on,
                                std::int64_t{line.days},
                                line.amount,
                                line.owner,
                                line.why,
                                line.reference,
                                line.proposal ? Cell(*line.proposal) : Cell(),
                                line.words});
    }
    return figures;
}

int show_unexplained(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto as_of = call.as_of.empty() ? ledger::now_on(reading.day)
                                              : ledger::as_of_day(*reading.database, reading.day);
        const auto lines = ledger::unexplained_lines(reading.scope, *reading.database, as_of);
        if (!lines.accepted()) return show_refusal(call, lines.refusal());
        show(call, figures_of(lines.value()));
        return static_cast<int>(exit_ok);
    });
}

CommandSpec explain() {
    return {.words = "statement explain",
            .help =
                "Say what an unexplained bank line is; another person confirms it with "
                "'almoner proposal confirm'",
            .example =
                "almoner statement explain 12 --to payment-return --payment ALM0000001A5 --as jo\n"
                "  almoner statement explain 13 --to bank-charge --commissioner ICB --stream nhs\n"
                "  almoner statement explain 14 --to hand-over --budget B-0001\n"
                "  almoner statement explain 12 --undo --reason 'It was another sender'",
            .arguments =
                {{"ITEM", "item", text, true, "Its number in 'almoner statement unexplained'"},
                 {"--to", "to", text, false, "Where it belongs; a wrong word lists what it may be"},
                 {"--payment", "payment", text, false, "The payment that left or came back"},
                 {"--file", "file", text, false, "Name or serial of the file whose total it is"},
                 {"--commissioner", "commissioner", text, false, "Whose money it is"},
                 {"--stream", "stream", text, false, "And of which stream"},
                 {"--budget", "budget", text, false, "The budget, on a client account"},
                 {"--option", "option", text, false, "Of a hand-over: how it was managed before"},
                 {"--recharge", "recharge", text, false, "The recharge that was paid"},
                 {"--line",
                  "line",
                  text,
                  false,
                  "The item of the same amount the other way; of a hand-over the others of the "
                  "same money, 13,14"},
                 {"--reason", "reason", text, false, "Why, in words"},
                 {"--undo", "undo", flag, false, "Reverse the explanation: it is open again"}},
            .run = {}};
}

}  // namespace

std::vector<CommandSpec> statement_commands() {
    return {
        explain(),
        {.words = "statement import",
         .help = "Read a bank's statement (camt.053), report (pain.002) or answer to a recall "
                 "(camt.029), match and post it",
         .example = "almoner statement import 2026-04-08.xml --as jo",
         .arguments = {{"FILE", "file", file, true, "The bank's file"}},
         .run = {}},
        {.words = "statement unexplained",
         .help = "The bank lines in suspense: how old, who answers for them, and what they say",
         .example = "almoner statement unexplained --as jo",
         .arguments = {},
         .run = show_unexplained},
    };
}

}  // namespace almoner::api
