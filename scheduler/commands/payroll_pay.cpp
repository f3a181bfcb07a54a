#include "scheduler/commands/payroll_pay.h"

#include "ledger/records/in_force.h"
#include "ledger/records/organisation.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payment_states.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/ending/held_by_ending.h"
#include "scheduler/payroll/managed_payments.h"
#include "scheduler/payroll/open_pay.h"
#include "scheduler/payroll/pay_payees.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;
using ledger::PaymentState;

constexpr std::string_view days_ahead_unless_set = "10";  // as a run of payments has it

Outcome<Date> until_of(const Asked& asked) {
    if (asked.fields.has("until")) return asked.fields.date("until");
    const std::string text = asked.around.setting("propose-ahead-days", days_ahead_unless_set);
    std::int32_t days = 0;
    std::from_chars(text.data(), text.data() + text.size(), days);
    return asked.work.today() + days;
}

// 0: every client account.
Outcome<std::int64_t> client_account_wanted(const Asked& asked) {
    if (!asked.fields.has("service")) return std::int64_t{0};
    const auto service = ledger::organisation_by_ref(asked.work.database(),
                                                     ledger::OrganisationKind::support_service,
                                                     asked.fields.text("service"),
                                                     ledger::last_day_of_all);
    if (service && service->client_bank_account) return *service->client_bank_account;
    return refused_in("service",
                      "service-unknown",
                      "No support service of this reference has a client account in these books.",
                      "Leave it out for all of them.");
}

// Of the slip that has taken its place since.
ledger::SlipDebt as_of_now(ledger::Database& database, ledger::SlipDebt debt) {
    while (const auto later = ledger::correction_of(database, debt.slip)) debt.slip = *later;
    return debt;
}

// The last payment of each part that came to nothing.
std::map<ledger::SlipDebt, std::int64_t> came_to_nothing(
    ledger::Database& database, const std::vector<ledger::SlipPayOut>& all) {
    std::map<ledger::SlipDebt, std::int64_t> last;
    for (const ledger::SlipPayOut& each : all) {
        if (each.counts.is_zero()) last[as_of_now(database, each.debt)] = each.payment;
    }
    return last;
}

// What was held is proposed afresh, or is not owed any more: what it pays of a slip that was
// corrected since is never paid by it.
void end_held(ledger::Work& work,
              const std::vector<ledger::SlipPayOut>& all,
              const std::vector<OpenPay>& due) {
    std::set<ledger::SlipDebt> taken;
    for (const OpenPay& each : due) {
        for (const auto& [debt, amount] : each.parts) taken.insert(debt);
    }
    std::set<std::int64_t> held;
    for (const ledger::SlipPayOut& each : all) {
        if (each.state != PaymentState::held) continue;
        const bool is_of_another =
            ledger::correction_of(work.database(), each.debt.slip).has_value();
        if (is_of_another || taken.contains(each.debt)) held.insert(each.payment);
    }
    for (const std::int64_t id : held) {
        (void)move_payments(work, {id, id}, PaymentState::held, PaymentState::cancelled);
    }
}

// Where a refund is set off, what is left is paid out of the parts that owe the same money.
std::vector<DraftPart> parts_of(const OpenPay& pay) {
    std::map<std::pair<std::int64_t, ledger::Stream>, std::map<std::int64_t, Money>> by_money;
    for (const auto& [debt, amount] : pay.parts) {
        by_money[{debt.body, debt.stream}][debt.plan_line] += amount;
    }
    std::vector<DraftPart> parts;
    for (const auto& [money, lines] : by_money) {
        Money sum;
        std::vector<std::int64_t> weights;
        weights.reserve(lines.size());
        for (const auto& [line, amount] : lines) {
            sum += amount;
            weights.push_back(std::max(amount, Money{}).pence());
        }
        const std::vector<Money> amounts = sum.allocate(weights);
        parts.reserve(parts.size() + lines.size());
        std::size_t at = 0;
        for (const auto& [line, unused] : lines) {
            const Money amount = amounts[at++];
            if (amount.is_zero()) continue;
            parts.push_back({.plan_line = line,
                             .body = static_cast<std::int32_t>(money.first),
                             .stream = money.second,
                             .gross = amount,
                             .net = amount});
        }
    }
    return parts;
}

Money sum_of(const OpenPay& pay) {
    Money sum;
    for (const auto& [debt, amount] : pay.parts) sum += amount;
    return sum;
}

// What the body took over is held alone, and the rest is paid. A refund stays beside what it is set
// off against: of money whose rest is nothing to pay all is held.
std::vector<OpenPay> by_who_owes_it(ledger::Database& database, const OpenPay& pay) {
    const std::set<std::int64_t> lines = lines_taken_over(database, pay.kind, pay.budget);
    if (lines.empty()) return {pay};
    using WhoseMoney = std::pair<std::int64_t, ledger::Stream>;
    std::map<WhoseMoney, Money> of_body;
    std::map<WhoseMoney, Money> of_rest;
    for (const auto& [debt, amount] : pay.parts) {
        (lines.contains(debt.plan_line) ? of_body : of_rest)[{debt.body, debt.stream}] += amount;
    }
    OpenPay taken_over = pay;
    std::erase_if(taken_over.parts, [&](const auto& part) {
        const WhoseMoney money{part.first.body, part.first.stream};
        const bool is_alone = of_rest[money] > Money{} && !lines.contains(part.first.plan_line);
        return is_alone || of_body[money] <= Money{};
    });
    OpenPay rest = pay;
    std::erase_if(rest.parts, [&](const auto& part) {
        return std::ranges::find(taken_over.parts, part) != taken_over.parts.end();
    });
    std::vector<OpenPay> split;
    split.reserve(2);
    for (OpenPay* const each : {&rest, &taken_over}) {
        each->amount = sum_of(*each);
        if (each->amount > Money{}) split.push_back(std::move(*each));
    }
    return split;
}

ManagedPayment payment_of(const OpenPay& pay,
                          const PayPayee& payee,
                          const std::map<ledger::SlipDebt, std::int64_t>& before,
                          ManagedDrafts& drafts) {
    std::int64_t instead_of = 0;
    for (const auto& [debt, amount] : pay.parts) {
        const auto found = before.find(debt);
        if (found != before.end()) instead_of = std::max(instead_of, found->second);
    }
    ManagedPayment made{.draft = drafts.make({.kind = pay.kind,
                                              .budget = pay.budget,
                                              .option = pay.option,
                                              .client_account = pay.client_account,
                                              .payee_account = payee.payee_account,
                                              .is_reference_missing = payee.is_reference_missing,
                                              .instead_of = instead_of,
                                              .due_by = pay.due_by,
                                              .parts = parts_of(pay)}),
                        .reference = payee.reference,
                        .person = payee.person};
    made.slips.reserve(pay.parts.size());
    for (const auto& [debt, amount] : pay.parts) {
        made.slips.push_back({.debt = debt, .amount = amount});
    }
    return made;
}

}  // namespace

Outcome<Answer> payroll_pay(Asked& asked) {
    ledger::Work& work = asked.work;
    const Date today = work.today();
    const Outcome<Date> until = until_of(asked);
    if (!until.accepted()) return until.refusal();
    const Outcome<std::int64_t> account = client_account_wanted(asked);
    if (!account.accepted()) return account.refusal();
    const auto holidays = holidays_for(work.database(), {today, std::max(today, until.value())});
    if (!holidays.accepted()) return holidays.refusal();
    std::vector<OpenPay> due = open_pay(work, holidays.value());
    std::erase_if(due, [&](const OpenPay& each) {
        const bool is_another = account.value() != 0 && each.client_account != account.value();
        const bool may_grow = each.kind == ledger::PaymentKind::hmrc_paid && each.ready_on > today;
        return is_another || may_grow || each.due_by > until.value();
    });
    if (due.empty()) {
        return refused_in("until",
                          "nothing-to-pay-out",
                          "Nothing that slips of managed accounts owe is due up to " +
                              until.value().words() + " and not paid or on its way.",
                          "Look at 'almoner payroll due'; give a later day with --until.");
    }
    const auto all = ledger::every_slip_pay_out(work.database());
    const auto before = came_to_nothing(work.database(), all);
    end_held(work, all, due);
    const PayPayees payees(work.database(), today);
    ManagedDrafts drafts(asked);
    std::vector<ManagedPayment> payments;
    payments.reserve(due.size());
    for (const OpenPay& each : due) {
        for (const OpenPay& part : by_who_owes_it(work.database(), each)) {
            payments.push_back(payment_of(part, payees.of(part), before, drafts));
        }
    }
    return shown_runs(work.database(), record_managed(work, std::move(payments)), today);
}

}  // namespace almoner::scheduler
