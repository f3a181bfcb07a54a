#include "api/cli/commands.h"
#include "api/cli/reading.h"
#include "api/http/token_table.h"
#include "api/render/figures.h"
#include "ledger/actors/random.h"
#include "ledger/records/actor.h"
#include "ledger/records/api_token.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace almoner::api {
namespace {

std::string hex(std::string_view octets) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char octet : octets) {
        const auto value = static_cast<unsigned char>(octet);
        text += digits[value / 16U];
        text += digits[value % 16U];
    }
    return text;
}

std::string sha256_of_token(const std::string& token) {
    const TokenHash hash = hash_of_token(token);
    return hex(std::string(hash.begin(), hash.end()));
}

// The token is made here and shown here; what is stored and sent on is its digest.
int token_add(const Program& program, Call& call) {
    const std::string token = "alm_" + hex(ledger::random_octets(32));
    call.fields["sha256"] = sha256_of_token(token);
    const ledger::CommandResult result = ask_at_door(program, call);
    if (!result.outcome.accepted()) return show_refusal(call, result.outcome.refusal());
    if (call.dry_run) {
        *call.err << "A token would be made for " << call.fields["for"]
                  << ". Nothing was changed: this was a dry run.\n";
        return exit_ok;
    }
    switch (call.output) {
        case Call::Output::json:
            *call.out << nlohmann::ordered_json{{"token", token}}.dump() << '\n';
            break;
        case Call::Output::csv:
            *call.out << csv_text(Figures{.name = "tokens",
                                          .title = "",
                                          .columns = {{"token", "Token", Kind::text}},
                                          .rows = {{token}},
                                          .notes = {}});
            break;
        case Call::Output::words: *call.out << token << '\n'; break;
    }
    const auto answer = nlohmann::json::parse(result.outcome.value());
    *call.err << "This is token " << answer.at("number").get<std::int64_t>()
              << ". It is shown once; Almoner keeps only its SHA-256.\n";
    return exit_ok;
}

Figures tokens_on(ledger::Database& database, ledger::Date day) {
    Figures figures{.name = "tokens",
                    .title = "Tokens of the API",
                    .columns = {{"token", "Token", Kind::number},
                                {"user", "User", Kind::text},
                                {"sha256_begins", "SHA-256 begins", Kind::text},
                                {"added_on", "Added", Kind::date},
                                {"ended_on", "Ended", Kind::date},
                                {"opens", "Opens", Kind::text}},
                    .rows = {},
                    .notes = {}};
    constexpr std::size_t digits_shown = 8;
    for (const ledger::DatedApiToken& each : ledger::every_api_token(database)) {
        const auto actor = ledger::actor_numbered(database, each.token.actor, day);
        const bool acts = actor && actor->active;
        std::string opens = "what its user may do";
        if (each.ended_on) opens = "nothing: it was ended";
        if (!each.ended_on && !acts) opens = "nothing: its user is not active";
        figures.rows.push_back({each.token.id,
                                actor ? actor->ref : std::string(),
                                each.token.sha256.substr(0, digits_shown),
                                each.added_on,
                                each.ended_on ? Cell{*each.ended_on} : Cell{},
                                opens});
    }
    return figures;
}

int token_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto now = is_now(call, reading);
        if (!now.accepted()) return show_refusal(call, now.refusal());
        show(call, tokens_on(*reading.database, reading.day));
        return static_cast<int>(exit_ok);
    });
}

}  // namespace

std::vector<CommandSpec> user_commands() {
    using enum ArgumentKind;
    return {
        {.words = "token add",
         .help = "Make a token with which a program asks the API as a user",
         .example = "almoner token add --for vi --as sam --credential-file sam.txt",
         .arguments = {{"--for", "for", text, true, "The user that the token acts as"}},
         .run = token_add},
        {.words = "token end",
         .help = "End a token: it opens nothing any more, and its user stays",
         .example = "almoner token end 1 --as sam --credential-file sam.txt",
         .arguments = {{"TOKEN", "token", text, true, "Its number, as 'token list' shows it"}},
         .run = {}},
        {.words = "token list",
         .help = "The tokens of the API: whose, since when, and which were ended",
         .example = "almoner token list --as sam --credential-file sam.txt",
         .arguments = {},
         .run = token_list},
        {.words = "user change",
         .help = "Change another user's role or the most that they may approve, from today. Who is "
                 "given more waits for a third person's 'user confirm' once the area pays, "
                 "and always with a limit above everybody's",
         .example = "almoner user change --ref vi --role maker --as sam --credential-file sam.txt",
         .arguments = {{"--ref", "ref", text, true, "The user"},
                       {"--role", "role", text, false, "maker, checker or viewer"},
                       {"--limit", "approve_limit", text, false, "Most that they may approve, £"},
                       {"--no-limit", "no_limit", flag, false, "They may approve any amount"}},
         .run = {}},
        {.words = "user confirm",
         .help = "Confirm a maker or checker whom somebody else added",
         .example = "almoner user confirm --ref al --as jo --credential-file jo.txt",
         .arguments = {{"--ref", "ref", text, true, "The user"}},
         .run = {}},
        {.words = "user end",
         .help = "End a user's use; what they did keeps their name",
         .example = "almoner user end --ref jo --as sam --credential-file sam.txt",
         .arguments = {{"--ref", "ref", text, true, "The user"}},
         .run = {}},
    };
}

}  // namespace almoner::api
