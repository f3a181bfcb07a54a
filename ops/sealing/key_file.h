// The file of the people's keys: apart from the data, and in none of its backups.
#pragma once

#include "ledger/sealing/person_keys.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

namespace almoner::ops {

// Records of 48 octets behind a first line: a person's number, the key, and a check of both. New
// keys are appended and synced before what they seal is committed; so what a power cut tore is no
// key, and nor is what stands behind it. To throw one away the file is written anew, with zeros
// where the key was, and takes its own place. Two hosts may share the file: whoever changes it
// locks it and reads first what the other has written. A lock that another program does not let go
// of in time is a ledger::StorageBusy: nothing was written.
class KeyFile : public ledger::PersonKeys {
  public:
    static constexpr std::chrono::seconds longest_wait{10};

    explicit KeyFile(std::filesystem::path file,
                     std::chrono::milliseconds wait_at_most = longest_wait)
        : file_(std::move(file)), wait_at_most_(wait_at_most) {}

    // Reads it, where it is another than was read before: a standby that takes over, a program that
    // runs beside the server. Missing counts as empty; the first sync() makes it. Throws
    // ledger::StorageError where it is none, others may read it, or what was whole before is not.
    void refresh();
    // Behind its last whole record stands what is none: an append that was torn, or damage. Which,
    // its opener asks the books; until it was cut, nothing is appended and nothing thrown away.
    [[nodiscard]] bool is_torn();
    [[nodiscard]] bool has_record(std::int64_t person);  // whole, also of a key thrown away
    void cut_torn_end();
    [[nodiscard]] bool is_there() const;
    [[nodiscard]] const std::filesystem::path& path() const { return file_; }
    [[nodiscard]] std::size_t people();  // who has a key or had one

    [[nodiscard]] std::optional<ledger::SealingKey> of(std::int64_t person) override;
    [[nodiscard]] ledger::SealingKey for_sealing(std::int64_t person) override;
    [[nodiscard]] bool was_thrown_away(std::int64_t person) override;
    void sync() override;
    // Where it fails each sync() tries it again first, and fails until it is done: what was erased
    // and committed is not forgotten, and nobody is told that it is gone before it is.
    void throw_away(std::int64_t person) override;

  private:
    // What tells one state of the file from another.
    struct Seen {
        std::uint64_t inode = 0;
        std::uint64_t size = 0;
        std::int64_t changed_s = 0;
        std::int64_t changed_ns = 0;

        friend bool operator==(const Seen&, const Seen&) = default;
    };
    [[nodiscard]] Seen look() const;
    void read_anew();
    void read_while_alone();
    void read_if_changed();
    [[nodiscard]] bool has_new_keys();
    [[nodiscard]] bool has_erased();
    void throw_away_erased();
    void refuse_if_torn() const;
    void refuse_if_made_elsewhere();
    [[nodiscard]] const ledger::SealingKey* find(std::int64_t person);

    std::filesystem::path file_;
    std::chrono::milliseconds wait_at_most_;
    std::mutex mutex_;  // readers of a server ask beside its writer
    std::unordered_map<std::int64_t, ledger::SealingKey> keys_;
    std::map<std::int64_t, ledger::SealingKey> not_synced_;
    std::set<std::int64_t> erased_;  // whose keys are still to be thrown away
    std::uint64_t good_size_ = 0;    // of the file, up to its last whole record
    std::uint64_t agreed_size_ = 0;  // up to here it was whole, or was cut: never less again
    bool is_torn_ = false;
    Seen seen_;
};

}  // namespace almoner::ops
