// Gathers the legs of an event and takes its nature and effect from the posting table.
#pragma once

#include "ledger/posting/events.h"
#include "ledger/posting/keys.h"

namespace almoner::ledger {

class Composer {
  public:
    explicit Composer(Event event) : event_(event) {}

    // Nil moves nothing. Below zero, or across streams or bodies, is an invariant broken.
    Composer& move(const AccountKey& debit, const AccountKey& credit, Money amount);
    [[nodiscard]] Posting posting() &&;

  private:
    Event event_;
    std::vector<Leg> legs_;
};

}  // namespace almoner::ledger
