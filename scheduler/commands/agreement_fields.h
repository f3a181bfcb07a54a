// Reads what an agreement says from a command's fields: the payee, the account, the terms.
#pragma once

#include "ledger/records/agreement.h"
#include "scheduler/commands/people_fields.h"

namespace almoner::scheduler {

// Sets what the fields give; what they leave out stays as it is. `is_new` makes the fields that an
// agreement can't be without needed.
void read_agreement(FieldReading& in, Asked& asked, ledger::Agreement& agreement, bool is_new);

}  // namespace almoner::scheduler
