#include "ops/backup/take_backup.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "ops/backup/segment.h"
#include "ops/files/passing_folder.h"

#include <algorithm>
#include <unistd.h>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view unfinished = ".part";

bool is_unfinished(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.starts_with(".backup-") && name.ends_with(unfinished);
}

// Ours alone while we hold the folder's lock: whoever began them is gone.
void remove_unfinished(const fs::path& folder) {
    for (const auto& each : fs::directory_iterator(folder)) {
        if (is_unfinished(each.path())) fs::remove_all(each.path());
    }
}

Manifest made_in(const fs::path& part, const BackupSource& source) {
    source.copy_to(part / database_file);
    sync_file(part / database_file);
    Manifest manifest{.made_at_ms = source.now_ms, .program = source.program};
    // The copy's own head: the area may have gone on.
    manifest.head = area_head(*ledger::open_sqlite(part, ledger::SqliteUse::read));
    if (manifest.head.seq == 0) throw ledger::StorageError("there is nothing in the books yet");
    manifest.database = sum_of(part / database_file);
    write_manifest(part, manifest);
    return manifest;
}

TakenBackup take(const BackupSource& source, const fs::path& to) {
    const FolderLock lock(to);
    remove_unfinished(to);
    const PassingFolder part(to /
                             (".backup-" + std::to_string(::getpid()) + std::string(unfinished)));
    TakenBackup taken{.manifest = made_in(part.path(), source)};
    taken.folder = to / backup_name(taken.manifest);
    taken.was_there = fs::exists(taken.folder);
    if (taken.was_there) {
        taken.manifest = check_backup(taken.folder);
    } else {
        put_in_place(part.path(), taken.folder);
    }
    return taken;
}

}  // namespace

TakenBackup take_backup(const BackupSource& source, const fs::path& to) {
    try {
        return take(source, to);
    } catch (const fs::filesystem_error& error) {
        throw ledger::StorageError(error.what());
    }
}

bool is_of_this_journal(ledger::Database& reader, const fs::path& folder) {
    const auto is_ours = [&](const NamedHead& each) {
        return has_row(reader, each.last, each.hash);
    };
    return std::ranges::all_of(backups_in(folder), is_ours) &&
           std::ranges::all_of(segments_in(folder), is_ours);
}

}  // namespace almoner::ops
