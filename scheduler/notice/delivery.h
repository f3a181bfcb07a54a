// How a letter or paper goes on its way: sent is not served, and what came back is served again.
#pragma once

#include "ledger/records/letter.h"
#include "scheduler/commands/command.h"
#include "scheduler/commands/people_fields.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

// Fields: state, channel (post, email, by-hand or online), on, words. By whoever asks.
[[nodiscard]] ledger::LetterDelivery read_delivery(FieldReading& in,
                                                   const Asked& asked,
                                                   std::int64_t letter);
// Refused: day-out-of-order, delivery-out-of-order.
[[nodiscard]] ledger::Outcome<ledger::Done> delivery_may_follow(
    const std::vector<ledger::LetterDelivery>& before,
    const ledger::LetterDelivery& next,
    ledger::Date made_on,
    ledger::Date today);

}  // namespace almoner::scheduler
