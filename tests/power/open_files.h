// The locks and the shared memory of one name on the disk, for all connections that have it open.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace almoner::tests {

struct OpenFile;

// SQLite's five levels of a lock on a database file, by file that is open.
class FileLocks {
  public:
    // Whether it was got; `level` and what the file has are SQLITE_LOCK_...
    [[nodiscard]] bool raise(const OpenFile& file, int level);
    void lower(const OpenFile& file, int level);
    [[nodiscard]] bool is_reserved() const;

  private:
    struct Held {
        const OpenFile* by = nullptr;
        int level = 0;
    };
    [[nodiscard]] int highest_of_others(const OpenFile& file) const;
    void set(const OpenFile& file, int level);
    std::vector<Held> held_;
};

// The write-ahead log's index: memory only, so that a power cut takes all of it.
class SharedIndex {
  public:
    void join(const OpenFile& file) { (void)of(file); }
    // Nothing where it is not there and need not be made.
    [[nodiscard]] volatile void* region(std::size_t number, std::size_t size, bool make);
    [[nodiscard]] bool lock(const OpenFile& file, unsigned slots, bool exclusive);
    void unlock(const OpenFile& file, unsigned slots);
    void leave(const OpenFile& file);
    [[nodiscard]] bool is_unused() const { return held_.empty(); }

  private:
    struct Held {
        const OpenFile* by = nullptr;
        unsigned shared = 0;
        unsigned exclusive = 0;
    };
    Held& of(const OpenFile& file);
    std::vector<std::unique_ptr<std::vector<char>>> regions_;
    std::vector<Held> held_;
};

}  // namespace almoner::tests
