// The life of a payment as one table, which the code, its events, the tests and the diagram read.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/states.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace almoner::ledger {

struct PaymentMove {
    PaymentState from{};
    PaymentState to{};
    std::string_view cause;  // stored in state_change
};

// The payment whose place it took, which had been voided, settled after all.
inline constexpr std::string_view settled_instead = "earlier-one-settled";
// Nobody can mend what holds it, and its budget's accounts are closed.
inline constexpr std::string_view closed_with_its_ending = "ending-closed";

// A payment starts as proposed; "paid" is settled and nothing before it.
// clang-format off
inline constexpr std::array payment_moves{
    PaymentMove{PaymentState::proposed,     PaymentState::held,         "held-by-finding"},
    PaymentMove{PaymentState::proposed,     PaymentState::approved,     "approved"},
    PaymentMove{PaymentState::proposed,     PaymentState::cancelled,    "run-cancelled"},
    PaymentMove{PaymentState::proposed,     PaymentState::cancelled,    settled_instead},
    PaymentMove{PaymentState::held,         PaymentState::cancelled,    "proposed-again"},
    PaymentMove{PaymentState::held,         PaymentState::cancelled,    settled_instead},
    PaymentMove{PaymentState::held,         PaymentState::cancelled,    closed_with_its_ending},
    PaymentMove{PaymentState::approved,     PaymentState::in_file,      "put-in-file"},
    PaymentMove{PaymentState::approved,     PaymentState::held,         "held-by-finding"},
    PaymentMove{PaymentState::approved,     PaymentState::cancelled,    "run-cancelled"},
    PaymentMove{PaymentState::approved,     PaymentState::cancelled,    settled_instead},
    PaymentMove{PaymentState::in_file,      PaymentState::sent,         "file-in-outbox"},
    PaymentMove{PaymentState::in_file,      PaymentState::approved,     "too-late-for-its-day"},
    PaymentMove{PaymentState::sent,         PaymentState::recall_asked, "recall-asked"},
    PaymentMove{PaymentState::sent,         PaymentState::rejected,     "rejected-by-bank"},
    PaymentMove{PaymentState::sent,         PaymentState::settled,      "settled"},
    PaymentMove{PaymentState::recall_asked, PaymentState::sent,         "recall-refused"},
    PaymentMove{PaymentState::recall_asked, PaymentState::recalled,     "recall-confirmed"},
    PaymentMove{PaymentState::recall_asked, PaymentState::rejected,     "rejected-by-bank"},
    PaymentMove{PaymentState::recall_asked, PaymentState::settled,      "settled"},
    PaymentMove{PaymentState::recalled,     PaymentState::settled,      "settled-late"},
    PaymentMove{PaymentState::rejected,     PaymentState::settled,      "settled-late"},
    PaymentMove{PaymentState::settled,      PaymentState::returned,     "returned"},
    // Only by undoing the explanation of a bank line that had made the opposite move.
    PaymentMove{PaymentState::settled,      PaymentState::sent,         "explanation-undone"},
    PaymentMove{PaymentState::settled,      PaymentState::recall_asked, "explanation-undone"},
    PaymentMove{PaymentState::settled,      PaymentState::recalled,     "explanation-undone"},
    PaymentMove{PaymentState::settled,      PaymentState::rejected,     "explanation-undone"},
    PaymentMove{PaymentState::returned,     PaymentState::settled,      "explanation-undone"},
};
// clang-format on

inline constexpr std::array all_payment_states{PaymentState::proposed,
                                               PaymentState::held,
                                               PaymentState::approved,
                                               PaymentState::in_file,
                                               PaymentState::sent,
                                               PaymentState::recall_asked,
                                               PaymentState::recalled,
                                               PaymentState::rejected,
                                               PaymentState::settled,
                                               PaymentState::returned,
                                               PaymentState::cancelled};

[[nodiscard]] constexpr const PaymentMove* find_move(PaymentState from, PaymentState to) {
    const auto* const found = std::ranges::find_if(
        payment_moves, [&](const PaymentMove& move) { return move.from == from && move.to == to; });
    return found == payment_moves.end() ? nullptr : found;
}
[[nodiscard]] constexpr bool may_move(PaymentState from, PaymentState to) {
    return find_move(from, to) != nullptr;
}
// Promised or paid: the same period is not proposed again.
[[nodiscard]] constexpr bool is_live(PaymentState state) {
    return state == PaymentState::proposed || state == PaymentState::approved ||
           state == PaymentState::in_file || state == PaymentState::sent ||
           state == PaymentState::recall_asked || state == PaymentState::settled;
}

[[nodiscard]] std::string_view name_of(PaymentState state);  // "recall-asked"
// "What is expected next" in words; `entry_on` is the day on which the payee should have the money.
[[nodiscard]] std::string next_expected(PaymentState state, Date entry_on, Date today);

// Moves the payments of these ids that are in state `from`, for the first cause that the table has;
// how many there were. A move that is not in the table is an invariant broken.
std::int64_t move_payments(Work& work, const IdRange& ids, PaymentState from, PaymentState to);
// The same for a move that the table has with this cause.
std::int64_t move_payments(
    Work& work, const IdRange& ids, PaymentState from, PaymentState to, std::string_view cause);
// Why that move is made, as it is stored: the first cause that the table has. A move that is not in
// the table is an invariant broken.
[[nodiscard]] std::string_view cause_of(PaymentState from, PaymentState to);

// The table as a Mermaid state diagram.
[[nodiscard]] std::string payment_states_diagram();

}  // namespace almoner::ledger
