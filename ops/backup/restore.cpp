#include "ops/backup/restore.h"

#include "ledger/records/submission.h"
#include "ledger/storage/sqlite/changes.h"
#include "ledger/storage/sqlite/sqlite_database.h"
#include "ops/sealing/key_file.h"

#include <algorithm>
#include <tuple>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::Outcome;
using ledger::SqliteUse;

std::vector<fs::path> folders_of(const RestoreSource& source) {
    if (fs::equivalent(source.folder, source.shipped)) return {source.folder};
    return {source.folder, source.shipped};
}

bool is_before(const NamedHead& a, const NamedHead& b) {
    return std::tie(a.first, a.last, a.path) < std::tie(b.first, b.last, b.path);
}

std::vector<NamedHead> all_backups(const RestoreSource& source) {
    std::vector<NamedHead> all;
    for (const fs::path& folder : folders_of(source)) {
        for (NamedHead& each : backups_in(folder)) all.push_back(std::move(each));
    }
    std::ranges::sort(all, is_before);
    return all;
}

std::vector<NamedHead> all_segments(const RestoreSource& source) {
    std::vector<NamedHead> all;
    for (const fs::path& folder : folders_of(source)) {
        for (NamedHead& each : segments_in(folder)) all.push_back(std::move(each));
    }
    std::ranges::sort(all, is_before);
    return all;
}

std::int64_t newest_of(const std::vector<NamedHead>& all) {
    std::int64_t newest = 0;
    for (const NamedHead& each : all) newest = std::max(newest, each.last);
    return newest;
}

ledger::Refusal no_backup(const RestoreSource& source) {
    const std::string before =
        source.until ? " of " + moment_words(*source.until) + " or before" : "";
    return {.code = "backup-none",
            .words = "There is no good backup" + before + " in " + source.folder.string() + ".",
            .next = "Give the folder that 'almoner backup' wrote to, or a later time.",
            .field = "--from",
            .citation = ""};
}

// The newest that is whole and not later than was asked for.
std::optional<Manifest> chosen_backup(const RestoreSource& source, Restored& restored) {
    const std::vector<NamedHead> all = all_backups(source);
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        try {
            Manifest manifest = check_backup(each->path);
            if (source.until && manifest.head.at_ms > *source.until) continue;
            restored.backup = each->path;
            return manifest;
        } catch (const ledger::StorageError& error) {
            restored.damaged.emplace_back(error.what());
        }
    }
    return std::nullopt;
}

// Lays stretch after stretch upon a copy, as long as each follows upon the one before.
class Replay {
  public:
    Replay(const RestoreSource& source, Restored& out, ledger::Database& database)
        : source_(source), restored_(out), applier_(database) {}

    void segment(const NamedHead& named) {
        if (named.last <= restored_.head.seq) return;
        Segment segment;
        try {
            segment = read_segment(named.path);
        } catch (const ledger::StorageError& error) {
            restored_.damaged.emplace_back(error.what());
            stop("a file of the shipped journal is damaged");
            return;
        }
        if (segment.area != restored_.head.area) {
            stop(named.path.string() + " is of another area");
            return;
        }
        for (const Stretch& stretch : segment.stretches) take(stretch, segment.migration);
    }

    // Once all segments were laid on. What is known of later commands begins with the very next
    // one, or those before the time asked for may be among what is not known.
    void reach_time(std::int64_t newest_backup) {
        const std::int64_t seq = restored_.head.seq;
        if (!source_.until || is_later_ || newest_backup <= seq + 1) return;
        stop("after command " + std::to_string(seq) +
             " nothing was shipped up to the backup of command " + std::to_string(newest_backup) +
             may_be_missing());
    }

  private:
    void take(const Stretch& stretch, std::int64_t migration) {
        if (stretch.to.seq <= restored_.head.seq) return;
        if (!is_later_ && restored_.stopped.empty() && lay_on(stretch, migration)) return;
        for (const std::string& name : stretch.commands) ++restored_.after.by_name[name];
    }

    // Only the next one tells that nothing lies between.
    bool lay_on(const Stretch& stretch, std::int64_t migration) {
        const bool is_later = source_.until && stretch.last_at_ms > *source_.until;
        if (!is_next(stretch)) return false;
        is_later_ = is_later;
        if (is_later || !is_of_same_tables(migration) || !apply(stretch)) return false;
        restored_.shipped_commands += stretch.to.seq - stretch.from.seq;
        restored_.head.seq = stretch.to.seq;
        restored_.head.hash = stretch.to.hash;
        restored_.head.at_ms = stretch.last_at_ms;
        return true;
    }

    bool apply(const Stretch& stretch) {
        try {
            applier_.apply(stretch.changes);
            return true;
        } catch (const ledger::StorageError& error) {
            stop("what was shipped as command " + std::to_string(stretch.from.seq + 1) +
                 " can't be applied: " + error.what());
            return false;
        }
    }

    bool is_next(const Stretch& stretch) {
        const AreaHead& head = restored_.head;
        if (stretch.from == Place{head.seq, head.hash}) return true;
        const std::string after = "after command " + std::to_string(head.seq);
        stop(stretch.from.seq > head.seq
                 ? after + " nothing was shipped up to command " +
                       std::to_string(stretch.from.seq) + may_be_missing()
                 : after + " the shipped journal is not the one that the backup belongs to");
        return false;
    }

    bool is_of_same_tables(std::int64_t migration) {
        if (migration == restored_.head.migration) return true;
        stop("what was shipped after command " + std::to_string(restored_.head.seq) +
             " is of another program's tables");
        return false;
    }

    [[nodiscard]] std::string may_be_missing() const {
        if (!source_.until) return "";
        return ": COMMANDS BEFORE " + moment_words(*source_.until) + " MAY BE MISSING";
    }

    void stop(std::string why) {
        if (restored_.stopped.empty()) restored_.stopped = std::move(why);
    }

    const RestoreSource& source_;
    Restored& restored_;
    ledger::ChangeApplier applier_;
    bool is_later_ = false;
};

// Upon the backup, which is in the folder; then what a newer program adds to the tables, as at its
// first start in a data folder.
void replay_segments(const RestoreSource& source, const fs::path& folder, Restored& restored) {
    const std::vector<NamedHead> segments = all_segments(source);
    const auto database = ledger::open_sqlite(folder, SqliteUse::write);
    database->begin();
    {
        Replay replay(source, restored, *database);
        for (const NamedHead& each : segments) replay.segment(each);
        replay.reach_time(newest_of(all_backups(source)));
    }
    database->commit();
    ledger::migrate_sqlite(*database, source.now_ms);
    restored.after.commands =
        std::max(newest_of(segments), newest_of(all_backups(source))) - restored.head.seq;
}

// The bank may have what was begun before the books were lost. The outbox then refuses to write it
// a second time, until a person has asked.
void doubt_unfinished_files(const fs::path& folder, Restored& restored) {
    const auto reader = ledger::open_sqlite(folder, SqliteUse::read);
    const auto unfinished = ledger::unfinished_submissions(*reader);
    if (unfinished.empty()) return;
    const fs::path marks = folder / "outbox-marks";
    fs::create_directory(marks);
    for (const ledger::Submission& each : unfinished) {
        write_whole(marks / (each.file_name + ".begun"),
                    each.sha256 + " " + std::to_string(each.bytes) + "\n");
        restored.in_doubt.push_back(each.file_name);
    }
}

void sync_all(const fs::path& folder) {
    for (const auto& each : fs::directory_iterator(folder)) {
        if (each.is_regular_file()) sync_file(each.path());
    }
    sync_folder(folder);
}

}  // namespace

bool Restored::verified() const {
    const ledger::JournalHead end = witness_of(head);
    return report.clean() && report.head.seq == end.seq && report.head.hash == end.hash;
}

Outcome<Restored> restore_into(const RestoreSource& source, const fs::path& to) {
    Restored restored;
    const std::optional<Manifest> base = chosen_backup(source, restored);
    if (!base) {
        ledger::Refusal refusal = no_backup(source);
        for (const std::string& each : restored.damaged) refusal.words += " Damaged: " + each + ".";
        return refusal;
    }
    copy_whole(restored.backup / database_file, to / database_file);
    restored.head = base->head;
    replay_segments(source, to, restored);
    doubt_unfinished_files(to, restored);
    const auto reader = ledger::open_sqlite(to, SqliteUse::read);
    if (!source.keys.empty()) {
        const auto keys = std::make_shared<KeyFile>(source.keys);
        keys->refresh();
        reader->use_keys(keys);
    }
    restored.report = ledger::verify(*reader, witness_of(restored.head));
    sync_all(to);
    return restored;
}

std::vector<std::string> damaged_in(const RestoreSource& source) {
    std::vector<std::string> damaged;
    const auto look = [&](const auto& check, const fs::path& path) {
        try {
            (void)check(path);
        } catch (const ledger::StorageError& error) {
            damaged.emplace_back(error.what());
        }
    };
    for (const NamedHead& each : all_backups(source)) look(check_backup, each.path);
    for (const NamedHead& each : all_segments(source)) look(read_segment, each.path);
    return damaged;
}

}  // namespace almoner::ops
