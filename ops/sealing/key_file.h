// The file of the people's keys: apart from the data, and in none of its backups.
#pragma once

#include "ledger/sealing/person_keys.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace almoner::ops {

// Records of 48 octets behind a first line: a person's number, the key, and a check of both. New
// keys are appended and synced; a record that a power cut tore off is no key, since what it would
// have sealed was not committed. To throw one away the file is written anew, with zeros where the
// key was, and takes its own place.
class KeyFile : public ledger::PersonKeys {
  public:
    explicit KeyFile(std::filesystem::path file) : file_(std::move(file)) {}

    // Reads it, where it is another than was read before: a standby that takes over, a program that
    // runs beside the server. Missing counts as empty; the first sync() makes it. Throws
    // ledger::StorageError where it is damaged elsewhere than at its end, or others may read it.
    void refresh();
    [[nodiscard]] bool is_there() const;
    [[nodiscard]] const std::filesystem::path& path() const { return file_; }
    [[nodiscard]] std::size_t people();  // who has a key or had one

    [[nodiscard]] std::optional<ledger::SealingKey> of(std::int64_t person) override;
    [[nodiscard]] ledger::SealingKey for_sealing(std::int64_t person) override;
    [[nodiscard]] bool was_thrown_away(std::int64_t person) override;
    void sync() override;
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
    void read_if_changed();
    void append();
    [[nodiscard]] const ledger::SealingKey* find(std::int64_t person);

    std::filesystem::path file_;
    std::mutex mutex_;  // readers of a server ask beside its writer
    std::unordered_map<std::int64_t, ledger::SealingKey> keys_;
    std::map<std::int64_t, ledger::SealingKey> not_synced_;
    std::uint64_t good_size_ = 0;  // of the file, up to its last whole record
    Seen seen_;
};

}  // namespace almoner::ops
