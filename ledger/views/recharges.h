// What a lead commissioner claimed of its partners: what has come back, what is still owed, and for
// how long.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/records/recharge.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"

#include <cstdint>
#include <string>
#include <vector>

namespace almoner::ledger {

struct RechargeLine {
    std::int64_t id = 0;
    std::string lead{};  // references
    std::string partner{};
    std::string bank_account{};
    Stream stream{};
    Date until_on{};
    Date claimed_on{};
    Money claimed{};
    Money received{};  // what came in counts for the oldest claims first
    Money owed{};
    std::int32_t days = 0;       // since the claim, where anything is owed
    std::string partner_pays{};  // "outside", "not approved", "approved" or "paid"

    friend bool operator==(const RechargeLine&, const RechargeLine&) = default;
};

// Oldest first, for a reader of the whole area. Refused: `whole-area-only`.
[[nodiscard]] Outcome<std::vector<RechargeLine>> recharges(const Scope& scope,
                                                           Database& database,
                                                           Date today);

// Of one commissioner with one other, in one stream, as the books have it now.
struct PartnerMoney {
    std::string with{};  // the other's reference
    Stream stream{};
    Money lent{};       // paid for it and not back
    Money claimed{};    // of it
    Money unclaimed{};  // of it
    Money owed{};       // to the other, in these books: what this one has to pay it

    friend bool operator==(const PartnerMoney&, const PartnerMoney&) = default;
};
[[nodiscard]] std::vector<PartnerMoney> partner_money(Database& database,
                                                      std::int64_t commissioner);

}  // namespace almoner::ledger
