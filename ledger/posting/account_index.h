// Finds an account's place by its key: one flat table, since it is asked twice for every transfer.
#pragma once

#include "ledger/posting/account.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::ledger {

[[nodiscard]] std::uint32_t hash_of(const AccountKey& key);

// The keys themselves stay with the accounts: `key_at(place)` gives the one that was added there.
class AccountIndex {
  public:
    template <class KeyAt>
    [[nodiscard]] std::optional<std::uint32_t> find(const AccountKey& key,
                                                    const KeyAt& key_at) const {
        if (slots_.empty()) return std::nullopt;
        const std::uint32_t hash = hash_of(key);
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = hash & mask; slots_[at].place != free_place; at = (at + 1) & mask) {
            const Slot& slot = slots_[at];
            if (slot.hash == hash && slot.place != removed_place && key_at(slot.place) == key) {
                return slot.place;
            }
        }
        return std::nullopt;
    }
    void add(const AccountKey& key, std::uint32_t place);  // a key that is not there
    void remove(const AccountKey& key, std::uint32_t place);
    void clear();

  private:
    static constexpr std::uint32_t free_place = 0xffffffff;
    static constexpr std::uint32_t removed_place = 0xfffffffe;
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t place = free_place;
    };
    void put(const Slot& slot);
    void grow();

    std::vector<Slot> slots_;  // a power of two, at most half in use
    std::size_t used_ = 0;     // taken, or taken before
};

}  // namespace almoner::ledger
