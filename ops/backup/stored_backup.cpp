#include "ops/backup/stored_backup.h"

#include "ledger/calendar/london.h"
#include "ledger/journal/sha256.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <regex>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view manifest_file = "manifest.json";
constexpr std::string_view sums_file = "SHA256SUMS";
constexpr int manifest_format = 1;

std::string text_of(const Manifest& manifest) {
    const AreaHead& head = manifest.head;
    return ordered_json{{"format", manifest_format},
                        {"area", head.area},
                        {"head_seq", head.seq},
                        {"head_hash", head.hash},
                        {"head_at", moment_words(head.at_ms)},
                        {"head_at_ms", head.at_ms},
                        {"migration", head.migration},
                        {"made_at", moment_words(manifest.made_at_ms)},
                        {"made_at_ms", manifest.made_at_ms},
                        {"program", manifest.program},
                        {"file", database_file},
                        {"bytes", manifest.database.bytes},
                        {"sha256", manifest.database.sha256}}
               .dump(2) +
           "\n";
}

Manifest manifest_from(const std::string& text) {
    const json read = json::parse(text);
    if (read.at("format").get<int>() != manifest_format) {
        throw ledger::StorageError("it was written by a newer almoner: use that one");
    }
    return {.head = {.seq = read.at("head_seq").get<std::int64_t>(),
                     .hash = read.at("head_hash").get<std::string>(),
                     .at_ms = read.at("head_at_ms").get<std::int64_t>(),
                     .area = read.at("area").get<std::string>(),
                     .migration = read.at("migration").get<std::int64_t>()},
            .made_at_ms = read.at("made_at_ms").get<std::int64_t>(),
            .program = read.at("program").get<std::string>(),
            .database = {.bytes = read.at("bytes").get<std::uint64_t>(),
                         .sha256 = read.at("sha256").get<std::string>()}};
}

std::string line_of(const std::string& sha256, std::string_view file) {
    return sha256 + "  " + std::string(file) + "\n";
}

std::string sums_of(const std::string& database_sha256, const std::string& manifest) {
    return line_of(database_sha256, database_file) +
           line_of(ledger::sha256_hex(manifest), manifest_file);
}

Manifest parsed(const fs::path& file, const std::string& text) {
    try {
        return manifest_from(text);
    } catch (const json::exception&) {
        throw Damaged(file, "it is no manifest");
    }
}

// The sums are not those of the files: which of the three was changed.
[[noreturn]] void say_what_differs(const fs::path& folder,
                                   const std::string& sums,
                                   const std::string& manifest,
                                   const FileSum& database) {
    constexpr const char* changed = "it is not what was written";
    const bool has_database = sums.starts_with(line_of(database.sha256, database_file));
    const bool has_manifest = sums.ends_with(line_of(ledger::sha256_hex(manifest), manifest_file));
    if (has_manifest && !has_database) {
        const bool is_as_told = parsed(folder / manifest_file, manifest).database == database;
        throw Damaged(folder / (is_as_told ? sums_file : database_file), changed);
    }
    if (has_database && !has_manifest) {
        throw Damaged(folder / manifest_file, "it and SHA256SUMS do not agree");
    }
    throw Damaged(folder / sums_file, changed);
}

}  // namespace

std::string padded(std::int64_t seq) {
    const std::string digits = std::to_string(seq);
    constexpr std::size_t width = 10;
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

std::string backup_name(const Manifest& manifest) {
    const std::chrono::sys_seconds made(std::chrono::seconds(manifest.made_at_ms / 1000));
    return "backup-" + ledger::london_civil(made).on.iso() + "-" + padded(manifest.head.seq) + "-" +
           manifest.head.hash.substr(0, hash_in_names);
}

std::vector<NamedHead> backups_in(const fs::path& folder) {
    static const std::regex form("backup-\\d{4}-\\d{2}-\\d{2}-(\\d{10,})-([0-9a-f]{16})");
    std::vector<NamedHead> found;
    for (const auto& each : fs::directory_iterator(folder)) {
        const std::string name = each.path().filename().string();
        std::smatch parts;
        if (!std::regex_match(name, parts, form)) continue;
        found.push_back({each.path(), 1, std::stoll(parts[1]), parts[2]});
    }
    std::ranges::sort(found, [](const NamedHead& a, const NamedHead& b) {
        return a.last != b.last ? a.last < b.last : a.path < b.path;
    });
    return found;
}

void write_manifest(const fs::path& folder, const Manifest& manifest) {
    const std::string text = text_of(manifest);
    write_whole(folder / manifest_file, text);
    write_whole(folder / sums_file, sums_of(manifest.database.sha256, text));
}

Manifest check_backup(const fs::path& folder) {
    for (const std::string_view name : {database_file, manifest_file, sums_file}) {
        if (!fs::exists(folder / name)) throw Damaged(folder / name, "it is missing");
    }
    const std::string text = read_whole(folder / manifest_file);
    const std::string sums = read_whole(folder / sums_file);
    const FileSum database = sum_of(folder / database_file);
    if (sums != sums_of(database.sha256, text)) say_what_differs(folder, sums, text, database);
    Manifest manifest = parsed(folder / manifest_file, text);
    if (manifest.database != database) {
        throw Damaged(folder / database_file, "it is not what its manifest says");
    }
    if (backup_name(manifest) != folder.filename().string()) {
        throw Damaged(folder, "its name is not what its manifest says");
    }
    return manifest;
}

}  // namespace almoner::ops
