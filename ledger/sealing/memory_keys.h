// Keys that live as long as the program: of a database in memory, which dies with them.
#pragma once

#include "ledger/sealing/person_keys.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <set>

namespace almoner::ledger {

[[nodiscard]] SealingKey new_sealing_key();

class MemoryKeys final : public PersonKeys {
  public:
    [[nodiscard]] std::optional<SealingKey> of(std::int64_t person) override;
    [[nodiscard]] SealingKey for_sealing(std::int64_t person) override;
    [[nodiscard]] bool was_thrown_away(std::int64_t person) override;
    void sync() override {}
    void throw_away(std::int64_t person) override;

  private:
    std::mutex mutex_;
    std::map<std::int64_t, SealingKey> keys_;
    std::set<std::int64_t> thrown_away_;
};

}  // namespace almoner::ledger
