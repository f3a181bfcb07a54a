#include "scheduler/payment_run/earlier_money.h"

#include "ledger/records/payment_states.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::PaymentKind;
using ledger::PaymentState;

bool is_final_when_cancelled(const Earlier& payment) {
    switch (payment.kind) {
        case PaymentKind::regular:
        case PaymentKind::returned_part:
        case PaymentKind::waiting_money: return false;
        case PaymentKind::arrears:
        case PaymentKind::body_debt:
        case PaymentKind::own_share:
        case PaymentKind::reclaim_paid:
        case PaymentKind::net_pay_paid:
        case PaymentKind::hmrc_paid:
        case PaymentKind::pension_paid:
        case PaymentKind::attachment_paid:
        case PaymentKind::fee_paid:
        case PaymentKind::supplier_paid: return true;
        case PaymentKind::emergency_advance:
        case PaymentKind::emergency_addition: return payment.reissues == 0;
    }
    return false;
}

}  // namespace

bool is_due_again(const Earlier& payment) {
    if (payment.is_reissued || ledger::is_live(payment.state)) return false;
    return payment.state != PaymentState::cancelled || !is_final_when_cancelled(payment);
}

bool is_with_the_bank(const Earlier& payment) {
    return ledger::is_live(payment.state) && payment.state != PaymentState::proposed &&
           payment.state != PaymentState::approved;
}

const Earlier* set_aside_by(std::span<const Earlier> earlier, const Earlier& payment) {
    if (payment.sets_aside) return &payment;
    if (payment.reissues == 0) {
        return payment.kind == PaymentKind::waiting_money ? &payment : nullptr;
    }
    const auto before = std::ranges::lower_bound(earlier, payment.reissues, {}, &Earlier::id);
    if (before == earlier.end() || before->id != payment.reissues) return nullptr;
    return set_aside_by(earlier, *before);
}

const Earlier& last_attempt(std::span<const Earlier> earlier, const Earlier& payment) {
    // NOLINTNEXTLINE(bugprone-return-const-ref-from-parameter): one of what `earlier` shows
    if (!payment.is_reissued) return payment;
    const auto next = std::ranges::find_if(earlier, [&](const Earlier& other) {
        return other.reissues == payment.id && other.kind == payment.kind;
    });
    return next == earlier.end() ? payment : last_attempt(earlier, *next);
}

}  // namespace almoner::scheduler
