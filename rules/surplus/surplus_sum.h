// What of a balance is free, and the parts that were taken off it.
#pragma once

#include "rules/engine/rule.h"

namespace almoner::rules {

// cleared - uncleared - reserves - contingency - in advance - contribution adjustments.
// Constructed; it must be tested, and shown with its workings.
[[nodiscard]] Known<ledger::Money> free_balance(const SurplusFacts& facts);
// What may stand free before anybody asks why.
[[nodiscard]] Known<ledger::Money> surplus_threshold(const SurplusFacts& facts,
                                                     const Policy& policy);

}  // namespace almoner::rules
