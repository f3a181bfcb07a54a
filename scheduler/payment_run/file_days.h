// Whether a file that was planned before can still keep its days when it is written.
#pragma once

#include "ledger/calendar/bacs_cycle.h"
#include "ledger/records/submission.h"
#include "ledger/storage/database.h"

namespace almoner::scheduler {

struct WritingMoment {
    ledger::CivilTime now{};
    ledger::BacsHours hours{};
};

// By the cut-off and the bank holidays as they are known now: no payment of a Bacs file would be
// late or on a day that is not worked, and none of Faster Payments is for a day that is past.
[[nodiscard]] bool keeps_its_days(ledger::Database& database,
                                  const ledger::Submission& submission,
                                  const WritingMoment& moment);

}  // namespace almoner::scheduler
