#include "ledger/posting/commissioner_money.h"

#include "ledger/posting/compose.h"

#include <utility>

namespace almoner::ledger {
namespace {

Posting into_bank(Event event, std::int32_t bank_account, const Shares& shares) {
    Composer legs(event);
    for (const Share& share : shares) {
        legs.move(at_bank(AccountName::bank, bank_account, share),
                  of_body(AccountName::funding, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

Posting out_of_bank(Event event, std::int32_t bank_account, const Shares& shares) {
    Composer legs(event);
    for (const Share& share : shares) {
        legs.move(of_body(AccountName::funding, share),
                  at_bank(AccountName::bank, bank_account, share),
                  share.amount);
    }
    return std::move(legs).posting();
}

}  // namespace

Posting post(const BankToppedUp& event) {
    return into_bank(Event::bank_topped_up, event.bank_account, event.shares);
}

Posting post(const BankInterest& event) {
    return into_bank(Event::bank_interest, event.bank_account, event.shares);
}

Posting post(const BankCharged& event) {
    return out_of_bank(Event::bank_charged, event.bank_account, event.shares);
}

Posting post(const BankMoneyTakenOut& event) {
    return out_of_bank(Event::bank_money_taken_out, event.bank_account, event.shares);
}

}  // namespace almoner::ledger
