#include "api/cli/commands.h"
#include "api/cli/reading.h"
#include "ledger/views/recharges.h"

namespace almoner::api {
namespace {

using enum ArgumentKind;

Figures figures_of(const std::vector<ledger::RechargeLine>& lines) {
    Figures figures{.name = "recharges",
                    .title = "What was claimed of partners",
                    .columns = {{"recharge", "Recharge", Kind::number},
                                {"lead", "Lead", Kind::text},
                                {"partner", "Partner", Kind::text},
                                {"bank_account", "Bank account", Kind::text},
                                {"stream", "Stream", Kind::text},
                                {"until", "Lent until", Kind::date},
                                {"claimed_on", "Claimed on", Kind::date},
                                {"claimed", "Claimed", Kind::money},
                                {"received", "Received", Kind::money},
                                {"owed", "Still owed", Kind::money},
                                {"days", "Days", Kind::number},
                                {"partner_pays", "Partner's payment", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const ledger::RechargeLine& each : lines) {
        figures.rows.push_back({each.id,
                                each.lead,
                                each.partner,
                                each.bank_account,
                                std::string(ledger::name_of(each.stream)),
                                each.until_on,
                                each.claimed_on,
                                each.claimed,
                                each.received,
                                each.owed,
                                each.owed.is_zero() ? Cell() : Cell(std::int64_t{each.days}),
                                each.partner_pays});
    }
    if (figures.rows.empty()) figures.notes.emplace_back("Nothing was claimed yet.");
    return figures;
}

int recharge_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto lines = ledger::recharges(reading.scope, *reading.database, reading.day);
        if (!lines.accepted()) return show_refusal(call, lines.refusal());
        show(call, figures_of(lines.value()));
        return static_cast<int>(exit_ok);
    });
}

}  // namespace

std::vector<CommandSpec> recharge_commands() {
    return {
        {.words = "recharge approve",
         .help = "Propose that a partner pays a recharge out of its bank account in these books",
         .example = "almoner recharge approve 1 --as jo --credential-file jo.txt",
         .arguments = {{"RECHARGE", "recharge", text, true, "Its number in 'recharge list'"},
                       {"--paid-from", "paid_from", text, false, "Where there are several"}},
         .run = {}},
        {.words = "recharge claim",
         .help = "Propose to claim what a lead commissioner paid for its partner; --dry-run shows "
                 "it first",
         .example = "almoner recharge claim --commissioner ICB --partner COUNCIL --month 2026-04 "
                    "--as jo --credential-file jo.txt",
         .arguments = {{"--commissioner", "commissioner", text, true, "The lead, that paid"},
                       {"--partner", "partner", text, true, "For whose people it paid"},
                       {"--month", "month", text, false, "Up to its end, else up to today"}},
         .run = {}},
        {.words = "recharge list",
         .help = "What was claimed of partners, what came back, what is owed and for how long",
         .example = "almoner recharge list --as vi --credential-file vi.txt",
         .arguments = {},
         .run = recharge_list},
    };
}

}  // namespace almoner::api
