// Checks a file of sort codes and account numbers and adds the result to each row.
#pragma once

#include "gateway/csv/csv_reader.h"
#include "ledger/bank_details/modulus_table.h"
#include "ledger/values/outcome.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::gateway {

struct CheckedAccounts {
    std::string csv;                   // every column of the input and `result` at the end
    std::vector<CsvProblem> problems;  // for a person: why a row is `invalid` without a sum
    std::vector<std::string> notes;
    std::size_t valid = 0;
    std::size_t invalid = 0;
    std::size_t uncheckable = 0;
    std::size_t blank = 0;   // named in the notes
    std::size_t unread = 0;  // no rows of the file's columns: `invalid`, and each is a problem
};

// Columns `sort_code` and `account_number` and any others, which are kept. A row whose numbers
// can't be read is `invalid` with a problem, and so is one that is not of the file's columns; a
// blank one stays blank and is noted. So the answer has a row for each row of the file, in its
// place, but for the blank ones at its end, and the counts add up to them. Refused: what `read_csv`
// refuses, and `csv-missing-column`.
ledger::Outcome<CheckedAccounts> check_accounts_csv(std::string_view bytes,
                                                    const ledger::ModulusTable& table);

}  // namespace almoner::gateway
