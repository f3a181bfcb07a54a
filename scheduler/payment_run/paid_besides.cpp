#include "scheduler/payment_run/paid_besides.h"

#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/views/words.h"

namespace almoner::scheduler {
namespace {

using ledger::PaymentKind;
using ledger::PaymentState;

// Those of an agreement for a period, without the held and the cancelled.
const ledger::Query additions_for{
    "SELECT id, net, state FROM payment WHERE agreement = $1 AND kind = 4"
    " AND period_first BETWEEN $2 AND $3 AND state NOT IN (2, 11) ORDER BY id"};
static_assert(static_cast<int>(PaymentKind::emergency_addition) == 4 &&
              static_cast<int>(PaymentState::held) == 2 &&
              static_cast<int>(PaymentState::cancelled) == 11);

}  // namespace

std::string paid_besides_words(ledger::Database& database, const ledger::PaymentRecord& payment) {
    std::string all;
    ledger::Rows rows = database.select(
        additions_for, payment.agreement, payment.period.first, payment.period.last);
    while (rows.next()) {
        const auto state = static_cast<PaymentState>(rows.integer(2));
        all += (all.empty() ? "Paid besides: " : ", ") + ledger::money_with_pence(rows.money(1)) +
               " by emergency payment " + ledger::payment_ref(rows.integer(0));
        // Paid means settled.
        if (state != PaymentState::settled) all += " (" + std::string(name_of(state)) + ")";
    }
    return all.empty() ? all : all + ".";
}

}  // namespace almoner::scheduler
