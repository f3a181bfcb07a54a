// What the rules are told of a support service's fee before the agreement has it.
#pragma once

#include "ledger/records/agreement_fee.h"
#include "ledger/records/plan_line.h"
#include "rules/engine/facts.h"

namespace almoner::scheduler {

// As the records have it: the fee in a year against the line that pays it, and that line against
// what the others of the managed account are planned to cost.
[[nodiscard]] rules::Facts facts_of_fee(ledger::Database& database,
                                        const ledger::AgreementFee& fee,
                                        const ledger::PlanLine& line,
                                        ledger::Money fee_in_a_year);

}  // namespace almoner::scheduler
