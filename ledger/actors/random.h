// Octets that nobody can guess: salts, keys and tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace almoner::ledger {

[[nodiscard]] std::string random_octets(std::size_t size);

// An idempotency key that nobody used before. The time stands first, so that keys grow with the
// journal and their index stays in order.
[[nodiscard]] std::string time_ordered_key(std::int64_t now_ms);

}  // namespace almoner::ledger
