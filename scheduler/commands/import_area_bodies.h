// Imports the bodies of an area: commissioners, bank accounts, support services, third parties,
// providers.
#pragma once

#include "scheduler/commands/import_area_context.h"

namespace almoner::scheduler {

// Gives every new row its number: a support service and its client account refer to each other.
void expect_bodies(ImportContext& context);
void import_bodies(ImportContext& context);

}  // namespace almoner::scheduler
