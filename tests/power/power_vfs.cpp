#include "tests/power/power_vfs.h"

#include "tests/power/file_calls.h"
#include "tests/power/folder_syncs.h"
#include "tests/power/vfs_files.h"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sqlite3.h>
#include <stdexcept>
#include <utility>

namespace almoner::tests {

namespace fs = std::filesystem;

namespace {

constexpr mode_t only_ours = 0600;

VfsState& of(sqlite3_vfs* vfs) {
    return *static_cast<VfsState*>(vfs->pAppData);
}

bool is_log_or_journal(int flags) {
    return (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL)) != 0;
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* got_flags) {
    VfsState& state = of(vfs);
    auto& handle = *reinterpret_cast<VfsFile*>(file);
    handle.base.pMethods = nullptr;
    auto open = std::make_unique<OpenFile>();
    open->state = &state;
    state.is_in_folders = name != nullptr && state.disk.is_in_folders(name);
    if (name == nullptr) {
        open->file = std::make_shared<DiskFile>();
    } else {
        open->name = name;
        open->file = state.disk.find(name);
    }
    if (!open->file) {
        if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
        const int code = call(
            state, DiskCall::make, SQLITE_CANTOPEN, [&] { open->file = state.disk.make(name); });
        if (code != SQLITE_OK) return code;
        open->name_unsynced = is_log_or_journal(flags);
    } else if (const int code = call(state, DiskCall::look, SQLITE_CANTOPEN); code != SQLITE_OK) {
        return code;
    }
    if (got_flags != nullptr) *got_flags = flags;
    if (state.is_in_folders) open->real = really_open(open->name, O_RDWR | O_CREAT, only_ours);
    ++state.open;
    handle.open = open.release();
    handle.base.pMethods = &file_methods;
    return SQLITE_OK;
}

// Of the folder that holds the name.
int sync_folder(VfsState& state, const std::string& name) {
    const int code = call(state, DiskCall::sync, SQLITE_IOERR_DIR_FSYNC);
    if (code == SQLITE_OK && !state.is_lying()) state.disk.sync_names_beside(name);
    return code;
}

void put_into(const fs::path& folder, const DiskFolder& names) {
    fs::create_directory(folder);
    for (const auto& [name, entry] : names.names()) {
        if (entry.folder) {
            put_into(folder / name, *entry.folder);
        } else {
            std::ofstream(folder / name, std::ios::binary)
                << entry.file->read(0, entry.file->size());
        }
    }
}

int remove_file(sqlite3_vfs* vfs, const char* name, int syncs) {
    VfsState& state = of(vfs);
    state.is_in_folders = state.disk.is_in_folders(name);
    if (!state.disk.find(name)) return SQLITE_IOERR_DELETE_NOENT;
    const int code = call(state, DiskCall::remove, SQLITE_IOERR_DELETE, [&] {
        state.disk.remove(name);
        if (state.is_in_folders) (void)really_remove(AT_FDCWD, name, 0);
    });
    return code != SQLITE_OK || syncs == 0 ? code : sync_folder(state, name);
}

int is_there(sqlite3_vfs* vfs, const char* name, int flags, int* found) {
    VfsState& state = of(vfs);
    const Disk::FilePtr file = state.disk.find(name);
    // A log or journal of no length counts as none, as on Unix.
    *found = file && (flags != SQLITE_ACCESS_EXISTS || file->size() > 0) ? 1 : 0;
    return call(state, DiskCall::look, SQLITE_IOERR_ACCESS);
}

int full_name(sqlite3_vfs* /*vfs*/, const char* name, int size, char* into) {
    const std::string_view text(name);
    if (text.size() >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
    std::memcpy(into, name, text.size() + 1);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* into) {
    std::generate_n(into, size, [&] { return of(vfs).chance.octet(); });
    return size;
}

// Nobody else is there to wait for.
int sleep(sqlite3_vfs* /*vfs*/, int microseconds) {
    return microseconds;
}

int now(sqlite3_vfs* /*vfs*/, double* julian_day) {
    *julian_day = 2461367.0;
    return SQLITE_OK;
}

int last_error(sqlite3_vfs* vfs, int /*size*/, char* /*into*/) {
    return of(vfs).system_error;
}

}  // namespace

PowerVfs::PowerVfs(const fs::path& folder, fs::path kept)
    : state_(std::make_unique<VfsState>()),
      vfs_(std::make_unique<sqlite3_vfs>()),
      kept_(std::move(kept)) {
    *vfs_ = {};
    vfs_->iVersion = 1;
    vfs_->szOsFile = sizeof(VfsFile);
    vfs_->mxPathname = 512;
    vfs_->zName = "power";
    vfs_->pAppData = state_.get();
    vfs_->xOpen = open_file;
    vfs_->xDelete = remove_file;
    vfs_->xAccess = is_there;
    vfs_->xFullPathname = full_name;
    vfs_->xRandomness = randomness;
    vfs_->xSleep = sleep;
    vfs_->xCurrentTime = now;
    vfs_->xGetLastError = last_error;
    if (sqlite3_vfs_register(vfs_.get(), 1) != SQLITE_OK) {
        throw std::runtime_error("SQLite takes no VFS");
    }
    watch_folder(folder, [this] {
        state_->is_in_folders = false;
        return sync_folder(*state_, {}) == SQLITE_OK;
    });
}

PowerVfs::~PowerVfs() {
    watch_files(nullptr);
    watch_folder({}, {});
    sqlite3_vfs_unregister(vfs_.get());
}

void PowerVfs::insert(Disk disk, std::uint64_t seed) {
    if (state_->open != 0) throw std::logic_error("a disk is changed while files are open on it");
    state_->disk = std::move(disk);
    state_->faults.plan({});
    state_->cut_in_folders = false;
    put_in_folders();
    state_->locks.clear();
    state_->indexes.clear();
    state_->chance = Chance(seed);
    sqlite3_randomness(0, nullptr);  // asks us anew
}

// What the disk has in its folders is there for whoever reads it without SQLite.
void PowerVfs::put_in_folders() {
    if (kept_.empty()) return;
    watch_files(state_.get());
    const Unwatched ours;
    state_->disk.keep_folders(kept_.string());
    for (const auto& each : fs::directory_iterator(kept_)) fs::remove_all(each.path());
    put_into(kept_, *state_->disk.folder(kept_.string()));
}

bool PowerVfs::was_cut_in_folders() const {
    return state_->cut_in_folders;
}

const Disk& PowerVfs::disk() const {
    return state_->disk;
}

void PowerVfs::plan(const Fault& fault) {
    state_->faults.plan(fault);
}

const FaultCounter& PowerVfs::faults() const {
    return state_->faults;
}

void PowerVfs::lie_about_syncs(Lies lies) {
    state_->lies = lies;
}

}  // namespace almoner::tests
