#include "scheduler/reconciliation/reissues.h"

#include "ledger/values/invariant.h"
#include "scheduler/payment_run/families.h"

#include <algorithm>
#include <span>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaymentState;

bool is_in_no_file(PaymentState state) {
    return state == PaymentState::proposed || state == PaymentState::approved;
}

bool is_on_its_way(PaymentState state) {
    return state == PaymentState::in_file || state == PaymentState::sent ||
           state == PaymentState::recall_asked || state == PaymentState::settled;
}

}  // namespace

Reissues reissues_of(ledger::Database& database,
                     const ledger::PaymentRecord& settled,
                     const StateOf& state_of) {
    const EarlierPayments of_agreement(database, settled.agreement);
    std::vector<Earlier> payments = of_agreement.all();
    for (Earlier& payment : payments) {
        payment.state =
            payment.id == settled.id ? PaymentState::settled : state_of(payment.id, payment.state);
    }
    const auto self = std::ranges::find(payments, settled.id, &Earlier::id);
    if (self == payments.end()) throw ledger::InvariantBroken("a payment without its agreement");
    const Family family = family_of(payments, *self);
    Reissues found;
    found.paid_twice = paid_or_promised(family) - newest_whole(family).net;
    for (auto at = family.rbegin(); at != family.rend(); ++at) {
        const Earlier& payment = **at;
        const bool stops = found.paid_twice > Money{} && is_in_no_file(payment.state);
        const bool waits = found.paid_twice >= Money{} && payment.state == PaymentState::held;
        if (stops) found.paid_twice -= payment.net;
        if (stops || waits) {
            found.to_cancel.push_back({payment.id, payment.run, payment.state});
        } else if (payment.id != settled.id && is_on_its_way(payment.state)) {
            found.went_out.push_back(payment.id);
        }
    }
    found.paid_twice = std::max(found.paid_twice, Money{});
    if (found.paid_twice.is_zero()) found.went_out.clear();
    return found;
}

}  // namespace almoner::scheduler
