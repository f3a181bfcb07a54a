#include "tests/power/vfs_files.h"

#include <cstring>
#include <stdexcept>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace almoner::tests {
namespace {

OpenFile& of(sqlite3_file* file) {
    OpenFile& open = *reinterpret_cast<VfsFile*>(file)->open;
    open.state->is_in_folders = open.real >= 0;
    return open;
}

// What lies in the disk's folders is read by others without SQLite.
void put(const OpenFile& open, std::size_t at, std::string_view octets) {
    open.file->write(at, octets);
    if (open.real < 0) return;
    const ssize_t size = pwrite(open.real, octets.data(), octets.size(), static_cast<off_t>(at));
    if (size != static_cast<ssize_t>(octets.size())) throw std::logic_error("a real disk is full");
}

void cut_to(const OpenFile& open, std::size_t size) {
    open.file->truncate(size);
    if (open.real >= 0 && ftruncate(open.real, static_cast<off_t>(size)) != 0) {
        throw std::logic_error("a real disk fails");
    }
}

int close_file(sqlite3_file* file) {
    OpenFile& open = of(file);
    --open.state->open;
    if (open.real >= 0) close(open.real);
    if (!open.name.empty()) open.state->locks[open.name].lower(open, SQLITE_LOCK_NONE);
    delete &open;
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 at) {
    const OpenFile& open = of(file);
    const int code = call(*open.state, DiskCall::read, SQLITE_IOERR_READ);
    if (code != SQLITE_OK) return code;
    const auto wanted = static_cast<std::size_t>(size);
    const std::string_view octets = open.file->read(static_cast<std::size_t>(at), wanted);
    std::memset(into, 0, wanted);
    std::memcpy(into, octets.data(), octets.size());
    return octets.size() == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

// A write that fails has come as far as it came.
int write_file(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
    const OpenFile& open = of(file);
    const std::string_view octets(static_cast<const char*>(data), static_cast<std::size_t>(size));
    const auto place = static_cast<std::size_t>(at);
    const int code =
        call(*open.state, DiskCall::write, SQLITE_IOERR_WRITE, [&] { put(open, place, octets); });
    const bool failed = code == SQLITE_FULL || (code != SQLITE_OK && !open.state->faults.is_off());
    if (failed) put(open, place, octets.substr(0, open.state->chance.below(octets.size())));
    return code;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    const OpenFile& open = of(file);
    return call(*open.state, DiskCall::truncate, SQLITE_IOERR_TRUNCATE, [&] {
        cut_to(open, static_cast<std::size_t>(size));
    });
}

// As SQLite's own on Unix: the first sync of a new log or journal syncs its folder too.
int sync_file(sqlite3_file* file, int /*flags*/) {
    OpenFile& open = of(file);
    const int code = call(*open.state, DiskCall::sync, SQLITE_IOERR_FSYNC);
    if (open.state->is_lying()) return code;
    if (code != SQLITE_OK) {
        if (!open.state->faults.is_off()) open.file->fail_sync();
        return code;
    }
    open.file->sync();
    if (std::exchange(open.name_unsynced, false)) open.state->disk.sync_names_beside(open.name);
    return SQLITE_OK;
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
    const OpenFile& open = of(file);
    *size = static_cast<sqlite3_int64>(open.file->size());
    return call(*open.state, DiskCall::look, SQLITE_IOERR_FSTAT);
}

int lock_file(sqlite3_file* file, int level) {
    OpenFile& open = of(file);
    if (level <= open.level) return SQLITE_OK;
    const int code = call(*open.state, DiskCall::lock, SQLITE_IOERR_LOCK);
    if (code != SQLITE_OK) return code;
    if (!open.state->locks[open.name].raise(open, level)) return SQLITE_BUSY;
    open.level = level;
    return SQLITE_OK;
}

int unlock_file(sqlite3_file* file, int level) {
    OpenFile& open = of(file);
    open.state->locks[open.name].lower(open, level);
    open.level = level;
    return SQLITE_OK;
}

int check_reserved_lock(sqlite3_file* file, int* is_reserved) {
    const OpenFile& open = of(file);
    *is_reserved = open.state->locks[open.name].is_reserved() ? 1 : 0;
    return call(*open.state, DiskCall::lock, SQLITE_IOERR_CHECKRESERVEDLOCK);
}

int file_control(sqlite3_file* /*file*/, int /*operation*/, void* /*argument*/) {
    return SQLITE_NOTFOUND;
}

// As SQLite's own on Linux.
int sector_size(sqlite3_file* /*file*/) {
    return 4096;
}
int device_characteristics(sqlite3_file* /*file*/) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_index(sqlite3_file* file, int number, int size, int make, void volatile** region) {
    const OpenFile& open = of(file);
    *region = nullptr;
    const int code = call(*open.state, DiskCall::share, SQLITE_IOERR_SHMMAP);
    if (code == SQLITE_FULL) return SQLITE_IOERR_SHMSIZE;
    if (code != SQLITE_OK) return code;
    SharedIndex& index = open.state->indexes[open.name];
    index.join(open);
    *region =
        index.region(static_cast<std::size_t>(number), static_cast<std::size_t>(size), make != 0);
    return SQLITE_OK;
}

int lock_index(sqlite3_file* file, int first, int count, int flags) {
    const OpenFile& open = of(file);
    SharedIndex& index = open.state->indexes[open.name];
    const unsigned slots = ((1U << static_cast<unsigned>(count)) - 1U)
                           << static_cast<unsigned>(first);
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        index.unlock(open, slots);
        return SQLITE_OK;
    }
    const int code = call(*open.state, DiskCall::lock, SQLITE_IOERR_SHMLOCK);
    if (code != SQLITE_OK) return code;
    return index.lock(open, slots, (flags & SQLITE_SHM_EXCLUSIVE) != 0) ? SQLITE_OK : SQLITE_BUSY;
}

void index_barrier(sqlite3_file* /*file*/) {}

// The next who opens it after the last has left makes it anew from the log.
int unmap_index(sqlite3_file* file, int /*remove*/) {
    const OpenFile& open = of(file);
    SharedIndex& index = open.state->indexes[open.name];
    index.leave(open);
    if (index.is_unused()) open.state->indexes.erase(open.name);
    return SQLITE_OK;
}

}  // namespace

const sqlite3_io_methods file_methods{.iVersion = 2,
                                      .xClose = close_file,
                                      .xRead = read_file,
                                      .xWrite = write_file,
                                      .xTruncate = truncate_file,
                                      .xSync = sync_file,
                                      .xFileSize = size_of_file,
                                      .xLock = lock_file,
                                      .xUnlock = unlock_file,
                                      .xCheckReservedLock = check_reserved_lock,
                                      .xFileControl = file_control,
                                      .xSectorSize = sector_size,
                                      .xDeviceCharacteristics = device_characteristics,
                                      .xShmMap = map_index,
                                      .xShmLock = lock_index,
                                      .xShmBarrier = index_barrier,
                                      .xShmUnmap = unmap_index,
                                      .xFetch = nullptr,
                                      .xUnfetch = nullptr};

}  // namespace almoner::tests
