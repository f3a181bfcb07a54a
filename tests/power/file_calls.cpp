#include "tests/power/file_calls.h"

#include "tests/power/vfs_files.h"

#include <array>
#include <cerrno>
#include <cstdarg>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace almoner::tests {
namespace {

VfsState*& watched() {
    static VfsState* state = nullptr;
    return state;
}

std::function<void(const std::string&)>& told_of_renames() {
    static std::function<void(const std::string&)> told;
    return told;
}

bool is_watched(const std::string& path) {
    return watched() != nullptr && watched()->disk.is_in_folders(path);
}

std::string path_of(int file) {
    std::array<char, 1024> path{};
    const std::string link = "/proc/self/fd/" + std::to_string(file);
    const ssize_t size = readlink(link.c_str(), path.data(), path.size());
    return size < 0 ? std::string() : std::string(path.data(), static_cast<std::size_t>(size));
}

// -1 with its reason where the disk fails; what it came to where the power goes just then is done
// and nobody hears of it.
template <class Does>
int on_disk(DiskCall kind, const Does& does) {
    VfsState& state = *watched();
    state.is_in_folders = true;
    int result = 0;
    if (call(state, kind, -1, [&] { result = does(); }) == 0) return result;
    errno = state.system_error;
    return -1;
}

int open_watched(const std::string& path, int flags, mode_t mode) {
    Disk& disk = watched()->disk;
    const bool is_new = (flags & O_CREAT) != 0 && !disk.find(path) && !disk.folder(path);
    return on_disk(is_new ? DiskCall::make : DiskCall::look, [&] {
        const int file = really_open(path, flags, mode);
        if (is_new && file >= 0) (void)disk.make(path);
        return file;
    });
}

ssize_t really_write(int file, const void* octets, std::size_t size) {
    return syscall(SYS_write, file, octets, size);
}

ssize_t write_watched(int file, const std::string& path, std::string_view octets) {
    return on_disk(DiskCall::write, [&] {
        const auto at = static_cast<std::size_t>(lseek(file, 0, SEEK_CUR));
        const ssize_t size = really_write(file, octets.data(), octets.size());
        const Disk::FilePtr on_it = watched()->disk.find(path);
        if (size > 0 && on_it) on_it->write(at, octets.substr(0, static_cast<std::size_t>(size)));
        return static_cast<int>(size);
    });
}

int rename_watched(const char* from, const char* to) {
    return on_disk(DiskCall::make, [&] {
        const int result = really_rename(from, to);
        if (result == 0) watched()->disk.rename(from, to);
        return result;
    });
}

int remove_watched(int folder, const char* name, int flags, const std::string& path) {
    return on_disk(DiskCall::remove, [&] {
        const int result = really_remove(folder, name, flags);
        if (result == 0) watched()->disk.remove(path);
        return result;
    });
}

int really_make_folder(const char* path, mode_t mode) {
    return static_cast<int>(syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

int make_folder_watched(const char* path, mode_t mode) {
    return on_disk(DiskCall::make, [&] {
        const int result = really_make_folder(path, mode);
        if (result == 0) watched()->disk.make_folder(path);
        return result;
    });
}

}  // namespace

void watch_files(VfsState* state) {
    watched() = state;
}

void watch_renames(std::function<void(const std::string&)> told) {
    told_of_renames() = std::move(told);
}

Unwatched::Unwatched() : state_(std::exchange(watched(), nullptr)) {}

Unwatched::~Unwatched() {
    watched() = state_;
}

bool is_on_folders(int file) {
    if (watched() == nullptr) return false;
    const std::string path = path_of(file);
    return is_watched(path) || watched()->disk.folder(path) != nullptr;
}

int sync_on_folders(int file) {
    VfsState& state = *watched();
    const std::string path = path_of(file);
    const auto folder = state.disk.folder(path);
    const Disk::FilePtr content = folder ? nullptr : state.disk.find(path);
    const int code = on_disk(DiskCall::sync, [] { return 0; });
    if (code != 0) {
        if (content && !state.faults.is_off()) content->fail_sync();
        return code;
    }
    if (state.is_lying()) return 0;
    if (folder) folder->sync();
    if (content) content->sync();
    return 0;
}

int really_open(const std::string& path, int flags, mode_t mode) {
    return static_cast<int>(syscall(SYS_openat, AT_FDCWD, path.c_str(), flags, mode));
}

int really_rename(const char* from, const char* to) {
    return static_cast<int>(syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int really_remove(int folder, const char* name, int flags) {
    return static_cast<int>(syscall(SYS_unlinkat, folder, name, flags));
}

}  // namespace almoner::tests

// The names that the linker finds: the system's headers may have given these functions bodies of
// their own.
extern "C" {
int watched_open(const char* path, int flags, ...) __asm__("open");
ssize_t watched_write(int file, const void* octets, std::size_t size) __asm__("write");
int watched_rename(const char* from, const char* to) __asm__("rename");
int watched_unlink(const char* path) __asm__("unlink");
int watched_unlinkat(int folder, const char* name, int flags) __asm__("unlinkat");
int watched_mkdir(const char* path, mode_t mode) __asm__("mkdir");
}

int watched_open(const char* path, int flags, ...) {
    std::va_list rest;
    va_start(rest, flags);
    const auto mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : mode_t{};
    va_end(rest);
    return almoner::tests::is_watched(path) ? almoner::tests::open_watched(path, flags, mode)
                                            : almoner::tests::really_open(path, flags, mode);
}

ssize_t watched_write(int file, const void* octets, std::size_t size) {
    using almoner::tests::watched;
    if (watched() != nullptr) {
        const std::string path = almoner::tests::path_of(file);
        if (almoner::tests::is_watched(path)) {
            return almoner::tests::write_watched(
                file, path, std::string_view(static_cast<const char*>(octets), size));
        }
    }
    return almoner::tests::really_write(file, octets, size);
}

int watched_rename(const char* from, const char* to) {
    const int result = almoner::tests::is_watched(to) ? almoner::tests::rename_watched(from, to)
                                                      : almoner::tests::really_rename(from, to);
    const auto& told = almoner::tests::told_of_renames();
    if (result == 0 && told) told(to);
    return result;
}

int watched_unlink(const char* path) {
    return watched_unlinkat(AT_FDCWD, path, 0);
}

int watched_unlinkat(int folder, const char* name, int flags) {
    using almoner::tests::watched;
    if (watched() != nullptr) {
        const std::string own(name);
        const std::string path =
            own.starts_with("/") ? own : almoner::tests::path_of(folder) + "/" + own;
        const auto& disk = watched()->disk;
        if (almoner::tests::is_watched(path) && (disk.find(path) || disk.folder(path))) {
            return almoner::tests::remove_watched(folder, name, flags, path);
        }
    }
    return almoner::tests::really_remove(folder, name, flags);
}

int watched_mkdir(const char* path, mode_t mode) {
    return almoner::tests::is_watched(path) ? almoner::tests::make_folder_watched(path, mode)
                                            : almoner::tests::really_make_folder(path, mode);
}
