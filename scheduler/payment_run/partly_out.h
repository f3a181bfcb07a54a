// A run of which some files are with the bank, and others were too late for their day.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/payment.h"

#include <string_view>

namespace almoner::scheduler {

// A file of the run is in the outbox, or is still to be put there.
[[nodiscard]] bool is_partly_out(ledger::Database& database, const ledger::PaymentRun& run);

// Where no payment of an approved run is left to be sent, the run is sent, and what says that it is
// too late is closed with these words. Whether it was.
bool close_once_all_is_out(ledger::Work& work,
                           const ledger::PaymentRun& run,
                           std::string_view words);

}  // namespace almoner::scheduler
