#include "api/cli/reading.h"
#include "ops/backup/backup_commands.h"
#include "ops/backup/folders.h"
#include "ops/backup/safekeeping_notes.h"
#include "ops/backup/take_backup.h"
#include "ops/files/within.h"

#include <algorithm>
#include <ostream>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using api::Call;
using ledger::Outcome;

Outcome<fs::path> folder_for(const Call& call) {
    if (!call.store.copy_to) return not_here();
    if (!call.store.has_area()) return api::no_area(call);
    auto folder = existing_folder(call, "to");
    if (!folder.accepted()) return folder;
    if (is_within(folder.value(), call.data)) {
        return refuse_backup("folder-in-data",
                             "That folder is inside the data folder, and is lost with it.",
                             "Give a folder on another disk, or better on another machine.",
                             "--to");
    }
    if (!is_of_this_journal(*call.store.open_reader(), folder.value())) {
        return refuse_backup("folder-of-another-area",
                             "That folder holds backups that are not of this area's journal: of "
                             "another area, or from before a restore.",
                             "Give a folder that is this area's alone.",
                             "--to");
    }
    return folder;
}

void show_backup(const Call& call, const TakenBackup& taken) {
    const Manifest& manifest = taken.manifest;
    api::Figures figures{
        .name = "backup",
        .title = taken.was_there ? "This backup was there already, and is good" : "Backup made",
        .columns = {{"folder", "Backup", api::Kind::text},
                    {"head_seq", "Last command", api::Kind::number},
                    {"head_hash", "Its hash", api::Kind::text},
                    {"head_at", "Given at", api::Kind::text},
                    {"bytes", "Bytes", api::Kind::number},
                    {"sha256", "SHA-256", api::Kind::text}},
        .rows = {},
        .notes = {}};
    figures.rows.push_back({taken.folder.string(),
                            manifest.head.seq,
                            manifest.head.hash,
                            moment_words(manifest.head.at_ms),
                            static_cast<std::int64_t>(manifest.database.bytes),
                            manifest.database.sha256});
    figures.notes.emplace_back(
        "Not in it: the certificate's and the signing key, the outbox and inbox, settings.toml. It "
        "holds personal "
        "data: keep it as safe as the area.");
    api::show(call, figures);
}

int backup(const api::Program& program, Call& call) {
    if (call.dry_run) return api::show_usage(call, api::no_dry_run("A backup"));
    const auto folder = folder_for(call);
    if (!folder.accepted()) return api::show_refusal(call, folder.refusal());
    const BackupSource source{
        .copy_to = call.store.copy_to, .now_ms = program.clock(), .program = program.version};
    try {
        const TakenBackup taken = take_backup(source, folder.value());
        show_backup(call, taken);
        note_backup(call.data, taken.manifest.head, source.now_ms);
        return api::exit_ok;
    } catch (const Damaged& damaged) {
        *call.err << "The backup of this day and head is there, and damaged: " << damaged.what()
                  << ".\nMove it away and make another.\n";
        return api::exit_integrity;
    }
}

}  // namespace

api::CommandSpec backup_command() {
    using enum api::ArgumentKind;
    return {.words = "backup",
            .help = "Write a backup of the area, also while payments run",
            .example = "almoner backup --to /mnt/backups/mid-mercia --data /var/lib/almoner",
            .arguments = {{"--to", "to", text, true, "A folder that is this area's alone"}},
            .run = backup};
}

}  // namespace almoner::ops
