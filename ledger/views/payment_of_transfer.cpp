#include "ledger/views/payment_of_transfer.h"

#include "ledger/posting/events.h"

namespace almoner::ledger {
namespace {

const Query approved_payments{
    "SELECT id, kind, first_transfer FROM payment WHERE budget = $1 AND first_transfer > 0"};
const Query promised_before{
    "SELECT p.id, p.kind, a.first_before FROM payment p"
    " JOIN payment_promised_again a ON a.payment = p.id WHERE p.budget = $1"};
const Query moved_in_command{
    "SELECT 1 FROM state_change WHERE entity = 1 AND first_id <= $1 AND last_id >= $1 AND seq = "
    "$2"};

bool is_kind(const ChainRow& row, Event event) {
    return row.kind == static_cast<std::uint8_t>(event);
}

}  // namespace

PaymentsOfPerson::PaymentsOfPerson(Database& database, std::span<const Budget> budgets)
    : database_(database) {
    const auto take = [&](Rows rows) {
        while (rows.next()) {
            by_first_transfer_[rows.integer(2)] = {
                .id = rows.integer(0), .kind = static_cast<PaymentKind>(rows.integer(1))};
        }
    };
    for (const Budget& budget : budgets) {
        take(database.select(approved_payments, budget.number));
        take(database.select(promised_before, budget.number));
    }
}

// The transfers of a payment's approval stand one after another from its first.
PaymentsOfPerson::Found PaymentsOfPerson::of(const ChainRow& row) const {
    const bool promised =
        is_kind(row, Event::payment_approved) || is_kind(row, Event::payment_promised_again);
    // What was posted under such an event without a promise is the mirror of what settled one.
    if (promised && row.state != TransferState::posted) {
        const std::int64_t promise = row.resolves != 0 ? row.resolves : row.id;
        const auto after = by_first_transfer_.upper_bound(promise);
        return after == by_first_transfer_.begin() ? Found{} : std::prev(after)->second;
    }
    const bool by_command = promised || is_kind(row, Event::payment_returned) ||
                            is_kind(row, Event::payment_settled_late) ||
                            is_kind(row, Event::returned_after_reclaim);
    return by_command ? moved_by(row.seq) : Found{};
}

// A return, or a late settlement, moves one payment in the command that posts it.
PaymentsOfPerson::Found PaymentsOfPerson::moved_by(std::int64_t seq) const {
    for (const auto& [first, payment] : by_first_transfer_) {
        if (database_.select(moved_in_command, payment.id, seq).next()) return payment;
    }
    return {};
}

}  // namespace almoner::ledger
