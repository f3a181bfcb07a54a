// The new version of an agreement as a proposal keeps it until it is confirmed.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/proposal.h"

#include <string>

namespace almoner::scheduler {

[[nodiscard]] std::string content_of(const ledger::Agreement& agreement);
[[nodiscard]] ledger::Agreement agreement_of(const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
