#include "ledger/sealing/memory_keys.h"

#include "ledger/actors/random.h"

#include <algorithm>
#include <string>

namespace almoner::ledger {

SealingKey new_sealing_key() {
    SealingKey key{};
    const std::string octets = random_octets(key.size());
    std::ranges::transform(
        octets, key.begin(), [](char octet) { return static_cast<unsigned char>(octet); });
    return key;
}

std::optional<SealingKey> MemoryKeys::of(std::int64_t person) {
    const std::lock_guard lock(mutex_);
    const auto found = keys_.find(person);
    if (found == keys_.end()) return std::nullopt;
    return found->second;
}

SealingKey MemoryKeys::for_sealing(std::int64_t person) {
    const std::lock_guard lock(mutex_);
    if (thrown_away_.contains(person)) throw PersonErased();
    const auto found = keys_.find(person);
    if (found != keys_.end()) return found->second;
    return keys_[person] = new_sealing_key();
}

bool MemoryKeys::was_thrown_away(std::int64_t person) {
    const std::lock_guard lock(mutex_);
    return thrown_away_.contains(person);
}

void MemoryKeys::throw_away(std::int64_t person) {
    const std::lock_guard lock(mutex_);
    keys_.erase(person);
    thrown_away_.insert(person);
}

}  // namespace almoner::ledger
