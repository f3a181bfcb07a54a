// What the public body took over at an ending is paid, and the person's own share goes back.
#include "ledger/records/in_force.h"
#include "ledger/records/payee_account.h"
#include "ledger/views/person_accounts.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/pay_out.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::PayOut;

// The last one of these that came to nothing.
template <class Same>
std::int64_t came_to_nothing(const std::vector<PayOut>& all, const Same& same) {
    std::int64_t last = 0;
    for (const PayOut& each : all) {
        if (same(each) && each.promised().is_zero() && each.paid().is_zero()) last = each.payment;
    }
    return last;
}

struct OwnShare {
    ledger::Option option = ledger::Option::none;
    ledger::Shares shares{};
};

// What the end of the budget left of the person's own money at a client account.
OwnShare own_share_of(Asked& asked, std::int64_t budget) {
    OwnShare own;
    ledger::Work& work = asked.work;
    work.books().fold();  // the accounts are read from the tables
    for (const ledger::CountedAccount& each :
         ledger::accounts_of_budget(work.database(), budget, ledger::now_on(work.today()))) {
        if (each.key.name != ledger::AccountName::payable_refund) continue;
        const auto balance = work.books().balance(each.key);
        const Money open = balance.posted - balance.promised;
        if (open <= Money{} || client_account_of(work, budget, each.key.option) == 0) continue;
        own.option = each.key.option;
        own.shares.push_back({each.key.stream, each.key.body, open});
    }
    return own;
}

// The same where no client account of these books has it: a third party's own account does.
Money own_share_elsewhere(Asked& asked, std::int64_t budget) {
    ledger::Work& work = asked.work;
    Money held;
    for (const ledger::CountedAccount& each :
         ledger::accounts_of_budget(work.database(), budget, ledger::now_on(work.today()))) {
        if (each.key.name != ledger::AccountName::payable_refund) continue;
        if (client_account_of(work, budget, each.key.option) != 0) continue;
        held += work.books().balance(each.key).posted;
    }
    return held;
}

// To the person's own account, or to another's on a document that says why.
Outcome<std::int64_t> paper_for(const Asked& asked, std::int64_t person, std::int64_t account) {
    const auto payee =
        ledger::payee_account_numbered(asked.work.database(), account, asked.work.today());
    const bool is_own = payee && payee->person == person;
    const auto paper = evidence_named(asked, person, !is_own);
    if (!paper.accepted()) return paper.refusal();
    return paper.value().value_or(0);
}

}  // namespace

Outcome<Answer> ending_pay(Asked& asked) {
    const Outcome<EndingStanding> found = ending_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const EndingStanding& standing = found.value();
    const Outcome<std::string> kind = asked.fields.need("what");
    if (!kind.accepted()) return kind.refusal();
    const Outcome<ledger::PlanLine> line = line_of_ending(asked, standing);
    if (!line.accepted()) return line.refusal();
    const Owed* const owed = standing.of(kind.value(), line.value().number);
    if (owed == nullptr || owed->left_to_pay() <= Money{}) {
        return refused_in("what",
                          "nothing-taken-over",
                          "The public body owes nothing of this kind on plan line " +
                              line.value().ref + " that is not paid or on its way.",
                          "Look at it with 'almoner ending show'; 'almoner ending take-over' comes "
                          "before its payment.");
    }
    const Outcome<Money> amount = amount_to_pay(asked, owed->left_to_pay());
    if (!amount.accepted()) return amount.refusal();
    const Outcome<std::int64_t> payee = payee_to_pay(asked);
    if (!payee.accepted()) return payee.refusal();
    const Outcome<ledger::BankAccount> from = paying_account_of(asked, owed->line.body);
    if (!from.accepted()) return from.refusal();
    const auto same = [&](const PayOut& each) {
        return each.owed == owed->kind && each.plan_line == owed->line.number;
    };
    const auto before = ledger::pay_outs_of_ending(asked.work.database(), standing.opened.id);
    return propose_pay_out(asked,
                           {.kind = ledger::PaymentKind::body_debt,
                            .what = {.kind = "debt",
                                     .ending = standing.opened.id,
                                     .owed = owed->kind,
                                     .plan_line = owed->line.number,
                                     .evidence = owed->evidence},
                            .budget = standing.budget.number,
                            .option = owed->line.option,
                            .shares = {{owed->line.stream,
                                        static_cast<std::int32_t>(owed->line.body),
                                        amount.value()}},
                            .payee_account = payee.value(),
                            .paid_from = from.value().number,
                            .instead_of = came_to_nothing(before, same)});
}

Outcome<Answer> ending_refund(Asked& asked) {
    const Outcome<EndingStanding> found = ending_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const EndingStanding& standing = found.value();
    const OwnShare own = own_share_of(asked, standing.budget.number);
    const Money open = ledger::total_of(own.shares) -
                       ledger::own_share_proposed(asked.work.database(), standing.budget.number);
    const Money elsewhere = own_share_elsewhere(asked, standing.budget.number);
    if (open <= Money{} && elsewhere > Money{}) {
        return refused_in("ending",
                          "own-share-at-third-party",
                          "A third party holds " + in_pounds(elsewhere) +
                              " of the person's own money, and no client account does.",
                          "The third party gives it back to the person itself: agree it in writing "
                          "and keep the answer with 'almoner evidence add'.");
    }
    if (open <= Money{}) {
        return refused_in("ending",
                          "nothing-to-refund",
                          "No money of the person's own is owed back out of a client account.",
                          "It is known once the ending is closed: 'almoner ending account'.");
    }
    const Outcome<Money> amount = amount_to_pay(asked, open);
    if (!amount.accepted()) return amount.refusal();
    const Outcome<std::int64_t> payee = payee_to_pay(asked);
    if (!payee.accepted()) return payee.refusal();
    const Outcome<std::int64_t> paper = paper_for(asked, standing.budget.person, payee.value());
    if (!paper.accepted()) return paper.refusal();
    return propose_pay_out(
        asked,
        {.kind = ledger::PaymentKind::own_share,
         .what = {.kind = "own-share", .evidence = paper.value()},
         .budget = standing.budget.number,
         .option = own.option,
         .shares = ledger::split_by_streams(amount.value(), own.shares),
         .payee_account = payee.value(),
         .paid_from = client_account_of(asked.work, standing.budget.number, own.option)});
}

}  // namespace almoner::scheduler
