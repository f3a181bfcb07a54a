// Adds the accounts of one way of managing money up to the figures that a holder is shown.
#pragma once

#include "ledger/values/money.h"
#include "ledger/views/person_accounts.h"

#include <cstdint>

namespace almoner::ledger {

// In pence. Fed account by account, in any order.
class OptionSums {
  public:
    void add(const CountedAccount& account);

    [[nodiscard]] bool has_anything() const { return has_anything_; }
    // Nobody but the holder sees their own part arrive in their own account: what was spent of it
    // was there.
    [[nodiscard]] Money held() const;
    [[nodiscard]] Money with_body() const { return Money::from_pence(undrawn_ + invoiced_); }
    // Approved, whether it was sent or not. A pay-out to a provider is promised rather than on its
    // way to anybody.
    [[nodiscard]] Money drawn() const { return Money::from_pence(notional_ ? 0 : drawn_); }
    [[nodiscard]] Money arriving() const { return Money::from_pence(in_flight_); }
    // Owed or approved, each sum once: a pay-out that is approved is still owed until it settles.
    [[nodiscard]] Money promised() const;
    [[nodiscard]] Money own_part_late() const {
        return Money::from_pence(in_own_account_ ? 0 : late_);
    }
    // Notional money: what is set aside less what is approved. Else what is held less what is
    // promised.
    [[nodiscard]] Money free() const;

  private:
    void add_payable(const CountedAccount& account);

    bool has_anything_ = false;
    bool notional_ = false;
    bool in_own_account_ = false;
    std::int64_t held_ = 0;
    std::int64_t own_held_ = 0;  // of it, the person's own money
    std::int64_t leaving_ = 0;   // pending out of held
    std::int64_t owed_ = 0;      // by the holder, a payable below zero counted as nil
    std::int64_t owed_leaving_ = 0;
    std::int64_t undrawn_ = 0;
    std::int64_t drawn_ = 0;     // pending out of undrawn
    std::int64_t invoiced_ = 0;  // payable:supplier
    std::int64_t in_flight_ = 0;
    std::int64_t late_ = 0;
};

}  // namespace almoner::ledger
