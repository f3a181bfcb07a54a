#include "scheduler/payment_run/late_payment.h"

#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/values/invariant.h"

namespace almoner::scheduler {
namespace {

using ledger::PaymentKind;
using ledger::PaymentRecord;

const ledger::Query moved_for{
    "SELECT reason FROM payment_redated WHERE payment = $1 ORDER BY id DESC LIMIT 1"};

std::string before_it(ledger::Database& database, const PaymentRecord& payment) {
    const auto before = ledger::payment_by_id(database, payment.reissues);
    if (!before) return "it is paid again";
    const std::string ref = ledger::payment_ref(before->id);
    switch (before->state) {
        case ledger::PaymentState::returned: return ref + " came back";
        case ledger::PaymentState::rejected: return ref + " was refused by the bank";
        case ledger::PaymentState::recalled: return ref + " was recalled";
        case ledger::PaymentState::cancelled: return ref + " was held or cancelled";
        case ledger::PaymentState::proposed:
        case ledger::PaymentState::held:
        case ledger::PaymentState::approved:
        case ledger::PaymentState::in_file:
        case ledger::PaymentState::sent:
        case ledger::PaymentState::recall_asked:
        case ledger::PaymentState::settled: break;
    }
    return "it pays again what " + ref + " was for";
}

std::string reason_of(ledger::Database& database, const PaymentRecord& payment) {
    switch (payment.kind) {
        case PaymentKind::arrears: return "a later change left it owing";
        case PaymentKind::returned_part: return before_it(database, payment);
        case PaymentKind::waiting_money:
            if (payment.reissues != 0) break;
            return "it was set aside before, and no run had paid it out";
        case PaymentKind::regular:
        case PaymentKind::emergency_advance:
        case PaymentKind::emergency_addition:
        case PaymentKind::body_debt:
        case PaymentKind::own_share:
        case PaymentKind::reclaim_paid:
        case PaymentKind::net_pay_paid:
        case PaymentKind::hmrc_paid:
        case PaymentKind::pension_paid:
        case PaymentKind::attachment_paid:
        case PaymentKind::fee_paid:
        case PaymentKind::supplier_paid: break;
    }
    if (payment.reissues != 0) return before_it(database, payment);
    ledger::Rows moved = database.select(moved_for, payment.id);
    return moved.next() ? moved.str(0) : "it was proposed too late for that day";
}

}  // namespace

bool is_late(PaymentKind kind, ledger::Date nominal_on, ledger::Date entry_on) {
    const bool is_emergency =
        kind == PaymentKind::emergency_advance || kind == PaymentKind::emergency_addition;
    return !is_emergency && entry_on > nominal_on;
}

std::string late_words(ledger::Database& database, const PaymentRecord& payment) {
    if (!is_late(payment.kind, payment.nominal_on, payment.entry_on)) return "";
    return "Due on " + payment.nominal_on.words() + ": " + reason_of(database, payment) + ".";
}

}  // namespace almoner::scheduler
