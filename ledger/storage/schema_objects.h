// The objects of a schema by name, and how those of a database differ from those that the
// migrations make.
#pragma once

#include "ledger/storage/database.h"

#include <map>
#include <string>
#include <vector>

namespace almoner::ledger {

using SchemaObjects = std::map<std::string, std::string>;  // "table payment": how it was made

void compare_objects(const SchemaObjects& ours,
                     const SchemaObjects& theirs,
                     std::vector<GuardFault>& faults);

}  // namespace almoner::ledger
