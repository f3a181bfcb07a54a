// A move of very many payments at once, which the database makes while the caller goes on.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/payment_states.h"
#include "ledger/storage/bulk_changes.h"
#include "ledger/values/invariant.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

namespace almoner::ledger {

// One update of it: the values of the query, and how many payments it moves.
template <std::size_t N>
struct PaymentUpdate {
    std::array<std::int64_t, N> values{};
    std::int64_t payments = 0;
};

struct PaymentsToMove {
    IdRange ids{};
    PaymentState from{};
    PaymentState to{};
};

// Notes the move of these payments and makes the updates, of which none may move more or fewer
// payments than it says: an invariant broken, by the end of the command's unit of work. Whoever
// asks the database for nothing meanwhile does not wait for them.
template <std::size_t N>
void move_many(Work& work,
               const PaymentsToMove& move,
               const Query& update,
               const std::vector<PaymentUpdate<N>>& updates) {
    const auto& [ids, from, to] = move;
    // Noted first: with its record begins what is undone where the command is refused.
    work.move_state_by(
        Entity::payment, ids, from, to, cause_of(from, to), [&](int /*from*/, int /*to*/) {
            std::int64_t moved = 0;
            for (const PaymentUpdate<N>& each : updates) moved += each.payments;
            return moved;
        });
    auto* const changes = dynamic_cast<LaterChanges*>(&work.database());
    for (const PaymentUpdate<N>& each : updates) {
        if (changes != nullptr) {
            changes->change_later(update, each.values, each.payments);
            continue;
        }
        const std::int64_t moved = std::apply(
            [&](auto... values) { return work.records().change(update, values...); }, each.values);
        if (moved == each.payments) continue;
        throw InvariantBroken("another number of payments moves than there were to move");
    }
}

}  // namespace almoner::ledger
