#include "api/cli/commands.h"
#include "api/cli/reading.h"
#include "api/render/figures.h"
#include "api/serve/serve.h"
#include "scheduler/commands/setting.h"
#include "scheduler/jobs/job.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace almoner::api {
namespace {

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
    };
}

}  // namespace almoner::api
