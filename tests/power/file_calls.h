// Files that do not go through SQLite: this program's own calls stand before the system's, and
// those on the folders of a disk in memory are done on it as well, and fail with it.
#pragma once

#include <functional>
#include <string>
#include <sys/types.h>

namespace almoner::tests {

struct VfsState;

// From now on the real folder that the disk keeps folders for (Disk::keep_folders) is as the disk
// says; nothing: all is the system's again.
void watch_files(VfsState* state);
// Told of each name that was put in place, anywhere.
void watch_renames(std::function<void(const std::string& to)> told);

// What is done meanwhile is done by the test, and not by the program.
class Unwatched {
  public:
    Unwatched();
    Unwatched(const Unwatched&) = delete;
    Unwatched& operator=(const Unwatched&) = delete;
    ~Unwatched();

  private:
    VfsState* state_;
};

// Nothing when the file is not on the disk's folders; else what fsync comes to.
[[nodiscard]] bool is_on_folders(int file);
[[nodiscard]] int sync_on_folders(int file);

// As the system does it.
[[nodiscard]] int really_open(const std::string& path, int flags, mode_t mode);
[[nodiscard]] int really_rename(const char* from, const char* to);
[[nodiscard]] int really_remove(int folder, const char* name, int flags);

}  // namespace almoner::tests
