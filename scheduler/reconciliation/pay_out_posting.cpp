#include "scheduler/reconciliation/pay_out_posting.h"

#include "ledger/posting/closing.h"
#include "ledger/posting/payroll.h"
#include "ledger/values/invariant.h"

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::PaymentKind;

ledger::Holding holding_of(const PayOutMoney& money) {
    return {money.budget, money.option, money.paid_from};
}

AccountName payable_of(PaymentKind kind) {
    switch (kind) {
        case PaymentKind::own_share: return AccountName::payable_refund;
        case PaymentKind::reclaim_paid: return AccountName::payable_reclaim;
        case PaymentKind::net_pay_paid: return AccountName::payable_net_pay;
        case PaymentKind::hmrc_paid: return AccountName::payable_hmrc;
        case PaymentKind::pension_paid: return AccountName::payable_pension;
        case PaymentKind::attachment_paid: return AccountName::payable_attachment;
        case PaymentKind::fee_paid: return AccountName::payable_fee;
        // What a plan line buys leaves its fund at once: payable:supplier is the commissioner's.
        case PaymentKind::supplier_paid: return AccountName::fund;
        case PaymentKind::regular:
        case PaymentKind::arrears:
        case PaymentKind::emergency_advance:
        case PaymentKind::emergency_addition:
        case PaymentKind::returned_part:
        case PaymentKind::waiting_money:
        case PaymentKind::body_debt: break;
    }
    throw ledger::InvariantBroken("a payment out of no client account");
}

ledger::Debts debts_of(const PayOutMoney& money) {
    return {{payable_of(money.kind), money.shares}};
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
