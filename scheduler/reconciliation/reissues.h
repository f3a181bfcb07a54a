// What was proposed in the place of a voided payment that settles after all.
#pragma once

#include "ledger/records/payment.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace almoner::scheduler {

struct Reissues {
    struct One {
        std::int64_t payment = 0;
        std::int64_t run = 0;
        ledger::PaymentState state{};
    };
    std::vector<One> to_cancel;          // not in a file yet
    std::vector<std::int64_t> went_out;  // too late to stop
    ledger::Money paid_twice;            // what left, or is about to, above what was due
};

// The state of a payment with what this command did to it, given the stored one.
using StateOf = std::function<ledger::PaymentState(std::int64_t id, ledger::PaymentState stored)>;

// `settled` is still stored as voided. Newest first, no more than it takes.
[[nodiscard]] Reissues reissues_of(ledger::Database& database,
                                   const ledger::PaymentRecord& settled,
                                   const StateOf& state_of);

}  // namespace almoner::scheduler
