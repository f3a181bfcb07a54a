// What the rules are told of an invoice that a managed account is to pay.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/supplier_invoice.h"
#include "rules/engine/facts.h"

#include <string_view>

namespace almoner::scheduler {

// What is said of whoever is paid, and of no other. Where a budget has invoices of several
// suppliers it is said of one: "spending.insurance@MILL", with the supplier's reference.
[[nodiscard]] bool is_of_supplier(std::string_view name);
inline constexpr char of_supplier = '@';

// Whose money a line's stream is, and what it pays for (FND-03).
void take_whose_money(ledger::Stream stream, rules::ThirdPartyFacts& facts);

// As the records have it and as is usual; what was told of the budget, then of the agreements that
// pay the line, then of the line itself (fact record) counts before what is usual. `left`: in the
// fund that pays the line, which is no plan line's own.
[[nodiscard]] rules::Facts facts_of_invoice(ledger::Database& database,
                                            const ledger::SupplierInvoice& invoice,
                                            const ledger::PlanLine& line,
                                            ledger::Money left,
                                            ledger::Date on);

}  // namespace almoner::scheduler
