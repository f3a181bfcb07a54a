#include "ledger/posting/events.h"

#include "ledger/posting/compose.h"
#include "ledger/values/invariant.h"

#include <algorithm>
#include <utility>

namespace almoner::ledger {

const EventRow& row_of(Event event) {
    const auto* found = std::ranges::find(event_table, event, &EventRow::event);
    if (found == event_table.end()) throw InvariantBroken("unlisted event");
    return *found;
}

Composer& Composer::move(const AccountKey& debit, const AccountKey& credit, Money amount) {
    if (debit.stream != credit.stream) throw InvariantBroken("a leg that crosses streams");
    if (debit.body != credit.body) throw InvariantBroken("a leg that crosses bodies");
    if (amount < Money{}) throw InvariantBroken("a leg below zero");
    if (!amount.is_zero() && debit != credit) legs_.push_back({debit, credit, amount});
    return *this;
}

Posting Composer::posting() && {
    const EventRow& row = row_of(event_);
    return {.event = event_, .nature = row.nature, .effect = row.effect, .legs = std::move(legs_)};
}

}  // namespace almoner::ledger
