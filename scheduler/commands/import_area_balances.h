// Posts the opening balances of an area that is taken over from another system, each once.
#pragma once

#include "scheduler/commands/import_area_context.h"

namespace almoner::scheduler {

// A balance that is in the books already is left alone; with another amount or day it is an error
// in the report (opening-balance-changed).
void import_balances(ImportContext& context);

}  // namespace almoner::scheduler
