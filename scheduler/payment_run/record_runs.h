// Turns drafts into payment runs: the records, and the money that they set aside.
#pragma once

#include "ledger/area/work.h"
#include "scheduler/payment_run/draft.h"

#include <cstdint>
#include <vector>

namespace almoner::scheduler {

struct RecordedRun {
    std::int64_t id = 0;
    std::int64_t paid_from = 0;
    ledger::IdRange payments{};
    std::int64_t count = 0;  // that may go out
    std::int64_t held = 0;
    std::int64_t late = 0;  // of those that may go out: they arrive after their day
    ledger::Money total{};  // of those that may go out
};

// One run for each paying bank account. Its payments stand one after another, those that may go out
// first and by their entry day, so that a state, a day or a file is a range of ids.
[[nodiscard]] std::vector<RecordedRun> record_runs(ledger::Work& work,
                                                   std::vector<Draft> drafts,
                                                   ledger::RunKind kind,
                                                   const ledger::Period& due);

}  // namespace almoner::scheduler
