#include "scheduler/commands/pay_out.h"

#include "ledger/records/agreement.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payment_run/record_runs.h"
#include "scheduler/payment_run/run_facts.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Outcome;

// Pay-outs are of no agreement, and are told apart by their number on a day.
const ledger::Query attempts_of_day{
    "SELECT COALESCE(MAX(attempt), 0) FROM payment WHERE agreement = 0 AND period_first = $1"
    " AND kind = $2"};

Outcome<Date> day_of_arrival(Asked& asked, std::int64_t paid_from) {
    ledger::Database& database = asked.work.database();
    const Date today = asked.work.today();
    const auto from = ledger::bank_account_numbered(database, paid_from, today);
    if (!from) throw ledger::InvariantBroken("a pay-out from no bank account");
    if (from->rail == ledger::Rail::faster_payments) return today;
    const auto holidays = holidays_for(database, {today, today});
    if (!holidays.accepted()) return holidays.refusal();
    return ledger::earliest_entry_on(
        london_now(asked.work.stamp()), holidays.value(), hours_of(asked.around));
}

Draft draft_of(Asked& asked, const PayOutWish& wish, Date entry_on) {
    const Date today = asked.work.today();
    Draft draft{.budget = static_cast<std::int32_t>(wish.budget),
                .option = wish.option,
                .paid_from = wish.paid_from,
                .payee_account = wish.payee_account,
                .kind = wish.kind,
                .period = {today, today},
                .reissues = wish.instead_of,
                .nominal_on = entry_on,
                .entry_on = entry_on};
    ledger::Rows rows =
        asked.work.database().select(attempts_of_day, today, static_cast<int>(wish.kind));
    if (rows.next()) draft.attempt = static_cast<std::int32_t>(rows.integer(0)) + 1;
    draft.parts.reserve(wish.shares.size());
    for (const ledger::Share& share : wish.shares) {
        draft.parts.push_back({.plan_line = wish.what.plan_line,
                               .body = share.body,
                               .stream = share.stream,
                               .gross = share.amount,
                               .net = share.amount});
    }
    add_up(draft);
    return draft;
}

// One that was held is proposed afresh by this one.
void end_held(ledger::Work& work, std::int64_t payment) {
    const auto before = ledger::payment_by_id(work.database(), payment);
    if (!before || before->state != ledger::PaymentState::held) return;
    (void)move_payments(
        work, {payment, payment}, ledger::PaymentState::held, ledger::PaymentState::cancelled);
}

}  // namespace

std::int32_t client_account_of(ledger::Work& work, std::int64_t budget, ledger::Option option) {
    std::int32_t client_account = 0;
    const PayeeBook payees(work.database(), work.today());
    for (const ledger::Agreement& each :
         ledger::agreements_of(work.database(), budget, work.today())) {
        if (each.option == option) client_account = payees.of(each.payee_account).client_account;
    }
    return client_account;
}

Outcome<std::int64_t> payee_to_pay(const Asked& asked) {
    const Outcome<std::int64_t> number = asked.fields.number("payee_account");
    if (!number.accepted()) return number.refusal();
    const PayeeBook payees(asked.work.database(), asked.work.today());
    switch (payees.of(number.value()).standing) {
        case rules::PayeeStanding::confirmed: return number.value();
        case rules::PayeeStanding::none:
            return refused_in("payee_account",
                              "payee-account-unknown",
                              "There is no payee's account of this number.",
                              "Take it from 'almoner person show', or enter it with 'almoner payee "
                              "change'.");
        case rules::PayeeStanding::blocked: break;
    }
    return refused_in("payee_account",
                      "payee-not-confirmed",
                      "These bank details are blocked until somebody confirms them.",
                      "Have them confirmed with 'almoner payee confirm'.");
}

Outcome<ledger::BankAccount> paying_account_of(const Asked& asked, std::int64_t body) {
    ledger::Database& database = asked.work.database();
    if (asked.fields.has("paid_from")) {
        const auto account = ledger::bank_account_by_ref(
            database, asked.fields.text("paid_from"), ledger::last_day_of_all);
        if (account && account->owner == body) return *account;
        return refused_in("paid_from",
                          account ? "paid-from-another-body" : "bank-account-unknown",
                          "The public body that owes it has no bank account of this reference.",
                          "Give one that it owns.");
    }
    auto accounts = ledger::bank_accounts_on(database, asked.work.today());
    std::erase_if(accounts, [&](const ledger::BankAccount& each) { return each.owner != body; });
    if (accounts.size() == 1) return accounts.front();
    return refused_in("paid_from",
                      "bank-account-unknown",
                      "The public body that owes it has several bank accounts, or none by today.",
                      "Say with --paid-from which one pays.");
}

Outcome<Money> amount_to_pay(const Asked& asked, Money open) {
    FieldReading in(asked.fields);
    const Money amount = in.has("amount") ? in.money("amount") : open;
    if (in.accepted() && amount.is_zero()) {
        in.refuse("nothing-to-take", "The amount is nothing.", "Give an amount.", "amount");
    } else if (in.accepted() && amount > open) {
        in.refuse("more-than-is-left",
                  "What is left to be paid is " + in_pounds(open) + ".",
                  "Give that or less.",
                  "amount");
    }
    if (!in.accepted()) return in.refusal();
    return amount;
}

Outcome<Answer> propose_pay_out(Asked& asked, const PayOutWish& wish) {
    ledger::Work& work = asked.work;
    const Outcome<Date> day = day_of_arrival(asked, wish.paid_from);
    if (!day.accepted()) return day.refusal();
    const Draft draft = draft_of(asked, wish, day.value());
    if (wish.instead_of != 0) end_held(work, wish.instead_of);
    const RecordedRun run =
        record_runs(work, {draft}, ledger::RunKind::scheduled, draft.period).front();
    ledger::PayOut what = wish.what;
    what.payment = run.payments.first;
    ledger::insert_pay_out(work, what);
    return nlohmann::json{{"run", ledger::run_ref(run.id)},
                          {"payment", ledger::payment_ref(run.payments.first)},
                          {"amount", run.total.pence()},
                          {"confirm", "1:" + std::to_string(run.total.pence())}}
        .dump();
}

}  // namespace almoner::scheduler
