// 'almoner migrate-store': moves an area between SQLite and PostgreSQL, proved to the last row.
#pragma once

#include "api/cli/spec.h"

namespace almoner::ops {

// Copies in one unit of work while nobody writes, compares every table, verifies the copy against
// its journal, and only then writes the new store into the folder's settings. What was cut off
// leaves nothing behind; run again, it starts anew or finishes. Refused: target-not-empty,
// store-differs.
[[nodiscard]] api::CommandSpec migrate_store_command();

}  // namespace almoner::ops
