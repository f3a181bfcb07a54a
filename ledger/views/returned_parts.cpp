#include "ledger/views/returned_parts.h"

#include "ledger/records/returns.h"

namespace almoner::ledger {

void each_return(Database& database,
                 const std::function<void(const ReturnedPart&)>& take,
                 const AsOf& as_of) {
    // More than was paid comes to light as a disagreement, so it must not end the report.
    for (const Return& each : all_returns(database, as_of.last_row())) {
        take({.payment = each.payment, .booked_on = each.booked_on, .shares = each.shares});
    }
}

}  // namespace almoner::ledger
