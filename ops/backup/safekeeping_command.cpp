#include "api/cli/reading.h"
#include "ops/backup/backup_commands.h"
#include "ops/backup/folders.h"
#include "ops/backup/safekeeping_notes.h"

#include <string>

namespace almoner::ops {
namespace {

using api::Call;

// Nothing of what was typed but one of these words goes into the note.
int note(const api::Program& program, Call& call) {
    if (call.dry_run) return api::show_usage(call, api::no_dry_run("A note"));
    if (!call.store.has_area()) return api::show_refusal(call, api::no_area(call));
    if (call.store.copy_to) {
        return api::show_refusal(
            call,
            refuse_backup("safekeeping-noted-already",
                          "This area is kept in SQLite: its backups and drills note themselves.",
                          "Use 'almoner backup' and 'almoner drill'.",
                          "--store"));
    }
    const std::string& what = call.fields.at("what");
    const std::int64_t now_ms = program.clock();
    if (what == "backup") {
        note_backup(call.data, area_head(*call.store.open_reader()), now_ms);
    } else if (what == "drill-good" || what == "drill-failed") {
        note_drill(call.data,
                   {.at_ms = now_ms,
                    .good = what == "drill-good",
                    .words = "noted by whoever ran it with the server's own tools"});
    } else {
        return api::show_refusal(call,
                                 refuse_backup("safekeeping-unknown",
                                               "That is nothing that can be noted.",
                                               "Write backup, drill-good or drill-failed.",
                                               "WHAT"));
    }
    api::Figures figures{
        .name = "noted",
        .title = "Noted",
        .columns = {{"what", "What", api::Kind::text}, {"at", "At", api::Kind::text}},
        .rows = {},
        .notes = {}};
    figures.rows.push_back({what, moment_words(now_ms)});
    api::show(call, figures);
    return api::exit_ok;
}

}  // namespace

api::CommandSpec safekeeping_note_command() {
    using enum api::ArgumentKind;
    return {.words = "safekeeping note",
            .help = "Note a backup or a restore drill that PostgreSQL's own tools made",
            .example = "almoner safekeeping note backup --data /var/lib/almoner",
            .arguments = {{"WHAT", "what", text, true, "backup, drill-good or drill-failed"}},
            .run = note};
}

}  // namespace almoner::ops
