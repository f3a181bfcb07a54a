#include "api/cli/reading.h"
#include "ops/backup/backup_commands.h"
#include "ops/backup/drill_scratch.h"
#include "ops/backup/folders.h"
#include "ops/backup/restored_words.h"
#include "ops/backup/safekeeping_notes.h"
#include "ops/sealing/keyed_store.h"

#include <algorithm>
#include <chrono>
#include <ostream>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using api::Call;
using api::Kind;
using ledger::Outcome;
using Clock = std::chrono::steady_clock;

struct Drill {
    std::optional<Restored> restored{};
    std::vector<std::string> faults{};  // empty: it is good
    std::optional<AreaHead> live{};     // of the area in the data folder
    std::int64_t took_ms = 0;
    bool opened_seals = false;
};

fs::path scratch_place(const Call& call) {
    const auto given = call.fields.find("scratch");
    return given == call.fields.end() ? fs::temp_directory_path() : fs::path(given->second);
}

void compare_with_live(const Call& call, Drill& drill) {
    if (!call.store.has_area()) return;
    const auto reader = call.store.open_reader();
    const AreaHead& head = drill.restored->head;
    if (!has_row(*reader, head.seq, head.hash)) {
        drill.faults.push_back("what was restored is not of the journal in " + call.data.string());
    }
    drill.live = area_head(*reader);
}

// Every file counts, also those that the newest state does without.
Outcome<Drill> drilled(const Call& call, const RestoreSource& source) {
    const Clock::time_point began = Clock::now();
    const DrillScratch scratch(scratch_place(call));
    auto restored = restore_into(source, scratch.path());
    if (!restored.accepted()) return restored.refusal();
    Drill drill{.restored = std::move(restored).value()};
    drill.took_ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began).count();
    drill.faults = damaged_in(source);
    drill.opened_seals = !source.keys.empty();
    if (!drill.restored->verified()) drill.faults.push_back(not_verified_words(*drill.restored));
    if (!drill.restored->stopped.empty()) drill.faults.push_back(drill.restored->stopped);
    compare_with_live(call, drill);
    return drill;
}

std::string point_words(const Drill& drill) {
    if (!drill.live) return "unknown: there is no area in the data folder";
    const AreaHead& head = drill.restored->head;
    if (drill.live->seq <= head.seq) return "nothing would be lost";
    return std::to_string(drill.live->seq - head.seq) + " commands of " +
           age_words(drill.live->at_ms - head.at_ms) + " would be lost";
}

// Without the area beside it and the people's keys, what was restored is not shown to be the area.
bool proves_all(const Drill& drill) {
    return drill.live && drill.opened_seals;
}

api::Figures figures_of(const Drill& drill) {
    api::Figures figures{.name = "drill",
                         .title = proves_all(drill) ? "Restore drill: good"
                                                    : "Restore drill: NOT EVERYTHING WAS LOOKED AT",
                         .columns = {{"backup", "From the backup", Kind::text},
                                     {"head_seq", "Last command", Kind::number},
                                     {"head_hash", "Its hash", Kind::text},
                                     {"head_at", "Given at", Kind::text},
                                     {"recovery_point", "Recovery point", Kind::text},
                                     {"lost_commands", "Commands lost", Kind::number},
                                     {"recovery_ms", "Recovery time, ms", Kind::number}},
                         .rows = {},
                         .notes = {}};
    const AreaHead& head = drill.restored->head;
    figures.rows.push_back({drill.restored->backup.filename().string(),
                            head.seq,
                            head.hash,
                            moment_words(head.at_ms),
                            point_words(drill),
                            drill.live
                                ? api::Cell{std::max<std::int64_t>(drill.live->seq - head.seq, 0)}
                                : api::Cell{},
                            drill.took_ms});
    if (!drill.opened_seals) {
        figures.notes.emplace_back(
            "What is about people was not opened: there was no file of the people's keys.");
    }
    if (!drill.live) {
        figures.notes.emplace_back(
            "Not compared and not noted: there is no area in the data folder (--data).");
    }
    return figures;
}

void note(const api::Program& program, const Call& call, bool good, const std::string& words) {
    if (!call.store.has_area()) return;
    note_drill(call.data, {.at_ms = program.clock(), .good = good, .words = words});
}

// Those of the data folder: without them a drill proves nothing of what is about people.
fs::path keys_in_use(const Call& call) {
    const auto file = people_keys_of(call.data);
    return file.accepted() && fs::is_regular_file(file.value()) ? file.value() : fs::path{};
}

// A drill that did not come to its end is noted as one that failed, also where it was killed.
Outcome<Drill> tried(const api::Program& program, const Call& call) {
    note(program, call, false, "begun, and not ended");
    try {
        auto source = source_of(program, call);
        if (source.accepted()) {
            RestoreSource with_keys = std::move(source).value();
            if (with_keys.keys.empty()) with_keys.keys = keys_in_use(call);
            source = std::move(with_keys);
        }
        Outcome<Drill> drill =
            source.accepted() ? drilled(call, source.value()) : Outcome<Drill>(source.refusal());
        if (!drill.accepted()) note(program, call, false, drill.refusal().words);
        return drill;
    } catch (const std::exception& error) {
        try {
            note(program, call, false, error.what());
            // NOLINTNEXTLINE(bugprone-empty-catch): the first one is told
        } catch (const ledger::StorageError&) {
        }
        throw;
    }
}

int drill(const api::Program& program, Call& call) {
    if (call.dry_run) return api::show_usage(call, api::no_dry_run("A drill"));
    if (!call.store.copy_to) return api::show_refusal(call, not_here());
    const Outcome<Drill> drill = tried(program, call);
    if (!drill.accepted()) return api::show_refusal(call, drill.refusal());
    if (drill.value().faults.empty()) {
        const bool is_whole = proves_all(drill.value());
        note(program,
             call,
             is_whole,
             is_whole ? point_words(drill.value()) : "not everything was looked at");
        api::show(call, figures_of(drill.value()));
        return is_whole ? api::exit_ok : api::exit_partial;
    }
    std::string words =
        "THE DRILL FAILED. What is kept would not bring the area back as it should:";
    for (const std::string& fault : drill.value().faults) words += "\n  " + fault;
    *call.err << words << '\n';
    note(program, call, false, words);
    return api::exit_integrity;
}

}  // namespace

api::CommandSpec drill_command() {
    using enum api::ArgumentKind;
    return {.words = "drill",
            .help = "Restore to a scratch place, prove it, and say what a loss would cost",
            .example = "almoner drill --from /mnt/backups/mid-mercia --data /var/lib/almoner",
            .arguments = {{"--from", "from", text, true, "The folder with the backups"},
                          {"--shipped",
                           "shipped",
                           text,
                           false,
                           "The folder that commits were shipped to, else the same"},
                          {"--people-keys",
                           "people-keys",
                           text,
                           false,
                           "The file of the people's keys, else the data folder's"},
                          {"--scratch", "scratch", text, false, "Where to restore to, else /tmp"}},
            .run = drill};
}

}  // namespace almoner::ops
