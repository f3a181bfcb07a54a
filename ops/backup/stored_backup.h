// A backup as it lies in its folder: the area's database, what it is, and the sums of both.
#pragma once

#include "ledger/storage/database.h"
#include "ops/backup/area_head.h"
#include "ops/files/whole_file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace almoner::ops {

// A file of a backup that is not what was written, or a stretch of the journal that is missing.
struct Damaged : ledger::StorageError {
    Damaged(const std::filesystem::path& file, const std::string& words)
        : ledger::StorageError(file.string() + ": " + words) {}
};

struct Manifest {
    AreaHead head{};
    std::int64_t made_at_ms = 0;
    std::string program{};  // the version that made it
    FileSum database{};
};

inline constexpr std::string_view database_file = "almoner.db";

// "backup-2026-11-22-0000000345-1a2b3c4d5e6f7890": the day, the head's number and the beginning of
// its hash.
[[nodiscard]] std::string backup_name(const Manifest& manifest);
inline constexpr std::size_t hash_in_names = 16;
[[nodiscard]] std::string padded(std::int64_t seq);  // ten digits, so that names sort

// What a name says.
struct NamedHead {
    std::filesystem::path path{};
    std::int64_t first = 0;  // of a segment; a backup begins with 1
    std::int64_t last = 0;
    std::string hash{};  // of `last`, its first 16 digits
};

// The finished ones, oldest head first; what was cut short has another name and is not among them.
[[nodiscard]] std::vector<NamedHead> backups_in(const std::filesystem::path& folder);

// Writes manifest.json and SHA256SUMS beside the database, synced; as `sha256sum -c` reads them.
void write_manifest(const std::filesystem::path& folder, const Manifest& manifest);
// Reads every octet. Throws Damaged with the file that is not what it was.
[[nodiscard]] Manifest check_backup(const std::filesystem::path& folder);

}  // namespace almoner::ops
