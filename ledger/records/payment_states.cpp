#include "ledger/records/payment_states.h"

#include "ledger/values/invariant.h"

namespace almoner::ledger {

std::string_view name_of(PaymentState state) {
    switch (state) {
        case PaymentState::proposed: return "proposed";
        case PaymentState::held: return "held";
        case PaymentState::approved: return "approved";
        case PaymentState::in_file: return "in-file";
        case PaymentState::sent: return "sent";
        case PaymentState::recall_asked: return "recall-asked";
        case PaymentState::recalled: return "recalled";
        case PaymentState::rejected: return "rejected";
        case PaymentState::settled: return "settled";
        case PaymentState::returned: return "returned";
        case PaymentState::cancelled: return "cancelled";
    }
    throw InvariantBroken("unlisted payment state");
}

std::string next_expected(PaymentState state, Date entry_on, Date today) {
    switch (state) {
        case PaymentState::proposed: return "A second person approves the run.";
        case PaymentState::held:
            return "Someone mends what holds it; the next run proposes it again.";
        case PaymentState::approved: return "The run is sent.";
        case PaymentState::in_file: return "The file is put into the outbox.";
        case PaymentState::sent:
            if (entry_on < today) {
                return "The bank was expected to pay it on " + entry_on.words() +
                       ", and no answer has come yet: look for it on the bank's statement.";
            }
            return "The bank pays it on " + entry_on.words() + " and its statement shows it.";
        case PaymentState::recall_asked: return "The bank confirms or refuses the recall.";
        case PaymentState::settled: return "Paid: nothing more is expected.";
        case PaymentState::recalled:
        case PaymentState::rejected:
        case PaymentState::returned:
        case PaymentState::cancelled: return "It is due again: the next run proposes it.";
    }
    throw InvariantBroken("unlisted payment state");
}

std::string_view cause_of(PaymentState from, PaymentState to) {
    const PaymentMove* const move = find_move(from, to);
    if (move == nullptr) throw InvariantBroken("a payment can't make that move");
    return move->cause;
}

std::int64_t move_payments(Work& work, const IdRange& ids, PaymentState from, PaymentState to) {
    return work.move_state(Entity::payment, ids, from, to, cause_of(from, to));
}

std::int64_t move_payments(
    Work& work, const IdRange& ids, PaymentState from, PaymentState to, std::string_view cause) {
    const bool listed = std::ranges::any_of(payment_moves, [&](const PaymentMove& move) {
        return move.from == from && move.to == to && move.cause == cause;
    });
    if (!listed) throw InvariantBroken("a payment can't make that move for that cause");
    return work.move_state(Entity::payment, ids, from, to, cause);
}

std::string payment_states_diagram() {
    std::string diagram = "stateDiagram-v2\n    [*] --> proposed\n";
    for (const PaymentMove& move : payment_moves) {
        // Mermaid takes no hyphen in the name of a state.
        const auto id = [](PaymentState state) {
            std::string name(name_of(state));
            std::ranges::replace(name, '-', '_');
            return name;
        };
        diagram +=
            "    " + id(move.from) + " --> " + id(move.to) + ": " + std::string(move.cause) + "\n";
    }
    return diagram;
}

}  // namespace almoner::ledger
