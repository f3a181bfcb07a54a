#include "scheduler/reconciliation/paid_worker.h"

namespace almoner::scheduler {
namespace {

const ledger::Query paid_by_agreement{
    "SELECT 1 FROM agreement WHERE number = $1 AND payee_account = $2 LIMIT 1"};
const ledger::Query own_account{
    "SELECT 1 FROM payee_account y JOIN budget b ON b.person = y.person"
    " WHERE y.number = $1 AND b.number = $2 LIMIT 1"};

}  // namespace

bool went_to_worker(ledger::Database& database, const ledger::PaymentRecord& payment) {
    const bool is_emergency = payment.kind == ledger::PaymentKind::emergency_advance ||
                              payment.kind == ledger::PaymentKind::emergency_addition;
    if (!is_emergency || payment.option == ledger::Option::notional) return false;
    if (database.select(paid_by_agreement, payment.agreement, payment.payee_account).next()) {
        return false;
    }
    return payment.option != ledger::Option::direct_payment ||
           !database.select(own_account, payment.payee_account, payment.budget).next();
}

}  // namespace almoner::scheduler
