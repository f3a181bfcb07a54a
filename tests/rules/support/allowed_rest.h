// The later subjects of facts that every rule allows.
#pragma once

#include "rules/engine/facts.h"

namespace almoner::testing {

// Surplus, reclaim, stop, third party, contribution and information.
void allow_the_rest(rules::Facts& facts);

}  // namespace almoner::testing
