// Between its proposal and its sending a payment may lose its ground: the release rules once more.
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/payment.h"
#include "rules/release/release.h"
#include "scheduler/facts/release_book.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace almoner::scheduler {

// A payment that was free when it was proposed and may not go out any more.
struct Stopped {
    std::int64_t payment = 0;
    std::string agreement;  // its reference
    ledger::Money net{};
    std::vector<const rules::ReleaseRule*> findings;
    std::int64_t person = 0;
    std::shared_ptr<const ReleaseAnswer> evaluation{};  // by the catalogue, where it holds this
};

// Those of the run that are in this state, by what the records say today of the day of the payment.
[[nodiscard]] std::vector<Stopped> stopped_since(ledger::Database& database,
                                                 const ledger::PaymentRun& run,
                                                 ledger::PaymentState state,
                                                 ledger::Date today);

// Takes them out of the run: what was promised is let go, and each is held with its findings.
void hold_payments(ledger::Work& work,
                   const std::vector<Stopped>& stopped,
                   ledger::PaymentState state);

// "ALM0000001A5 of AP1: The person has died." for each, the first few of many.
[[nodiscard]] std::string words_of(const std::vector<Stopped>& stopped);

}  // namespace almoner::scheduler
