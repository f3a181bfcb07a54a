#include "scheduler/payroll/managed_again.h"

#include "ledger/records/managed_pay_out.h"
#include "ledger/records/opening_balance.h"
#include "ledger/records/returns.h"
#include "ledger/records/slip_pay_out.h"
#include "ledger/values/invariant.h"
#include "scheduler/payroll/client_funds.h"
#include "scheduler/payroll/open_pay.h"

#include <algorithm>
#include <set>

namespace almoner::scheduler {
namespace {

using ledger::PaymentKind;
using ledger::PaymentRecord;
using ledger::PaymentState;

const ledger::Query managed_in_run{
    "SELECT id FROM payment WHERE id BETWEEN $1 AND $2 AND kind BETWEEN 14 AND 19 AND state = 1"
    " ORDER BY id"};
static_assert(static_cast<int>(PaymentKind::net_pay_paid) == 14 &&
              static_cast<int>(PaymentKind::supplier_paid) == 19 &&
              static_cast<int>(PaymentState::proposed) == 1);

class Again {
  public:
    Again(ledger::Work& work, const ledger::PaymentRun& run)
        : work_(work), run_(run), open_(open_parts(work, run.payments)), funds_(work) {}

    // Nothing: it may go out.
    [[nodiscard]] const rules::ReleaseRule* stops(const PaymentRecord& payment) {
        if (!is_still_owed(payment.id)) {
            return rules::release_rule("amount-changed");
        }
        const ledger::Holding holding{
            payment.budget, payment.option, static_cast<std::int32_t>(run_.paid_from)};
        const auto shares = ledger::shares_of(ledger::parts_of(work_.database(), payment.id));
        return funds_.take(holding, shares) ? nullptr : rules::release_rule("client-funds-short");
    }

  private:
    // To the penny, part by part: what two people saw is what is paid.
    [[nodiscard]] bool is_still_owed(std::int64_t payment) const {
        const auto other = ledger::managed_pay_out_of(work_.database(), payment);
        if (other && other->what == "opening") return is_open_still(other->subject);
        return std::ranges::all_of(ledger::slip_pay_outs_of(work_.database(), payment),
                                   [&](const ledger::SlipPayOut& each) {
                                       const auto found = open_.find(each.debt);
                                       return found != open_.end() && found->second == each.amount;
                                   });
    }

    // Corrected since, it may be less than what is promised and paid of it, this with it.
    [[nodiscard]] bool is_open_still(std::int64_t id) const {
        const auto opening = ledger::opening_balance_by_id(work_.database(), id);
        if (!opening) throw ledger::InvariantBroken("a debt of no opening balance");
        ledger::Money open = opening->amount;
        for (const auto& each : ledger::managed_pay_outs(work_.database(), "opening", id)) {
            open -= each.counts;
        }
        return open >= ledger::Money{};
    }

    ledger::Work& work_;
    const ledger::PaymentRun& run_;
    OpenParts open_;
    ClientFunds funds_;
};

std::vector<std::int64_t> managed_payments(ledger::Database& database,
                                           const ledger::PaymentRun& run) {
    std::vector<std::int64_t> ids;
    ledger::Rows rows = database.select(managed_in_run, run.payments.first, run.payments.last);
    while (rows.next()) ids.push_back(rows.integer(0));
    return ids;
}

}  // namespace

void stop_managed(ledger::Work& work,
                  const ledger::PaymentRun& run,
                  std::vector<Stopped>& stopped) {
    const std::vector<std::int64_t> ids = managed_payments(work.database(), run);
    if (ids.empty()) return;
    std::set<std::int64_t> known;
    for (const Stopped& each : stopped) known.insert(each.payment);
    Again again(work, run);
    for (const std::int64_t id : ids) {
        if (known.contains(id)) continue;
        const auto payment = ledger::payment_by_id(work.database(), id);
        if (!payment) throw ledger::InvariantBroken("a payment that is gone");
        const rules::ReleaseRule* const why = again.stops(*payment);
        if (why == nullptr) continue;
        stopped.push_back({.payment = id,
                           .agreement = std::string(name_of(payment->kind)),
                           .net = payment->net,
                           .findings = {why}});
    }
    std::ranges::sort(stopped, {}, &Stopped::payment);
}

}  // namespace almoner::scheduler
