#include "scheduler/reconciliation/paid_in_its_stead.h"

#include "ledger/records/managed_pay_out.h"
#include "ledger/records/payment_states.h"
#include "scheduler/payroll/pays_the_same.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::PaymentRecord;
using ledger::PaymentState;

const ledger::Query later_reissues{
    "SELECT id, reissues, state, run FROM payment WHERE budget = $1 AND id > $2 AND reissues <> 0"
    " ORDER BY id"};

// What a body owes, a person's own share or reclaimed money: what took its place, or the place of
// one that did.
std::vector<PaysTheSame> by_links(ledger::Database& database, const PaymentRecord& payment) {
    std::vector<std::int64_t> family{payment.id};
    std::vector<PaysTheSame> found;
    ledger::Rows rows = database.select(later_reissues, payment.budget, payment.id);
    while (rows.next()) {
        if (std::ranges::find(family, rows.integer(1)) == family.end()) continue;
        family.push_back(rows.integer(0));
        const auto state = static_cast<PaymentState>(rows.integer(2));
        if (!ledger::is_live(state) && state != PaymentState::held) continue;
        found.push_back({.payment = rows.integer(0), .run = rows.integer(3), .state = state});
    }
    return found;
}

bool is_of_a_debt(ledger::Database& database, const PaymentRecord& payment) {
    return ledger::pays_slips(payment.kind) ||
           ledger::managed_pay_out_of(database, payment.id).has_value();
}

struct Others {
    std::vector<PaysTheSame> all;
    bool is_too_much = false;
};

Others others_of(ledger::Work& work, const PaymentRecord& payment) {
    ledger::Database& database = work.database();
    if (!is_of_a_debt(database, payment)) {
        return {.all = by_links(database, payment), .is_too_much = true};
    }
    Others others{.all = paying_the_same(database, payment.id)};
    others.is_too_much = !others.all.empty() && pays_too_much(work, payment.id);
    return others;
}

bool is_in_no_file(PaymentState state) {
    return state == PaymentState::proposed || state == PaymentState::approved;
}

}  // namespace

std::vector<Reissues::One> stopped_in_its_stead(ledger::Work& work, const PaymentRecord& settled) {
    const Others others = others_of(work, settled);
    std::vector<Reissues::One> stopped;
    for (const PaysTheSame& each : others.all) {
        const bool stops = others.is_too_much && is_in_no_file(each.state);
        if (!stops && each.state != PaymentState::held) continue;
        stopped.push_back({each.payment, each.run, each.state});
    }
    return stopped;
}

std::vector<std::int64_t> paid_in_its_stead(ledger::Work& work, const PaymentRecord& settled) {
    const Others others = others_of(work, settled);
    std::vector<std::int64_t> paid;
    if (!others.is_too_much) return paid;
    for (const PaysTheSame& each : others.all) {
        if (ledger::is_live(each.state)) paid.push_back(each.payment);
    }
    return paid;
}

}  // namespace almoner::scheduler
