#include "ops/backup/safekeeping_notes.h"

#include "ops/files/whole_file.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view notes_folder = "safekeeping";
constexpr std::string_view backup_file = "backup.json";
constexpr std::string_view drill_file = "drill.json";
constexpr std::string_view shipping_file = "shipping.json";

// A command that was committed longer ago than this and is not there is told.
constexpr std::int64_t longest_unshipped_ms = 60'000;

const ledger::Query when_given{"SELECT at_ms FROM journal WHERE seq = $1"};

fs::path file_in(const fs::path& data, std::string_view name) {
    const fs::path folder = data / notes_folder;
    std::error_code failed;
    fs::create_directory(folder, failed);
    if (failed) {
        throw ledger::StorageError("can't make " + folder.string() + ": " + failed.message());
    }
    return folder / name;
}

json read_note(const fs::path& data, std::string_view name) {
    std::ifstream in(data / notes_folder / name);
    const json note = json::parse(in, nullptr, false);
    return note.is_object() ? note : json::object();
}

std::optional<std::int64_t> moment_in(const json& note, const char* key) {
    const auto found = note.find(key);
    if (found == note.end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

// Since when the first of them has waited; in a simulated area their own times may say anything.
bool waits_too_long(ledger::Database& reader, const json& note, std::int64_t now_ms) {
    ledger::Rows rows = reader.select(when_given, note.value("shipped_seq", std::int64_t{0}) + 1);
    if (!rows.next()) return false;
    const std::int64_t since = std::max(rows.integer(0), moment_in(note, "at_ms").value_or(0));
    return now_ms - since > longest_unshipped_ms;
}

void look_at_shipping(const json& note,
                      ledger::Database& reader,
                      std::int64_t now_ms,
                      api::Safekeeping& kept) {
    const std::int64_t shipped = note.value("shipped_seq", std::int64_t{0});
    kept.unshipped_commands = std::max<std::int64_t>(area_head(reader).seq - shipped, 0);
    kept.ships_well = note.value("good", false);
    kept.shipping_words = note.value("words", "nothing was shipped yet");
    if (!kept.ships_well || !waits_too_long(reader, note, now_ms)) return;
    kept.ships_well = false;
    kept.shipping_words = "the folder does not answer";
}

}  // namespace

void note_backup(const fs::path& data, const AreaHead& head, std::int64_t at_ms) {
    write_whole(file_in(data, backup_file),
                ordered_json{{"at_ms", at_ms},
                             {"at", moment_words(at_ms)},
                             {"head_seq", head.seq},
                             {"head_hash", head.hash}}
                        .dump(2) +
                    "\n");
}

void note_drill(const fs::path& data, const DrillNote& drill) {
    const auto last_good =
        drill.good ? drill.at_ms : moment_in(read_note(data, drill_file), "good_at_ms");
    ordered_json note{{"tried_at_ms", drill.at_ms},
                      {"tried_at", moment_words(drill.at_ms)},
                      {"good", drill.good},
                      {"words", drill.words}};
    if (last_good) note["good_at_ms"] = *last_good;
    write_whole(file_in(data, drill_file), note.dump(2) + "\n");
}

void note_shipping(const fs::path& data, const ShippingNote& note) {
    const fs::path file = file_in(data, shipping_file);
    const fs::path next = file.string() + ".next";
    std::ofstream(next) << ordered_json{{"good", note.good},
                                        {"words", note.words},
                                        {"shipped_seq", note.shipped_seq},
                                        {"at_ms", note.at_ms}}
                               .dump(2)
                        << '\n';
    std::error_code failed;
    fs::rename(next, file, failed);
    if (failed) throw ledger::StorageError("can't write " + file.string());
}

api::Safekeeping safekeeping_in(const fs::path& data,
                                bool ships,
                                ledger::Database& reader,
                                std::int64_t now_ms) try {
    const json drill = read_note(data, drill_file);
    api::Safekeeping kept{.backup_at_ms = moment_in(read_note(data, backup_file), "at_ms"),
                          .drill_at_ms = moment_in(drill, "good_at_ms"),
                          .drill_failed = drill.contains("good") && !drill.value("good", false),
                          .ships = ships};
    if (ships) look_at_shipping(read_note(data, shipping_file), reader, now_ms, kept);
    return kept;
} catch (const json::exception&) {  // a note that somebody else wrote
    return {.drill_failed = true, .ships = ships, .shipping_words = "its note can't be read"};
}

}  // namespace almoner::ops
