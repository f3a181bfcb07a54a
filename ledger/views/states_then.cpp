#include "ledger/views/states_then.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

const Query changes_until{
    "SELECT first_id, last_id, from_state, to_state FROM state_change"
    " WHERE entity = $1 AND seq <= $2 ORDER BY id"};
const Query changes_of_one{
    "SELECT from_state, to_state FROM state_change"
    " WHERE entity = $1 AND first_id <= $2 AND last_id >= $2 AND seq <= $3 ORDER BY id"};

constexpr std::uint8_t first_state = 1;  // of every entity

}  // namespace

StatesThen::StatesThen(Database& database, Entity entity, const AsOf& as_of)
    : is_now_(as_of.how != AsOf::How::booked) {
    if (is_now_) return;
    Rows rows = database.select(changes_until, static_cast<int>(entity), as_of.seq);
    while (rows.next()) {
        const auto first = static_cast<std::size_t>(std::max<std::int64_t>(1, rows.integer(0)));
        const auto last = static_cast<std::size_t>(rows.integer(1));
        const auto from = static_cast<std::uint8_t>(rows.integer(2));
        if (states_.size() < last) states_.resize(last, first_state);
        // A range moved only those that were in its first state.
        for (std::size_t id = first; id <= last; ++id) {
            if (states_[id - 1] != from) continue;
            states_[id - 1] = static_cast<std::uint8_t>(rows.integer(3));
        }
    }
}

std::uint8_t StatesThen::replayed(std::int64_t id) const {
    const auto at = static_cast<std::size_t>(id - 1);
    return at < states_.size() ? states_[at] : first_state;
}

PaymentState payment_state_then(Database& database,
                                std::int64_t payment,
                                PaymentState now,
                                const AsOf& as_of) {
    if (as_of.how != AsOf::How::booked) return now;
    auto state = PaymentState::proposed;
    Rows rows = database.select(
        changes_of_one, static_cast<int>(Entity::payment), payment, as_of.last_row());
    while (rows.next()) {
        if (static_cast<PaymentState>(rows.integer(0)) != state) continue;
        state = static_cast<PaymentState>(rows.integer(1));
    }
    return state;
}

}  // namespace almoner::ledger
