#include "scheduler/payroll/pays_the_same.h"

#include "ledger/records/managed_pay_out.h"
#include "ledger/records/opening_balance.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/slip_pay_out.h"
#include "ledger/records/supplier_invoice.h"
#include "ledger/values/invariant.h"
#include "scheduler/payroll/open_pay.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaymentState;
using ledger::SlipDebt;

const ledger::Query amount_of_charge{"SELECT amount FROM fee_charge WHERE id = $1"};

bool counts(PaymentState state) {
    return ledger::is_live(state) || state == PaymentState::held;
}

// The slip that counts in the place of this one.
std::int64_t newest_of(ledger::Database& database, std::int64_t slip) {
    while (const auto later = ledger::correction_of(database, slip)) slip = *later;
    return slip;
}

// The payments that count of this part of the slip and of those it took the place of.
void find_of_part(ledger::Database& database,
                  std::int64_t newest,
                  const SlipDebt& part,
                  std::set<std::int64_t>& ids) {
    const auto slip = ledger::pay_slip_by_id(database, newest);
    if (!slip) throw ledger::InvariantBroken("a payment of a slip that is gone");
    for (const std::int64_t each : ledger::slip_and_before(database, *slip)) {
        for (const ledger::SlipPayOut& other : ledger::pay_outs_of_slip(database, each)) {
            const bool is_same =
                other.debt.what == part.what && other.debt.pay_order == part.pay_order;
            if (is_same && counts(other.state)) ids.insert(other.payment);
        }
    }
}

void find_of_slips(ledger::Database& database, std::int64_t payment, std::set<std::int64_t>& ids) {
    std::set<std::tuple<std::int64_t, std::string, std::int64_t>> seen;
    for (const ledger::SlipPayOut& own : ledger::slip_pay_outs_of(database, payment)) {
        const std::int64_t newest = newest_of(database, own.debt.slip);
        if (!seen.emplace(newest, own.debt.what, own.debt.pay_order).second) continue;
        find_of_part(database, newest, own.debt, ids);
    }
}

Money owed_by(ledger::Database& database, const ledger::ManagedPayOut& what) {
    if (what.what == "opening") {
        const auto opening = ledger::opening_balance_by_id(database, what.subject);
        if (opening) return opening->amount;
    } else if (what.what == "invoice") {
        const auto invoice = ledger::invoice_by_id(database, what.subject);
        if (invoice) return invoice->is_withdrawn ? Money{} : invoice->amount;
    } else {
        ledger::Rows charge = database.select(amount_of_charge, what.subject);
        if (charge.next()) return charge.money(0);
    }
    throw ledger::InvariantBroken("a payment of nothing that is owed");
}

bool bill_is_exceeded(ledger::Database& database, const ledger::ManagedPayOut& what) {
    Money paid;
    for (const auto& each : ledger::managed_pay_outs(database, what.what, what.subject)) {
        paid += each.counts;
    }
    return paid > owed_by(database, what);
}

}  // namespace

std::vector<PaysTheSame> paying_the_same(ledger::Database& database, std::int64_t payment) {
    std::set<std::int64_t> ids;
    if (const auto what = ledger::managed_pay_out_of(database, payment)) {
        for (const auto& each : ledger::managed_pay_outs(database, what->what, what->subject)) {
            if (counts(each.state)) ids.insert(each.payment);
        }
    } else {
        find_of_slips(database, payment, ids);
    }
    ids.erase(payment);
    std::vector<PaysTheSame> same;
    same.reserve(ids.size());
    for (const std::int64_t id : ids) {
        const auto record = ledger::payment_by_id(database, id);
        if (!record) throw ledger::InvariantBroken("a payment that is gone");
        same.push_back({.payment = id, .run = record->run, .state = record->state});
    }
    return same;
}

bool pays_too_much(ledger::Work& work, std::int64_t payment) {
    ledger::Database& database = work.database();
    if (const auto what = ledger::managed_pay_out_of(database, payment)) {
        return bill_is_exceeded(database, *what);
    }
    const OpenParts left = left_by_rows(work);
    return std::ranges::any_of(ledger::slip_pay_outs_of(database, payment),
                               [&](const ledger::SlipPayOut& each) {
                                   SlipDebt debt = each.debt;
                                   debt.slip = newest_of(database, debt.slip);
                                   debt.plan_line = 0;
                                   const auto found = left.find(debt);
                                   return found != left.end() && found->second < Money{};
                               });
}

}  // namespace almoner::scheduler
