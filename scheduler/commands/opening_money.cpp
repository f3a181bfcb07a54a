#include "scheduler/commands/opening_money.h"

#include "ledger/posting/commissioner_money.h"
#include "ledger/posting/contribution.h"
#include "ledger/posting/set_aside.h"
#include "ledger/posting/takeover.h"
#include "ledger/values/invariant.h"

#include <utility>

namespace almoner::scheduler {
namespace {

using gateway::BalanceKind;
using ledger::AccountName;
using ledger::Money;
using ledger::Posting;

AccountName payable(gateway::OwedTo owed_to) {
    switch (owed_to) {
        case gateway::OwedTo::net_pay: return AccountName::payable_net_pay;
        case gateway::OwedTo::hmrc: return AccountName::payable_hmrc;
        case gateway::OwedTo::pension: return AccountName::payable_pension;
        case gateway::OwedTo::attachment: return AccountName::payable_attachment;
        case gateway::OwedTo::fee: return AccountName::payable_fee;
        case gateway::OwedTo::refund: return AccountName::payable_refund;
    }
    throw ledger::InvariantBroken("unlisted creditor");
}

Posting of_a_sum(const OpeningMoney& money) {
    switch (money.kind) {
        case BalanceKind::bank:
            return post(ledger::BankToppedUp{money.bank_account, {money.share}});
        case BalanceKind::undrawn:
            return post(ledger::PeriodSetAside{money.holding, {money.share}, {}});
        case BalanceKind::held:
            return post(ledger::PersonTakenOver{money.holding, {money.share}, {}});
        case BalanceKind::owed:
            return post(ledger::PersonTakenOver{
                money.holding, {}, {{payable(money.owed_to.value()), {money.share}}}});
        case BalanceKind::contribution_due:
            return post(ledger::ContributionDue{money.holding, {money.share}});
    }
    throw ledger::InvariantBroken("unlisted kind of balance");
}

}  // namespace

Posting opening_posting(const OpeningMoney& money) {
    if (money.share.amount >= Money{}) return of_a_sum(money);
    OpeningMoney less = money;
    less.share.amount = -money.share.amount;
    // What another body lent to this stream.
    if (money.kind == BalanceKind::bank) {
        return post(ledger::BankMoneyTakenOut{less.bank_account, {less.share}});
    }
    Posting posting = of_a_sum(less);
    for (ledger::Leg& leg : posting.legs) std::swap(leg.debit, leg.credit);
    return posting;
}

}  // namespace almoner::scheduler
