#include "ledger/views/option_sums.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

bool is_owed_by_holder(AccountName name) {
    return name >= AccountName::payable_net_pay && name <= AccountName::payable_refund;
}

}  // namespace

void OptionSums::add(const CountedAccount& account) {
    const Counted& counted = account.counted;
    notional_ = notional_ || account.key.option == Option::notional;
    in_own_account_ = in_own_account_ || account.key.option == Option::direct_payment;
    has_anything_ =
        has_anything_ || counted.posted != 0 || counted.pending_in != 0 || counted.pending_out != 0;
    const AccountName name = account.key.name;
    if (name == AccountName::held) {
        held_ += counted.posted;
        if (account.key.stream == Stream::person) own_held_ += counted.posted;
        leaving_ += counted.pending_out;
    } else if (name == AccountName::undrawn) {
        undrawn_ += counted.posted;
        drawn_ += counted.pending_out;
    } else if (name == AccountName::in_flight) {
        in_flight_ += counted.posted;
    } else if (name == AccountName::receivable_contribution) {
        late_ += counted.posted;
    } else if (name == AccountName::payable_supplier) {
        invoiced_ += counted.posted;
    } else if (is_owed_by_holder(name)) {
        add_payable(account);
    }
}

// What HMRC owes the holder is not theirs to spend before it comes.
void OptionSums::add_payable(const CountedAccount& account) {
    const Counted& counted = account.counted;
    owed_ += std::max({std::int64_t{0}, counted.posted, counted.pending_out});
    owed_leaving_ += counted.pending_out;
}

Money OptionSums::held() const {
    const std::int64_t added =
        in_own_account_ ? std::clamp<std::int64_t>(-own_held_, 0, std::max<std::int64_t>(0, late_))
                        : 0;
    return Money::from_pence(held_ + added);
}

Money OptionSums::promised() const {
    if (notional_) return Money::from_pence(invoiced_ + drawn_);
    return Money::from_pence(owed_ + std::max<std::int64_t>(0, leaving_ - owed_leaving_));
}

Money OptionSums::free() const {
    if (notional_) return Money::from_pence(undrawn_ - drawn_);
    // What is on its way back to its payer still stands on the client account.
    const std::int64_t going_back = std::min<std::int64_t>(0, in_flight_);
    return held() + Money::from_pence(going_back) - promised();
}

}  // namespace almoner::ledger
