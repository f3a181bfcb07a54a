#include "scheduler/reconciliation/pay_out_posting.h"

#include "ledger/posting/closing.h"
#include "ledger/posting/payroll.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::PaymentKind;

ledger::Holding holding_of(const PayOutMoney& money) {
    return {money.budget, money.option, money.paid_from};
}

ledger::Debts debts_of(const PayOutMoney& money) {
    const AccountName payable = money.kind == PaymentKind::own_share ? AccountName::payable_refund
                                                                     : AccountName::payable_reclaim;
    return {{payable, money.shares}};
}

}  // namespace

ledger::Posting pay_out_approved(const PayOutMoney& money) {
    if (money.kind == PaymentKind::body_debt) {
        return post(ledger::BodyPaymentApproved{money.paid_from, money.shares});
    }
    return post(ledger::PayOutApproved{holding_of(money), debts_of(money)});
}

ledger::Posting pay_out_returned(const PayOutMoney& money) {
    if (money.kind == PaymentKind::body_debt) {
        return post(ledger::BodyPaymentReturned{money.paid_from, money.shares});
    }
    return post(ledger::PayOutReturned{holding_of(money), debts_of(money)});
}

}  // namespace almoner::scheduler
