// The story of one payment as tables, each row with the journal row that says so.
#pragma once

#include "api/render/figures.h"
#include "ledger/posting/account.h"
#include "ledger/views/account_paths.h"
#include "ledger/views/payment_audit.h"

#include <string>
#include <vector>

namespace almoner::api {

// "ALM0000001A5: £396.00 for 30 March to 26 April 2026, settled; touched by journal rows 12 to 40."
[[nodiscard]] std::string audit_sentence(const ledger::PaymentAudit& audit);

[[nodiscard]] std::vector<Figures> audit_figures(const ledger::PaymentAudit& audit,
                                                 const ledger::AccountPaths& accounts);

}  // namespace almoner::api
