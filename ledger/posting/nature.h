// Whether a posting asks or tells: what we choose may be refused, what has happened may not.
#pragma once

#include <cstdint>

namespace almoner::ledger {

// A choice is refused where it would take an account below its floor; a fact always posts, and what
// it overdraws is excused and listed until it is nil.
enum class Nature : std::uint8_t { choice, fact };

}  // namespace almoner::ledger
