// Money that stands set aside in a paying option though no period of it set it aside: taken over
// from another system, or moved there by a change of option. A payment run pays it out.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/posting/shares.h"
#include "ledger/records/budget.h"
#include "ledger/storage/database.h"
#include "ledger/values/kinds.h"

#include <cstdint>
#include <vector>

namespace almoner::ledger {

struct WaitingMoney {
    std::int64_t budget = 0;
    Option option = Option::none;
    Shares shares{};  // what no payment was proposed for yet; parts above zero
    Date since{};     // the last day on which some of it came there

    friend bool operator==(const WaitingMoney&, const WaitingMoney&) = default;
};

// By budget, then option. A payment that was proposed for it keeps its money, also while it is held
// or due again: those are told by the payments. Notional money is never paid out so.
[[nodiscard]] std::vector<WaitingMoney> waiting_money(Database& database);
[[nodiscard]] std::vector<WaitingMoney> waiting_money_of(Database& database, const Budget& budget);

// What corrections of openings took back when payments were proposed of it already: those that are
// due again are due for that much less.
[[nodiscard]] Shares corrected_below_proposed(Database& database,
                                              const Budget& budget,
                                              Option option);

}  // namespace almoner::ledger
