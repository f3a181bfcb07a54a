// almoner modulus load: keeps the operator's modulus tables, and gives the ones in force.
#pragma once

#include "ledger/bank_details/modulus_table.h"
#include "scheduler/commands/command.h"

#include <optional>

namespace almoner::scheduler {

// Fields: file:modulus, file:substitution, version ("8.50"), dated (valid from). Refused:
// modulus-table-... and modulus-substitution-line as ModulusTable::parse, modulus-loaded-already.
[[nodiscard]] ledger::Outcome<Answer> modulus_load(Asked& asked);

// Nothing until a table was loaded.
[[nodiscard]] std::optional<ledger::ModulusTable> modulus_in_force(ledger::Database& database);

}  // namespace almoner::scheduler
