#include "ops/files/whole_file.h"

#include "ledger/journal/sha256.h"
#include "ledger/storage/database.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::StorageError;

constexpr mode_t only_ours = 0600;

[[noreturn]] void fail(std::string_view doing, const fs::path& what) {
    const int error = errno;
    const std::string cause = error == ENOSPC || error == EDQUOT
                                  ? "the disk is full"
                                  : std::generic_category().message(error);
    throw StorageError("can't " + std::string(doing) + " " + what.string() + ": " + cause);
}

class OpenFile {
  public:
    OpenFile(const fs::path& name, int flags, std::string_view doing)
        : number_(::open(name.c_str(), flags | O_CLOEXEC, only_ours)) {
        if (number_ < 0) fail(doing, name);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() { ::close(number_); }
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

void write_all(const OpenFile& file, std::string_view octets, const fs::path& name) {
    while (!octets.empty()) {
        const ssize_t written = ::write(file.number(), octets.data(), octets.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("write", name);
        octets.remove_prefix(static_cast<std::size_t>(written));
    }
}

template <class Take>
void read_pieces(const fs::path& name, const Take& take) {
    const OpenFile file(name, O_RDONLY, "read");
    std::array<char, 65536> piece{};
    while (true) {
        const ssize_t got = ::read(file.number(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("read", name);
        if (got == 0) return;
        take(std::string_view(piece.data(), static_cast<std::size_t>(got)));
    }
}

}  // namespace

void write_whole(const fs::path& file, std::string_view octets) {
    const fs::path part = file.parent_path() / ("." + file.filename().string() + ".part");
    try {
        ::unlink(part.c_str());  // whatever stands there, a link to elsewhere too
        const OpenFile out(part, O_WRONLY | O_CREAT | O_EXCL, "write");
        write_all(out, octets, file);
        if (::fsync(out.number()) != 0) fail("sync", file);
        put_in_place(part, file);
    } catch (const StorageError&) {
        ::unlink(part.c_str());
        throw;
    }
}

std::string read_whole(const fs::path& file) {
    std::string octets;
    read_pieces(file, [&](std::string_view piece) { octets += piece; });
    return octets;
}

void copy_whole(const fs::path& from, const fs::path& to) {
    const OpenFile out(to, O_WRONLY | O_CREAT | O_EXCL, "write");
    read_pieces(from, [&](std::string_view piece) { write_all(out, piece, to); });
    if (::fsync(out.number()) != 0) fail("sync", to);
}

void sync_file(const fs::path& file) {
    const OpenFile open(file, O_RDONLY, "sync");
    if (::fsync(open.number()) != 0) fail("sync", file);
}

void sync_folder(const fs::path& folder) {
    const OpenFile open(folder, O_RDONLY | O_DIRECTORY, "sync");
    if (::fsync(open.number()) != 0) fail("sync", folder);
}

void put_in_place(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) fail("put in place", to);
    sync_folder(to.has_parent_path() ? to.parent_path() : ".");
}

FileSum sum_of(const fs::path& file) {
    FileSum sum;
    ledger::Sha256 digest;
    read_pieces(file, [&](std::string_view piece) {
        digest.add(piece);
        sum.bytes += piece.size();
    });
    sum.sha256 = ledger::hex(ledger::octets_of(digest.finish()));
    return sum;
}

FolderLock::FolderLock(const fs::path& folder)
    : file_(::open(
          (folder / ".almoner-backup.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, only_ours)) {
    if (file_ < 0) fail("write to", folder);
    if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(file_);
    throw ledger::StorageBusy("another almoner is writing a backup to " + folder.string());
}

FolderLock::~FolderLock() {
    ::close(file_);
}

}  // namespace almoner::ops
