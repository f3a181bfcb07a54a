// Imports people and those who act for them.
#pragma once

#include "scheduler/commands/import_area_context.h"

namespace almoner::scheduler {

void import_people(ImportContext& context);
void import_representatives(ImportContext& context);

}  // namespace almoner::scheduler
