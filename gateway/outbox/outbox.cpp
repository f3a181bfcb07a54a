#include "gateway/outbox/outbox.h"

#include "ledger/journal/sha256.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace almoner::gateway {
namespace {

using ledger::Outcome;
using ledger::Refusal;
using std::filesystem::path;

constexpr mode_t only_ours = 0600;  // the files hold names and bank details

std::string_view cause_of(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT: return "the disk is full: make room, then send again";
        case EROFS:
        case EACCES:
        case EPERM:
            return "the folder can't be written to: give the program the right to, then send again";
        case ENOENT:
        case ENOTDIR:
            return "the folder is not there: make it, or mend the setting, then send again";
        case EFBIG: return "the file is larger than the system allows";
        default: return "the disk refused it";
    }
}

[[noreturn]] void fail(int error, std::string_view doing, const path& what) {
    throw std::system_error(error,
                            std::generic_category(),
                            "can't " + std::string(doing) + " " + what.string() + " (" +
                                std::string(cause_of(error)) + ")");
}

// A file that is open until this goes.
class Descriptor {
  public:
    Descriptor(const path& name, int flags)
        : number_(open(name.c_str(), flags | O_CLOEXEC, only_ours)) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

// Removes what was half written, unless it became the real thing.
class Unfinished {
  public:
    explicit Unfinished(path name) : name_(std::move(name)) {}
    ~Unfinished() {
        if (!name_.empty()) unlink(name_.c_str());
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;

    [[nodiscard]] const path& name() const { return name_; }
    void finished() { name_.clear(); }

  private:
    path name_;
};

void write_all(const Descriptor& file, std::string_view bytes, const path& name) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(errno, "write", name);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void sync_folder(const path& folder) {
    const Descriptor open_folder(folder, O_RDONLY | O_DIRECTORY);
    if (!open_folder.is_open() || fsync(open_folder.number()) != 0) fail(errno, "sync", folder);
}

void write_synced(const path& name, std::string_view bytes, const path& as) {
    const Descriptor file(name, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file.is_open()) fail(errno, "write", as);
    write_all(file, bytes, as);
    if (fsync(file.number()) != 0) fail(errno, "sync", as);
}

bool is_there(const path& name) {
    struct stat status{};
    if (lstat(name.c_str(), &status) == 0) return true;
    if (errno != ENOENT) fail(errno, "read", name);
    return false;
}

path part_of(const path& folder, std::string_view name) {
    return folder / ("." + std::string(name) + ".part");
}

// The mark that the file is about to be put in place, and the mark that it was.
path begun_mark(const path& marks, std::string_view name) {
    return marks / (std::string(name) + ".begun");
}
path done_mark(const path& marks, std::string_view name) {
    return marks / (std::string(name) + ".done");
}

void drop_begun_mark(const path& marks, std::string_view name) {
    const path begun = begun_mark(marks, name);
    if (unlink(begun.c_str()) != 0 && errno != ENOENT) fail(errno, "remove", begun);
    sync_folder(marks);
}

// A mark says "SHA256 SIZE"; it is written beside and renamed, so it is whole or not there.
void write_mark(const path& marks, const path& mark, const OutboxFile& file) {
    Unfinished part(path(mark.string() + ".part"));
    write_synced(part.name(), file.sha256 + " " + std::to_string(file.size) + "\n", mark);
    if (std::rename(part.name().c_str(), mark.c_str()) != 0) fail(errno, "put in place", mark);
    part.finished();
    sync_folder(marks);
}

// The size and hash of what this file holds; nothing when it is not there.
std::optional<OutboxFile> file_at(const path& whole) {
    const Descriptor file(whole, O_RDONLY);
    if (!file.is_open() && errno == ENOENT) return std::nullopt;
    if (!file.is_open()) fail(errno, "read", whole);
    OutboxFile there;
    ledger::Sha256 sha;
    std::array<char, 65536> piece{};
    while (true) {
        const ssize_t got = read(file.number(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail(errno, "read", whole);
        if (got == 0) break;
        sha.add({piece.data(), static_cast<std::size_t>(got)});
        there.size += static_cast<std::uint64_t>(got);
    }
    there.sha256 = ledger::hex(ledger::octets_of(sha.finish()));
    return there;
}

std::optional<OutboxFile> marked_done(const path& marks, std::string_view name) {
    const path mark = done_mark(marks, name);
    const Descriptor file(mark, O_RDONLY);
    if (!file.is_open() && errno == ENOENT) return std::nullopt;
    if (!file.is_open()) fail(errno, "read", mark);
    std::array<char, 128> text{};
    const ssize_t got = read(file.number(), text.data(), text.size());
    if (got < 0) fail(errno, "read", mark);
    const std::string_view line(text.data(), static_cast<std::size_t>(got));
    const std::size_t blank = std::min(line.find(' '), line.size());
    OutboxFile file_then{std::string(line.substr(0, blank)), 0};
    std::from_chars(
        line.data() + std::min(blank + 1, line.size()), line.data() + line.size(), file_then.size);
    return file_then;
}

// A name that stays in the folder and does not hide there, as unfinished ones do.
bool is_plain(std::string_view name) {
    constexpr std::size_t longest = 200;
    return !name.empty() && name.size() <= longest && name.front() != '.' &&
           name.find_first_of(std::string_view("/\\\0", 3)) == std::string_view::npos;
}

Refusal refused(std::string_view code, std::string_view words, std::string_view next) {
    return {std::string(code), std::string(words), std::string(next), "name", ""};
}

Refusal in_doubt() {
    return refused("outbox-file-in-doubt",
                   "The file was perhaps put into the outbox, and it is gone.",
                   "Ask the bank whether it has the file, then mark what it says.");
}

}  // namespace

Outcome<OutboxFile> Outbox::write(std::string_view name, std::string_view bytes) {
    return write(name, bytes, ledger::sha256_hex(bytes));
}

Outcome<OutboxFile> Outbox::write(std::string_view name,
                                  std::string_view bytes,
                                  const std::string& sha256) {
    if (!is_plain(name))
        return refused("outbox-name-form",
                       "The name of a file for the bank must be a plain file name.",
                       "Mend the bank account's setting for names.");
    const OutboxFile wanted{sha256, bytes.size()};
    if (const std::optional<OutboxFile> there = found(name)) {
        if (*there != wanted)
            return refused("outbox-file-differs",
                           "Another file is in the outbox under this name.",
                           "Find out which of the two the bank has before anything is sent.");
        return wanted;
    }
    if (!marks_.empty() && is_there(begun_mark(marks_, name))) {
        if (is_in_doubt(name)) return in_doubt();
        drop_begun_mark(marks_, name);
    }
    put_in_place(name, bytes, wanted);
    return wanted;
}

// The part becomes the file by one rename: while it is there, nobody can have collected.
bool Outbox::is_in_doubt(std::string_view name) const {
    return !marks_.empty() && is_there(begun_mark(marks_, name)) &&
           !is_there(part_of(folder_, name));
}

Outcome<ledger::Done> Outbox::give_up(std::string_view name) {
    if (found(name))
        return refused("outbox-file-there",
                       "The file is in the outbox already.",
                       "Recall its payments one by one.");
    if (is_in_doubt(name)) return in_doubt();
    const path part = part_of(folder_, name);
    if (unlink(part.c_str()) != 0 && errno != ENOENT) fail(errno, "remove", part);
    sync_folder(folder_);
    if (!marks_.empty()) drop_begun_mark(marks_, name);
    return ledger::Done{};
}

void Outbox::put_in_place(std::string_view name,
                          std::string_view bytes,
                          const OutboxFile& wanted) const {
    const path whole = folder_ / name;
    Unfinished part(part_of(folder_, name));
    write_synced(part.name(), bytes, whole);
    if (!marks_.empty()) {
        sync_folder(folder_);  // the part outlasts a power cut before its mark does
        write_mark(marks_, begun_mark(marks_, name), wanted);
    }
    if (std::rename(part.name().c_str(), whole.c_str()) != 0) {
        const int error = errno;
        if (!marks_.empty()) drop_begun_mark(marks_, name);
        fail(error, "put in place", whole);
    }
    part.finished();
    sync_folder(folder_);
    mark_found(name, wanted);
}

void Outbox::mark_found(std::string_view name, const OutboxFile& file) const {
    if (marks_.empty() || marked_done(marks_, name) == file) return;
    write_mark(marks_, done_mark(marks_, name), file);
    drop_begun_mark(marks_, name);
}

std::optional<OutboxFile> Outbox::found(std::string_view name) const {
    const std::optional<OutboxFile> there = file_at(folder_ / name);
    return there || marks_.empty() ? there : marked_done(marks_, name);
}

}  // namespace almoner::gateway
