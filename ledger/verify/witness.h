// Proves the books against a statement that was signed earlier and kept elsewhere.
#pragma once

#include "ledger/journal/signed_statement.h"
#include "ledger/verify/verify.h"

#include <string_view>

namespace almoner::ledger {

// As verify, and beside it: the statement is as `key` signed it, it is of this area, and the
// journal still goes through the head that it names. What can't be proved is a fault: a statement
// that was changed or that another key signed is no witness, and its head is not looked for.
[[nodiscard]] VerifyReport verify_against(Database& reader,
                                          std::string_view statement,
                                          const PublicKey& key,
                                          const Erasures& erasures = {});

}  // namespace almoner::ledger
