// Octets that nobody can guess: salts, keys and tokens.
#pragma once

#include <cstddef>
#include <string>

namespace almoner::ledger {

[[nodiscard]] std::string random_octets(std::size_t size);

}  // namespace almoner::ledger
