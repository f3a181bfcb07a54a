// What of a person's sub-balance at a client account is free to be paid out: never another's money.
#pragma once

#include "ledger/area/work.h"
#include "ledger/posting/keys.h"
#include "ledger/posting/shares.h"

#include <cstdint>
#include <map>
#include <tuple>

namespace almoner::scheduler {

// Held there by the books, less what is promised; what is taken here is gone for the next. Council
// and own money of a person stand for each other, as the floors have them (ledger.md).
class ClientFunds {
  public:
    explicit ClientFunds(ledger::Work& work) : work_(work) {}

    // Takes it, all of it or nothing.
    [[nodiscard]] bool take(const ledger::Holding& holding, const ledger::Shares& shares);

  private:
    // Budget, option, client account, then stream and body; both 0 for what is joint.
    using Place = std::tuple<std::int32_t, int, std::int32_t, int, std::int32_t>;

    static Place place_of(const ledger::Holding& holding, const ledger::Share& share);
    ledger::Money& free_in(const ledger::Holding& holding, const ledger::Share& share);
    [[nodiscard]] ledger::Money joint_of(const ledger::Holding& holding);

    ledger::Work& work_;
    std::map<Place, ledger::Money> free_;
};

}  // namespace almoner::scheduler
