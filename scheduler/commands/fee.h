// almoner fee set|charge|pay: the support service's fee, as the agreement says.
#pragma once

#include "ledger/records/proposal.h"
#include "scheduler/commands/command.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view fee_terms_proposal = "fee-terms";
inline constexpr std::string_view fee_charge_proposal = "fee-charge";

// Fields: agreement (of a managed account), service, amount (for a period; nil: none any more),
// frequency (four-weekly, monthly), paid_by (budget, body), plan_line (whose money it is), from_on,
// evidence. Asks the rules of making up a budget. Proposes. Refused: agreement-unknown,
// not-a-managed-account, service-unknown, service-is-another, plan-line-unknown,
// plan-line-of-another-budget, plan-line-not-managed, fee-known, and as ask_rules(), evidence and
// propose() refuse.
[[nodiscard]] ledger::Outcome<Answer> fee_set(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> fee_terms_take_effect(Asked& asked,
                                                                  const ledger::Proposal& proposal);

// Fields: service, until (else today). Proposes to charge every period that is over and was not
// charged; answers also {"held": [{"agreement", "first", "last", "amount", "code"}]}. The
// confirmation works it out again. Refused: service-unknown, until-ahead, nothing-to-charge,
// draft-out-of-date.
[[nodiscard]] ledger::Outcome<Answer> fee_charge(Asked& asked);
[[nodiscard]] ledger::Outcome<ledger::Done> fees_are_charged(Asked& asked,
                                                             const ledger::Proposal& proposal);

// Fields: service, payee_account (where the provider of the service's reference has several, and no
// client account), pay_on, paid_from (a bank account of the body that pays fees itself; unless
// given its only one). One run for each paying account and day. Refused: service-unknown,
// payee-account-unknown, payee-account-which, payee-is-another, payee-not-confirmed,
// fee-into-client-account, bank-account-unknown, nothing-to-pay-out.
[[nodiscard]] ledger::Outcome<Answer> fee_pay(Asked& asked);

// Refused: service-unknown.
[[nodiscard]] ledger::Outcome<std::int64_t> service_asked_for(const Asked& asked);

// What the proposals say, before and after.
[[nodiscard]] nlohmann::ordered_json fee_changes(const ledger::Proposal& proposal);

}  // namespace almoner::scheduler
