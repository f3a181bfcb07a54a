#include "ledger/views/returned_parts.h"

#include "ledger/records/returns.h"

namespace almoner::ledger {

void each_return(Database& database, const std::function<void(const ReturnedPart&)>& take) {
    // More than was paid comes to light as a disagreement, so it must not end the report.
    for (const Return& each : all_returns(database)) {
        take({.payment = each.payment, .booked_on = each.booked_on, .shares = each.shares});
    }
}

}  // namespace almoner::ledger
