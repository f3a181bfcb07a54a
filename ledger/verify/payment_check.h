// What is filled in after a payment was written: its transfers, its file, who approved its run.
#pragma once

#include "ledger/storage/database.h"
#include "ledger/verify/books_replay.h"
#include "ledger/verify/erasures.h"
#include "ledger/verify/fault.h"

namespace almoner::ledger {

// These columns stand in no digest: they must follow from what the journal does prove. After the
// replay; documents of the evidence store are checked against their hashes too.
void check_payments(Database& reader,
                    const BooksReplay& books,
                    const Erasures& erasures,
                    FaultList& faults);

}  // namespace almoner::ledger
