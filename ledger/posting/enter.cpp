#include "ledger/posting/enter.h"

#include <algorithm>

namespace almoner::ledger {

std::vector<std::int64_t> enter(Books& books, const Posting& posting, TransferDetail detail) {
    detail.kind = static_cast<std::uint8_t>(posting.event);
    std::vector<std::int64_t> ids;
    ids.reserve(posting.legs.size());
    for (const Leg& leg : posting.legs) {
        ids.push_back(posting.effect == Effect::promises ? books.reserve(leg, detail)
                                                         : books.post(leg, detail));
    }
    return ids;
}

void settle_all(Books& books, std::span<const std::int64_t> pending, Date settled) {
    for (const std::int64_t id : pending) books.settle(id, settled);
}

void release_all(Books& books, std::span<const std::int64_t> pending) {
    for (const std::int64_t id : pending) books.release(id);
}

Nature nature_of(std::span<const Posting> postings) {
    const bool has_fact = std::ranges::any_of(
        postings, [](const Posting& posting) { return posting.nature == Nature::fact; });
    return has_fact ? Nature::fact : Nature::choice;
}

}  // namespace almoner::ledger
