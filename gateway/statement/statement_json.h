// Statements as JSON, for `almoner statement read --json`.
#pragma once

#include "gateway/statement/statement.h"

#include <string>
#include <vector>

namespace almoner::gateway {

// One object:
//   lines       every line of every statement, in file order, with its statement's number from 1
//   statements  each with account, opening_balance, closing_balance, ..., line_count and violations
//   opening_balance, closing_balance  of the only statement; null where there are several
// Amounts and balances are whole numbers of the currency's smallest unit (pence), debits below
// zero; dates are "2026-11-22"; what a file doesn't say is null.
[[nodiscard]] std::string statements_as_json(const std::vector<Statement>& statements);

}  // namespace almoner::gateway
