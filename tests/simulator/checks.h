// What must hold of the store after every step, whatever was done: asked with plain SQL.
#pragma once

#include "ledger/storage/database.h"
#include "tests/simulator/oracle.h"

namespace almoner::tests {

// Throws Broke.
void check_what_always_holds(ledger::Database& database, const Oracle& oracle);

}  // namespace almoner::tests
