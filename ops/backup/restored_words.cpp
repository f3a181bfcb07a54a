#include "ops/backup/restored_words.h"

namespace almoner::ops {
namespace {

using api::Figures;
using api::Kind;

Figures restored_table(const Restored& restored) {
    Figures figures{.name = "restored",
                    .title = "What was restored",
                    .columns = {{"backup", "From the backup", Kind::text},
                                {"shipped_commands", "Commands after it", Kind::number},
                                {"head_seq", "Last command", Kind::number},
                                {"head_hash", "Its hash", Kind::text},
                                {"head_at", "Given at", Kind::text}},
                    .rows = {},
                    .notes = {}};
    figures.rows.push_back({restored.backup.filename().string(),
                            restored.shipped_commands,
                            restored.head.seq,
                            restored.head.hash,
                            moment_words(restored.head.at_ms)});
    return figures;
}

Figures missing_table(const Restored& restored) {
    Figures figures{
        .name = "missing",
        .title = "What came after and is not here, as far as the folders tell",
        .columns = {{"command", "Command", Kind::text}, {"times", "Times", Kind::number}},
        .rows = {},
        .notes = {}};
    for (const auto& [name, times] : restored.after.by_name) figures.rows.push_back({name, times});
    if (!restored.stopped.empty())
        figures.notes.push_back("No further, since " + restored.stopped + ".");
    for (const std::string& each : restored.damaged)
        figures.notes.push_back("Damaged: " + each + ".");
    return figures;
}

Figures doubt_table(const Restored& restored) {
    Figures figures{.name = "ask_the_bank",
                    .title = "Files that the bank may have: ask it before anything is paid",
                    .columns = {{"file", "File", Kind::text}},
                    .rows = {},
                    .notes = {}};
    for (const std::string& each : restored.in_doubt) figures.rows.push_back({each});
    return figures;
}

}  // namespace

std::string sentence_of(const Restored& restored) {
    const std::int64_t missing = restored.after.commands;
    return "Its " + std::to_string(restored.head.seq) +
           " commands agree with the journal, the last of " + moment_words(restored.head.at_ms) +
           ". " +
           (missing > 0 ? std::to_string(missing) + " commands came after it and are not here."
                        : "Nothing that the folders hold came after it.") +
           " Before anything is paid, compare it with the bank: ops/docs/backup-and-restore.md.";
}

std::vector<Figures> tables_of(const Restored& restored) {
    return {restored_table(restored), missing_table(restored), doubt_table(restored)};
}

std::string not_verified_words(const Restored& restored) {
    std::string words = "What came out of " + restored.backup.filename().string() +
                        " does not agree with its journal:";
    const auto& faults = restored.report.faults;
    words +=
        " " +
        std::to_string(static_cast<std::int64_t>(faults.size()) + restored.report.more_faults) +
        " faults";
    if (!faults.empty()) {
        words += ", the first in " + faults.front().table + " " +
                 std::to_string(faults.front().first_id) + ": " + faults.front().words;
    }
    return words + ".";
}

}  // namespace almoner::ops
