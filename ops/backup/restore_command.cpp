#include "api/cli/reading.h"
#include "ops/backup/backup_commands.h"
#include "ops/backup/folders.h"
#include "ops/backup/restored_words.h"
#include "ops/backup/stored_backup.h"
#include "ops/files/passing_folder.h"
#include "ops/settings/data_settings.h"

#include <ostream>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using api::Call;
using ledger::Outcome;

// The folder above, whether by a link or not, that has an area of its own or is a backup; "" where
// none has. An area in PostgreSQL is known by its settings.
fs::path area_around(const fs::path& target) {
    for (fs::path at = fs::weakly_canonical(target); at.has_relative_path();) {
        at = at.parent_path();
        if (fs::exists(at / database_file)) return at;
        const auto settings = read_data_settings(at);
        if (settings.accepted() && !settings.value().store.empty()) return at;
    }
    return {};
}

Outcome<fs::path> new_folder(const Call& call) {
    fs::path target = fs::absolute(call.fields.at("to")).lexically_normal();
    if (!target.has_filename()) target = target.parent_path();
    if (fs::exists(target) && (!fs::is_directory(target) || !fs::is_empty(target))) {
        return refuse_backup("folder-not-empty",
                             target.string() + " is there and not empty: nothing is written over.",
                             "Give a folder that is not there yet.",
                             "--to");
    }
    const fs::path area = area_around(target);
    if (!area.empty()) {
        return refuse_backup(
            "folder-in-an-area",
            target.string() + " would be in the folder of an area, " + area.string() + ".",
            "Give --to a folder outside of it.",
            "--to");
    }
    if (!fs::is_directory(target.parent_path())) {
        return refuse_backup("folder-missing",
                             "There is no folder " + target.parent_path().string() + ".",
                             "Make it first.",
                             "--to");
    }
    return target;
}

// The people's keys are in no backup.
std::string key_words(const fs::path& target, const fs::path& keys) {
    if (!keys.empty()) return "";
    return " What is about people is sealed and was not opened: put the file of the people's keys "
           "at " +
           (target / "people.keys").string() + " (mode 600), or name it in settings.toml there.";
}

int finish(const Call& call,
           const fs::path& made,
           const fs::path& target,
           const fs::path& keys,
           const Restored& restored) {
    if (!restored.verified()) {
        *call.err << not_verified_words(restored) << " Nothing is left of it.\n";
        return api::exit_integrity;
    }
    if (!keys.empty()) {
        DataSettings settings;
        settings.people_keys = keys.string();
        write_data_settings(made, settings);
    }
    put_in_place(made, target);
    const std::vector<api::Figures> tables = tables_of(restored);
    api::show_all(
        call,
        "Restored to " + target.string() + ". " + sentence_of(restored) + key_words(target, keys),
        tables);
    const bool is_whole = restored.damaged.empty() && restored.stopped.empty();
    return is_whole ? api::exit_ok : api::exit_partial;
}

int restore(const api::Program& program, Call& call) {
    if (call.dry_run) return api::show_usage(call, api::no_dry_run("A restore"));
    const auto source = source_of(program, call);
    if (!source.accepted()) return api::show_refusal(call, source.refusal());
    const auto target = new_folder(call);
    if (!target.accepted()) return api::show_refusal(call, target.refusal());
    const fs::path& place = target.value();
    const PassingFolder growing(place.parent_path() /
                                ("." + place.filename().string() + ".restoring"));
    const auto restored = restore_into(source.value(), growing.path());
    if (!restored.accepted()) return api::show_refusal(call, restored.refusal());
    return finish(call, growing.path(), place, source.value().keys, restored.value());
}

}  // namespace

api::CommandSpec restore_command() {
    using enum api::ArgumentKind;
    return {.words = "restore",
            .help = "Put an area together again in a new folder, up to a time if you give one",
            .example =
                "almoner restore --from /mnt/backups/mid-mercia --to /var/lib/almoner-2 "
                "--at 2026-11-22T13:58:07Z",
            .arguments = {{"--from", "from", text, true, "The folder with the backups"},
                          {"--shipped",
                           "shipped",
                           text,
                           false,
                           "The folder that commits were shipped to, else the same"},
                          {"--to", "to", text, true, "The new data folder"},
                          {"--people-keys",
                           "people-keys",
                           text,
                           false,
                           "The file of the people's keys, which is in no backup"},
                          {"--at",
                           "at",
                           text,
                           false,
                           "Leave out what was commanded later, 2026-11-22T13:58:07Z"}},
            .run = restore};
}

}  // namespace almoner::ops
