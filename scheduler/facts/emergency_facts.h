// The facts of an emergency payment as the records have them: when it is proposed, when a second
// person approves it, and by night, until its plan was looked at (EMG-01).
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/payment.h"
#include "rules/engine/facts.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::scheduler {

// Of one that would be proposed. Its sum counts with what went out, or is on its way, under the
// agreement in as many weeks as the policy's cap is of.
struct EmergencyWanted {
    ledger::Agreement agreement{};
    ledger::Money amount{};
    bool has_evidence = false;
    std::int64_t proposed_by = 0;
};
[[nodiscard]] rules::Facts facts_to_propose(ledger::Database& database,
                                            const EmergencyWanted& wanted,
                                            ledger::Date on);

// Asks the rules again of the run of an emergency, of whoever approves it; of another run nothing.
[[nodiscard]] ledger::Outcome<ledger::Done> may_approve_emergency(Asked& asked,
                                                                  const ledger::PaymentRun& run);

// One that was approved and stands, by its payment.
struct EmergencyMade {
    ledger::PaymentRecord payment{};
    ledger::PaymentRun run{};
    bool has_evidence = false;
    std::int64_t seq = 0;       // of the journal row that proposed it
    bool plan_updated = false;  // a plan approved, a line changed or a review decided since
    std::int64_t working_days = 0;
    std::optional<ledger::Date> approved_on{};
};
[[nodiscard]] std::optional<EmergencyMade> emergency_made(ledger::Database& database,
                                                          std::int64_t payment,
                                                          ledger::Date today);
[[nodiscard]] std::vector<EmergencyMade> emergencies_made(ledger::Database& database,
                                                          ledger::Date today);
[[nodiscard]] rules::Facts facts_of_made(ledger::Database& database,
                                         const EmergencyMade& made,
                                         ledger::Date today);

}  // namespace almoner::scheduler
