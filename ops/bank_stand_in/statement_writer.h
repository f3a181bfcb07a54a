// A day of one account as a camt.053.001.08 statement.
#pragma once

#include "ops/bank_stand_in/books.h"

#include <string>

namespace almoner::ops::bank_stand_in {

// Opening and closing balance, then each booking that is shown. A payment has its EndToEndId; a
// Bacs section stands as one debit with the submission's serial as PmtInfId and its count and
// total; what came back is a credit marked as a reversal, with the reason.
[[nodiscard]] std::string write_statement(const Books& books,
                                          const BankAccount& account,
                                          ledger::Date day);

}  // namespace almoner::ops::bank_stand_in
