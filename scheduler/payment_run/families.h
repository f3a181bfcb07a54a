// Payments of one and the same money: the first one, the copies that took its place, and what was
// paid again of a part that came back.
#pragma once

#include "ledger/values/money.h"
#include "scheduler/payment_run/run_facts.h"

#include <cstdint>
#include <span>
#include <vector>

namespace almoner::scheduler {

using Family = std::vector<const Earlier*>;  // by id

// `earlier` are the payments of one agreement, by id.
[[nodiscard]] Family family_of(std::span<const Earlier> earlier, const Earlier& member);
// The newest payment of the whole money: what stands of it is what is entitled.
[[nodiscard]] const Earlier& newest_whole(const Family& family);
// It is promised or it left, so that its money is not to be paid a second time.
[[nodiscard]] bool is_out(const Earlier& payment);
// What is promised or has left, less what came back.
[[nodiscard]] ledger::Money paid_or_promised(const Family& family);
// What is due of the money once more: nil where a payment of it stands, whatever became of others.
[[nodiscard]] ledger::Money still_owed(const Family& family);

}  // namespace almoner::scheduler
