#include "ops/backup/folders.h"

namespace almoner::ops {

namespace fs = std::filesystem;
using ledger::Outcome;

ledger::Refusal refuse_backup(const char* code,
                              std::string words,
                              std::string next,
                              std::string field) {
    return {.code = code,
            .words = std::move(words),
            .next = std::move(next),
            .field = std::move(field),
            .citation = ""};
}

ledger::Refusal not_here() {
    return refuse_backup(
        "backup-not-here",
        "This area is kept in PostgreSQL, whose own tools back it up.",
        "Use pg_basebackup or pgBackRest for the server, or pg_dump for the area's "
        "schema; 'almoner verify' on what was restored proves it. Then 'almoner safekeeping note' "
        "lets the alerts know.",
        "--store");
}

Outcome<fs::path> existing_folder(const api::Call& call, const std::string& field) {
    const fs::path folder = call.fields.at(field);
    if (fs::is_directory(folder)) return fs::absolute(folder).lexically_normal();
    return refuse_backup("folder-missing",
                         "There is no folder " + folder.string() + ".",
                         "Make it, or mount the disk that it is on.",
                         "--" + field);
}

Outcome<RestoreSource> source_of(const api::Program& program, const api::Call& call) {
    const auto folder = existing_folder(call, "from");
    if (!folder.accepted()) return folder.refusal();
    RestoreSource source{
        .folder = folder.value(), .shipped = folder.value(), .now_ms = program.clock()};
    if (call.fields.contains("shipped")) {
        const auto shipped = existing_folder(call, "shipped");
        if (!shipped.accepted()) return shipped.refusal();
        source.shipped = shipped.value();
    }
    if (call.fields.contains("people-keys")) {
        source.keys = fs::absolute(call.fields.at("people-keys")).lexically_normal();
        if (!fs::is_regular_file(source.keys)) {
            return refuse_backup("file-missing",
                                 "There is no file " + source.keys.string() + ".",
                                 "Give the file of the people's keys, or leave it out.",
                                 "--people-keys");
        }
    }
    if (!call.fields.contains("at")) return source;
    source.until = parse_moment(call.fields.at("at"));
    if (source.until) return source;
    return refuse_backup("time-unreadable",
                         "'" + call.fields.at("at") + "' is not a time.",
                         "Write it as 2026-11-22T13:58:07Z, or without the Z for London's clocks.",
                         "--at");
}

}  // namespace almoner::ops
