// Whether an account number can exist under its sort code: possible, impossible, or not to be told.
#pragma once

#include "ledger/bank_details/account_number.h"
#include "ledger/bank_details/modulus_table.h"
#include "ledger/bank_details/sort_code.h"

#include <cstdint>
#include <string_view>

namespace almoner::ledger {

// "Valid" means possible, not existing (Vocalink spec 1.2). Neither of the other two refuses a
// payee on its own: the spec asks to check with the account holder.
enum class ModulusResult : std::uint8_t { valid, invalid, uncheckable };

// Vocalink "Validating account numbers" 2.2 with all its exceptions, 1 to 14.
[[nodiscard]] ModulusResult check(const ModulusTable& table,
                                  const SortCode& sort_code,
                                  const AccountNumber& account);

[[nodiscard]] std::string_view name_of(ModulusResult result);  // "valid", "invalid", "uncheckable"

}  // namespace almoner::ledger
