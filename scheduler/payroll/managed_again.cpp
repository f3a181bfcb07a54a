#include "scheduler/payroll/managed_again.h"

#include "ledger/records/managed_pay_out.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/returns.h"
#include "ledger/records/slip_pay_out.h"
#include "ledger/records/supplier_invoice.h"
#include "ledger/values/invariant.h"
#include "scheduler/ending/held_by_ending.h"
#include "scheduler/payroll/client_funds.h"
#include "scheduler/payroll/open_pay.h"
#include "scheduler/payroll/pays_the_same.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::PaymentKind;
using ledger::PaymentRecord;
using ledger::PaymentState;

const ledger::Query managed_in_run{
    "SELECT id FROM payment WHERE id BETWEEN $1 AND $2 AND kind BETWEEN 14 AND 19 AND state = $3"
    " ORDER BY id"};
static_assert(static_cast<int>(PaymentKind::net_pay_paid) == 14 &&
              static_cast<int>(PaymentKind::supplier_paid) == 19);

bool has_left(PaymentState state) {
    return state == PaymentState::in_file || state == PaymentState::sent ||
           state == PaymentState::recall_asked || state == PaymentState::settled;
}

// With another that is promised or paid, it would be more than is owed. A slip that owes less since
// is no reason by itself: what was approved goes out, and the rest is owed back.
bool is_paid_by_others(ledger::Work& work, std::int64_t payment) {
    const auto others = paying_the_same(work.database(), payment);
    const bool is_shared = std::ranges::any_of(others, [](const PaysTheSame& each) {
        return has_left(each.state) || each.state == PaymentState::approved;
    });
    return is_shared && pays_too_much(work, payment);
}

class Again {
  public:
    Again(ledger::Work& work, const ledger::PaymentRun& run)
        : work_(work), run_(run), open_(open_parts(work, run.payments)), funds_(work) {}

    // Nothing: it may go out.
    [[nodiscard]] const rules::ReleaseRule* stops(const PaymentRecord& payment) {
        if (!is_still_owed(payment.id)) {
            return rules::release_rule("amount-changed");
        }
        if (!is_its_payee(payment)) return rules::release_rule("payee-replaced");
        const auto parts = ledger::parts_of(work_.database(), payment.id);
        std::vector<std::int64_t> lines;
        lines.reserve(parts.size());
        for (const auto& each : parts) lines.push_back(each.plan_line);
        const auto* const ending =
            held_by_ending(work_.database(), payment.kind, payment.budget, lines);
        if (ending != nullptr) return ending;
        const ledger::Holding holding{
            payment.budget, payment.option, static_cast<std::int32_t>(run_.paid_from)};
        const auto shares = ledger::shares_of(parts);
        return funds_.take(holding, shares) ? nullptr : rules::release_rule("client-funds-short");
    }

  private:
    // To the penny, part by part: what two people saw is what is paid.
    [[nodiscard]] bool is_still_owed(std::int64_t payment) const {
        // Corrected or paid since, it may be less than what is promised and paid of it, this with
        // it.
        if (ledger::managed_pay_out_of(work_.database(), payment)) {
            return !pays_too_much(work_, payment);
        }
        return std::ranges::all_of(ledger::slip_pay_outs_of(work_.database(), payment),
                                   [&](const ledger::SlipPayOut& each) {
                                       const auto found = open_.find(each.debt);
                                       return found != open_.end() && found->second == each.amount;
                                   });
    }

    // An invoice is paid to nobody but its supplier.
    [[nodiscard]] bool is_its_payee(const PaymentRecord& payment) const {
        const auto what = ledger::managed_pay_out_of(work_.database(), payment.id);
        if (!what || what->what != "invoice") return true;
        const auto invoice = ledger::invoice_by_id(work_.database(), what->subject);
        const auto payee =
            ledger::payee_account_numbered(work_.database(), payment.payee_account, work_.today());
        return invoice && payee && payee->organisation == invoice->supplier;
    }

    ledger::Work& work_;
    const ledger::PaymentRun& run_;
    OpenParts open_;
    ClientFunds funds_;
};

std::vector<std::int64_t> managed_payments(ledger::Database& database,
                                           const ledger::PaymentRun& run,
                                           PaymentState state) {
    std::vector<std::int64_t> ids;
    ledger::Rows rows = database.select(
        managed_in_run, run.payments.first, run.payments.last, static_cast<int>(state));
    while (rows.next()) ids.push_back(rows.integer(0));
    return ids;
}

}  // namespace

void stop_managed(ledger::Work& work,
                  const ledger::PaymentRun& run,
                  PaymentState state,
                  std::vector<Stopped>& stopped) {
    const std::vector<std::int64_t> ids = managed_payments(work.database(), run, state);
    if (ids.empty()) return;
    std::set<std::int64_t> known;
    for (const Stopped& each : stopped) known.insert(each.payment);
    std::optional<Again> again;
    if (state == PaymentState::proposed) again.emplace(work, run);
    for (const std::int64_t id : ids) {
        if (known.contains(id)) continue;
        const auto payment = ledger::payment_by_id(work.database(), id);
        if (!payment) throw ledger::InvariantBroken("a payment that is gone");
        const rules::ReleaseRule* why = nullptr;
        if (again) {
            why = again->stops(*payment);
        } else if (is_paid_by_others(work, id)) {
            why = rules::release_rule("amount-changed");
        }
        if (why == nullptr) continue;
        stopped.push_back({.payment = id,
                           .agreement = std::string(name_of(payment->kind)),
                           .net = payment->net,
                           .findings = {why}});
    }
    std::ranges::sort(stopped, {}, &Stopped::payment);
}

}  // namespace almoner::scheduler
