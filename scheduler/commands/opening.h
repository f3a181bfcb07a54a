// Opening balances that were written down wrongly when an area was taken over.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {

inline constexpr std::string_view opening_proposal = "opening";

// almoner opening correct. Fields: opening (its number), amount (the right one, signed for a bank's
// own balance), evidence. A proposal; what was paid out of it already stays paid. Refused:
// opening-unknown, same-amount, client-account-unclear, opening-paid-out (it would take what is
// proposed or paid of it), and as evidence_named().
[[nodiscard]] ledger::Outcome<Answer> opening_correct(Asked& asked);

// Posts the difference on the balance's own day, or on the first open day after a closed month.
// Refused: opening-paid-out, and by the floors of money that a person waits for.
[[nodiscard]] ledger::Outcome<ledger::Done> opening_takes_effect(Asked& asked,
                                                                 const ledger::Proposal& proposal);

// For `proposal show`: {"what", "before", "after"} rows.
[[nodiscard]] nlohmann::ordered_json opening_changes(const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
