// The floor of a payment run that two people stand behind: the rows of its four commands, and no
// more.
#pragma once

#include "tests/bench/measure.h"

#include <cstdint>
#include <filesystem>

namespace almoner::bench {

// payment_run_floor pays in one commit: nobody can approve between, and a process that ends before
// its file is written can't know what it meant to send. Here are the rows that the run must have
// beside those, as plainly as SQLite writes them: proposed, approved, intended and sent are a
// commit each and a state of the payment; the period's money is set aside by one transfer and
// promised by two, chained as in chain_floor; what a payment is made of stands in a part of its
// own; the person's three accounts are opened by their first payment. The next due date is left
// out, since the unique payment of a plan and a day says the same. No journal, hash, check, trigger
// or index.
[[nodiscard]] Run four_step_run_floor(const std::filesystem::path& folder, std::int64_t payments);

}  // namespace almoner::bench
