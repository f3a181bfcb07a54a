#include "ops/sealing/key_file.h"

#include "ledger/journal/sha256.h"
#include "ledger/sealing/memory_keys.h"
#include "ledger/storage/database.h"
#include "ops/files/whole_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace almoner::ops {
namespace {

namespace fs = std::filesystem;
using ledger::SealingKey;
using ledger::StorageError;

constexpr std::string_view first_line = "almoner keys, 1\n";
constexpr std::size_t number_size = 8;
constexpr std::size_t key_size = std::tuple_size_v<SealingKey>;
constexpr std::size_t check_size = 8;
constexpr std::size_t record_size = number_size + key_size + check_size;
constexpr SealingKey no_key{};  // it was thrown away
constexpr std::chrono::milliseconds between_tries{10};
constexpr const char* damaged_words = "is damaged: put it back from its copy";

std::string record_of(std::int64_t person, const SealingKey& key) {
    std::string record;
    for (std::size_t at = 0; at < number_size; ++at) {
        const auto number = static_cast<std::uint64_t>(person);
        record += static_cast<char>(static_cast<unsigned char>(number >> (8 * at)));
    }
    for (const unsigned char octet : key) record += static_cast<char>(octet);
    return record + std::string(ledger::octets_of(ledger::sha256(record)).substr(0, check_size));
}

std::int64_t person_in(std::string_view record) {
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < number_size; ++at) {
        number |= std::uint64_t{static_cast<unsigned char>(record[at])} << (8 * at);
    }
    return static_cast<std::int64_t>(number);
}

SealingKey key_in(std::string_view record) {
    SealingKey key{};
    std::ranges::transform(record.substr(number_size, key_size), key.begin(), [](char octet) {
        return static_cast<unsigned char>(octet);
    });
    return key;
}

[[noreturn]] void fail(const fs::path& file, const std::string& words) {
    throw StorageError("the file of the people's keys, " + file.string() + ", " + words);
}

[[noreturn]] void fail_with_errno(const fs::path& file) {
    fail(file, "can't be written: " + std::generic_category().message(errno));
}

[[noreturn]] void fail_as_busy(const fs::path& file) {
    throw ledger::StorageBusy(
        "the file of the people's keys, " + file.string() +
        ", is locked by another program that does not let go of it: see which one ('fuser " +
        file.string() + "', on each host that shares it), end it if it hangs, and try again");
}

// Held by one program at a time, also of two hosts, while it changes the file. Whoever threw a key
// away has put another file in its place: then that one is waited for.
class AloneAt {
  public:
    AloneAt(const fs::path& file, std::chrono::milliseconds at_most)
        : until_(std::chrono::steady_clock::now() + at_most) {
        struct stat locked{};
        struct stat found{};
        do {
            let_go();
            file_ = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
            if (file_ < 0 && errno == ENOENT) return;
            if (file_ < 0 || !is_waited_for() || ::fstat(file_, &locked) != 0) {
                const int error = errno;
                let_go();
                if (error == EWOULDBLOCK) fail_as_busy(file);
                errno = error;
                fail_with_errno(file);
            }
        } while (::stat(file.c_str(), &found) != 0 || found.st_ino != locked.st_ino ||
                 found.st_dev != locked.st_dev);
    }
    AloneAt(const AloneAt&) = delete;
    AloneAt& operator=(const AloneAt&) = delete;
    ~AloneAt() { let_go(); }

    [[nodiscard]] bool is_there() const { return file_ >= 0; }
    [[nodiscard]] int file() const { return file_; }

  private:
    [[nodiscard]] bool is_waited_for() const {
        while (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
            if (errno == EINTR) continue;
            if (errno != EWOULDBLOCK || until_ <= std::chrono::steady_clock::now()) return false;
            std::this_thread::sleep_for(between_tries);
        }
        return true;
    }
    void let_go() {
        if (file_ >= 0) ::close(file_);
        file_ = -1;
    }

    std::chrono::steady_clock::time_point until_;
    int file_ = -1;
};

// At this place and not behind it: what stood there is cut off first.
bool write_from(int out, std::uint64_t place, std::string_view octets) {
    if (::ftruncate(out, static_cast<off_t>(place)) != 0) return false;
    std::size_t done = 0;
    while (done < octets.size()) {
        const ssize_t written = ::pwrite(
            out, octets.data() + done, octets.size() - done, static_cast<off_t>(place + done));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        done += static_cast<std::size_t>(written);
    }
    return ::fsync(out) == 0;
}

bool is_open_to_others(const fs::path& file) {
    const fs::perms others = fs::perms::group_all | fs::perms::others_all;
    return (fs::status(file).permissions() & others) != fs::perms::none;
}

}  // namespace

void KeyFile::refresh() {
    const std::lock_guard lock(mutex_);
    read_if_changed();
}

bool KeyFile::is_there() const {
    return fs::exists(file_);
}

std::size_t KeyFile::people() {
    const std::lock_guard lock(mutex_);
    return keys_.size() - keys_.count(ledger::nobody);
}

KeyFile::Seen KeyFile::look() const {
    struct stat found{};
    if (::stat(file_.c_str(), &found) != 0) return {};
    return {.inode = found.st_ino,
            .size = static_cast<std::uint64_t>(found.st_size),
            .changed_s = found.st_mtim.tv_sec,
            .changed_ns = found.st_mtim.tv_nsec};
}

void KeyFile::read_if_changed() {
    const Seen now = look();
    if (now == seen_) return;
    read_anew();
    seen_ = now;
}

// Under the lock nothing is taken for read: within one tick of the clock, or on a shared disk whose
// client answers from memory, another program's change looks like none.
void KeyFile::read_while_alone() {
    seen_ = {};
    read_anew();
    seen_ = look();
}

void KeyFile::read_anew() {
    if (!is_there()) {
        // What is in memory may be the last copy.
        if (agreed_size_ > 0) fail(file_, "is missing: put it back from its copy");
        keys_.clear();
        good_size_ = 0;
        is_torn_ = false;
        return;
    }
    if (is_open_to_others(file_)) {
        fail(
            file_,
            "may be read by others: chmod 600. If somebody may have read it, whoever has a copy of "
            "the area as well can read what it seals");
    }
    const std::string octets = read_whole(file_);
    if (!octets.starts_with(first_line)) fail(file_, "is not one: put it back from its copy");
    std::unordered_map<std::int64_t, SealingKey> keys;
    std::string_view left = std::string_view(octets).substr(first_line.size());
    while (left.size() >= record_size) {
        const std::string_view record = left.substr(0, record_size);
        const SealingKey key = key_in(record);
        if (record_of(person_in(record), key) != record) break;
        keys[person_in(record)] = key;
        left.remove_prefix(record_size);
    }
    const std::uint64_t good = octets.size() - left.size();
    if (good < agreed_size_) fail(file_, damaged_words);
    keys_ = std::move(keys);
    good_size_ = good;
    is_torn_ = !left.empty();
    if (!is_torn_) agreed_size_ = good;
}

bool KeyFile::is_torn() {
    const std::lock_guard lock(mutex_);
    return is_torn_;
}

bool KeyFile::has_record(std::int64_t person) {
    const std::lock_guard lock(mutex_);
    return keys_.contains(person);
}

// Here and below the file is locked before the mutex: who only reads does not wait for others.
void KeyFile::cut_torn_end() {
    if (!is_torn()) return;
    const AloneAt alone(file_, wait_at_most_);
    const std::lock_guard lock(mutex_);
    read_while_alone();  // another program may have been at its append
    if (!is_torn_) return;
    if (!alone.is_there() || !write_from(alone.file(), good_size_, {})) fail_with_errno(file_);
    is_torn_ = false;
    agreed_size_ = good_size_;
    seen_ = look();
}

// What this program itself left half written is written over; what it found so is not.
void KeyFile::refuse_if_torn() const {
    if (is_torn_ && agreed_size_ == 0) fail(file_, damaged_words);
}

// Of a key that isn't in the file yet another program may have made another one.
const SealingKey* KeyFile::find(std::int64_t person) {
    if (const auto found = keys_.find(person); found != keys_.end()) return &found->second;
    read_if_changed();
    if (const auto found = keys_.find(person); found != keys_.end()) return &found->second;
    if (const auto found = not_synced_.find(person); found != not_synced_.end()) {
        return &found->second;
    }
    return nullptr;
}

std::optional<SealingKey> KeyFile::of(std::int64_t person) {
    const std::lock_guard lock(mutex_);
    const SealingKey* const key = find(person);
    if (key == nullptr || *key == no_key) return std::nullopt;
    return *key;
}

SealingKey KeyFile::for_sealing(std::int64_t person) {
    const std::lock_guard lock(mutex_);
    if (const SealingKey* const known = find(person)) {
        if (*known == no_key) throw ledger::PersonErased();
        return *known;
    }
    return not_synced_[person] = ledger::new_sealing_key();
}

bool KeyFile::was_thrown_away(std::int64_t person) {
    const std::lock_guard lock(mutex_);
    const SealingKey* const key = find(person);
    return key != nullptr && *key == no_key;
}

bool KeyFile::has_new_keys() {
    const std::lock_guard lock(mutex_);
    return !not_synced_.empty();
}

bool KeyFile::has_erased() {
    const std::lock_guard lock(mutex_);
    return !erased_.empty();
}

void KeyFile::sync() {
    if (has_erased()) throw_away_erased();
    if (!has_new_keys()) return;
    const AloneAt alone(file_, wait_at_most_);
    const std::lock_guard lock(mutex_);
    read_while_alone();  // what another program has appended meanwhile stays
    refuse_if_torn();
    refuse_if_made_elsewhere();
    std::string octets(good_size_ == 0 ? first_line : std::string_view{});
    for (const auto& [person, key] : not_synced_) octets += record_of(person, key);
    if (!alone.is_there()) {
        if (agreed_size_ > 0) fail(file_, "is missing: put it back from its copy");
        write_whole(file_, octets);
    } else if (!write_from(alone.file(), good_size_, octets)) {
        fail_with_errno(file_);
    }
    good_size_ += octets.size();
    agreed_size_ = good_size_;
    is_torn_ = false;
    keys_.insert(not_synced_.begin(), not_synced_.end());
    not_synced_.clear();
    seen_ = look();
}

// Two hosts that both take themselves for the writer: of a person's two keys the one that stands in
// the file counts. What was sealed with ours isn't committed; asked again it is sealed with that.
void KeyFile::refuse_if_made_elsewhere() {
    const std::size_t made = std::erase_if(not_synced_, [this](const auto& each) {
        const auto found = keys_.find(each.first);
        return found != keys_.end() && found->second != each.second;
    });
    if (made == 0) return;
    fail(file_,
         "got a key from another program for somebody whom this one made a key for: nothing was "
         "kept, try again");
}

void KeyFile::throw_away(std::int64_t person) {
    {
        const std::lock_guard lock(mutex_);
        erased_.insert(person);
    }
    throw_away_erased();
}

void KeyFile::throw_away_erased() {
    const AloneAt alone(file_, wait_at_most_);
    const std::lock_guard lock(mutex_);
    read_while_alone();
    refuse_if_torn();
    for (const std::int64_t person : erased_) not_synced_.erase(person);
    const bool are_gone = std::ranges::all_of(erased_, [this](std::int64_t person) {
        const auto known = keys_.find(person);
        return known != keys_.end() && known->second == no_key;
    });
    if (!are_gone) {
        std::map<std::int64_t, SealingKey> in_order(keys_.begin(), keys_.end());
        for (const std::int64_t person : erased_) in_order[person] = no_key;
        std::string octets(first_line);
        for (const auto& [each, key] : in_order) octets += record_of(each, key);
        write_whole(file_, octets);
        for (const std::int64_t person : erased_) keys_[person] = no_key;
        good_size_ = agreed_size_ = octets.size();
        is_torn_ = false;
        seen_ = look();
    }
    erased_.clear();
}

}  // namespace almoner::ops
