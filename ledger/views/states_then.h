// Which states payments, bank lines in suspense and proposals had at a moment of the journal.
#pragma once

#include "ledger/records/states.h"
#include "ledger/storage/database.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <vector>

namespace almoner::ledger {

// Of all of one kind, by replaying their changes; now it is what their tables say.
class StatesThen {
  public:
    StatesThen(Database& database, Entity entity, const AsOf& as_of);

    // Of the one with this id, whose state now is `now`.
    template <class State>
    [[nodiscard]] State of(std::int64_t id, State now) const {
        return is_now_ ? now : static_cast<State>(replayed(id));
    }

  private:
    [[nodiscard]] std::uint8_t replayed(std::int64_t id) const;

    bool is_now_;
    std::vector<std::uint8_t> states_;  // by id less one
};

// Of one payment: a handful of rows.
[[nodiscard]] PaymentState payment_state_then(Database& database,
                                              std::int64_t payment,
                                              PaymentState now,
                                              const AsOf& as_of);

}  // namespace almoner::ledger
