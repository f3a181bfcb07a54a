// Imports people and those who act for them.
#pragma once

#include "scheduler/commands/import_area_context.h"

namespace almoner::scheduler {

void import_people(ImportContext& context);
void import_representatives(ImportContext& context);
// A task for each agreement that pays a representative and is to pay another one later, of whom an
// import asks nothing. After the agreements.
void note_who_follows(ImportContext& context);

}  // namespace almoner::scheduler
