#include "ledger/records/payment_end.h"

#include "ledger/records/payment_states.h"

namespace almoner::ledger {

bool was_given_up(const PaymentRecord& payment) {
    if (payment.state != PaymentState::cancelled) return false;
    const bool is_emergency = payment.kind == PaymentKind::emergency_advance ||
                              payment.kind == PaymentKind::emergency_addition;
    if (is_pay_out(payment.kind)) return true;
    return payment.kind == PaymentKind::arrears || (is_emergency && payment.reissues == 0);
}

std::string next_expected_of(const PaymentRecord& payment, Date today) {
    if (!was_given_up(payment)) return next_expected(payment.state, payment.entry_on, today);
    if (is_pay_out(payment.kind)) {
        return "It was cancelled: propose it again if it is still owed.";
    }
    if (payment.kind == PaymentKind::arrears) {
        return "It was cancelled: the next run works out afresh what is still owed.";
    }
    if (payment.kind == PaymentKind::emergency_advance) {
        return "It was cancelled: its money is paid with its period.";
    }
    return "It was cancelled, and its money given back: nothing more is expected.";
}

}  // namespace almoner::ledger
