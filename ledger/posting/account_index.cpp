#include "ledger/posting/account_index.h"

#include <utility>

namespace almoner::ledger {
namespace {

constexpr std::size_t first_size = 1024;

}  // namespace

// A budget's accounts are nearly always asked for together, and budgets one after another: those of
// one stream lie in one stretch of memory, and the next budget's behind it.
std::uint32_t hash_of(const AccountKey& key) {
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed =
        (static_cast<std::uint64_t>(key.stream) << 8U | static_cast<std::uint64_t>(key.option)) *
            golden +
        static_cast<std::uint32_t>(key.body);
    const auto name = static_cast<std::uint32_t>(key.name);
    if (key.budget != 0) {
        constexpr std::uint32_t place_bits = 6;
        constexpr std::uint32_t name_bits = 3;
        constexpr unsigned top_bits = 64 - (place_bits - name_bits);
        const auto kind = static_cast<std::uint32_t>((mixed * golden) >> top_bits);
        return (static_cast<std::uint32_t>(key.budget) << place_bits) | (kind << name_bits) |
               (name & ((1U << name_bits) - 1));
    }
    mixed = (mixed ^ (mixed >> 32U)) * golden + name;
    mixed = (mixed ^ (mixed >> 29U)) * golden + static_cast<std::uint32_t>(key.bank_account);
    mixed *= golden;
    return static_cast<std::uint32_t>(mixed >> 32U);
}

void AccountIndex::put(const Slot& slot) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = slot.hash & mask;
    while (slots_[at].place != free_place) at = (at + 1) & mask;
    slots_[at] = slot;
    ++used_;
}

void AccountIndex::add(const AccountKey& key, std::uint32_t place) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    put({hash_of(key), place});
}

void AccountIndex::remove(const AccountKey& key, std::uint32_t place) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash_of(key) & mask; slots_[at].place != free_place;
         at = (at + 1) & mask) {
        if (slots_[at].place == place) slots_[at].place = removed_place;
    }
}

void AccountIndex::clear() {
    slots_.clear();
    used_ = 0;
}

void AccountIndex::grow() {
    std::vector<Slot> before(slots_.empty() ? first_size : slots_.size() * 2);
    std::swap(slots_, before);
    used_ = 0;
    for (const Slot& slot : before) {
        if (slot.place < removed_place) put(slot);
    }
}

}  // namespace almoner::ledger
