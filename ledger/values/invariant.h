// What is thrown when our own reasoning was wrong: the unit of work rolls back and the writer
// stops.
#pragma once

#include <stdexcept>

namespace almoner::ledger {

struct InvariantBroken : std::logic_error {
    using std::logic_error::logic_error;
};

}  // namespace almoner::ledger
