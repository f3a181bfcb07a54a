// The files that SQLite has open on a Disk: what it may do with each, and what comes of it.
#pragma once

#include "tests/power/disk.h"
#include "tests/power/fault.h"
#include "tests/power/open_files.h"
#include "tests/power/power_vfs.h"

#include <cerrno>
#include <map>
#include <sqlite3.h>
#include <string>

namespace almoner::tests {

struct VfsState {
    Disk disk;
    FaultCounter faults;
    Chance chance{0};
    Lies lies = Lies::none;
    bool is_in_folders = false;   // of the call that is made: on the disk's folders
    bool cut_in_folders = false;  // of the call at which the power went
    int system_error = 0;         // of the last call that failed
    int open = 0;
    std::map<std::string, FileLocks> locks;
    std::map<std::string, SharedIndex> indexes;

    [[nodiscard]] bool is_lying() const {
        return lies == Lies::of_all || (lies == Lies::of_what_is_kept && is_in_folders);
    }
};

// What SQLite keeps for a file that it has open; a file without a name is its scratch paper.
struct OpenFile {
    VfsState* state = nullptr;
    std::string name;
    Disk::FilePtr file;
    int level = SQLITE_LOCK_NONE;
    bool name_unsynced = false;
    int real = -1;  // the real file of the same name, in the disk's folders
};

// As SQLite lays it out: it keeps the room for it.
struct VfsFile {
    sqlite3_file base;
    OpenFile* open;
};

extern const sqlite3_io_methods file_methods;

// SQLITE_OK, or what the call comes to; `does` is what it does when the power goes just then.
template <class Does>
int call(VfsState& state, DiskCall kind, int error, const Does& does) {
    const CallEnd end = state.faults.next(kind);
    if (end == CallEnd::is_cut) state.cut_in_folders = state.is_in_folders;
    state.system_error = end == CallEnd::finds_no_room ? ENOSPC : EIO;
    switch (end) {
        case CallEnd::goes_well: does(); return SQLITE_OK;
        case CallEnd::is_cut: does(); return error;
        case CallEnd::is_dead: return error;
        case CallEnd::fails: return error;
        case CallEnd::finds_no_room: return SQLITE_FULL;
    }
    return error;
}
inline int call(VfsState& state, DiskCall kind, int error) {
    return call(state, kind, error, [] {});
}

}  // namespace almoner::tests
