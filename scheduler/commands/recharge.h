// almoner recharge claim|approve: a lead commissioner gets back what it paid for its partner.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {

// Fields: commissioner (the lead), partner, month (YYYY-MM: what was lent up to its end; else up to
// today). A proposal to claim, by bank account and stream, what is in no claim yet; answers its
// "lines" as well. Refused: commissioner-unknown, same-commissioner, month-unknown,
// day-in-the-future, nothing-to-claim, proposal-open.
[[nodiscard]] ledger::Outcome<Answer> recharge_claim(Asked& asked);

// Refused: changed-since, where some of it is claimed or back by now.
[[nodiscard]] ledger::Outcome<ledger::Done> recharge_takes_effect(Asked& asked,
                                                                  const ledger::Proposal& proposal);

// For the partner that keeps its bank account in these books. Fields: recharge (its number),
// paid_from (where the partner has several accounts). A proposal to pay it: confirmed, the sum is
// promised until the account's statement shows it. Refused: recharge-unknown, partner-outside,
// recharge-approved, bank-account-unknown, paid-from-another-body.
[[nodiscard]] ledger::Outcome<Answer> recharge_approve(Asked& asked);

// Refused: recharge-approved.
[[nodiscard]] ledger::Outcome<ledger::Done> recharge_payment_takes_effect(
    Asked& asked, const ledger::Proposal& proposal);

// For `proposal show`: {"what", "before", "after"} rows of either.
[[nodiscard]] nlohmann::ordered_json recharge_changes(ledger::Database& database,
                                                      const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
