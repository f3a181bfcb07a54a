// What the rules are told of a support service's fee before the agreement has it.
#pragma once

#include "ledger/calendar/date.h"
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

// In a year, the fee that an agreement of the day says is paid out of this plan line.
[[nodiscard]] ledger::Money fee_out_of(ledger::Database& database,
                                       std::int64_t plan_line,
                                       ledger::Date on);

}  // namespace almoner::scheduler
