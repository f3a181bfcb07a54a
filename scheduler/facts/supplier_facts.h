// What the rules are told of an invoice that a managed account is to pay.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/supplier_invoice.h"
#include "rules/engine/facts.h"

namespace almoner::scheduler {

// As the records have it and as is usual; what was told of the budget, then of the agreements that
// pay the line, then of the line itself (fact record) counts before what is usual. `left`: in the
// fund that pays the line, which is no plan line's own.
[[nodiscard]] rules::Facts facts_of_invoice(ledger::Database& database,
                                            const ledger::SupplierInvoice& invoice,
                                            const ledger::PlanLine& line,
                                            ledger::Money left,
                                            ledger::Date on);

}  // namespace almoner::scheduler
