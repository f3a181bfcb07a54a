// Imports budgets, plan lines and agreements.
#pragma once

#include "scheduler/commands/import_area_context.h"
#include "scheduler/commands/import_area_payees.h"

namespace almoner::scheduler {

void import_budgets(ImportContext& context);
void import_plan_lines(ImportContext& context);
void import_agreements(ImportContext& context, PayeeImport& payees);

}  // namespace almoner::scheduler
