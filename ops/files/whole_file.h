// Files that are there whole or not at all, also after a power cut.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace almoner::ops {

// All of these throw ledger::StorageError, which names the file and what the system said.

// Written beside under a name that begins with a dot, synced, renamed, the folder synced.
void write_whole(const std::filesystem::path& file, std::string_view octets);
[[nodiscard]] std::string read_whole(const std::filesystem::path& file);

void copy_whole(const std::filesystem::path& from, const std::filesystem::path& to);
void sync_file(const std::filesystem::path& file);
void sync_folder(const std::filesystem::path& folder);
// A rename within one file system, then the folder of the new name synced.
void put_in_place(const std::filesystem::path& from, const std::filesystem::path& to);

struct FileSum {
    std::uint64_t bytes = 0;
    std::string sha256{};  // 64 hexadecimal digits

    friend bool operator==(const FileSum&, const FileSum&) = default;
};
// Read piece by piece, however large it is.
[[nodiscard]] FileSum sum_of(const std::filesystem::path& file);

// Held by one process at a time, until it ends or this goes. Throws ledger::StorageBusy.
class FolderLock {
  public:
    explicit FolderLock(const std::filesystem::path& folder);
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

  private:
    int file_;
};

}  // namespace almoner::ops
