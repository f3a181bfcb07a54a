#include "api/cli/commands.h"
#include "api/cli/reading.h"
#include "api/http/token_table.h"
#include "api/render/figures.h"
#include "api/serve/serve.h"
#include "ledger/actors/random.h"
#include "ledger/records/actor.h"
#include "ledger/records/api_token.h"
#include "scheduler/commands/setting.h"
#include "scheduler/jobs/job.h"

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

int job_list(const Program& /*program*/, Call& call) {
    if (call.output == Call::Output::json) {
        nlohmann::ordered_json jobs = nlohmann::ordered_json::array();
        for (const scheduler::Job& job : scheduler::job_table()) {
            jobs.push_back({{"name", job.name}, {"help", job.help}});
        }
        *call.out << nlohmann::ordered_json{{"jobs", jobs}}.dump(2) << '\n';
        return exit_ok;
    }
    Figures jobs{.name = "jobs",
                 .title = "",
                 .columns = {{"name", "Job", Kind::text}, {"help", "What it does", Kind::text}},
                 .rows = {},
                 .notes = {}};
    for (const scheduler::Job& job : scheduler::job_table()) {
        jobs.rows.push_back({std::string(job.name), std::string(job.help)});
    }
    *call.out << (call.output == Call::Output::csv ? csv_text(jobs) : terminal_table(jobs) + "\n");
    return exit_ok;
}

int calendar_load(const Program& program, Call& call) {
    if (!call.fields.contains("file:bank_holidays"))
        call.fields["file:bank_holidays"] = program.bank_holidays;
    return ask_and_show(program, call);
}

CommandSpec serve_spec() {
    using enum ArgumentKind;
    return {
        .words = "serve",
        .help =
            "Serve the area over HTTPS, run its jobs, and take its commands; /livez and /readyz "
            "answer this machine alone",
        .example = "almoner serve --data /var/lib/almoner --port 8443",
        .arguments = {{"--port", "port", text, false, "HTTPS port, 8443; 0: any free one"},
                      {"--health-port",
                       "health_port",
                       text,
                       false,
                       "HTTP of /livez, /readyz and /metrics, 8444"},
                      {"--listen", "listen", text, false, "Address, 127.0.0.1"},
                      {"--certificate", "certificate", text, false, "PEM, else self-signed"},
                      {"--key-file", "key", text, false, "The certificate's key, PEM"}},
        .run = serve};
}

int setting_list(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) {
        const auto now = is_now(call, reading);
        if (!now.accepted()) return show_refusal(call, now.refusal());
        ledger::CommandResult result;
        result.outcome = scheduler::setting_list(*reading.database);
        return show_answer(call, result);
    });
}

}  // namespace

std::vector<CommandSpec> serve_commands() {
    using enum ArgumentKind;
    return {
        {.words = "calendar load",
         .help = "Load a list of bank holidays; without a file the one that Almoner brings",
         .example = "almoner calendar load bank-holidays.csv --as jo --credential-file jo.txt",
         .arguments = {{"FILE", "file:bank_holidays", file, false, "The list"}},
         .run = calendar_load},
        {.words = "evidence add",
         .help = "Keep a document that a decision rests on",
         .example = "almoner evidence add letter.pdf --kind letter --person P-0040 --subject "
                    "agreement:A-0043 "
                    "--dated 2026-03-30 --media-type application/pdf --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"FILE", "file:document", file, true, "The document"},
                       {"--kind", "kind", text, true, "signed-agreement, consent, letter, ..."},
                       {"--person", "person", text, false, "Whom it is about"},
                       {"--subject", "subject", text, true, "What for: agreement:A-1001"},
                       {"--dated", "dated_on", text, true, "The day on the document"},
                       {"--media-type", "media_type", text, true, "application/pdf, image/png"},
                       {"--keep-until", "keep_until", text, false, "The last day to keep it"},
                       {"--legal-hold", "legal_hold", flag, false, "Keep it until released"}},
         .run = {}},
        {.words = "job list",
         .help = "The jobs that the server runs each day",
         .example = "almoner job list",
         .arguments = {},
         .run = job_list},
        {.words = "job run",
         .help = "Run a job now; safe to repeat, and days that were missed are made up for",
         .example = "almoner job run propose --as jo --credential-file jo.txt",
         .arguments = {{"NAME", "job", text, true, "The job's name"}},
         .run = {}},
        {.words = "modulus load",
         .help = "Load the modulus tables that bank details are checked with",
         .example = "almoner modulus load --modulus valacdos.txt --substitution scsubtab.txt "
                    "--table-version 8.50 --dated 2026-08-17 --as jo --credential-file jo.txt",
         .arguments = {{"--modulus", "file:modulus", file, true, "The table of weights"},
                       {"--substitution", "file:substitution", file, true, "The substitutions"},
                       {"--table-version", "version", text, true, "As its publisher calls it"},
                       {"--dated", "dated", text, true, "The day from which it is valid"}},
         .run = {}},
        serve_spec(),
        {.words = "setting list",
         .help = "What the area decided for itself, and what counts unless it does",
         .example = "almoner setting list --as jo --credential-file jo.txt",
         .arguments = {},
         .run = setting_list},
        {.words = "setting set",
         .help = "Decide a setting; it counts from the next command on",
         .example = "almoner setting set cut-off 21:30 --as sam --credential-file sam.txt",
         .arguments = {{"NAME", "name", text, true, "cut-off, emergency-cap, ..."},
                       {"VALUE", "value", text, true, "Its value"}},
         .run = {}},
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
                 "given more waits for a third person's 'user confirm' once the area pays",
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
