// `statement import`: a bank's statement or report is read, matched and posted, each line once.
#pragma once

#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: "file" (the octets). A camt.053 posts; camt.052 and camt.054 only inform. A pain.002
// settles (ACSC) or rejects (RJCT) what it names.
[[nodiscard]] ledger::Outcome<Answer> import_statement(Asked& asked);

}  // namespace almoner::scheduler
