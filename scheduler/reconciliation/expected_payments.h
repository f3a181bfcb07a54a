// What the bank has not answered yet, read while its answer is.
#pragma once

#include "ledger/area/work.h"

#include <cstddef>

namespace almoner::scheduler {

// Smaller files are read before another thread would have begun.
constexpr std::size_t worth_reading_ahead = 1UL << 20U;  // octets

// The accounts and transfers of the newest payments that wait for the bank, no more of them than a
// file of this many octets may name. It changes nothing that is posted, only when it is read.
void read_expected_payments(ledger::Work& work, std::size_t octets);

}  // namespace almoner::scheduler
