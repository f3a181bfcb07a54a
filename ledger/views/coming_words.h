// What is under way for a person and what came back, a sentence each.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/views/came_back.h"
#include "ledger/views/next_payment.h"

#include <span>
#include <string>
#include <vector>

namespace almoner::ledger {

// "The next payment of £450 is due on 27 November 2026.": those that say the same are said once,
// with their count. Nobody is promised a day that has passed, nor one for a payment that is held.
[[nodiscard]] std::vector<std::string> coming_words(std::span<const NextPayment> coming,
                                                    Date today);

// "A payment of £450 that was due on 2 November 2026 came back from the bank on 4 November 2026."
[[nodiscard]] std::string came_back_words(const CameBack& back);

}  // namespace almoner::ledger
