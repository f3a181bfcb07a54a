// SQLite's way to a Disk, with a fault at a chosen call: the default VFS of this process while it
// lives. For one thread.
#pragma once

#include "tests/power/disk.h"
#include "tests/power/fault.h"

#include <cstdint>
#include <filesystem>
#include <memory>

struct sqlite3_vfs;

namespace almoner::tests {

struct VfsState;

enum class Lies : std::uint8_t { none, of_what_is_kept, of_all };

class PowerVfs {
  public:
    // A sync of `folder`, which is a real one, makes the names on the disk safe. What is done to
    // files in `kept`, which is another, is done on the disk as well, by whatever calls.
    explicit PowerVfs(const std::filesystem::path& folder, std::filesystem::path kept = {});
    PowerVfs(const PowerVfs&) = delete;
    PowerVfs& operator=(const PowerVfs&) = delete;
    ~PowerVfs();

    // Only while nothing is open on it. What follows in SQLite depends on this seed alone.
    void insert(Disk disk, std::uint64_t seed);
    [[nodiscard]] const Disk& disk() const;
    // Counts from here.
    void plan(const Fault& fault);
    [[nodiscard]] const FaultCounter& faults() const;
    // The power went at a call on a file of `kept`.
    [[nodiscard]] bool was_cut_in_folders() const;
    // A disk that says it is done before it is, of all files or of those in `kept`.
    void lie_about_syncs(Lies lies);

  private:
    void put_in_folders();

    std::unique_ptr<VfsState> state_;
    std::unique_ptr<sqlite3_vfs> vfs_;
    std::filesystem::path kept_;
};

}  // namespace almoner::tests
