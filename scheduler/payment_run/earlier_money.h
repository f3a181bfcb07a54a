// What became of the money of earlier payments: whether it is due again, and what stands set aside.
#pragma once

#include "scheduler/payment_run/run_facts.h"

#include <span>

namespace almoner::scheduler {

// The payments are those of one agreement, in the order of their ids.

// Neither paid nor promised any more, and no later attempt took its place. A cancelled emergency or
// arrears is final: what was set aside for it was given back, or waits for its period. A further
// attempt of an emergency is not: its money was owed before that attempt.
[[nodiscard]] bool is_due_again(const Earlier& payment);

// It may have arrived: what was promised only can still be held and worked out afresh.
[[nodiscard]] bool is_with_the_bank(const Earlier& payment);

// The payment that set this one's money aside, or found it set aside: itself, or one that it took
// the place of; nullptr where none did.
[[nodiscard]] const Earlier* set_aside_by(std::span<const Earlier> earlier, const Earlier& payment);

// The last attempt of the same money.
[[nodiscard]] const Earlier& last_attempt(std::span<const Earlier> earlier, const Earlier& payment);

}  // namespace almoner::scheduler
