#include "ledger/posting/notional.h"
#include "ledger/posting/payment.h"
#include "ledger/records/move_many.h"
#include "ledger/records/payment_states.h"
#include "ledger/storage/read_beside.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/facts/emergency_facts.h"
#include "scheduler/payment_run/read_ahead.h"
#include "scheduler/payment_run/release_again.h"
#include "scheduler/payment_run/run_facts.h"
#include "scheduler/payroll/managed_again.h"
#include "scheduler/payroll/other_account.h"
#include "scheduler/reconciliation/pay_out_posting.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PaymentRun;
using ledger::PaymentState;
using ledger::RunState;

const ledger::Query note_approver{"UPDATE payment_run SET approved_by = $2 WHERE id = $1"};
const ledger::Query proposed_payments{
    "SELECT id, budget, option, payee_account, period_first, period_last, net, kind FROM payment"
    " WHERE id BETWEEN $1 AND $2 AND state = $3 ORDER BY id"};
// A payment's parts are written after it and before the next payment, so those of a run stand
// together: one stretch of the table instead of a way through the index to each.
const ledger::Query parts_of_run{
    "SELECT payment, body, stream, plan_line, net FROM payment_part WHERE id BETWEEN"
    " (SELECT MIN(id) FROM payment_part WHERE payment ="
    "  (SELECT MIN(payment) FROM payment_part WHERE payment >= $1))"
    " AND (SELECT MAX(id) FROM payment_part WHERE payment ="
    "  (SELECT MAX(payment) FROM payment_part WHERE payment <= $2)) ORDER BY id"};
const ledger::Query approve_stretch{
    "UPDATE payment SET state = $4, first_transfer = $5 + (id - $1) * $6"
    " WHERE id BETWEEN $1 AND $2 AND state = $3"};

Outcome<Done> may_approve(const Asked& asked,
                          const PaymentRun& run,
                          const CountAndTotal& payments) {
    if (run.state != RunState::proposed) {
        return refused("run-not-proposed",
                       "This run is " + std::string(name_of(run.state)) + " already.",
                       "Look at it with 'almoner run show'.",
                       "run");
    }
    if (asked.actor.role != Role::checker) {
        return refused("needs-checker",
                       "Only a checker may approve a payment run.",
                       "Ask a checker who did not propose it.");
    }
    if (asked.actor.number == run.proposed_by) {
        return refused("own-proposal",
                       "Nobody approves what they proposed themselves.",
                       "Ask another checker to approve this run.");
    }
    if (payments.count == 0) {
        return refused("nothing-to-approve",
                       "Every payment of this run is held, or may not go out any more.",
                       "Mend what holds them; the next run takes them up. Cancel this one.",
                       "run");
    }
    if (asked.actor.approve_limit && payments.total > *asked.actor.approve_limit) {
        return refused("above-approve-limit",
                       "This run comes to " + in_pounds(payments.total) +
                           ", and you may approve up to " + in_pounds(*asked.actor.approve_limit) +
                           ".",
                       "Ask a checker with a higher limit.");
    }
    return Done{};
}

Outcome<Done> is_confirmed(Asked& asked,
                           const CountAndTotal& payments,
                           const std::vector<Stopped>& stopped) {
    const Outcome<std::string> given = asked.fields.need("confirm");
    if (given.accepted() && confirms(given.value(), payments)) return Done{};
    if (!stopped.empty()) {
        return refused(
            "payments-to-hold",
            "Since this run was proposed, some of its payments may not go out any more. " +
                words_of(stopped),
            "Confirm " + to_confirm(payments) +
                " (pence): these are held, and the others are approved.",
            "confirm");
    }
    const std::string figures = std::to_string(payments.count) +
                                (payments.count == 1 ? " payment" : " payments") + " and " +
                                in_pounds(payments.total) + " in all";
    return refused(
        "confirm-differs",
        "This run has " + figures + "; what was confirmed is not the same.",
        "Look at the run, then confirm with " + to_confirm(payments) + " (pence) if that is right.",
        "confirm");
}

// What is asked of a payment that is approved, and of its parts.
struct Proposed {
    std::int64_t id = 0;
    std::int32_t budget = 0;
    ledger::Option option = ledger::Option::none;
    std::int64_t payee_account = 0;
    ledger::Period period{};
    Money net{};
    ledger::PaymentKind kind = ledger::PaymentKind::regular;
};
struct ProposedPart {
    std::int64_t payment = 0;
    std::int64_t plan_line = 0;
    ledger::Share share;
};

// A take-over brings bank details in on one person's word, so that person is not the second one.
Outcome<Done> others_entered(const Asked& asked,
                             const std::vector<Proposed>& payments,
                             const PayeeBook& payees) {
    if (asked.actor.number == 0) return Done{};
    const auto own = std::ranges::count_if(payments, [&](const Proposed& payment) {
        return payees.of(payment.payee_account).entered_alone_by == asked.actor.number;
    });
    if (own == 0) return Done{};
    return refused("own-payee",
                   "You alone entered the bank details of " + std::to_string(own) +
                       " of this run's payments, with an import.",
                   "Ask another checker to approve the run.",
                   "as");
}

class Reserving {
  public:
    Reserving(ledger::Work& work, const PaymentRun& run, const PayeeBook& payees)
        : work_(work), run_(run), payees_(payees) {}

    // The first transfer that stands for the payment.
    std::int64_t reserve(const Proposed& payment, std::span<const ProposedPart> parts) {
        std::int64_t first = 0;
        for (const ProposedPart& part : parts) {
            if (part.share.amount.is_zero()) continue;
            const std::int64_t transfer = reserve_part(payment, part);
            if (first == 0) first = transfer;
        }
        return first;
    }

  private:
    std::int64_t reserve_part(const Proposed& payment, const ProposedPart& part) {
        const ledger::TransferDetail detail{.plan_line = part.plan_line,
                                            .effective = payment.period.first,
                                            .period = payment.period};
        const ledger::Holding holding{
            payment.budget, payment.option, payees_.of(payment.payee_account).client_account};
        const auto bank = static_cast<std::int32_t>(run_.paid_from);
        const ledger::Shares shares{part.share};
        if (is_pay_out(payment.kind)) {
            const PayOutMoney money{.kind = payment.kind,
                                    .budget = payment.budget,
                                    .option = payment.option,
                                    .paid_from = bank,
                                    .shares = shares};
            return work_.post(pay_out_approved(money), detail);
        }
        if (payment.option == ledger::Option::notional) {
            return work_.post(post(ledger::SupplierPaymentApproved{holding, bank, shares}), detail);
        }
        return work_.post(post(ledger::PaymentApproved{{holding, bank, shares}}), detail);
    }

    ledger::Work& work_;
    const PaymentRun& run_;
    const PayeeBook& payees_;
};

// Payments one after another whose transfers begin equally far from each other: one update for all.
struct Stretch {
    ledger::IdRange payments;
    std::int64_t first_transfer = 0;
    std::int64_t transfers_each = 0;

    [[nodiscard]] std::int64_t transfer_of(std::int64_t payment) const {
        return first_transfer + (payment - payments.first) * transfers_each;
    }
    // Whether the payment continues it; the second one says how far they are apart.
    [[nodiscard]] bool takes(std::int64_t payment, std::int64_t transfer) {
        if (payment != payments.last + 1) return false;
        const std::int64_t count = payments.last - payments.first + 1;
        if (count == 1) transfers_each = transfer - first_transfer;
        if (transfer != first_transfer + count * transfers_each) return false;
        payments.last = payment;
        return true;
    }
};

std::int64_t count_of(const PaymentRun& run) {
    return run.payments.last - run.payments.first + 1;
}

std::vector<ProposedPart> parts_in(ledger::Database& database, const PaymentRun& run) {
    std::vector<ProposedPart> parts;
    parts.reserve(static_cast<std::size_t>(count_of(run)));
    ledger::Rows rows = database.select(parts_of_run, run.payments.first, run.payments.last);
    while (rows.next()) {
        parts.push_back({.payment = rows.integer(0),
                         .plan_line = rows.integer(3),
                         .share = {.stream = rows.stream(2),
                                   .body = static_cast<std::int32_t>(rows.integer(1)),
                                   .amount = rows.money(4)}});
    }
    return parts;
}

using Parts = std::span<const ProposedPart>;
using PayeesAndParts = std::pair<PayeeBook, std::vector<ProposedPart>>;

// Each payment with its parts, which stand in the order of their payments.
template <class Take>
void each_with_parts(const std::vector<Proposed>& payments,
                     const std::vector<ProposedPart>& parts,
                     const Take& take) {
    auto part = parts.begin();
    for (const Proposed& payment : payments) {
        part = std::find_if(part, parts.end(), [&](const ProposedPart& each) {
            return each.payment >= payment.id;
        });
        const auto end = std::find_if(part, parts.end(), [&](const ProposedPart& each) {
            return each.payment != payment.id;
        });
        take(payment, Parts{part, end});
        part = end;
    }
}

// As the transfers will be given their numbers, so that the payments can be approved meanwhile.
std::vector<Stretch> stretches_of(const std::vector<Proposed>& payments,
                                  const std::vector<ProposedPart>& parts,
                                  std::int64_t next_transfer) {
    std::vector<Stretch> stretches;
    each_with_parts(payments, parts, [&](const Proposed& payment, Parts own) {
        const auto paid = std::ranges::count_if(
            own, [](const ProposedPart& part) { return !part.share.amount.is_zero(); });
        const std::int64_t first = paid == 0 ? 0 : next_transfer;
        next_transfer += paid * ledger::transfers_of_part(payment.kind, payment.option);
        if (stretches.empty() || !stretches.back().takes(payment.id, first)) {
            stretches.push_back({.payments = {payment.id, payment.id}, .first_transfer = first});
        }
    });
    return stretches;
}

void approve(ledger::Work& work, const PaymentRun& run, const std::vector<Stretch>& stretches) {
    std::vector<ledger::PaymentUpdate<6>> updates;
    for (const Stretch& each : stretches) {
        const auto [first, last] = each.payments;
        updates.push_back({.values = {first,
                                      last,
                                      static_cast<std::int64_t>(PaymentState::proposed),
                                      static_cast<std::int64_t>(PaymentState::approved),
                                      each.first_transfer,
                                      each.transfers_each},
                           .payments = last - first + 1});
    }
    move_many(work,
              {run.payments, PaymentState::proposed, PaymentState::approved},
              approve_stretch,
              updates);
}

void reserve_all(ledger::Work& work,
                 const PaymentRun& run,
                 const std::vector<Proposed>& payments,
                 const std::vector<ProposedPart>& parts,
                 const PayeeBook& payees) {
    const auto stretches = stretches_of(payments, parts, work.books().next_transfer());
    approve(work, run, stretches);
    Reserving reserving(work, run, payees);
    auto stretch = stretches.begin();
    each_with_parts(payments, parts, [&](const Proposed& payment, Parts own) {
        if (payment.id > stretch->payments.last) ++stretch;
        if (reserving.reserve(payment, own) != stretch->transfer_of(payment.id)) {
            throw ledger::InvariantBroken("a payment with other transfers than it was approved by");
        }
    });
}

// What a second look has stopped is left out of what is approved, once the checker has seen it.
std::vector<Proposed> proposed_in(ledger::Database& database,
                                  const PaymentRun& run,
                                  const std::vector<Stopped>& stopped) {
    std::vector<Proposed> payments;
    payments.reserve(static_cast<std::size_t>(count_of(run)));
    ledger::Rows rows = database.select(proposed_payments,
                                        run.payments.first,
                                        run.payments.last,
                                        static_cast<int>(PaymentState::proposed));
    auto next = stopped.begin();  // in the order of their ids as well
    while (rows.next()) {
        if (next != stopped.end() && next->payment == rows.integer(0)) {
            ++next;
            continue;
        }
        payments.push_back({.id = rows.integer(0),
                            .budget = static_cast<std::int32_t>(rows.integer(1)),
                            .option = rows.option(2),
                            .payee_account = rows.integer(3),
                            .period = {rows.date(4), rows.date(5)},
                            .net = rows.money(6),
                            .kind = static_cast<ledger::PaymentKind>(rows.integer(7))});
    }
    return payments;
}

CountAndTotal sum_of(const std::vector<Proposed>& payments) {
    CountAndTotal sum{.count = static_cast<std::int64_t>(payments.size())};
    for (const Proposed& payment : payments) sum.total += payment.net;
    return sum;
}

}  // namespace

Outcome<Answer> run_approve(Asked& asked) {
    ledger::Work& work = asked.work;
    const Outcome<PaymentRun> found = run_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const PaymentRun& run = found.value();
    ledger::ReadBeside<PayeesAndParts> beside(
        work.database(), count_of(run), [&, today = work.today()](ledger::Database& reading) {
            return PayeesAndParts(PayeeBook(reading, today), parts_in(reading, run));
        });
    std::vector<Stopped> stopped =
        stopped_since(work.database(), run, PaymentState::proposed, work.today());
    stop_managed(work, run, PaymentState::proposed, stopped);
    const std::vector<Proposed> payments = proposed_in(work.database(), run, stopped);
    const CountAndTotal sum = sum_of(payments);
    const Outcome<Done> allowed = may_approve(asked, run, sum);
    if (!allowed.accepted()) return allowed.refusal();
    const Outcome<Done> ruled = may_approve_emergency(asked, run);
    if (!ruled.accepted()) return ruled.refusal();
    const Outcome<Done> confirmed = is_confirmed(asked, sum, stopped);
    if (!confirmed.accepted()) return confirmed.refusal();
    hold_payments(work, stopped, PaymentState::proposed);
    const auto [payees, parts] = beside.get();
    const Outcome<Done> others = others_entered(asked, payments, payees);
    if (!others.accepted()) return others.refusal();

    const auto elsewhere =
        payments_to_other_accounts(work.database(), run.payments, work.today()).size();
    read_ahead_budgets(work.books(), payments, [](const Proposed& each) { return each.budget; });
    reserve_all(work, run, payments, parts, payees);
    work.records().change(note_approver, run.id, asked.actor.number);
    work.move_state(ledger::Entity::payment_run,
                    {run.id, run.id},
                    RunState::proposed,
                    RunState::approved,
                    "approved");
    nlohmann::json answer{{"run", ledger::run_ref(run.id)},
                          {"payments", sum.count},
                          {"total", sum.total.pence()},
                          {"held", stopped.size()},
                          {"state", "approved"}};
    if (elsewhere != 0) {
        answer["to_other_accounts"] = elsewhere;
        answer["warning"] =
            "Wages go to other bank details than those of the day of their slip: 'almoner run "
            "show' names them. Cancel the run where the change was not asked for.";
    }
    return answer.dump();
}

}  // namespace almoner::scheduler
