// The file of the people's keys: apart from the data, and in none of its backups.
#pragma once

#include "ledger/sealing/person_keys.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace almoner::ops {

// Records of 48 octets behind a first line: a person's number, the key, and a check of both. New
// keys are appended and synced; a record that a power cut tore off is no key, since what it would
// have sealed was not committed. To throw one away the file is written anew and takes its own
// place.
class KeyFile : public ledger::PersonKeys {
  public:
    // An empty one is made by the first sync(). Throws ledger::StorageError where it is damaged
    // elsewhere than at its end, or others may read it.
    explicit KeyFile(std::filesystem::path file);

    [[nodiscard]] std::optional<ledger::SealingKey> of(std::int64_t person) override;
    [[nodiscard]] ledger::SealingKey for_sealing(std::int64_t person) override;
    void sync() override;
    void throw_away(std::int64_t person) override;

  private:
    void load();
    void append();

    std::filesystem::path file_;
    std::mutex mutex_;  // readers of a server ask beside its writer
    std::map<std::int64_t, ledger::SealingKey> keys_;
    std::map<std::int64_t, ledger::SealingKey> not_synced_;
    std::uint64_t good_size_ = 0;  // of the file, up to its last whole record
};

}  // namespace almoner::ops
