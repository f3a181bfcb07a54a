#include "api/cli/commands.h"
#include "api/cli/import_command.h"
#include "api/cli/new_file.h"
#include "api/cli/reading.h"
#include "ledger/actors/credential.h"
#include "ledger/records/evidence.h"

#include <cstdlib>

namespace almoner::api {
namespace {

// A credential is hashed here: it goes no further than this process.
int with_credential(const Program& program, Call& call) {
    std::string credential = call.fields["credential"];
    call.fields.erase("credential");
    while (!credential.empty() && (credential.back() == '\n' || credential.back() == '\r')) {
        credential.pop_back();
    }
    if (credential.empty()) {
        return show_refusal(call,
                            {.code = "credential-empty",
                             .words = "The file holds no credential.",
                             .next = "Write the credential into it, on one line.",
                             .field = "--new-credential-file",
                             .citation = ""});
    }
    call.fields["credential_hash"] = ledger::credential_hash(credential);
    return ask_and_show(program, call);
}

Figures figures_of(const ledger::EvidenceShown& shown) {
    const ledger::Evidence& evidence = shown.evidence;
    Figures figures{.name = "evidence",
                    .title = "Evidence " + std::to_string(evidence.id),
                    .columns = {{"kind", "Kind", Kind::text},
                                {"subject", "Subject", Kind::text},
                                {"dated_on", "Dated", Kind::date},
                                {"bytes", "Bytes", Kind::number},
                                {"media_type", "Kind of file", Kind::text},
                                {"keep_until", "Kept until", Kind::date},
                                {"legal_hold", "Held by law", Kind::text},
                                {"sha256", "SHA-256", Kind::text}},
                    .rows = {},
                    .notes = {}};
    figures.rows.push_back({evidence.kind,
                            evidence.subject,
                            evidence.dated_on,
                            evidence.bytes,
                            evidence.media_type,
                            evidence.keep_until ? Cell{*evidence.keep_until} : Cell{},
                            std::string(evidence.legal_hold ? "yes" : "no"),
                            evidence.sha256});
    if (!shown.document) figures.notes.emplace_back("The document was erased.");
    if (!shown.intact) figures.notes.emplace_back("THE DOCUMENT IS NOT THE ONE THAT WAS ADDED.");
    return figures;
}

int show_evidence(const Call& call, Reading& reading) {
    const std::int64_t id = std::strtoll(call.fields.at("evidence").c_str(), nullptr, 10);
    const auto shown = ledger::show_evidence(reading.scope, *reading.database, id);
    if (!shown) {
        return show_refusal(call,
                            {.code = "evidence-unknown",
                             .words = "There is no such evidence.",
                             .next = "Check the number.",
                             .field = "evidence",
                             .citation = ""});
    }
    show(call, figures_of(*shown));
    if (shown->document && call.fields.contains("out")) {
        const auto written = write_new_file(call.fields.at("out"), *shown->document);
        if (!written.accepted()) return show_refusal(call, written.refusal());
    }
    return shown->intact ? exit_ok : exit_integrity;
}

int evidence_show(const Program& program, Call& call) {
    return read_area(program, call, [&](Reading& reading) { return show_evidence(call, reading); });
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
         .run = with_credential},
        {.words = "user credential",
         .help = "Change your own credential: whoever added you knows the first one",
         .example = "almoner user credential --new-credential-file jo-2.txt --as jo "
                    "--credential-file jo.txt",
         .arguments = {{"--new-credential-file",
                        "credential",
                        file,
                        true,
                        "A file with your new credential"}},
         .run = with_credential},
        {.words = "evidence show",
         .help = "Show what is kept about a piece of evidence, or write the document to a file",
         .example = "almoner evidence show 1 --as vi --credential-file vi.txt",
         .arguments = {{"EVIDENCE", "evidence", text, true, "Its number"},
                       {"--out", "out", text, false, "Where to write the document"}},
         .run = evidence_show},
        {.words = "import",
         .help = "Read an area's people, budgets and agreements from a folder of CSV files",
         .example = "almoner import ops/sample-area --as jo --credential-file jo.txt",
         .arguments =
             {{"FOLDER", "", folder, false, "The folder"},
              {"--apply", "apply", flag, false, "Make new versions of what changed"},
              {"--accept-good",
               "accept_good",
               flag,
               false,
               "Load the good rows and write the others to be mended (exit code 3)"},
              {"--to-mend", "to_mend", text, false, "Where to, else FOLDER/to-mend"},
              {"--from", "from", text, false, "The day from which changes count"},
              {"--template", "template", text, false, "Write empty files into this folder"},
              {"--sample-rows",
               "sample_rows",
               flag,
               false,
               "With --template: a row in each that shows what goes where"}},
         .run = import_folder},
    };
}

}  // namespace almoner::api
