// SQLite's way to a Disk, with a fault at a chosen call: the default VFS of this process while it
// lives. For one thread.
#pragma once

#include "tests/power/disk.h"
#include "tests/power/fault.h"

#include <filesystem>
#include <memory>

struct sqlite3_vfs;

namespace almoner::tests {

struct VfsState;

class PowerVfs {
  public:
    // A sync of this folder, which is a real one, makes the names on the disk safe.
    explicit PowerVfs(const std::filesystem::path& folder);
    PowerVfs(const PowerVfs&) = delete;
    PowerVfs& operator=(const PowerVfs&) = delete;
    ~PowerVfs();

    // Only while nothing is open on it. What follows in SQLite depends on this seed alone.
    void insert(Disk disk, std::uint64_t seed);
    [[nodiscard]] const Disk& disk() const;
    // Counts from here.
    void plan(const Fault& fault);
    [[nodiscard]] const FaultCounter& faults() const;
    // A disk that says it is done before it is.
    void lie_about_syncs(bool lies);

  private:
    std::unique_ptr<VfsState> state_;
    std::unique_ptr<sqlite3_vfs> vfs_;
};

}  // namespace almoner::tests
