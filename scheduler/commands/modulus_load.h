// almoner modulus load: keeps the operator's modulus tables, and gives the ones in force.
#pragma once

#include "ledger/bank_details/modulus_table.h"
#include "scheduler/commands/command.h"

#include <optional>

namespace almoner::scheduler {

// Fields: file:modulus, file:substitution, version ("8.50"), dated (valid from). Refused:
// modulus-table-... and modulus-substitution-line as ModulusTable::parse, modulus-loaded-already.
// The details that payees are paid on are checked again; which of them fail now is told, and a
// task.
[[nodiscard]] ledger::Outcome<Answer> modulus_load(Asked& asked);

// The newest table that is valid on that day; nothing until one is.
[[nodiscard]] std::optional<ledger::ModulusTable> modulus_in_force(ledger::Database& database,
                                                                   ledger::Date day);

}  // namespace almoner::scheduler
