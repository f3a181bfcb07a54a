// Reclaimed money leaves the client account that holds it: its arrival at the commissioner is a
// line of its own.
#include "ledger/posting/keys.h"
#include "ledger/records/payee_account.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/commands/pay_out.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/reduction_case.h"
#include "scheduler/reduction/returned_after_reclaim.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::PayOut;

// Of what is owed there, less what is proposed; and never more than the case still asks for and no
// pay-out of it brings.
Money left_to_collect(ledger::Work& work,
                      const CaseStanding& standing,
                      const ledger::Holding& holding) {
    const ledger::Share share{
        standing.line->stream, static_cast<std::int32_t>(standing.line->body), {}};
    const auto balance = work.books().balance(
        ledger::of_holding(ledger::AccountName::payable_reclaim, holding, share));
    Money owed = balance.posted - balance.promised;
    Money asked = left_of(work.database(), standing);
    for (const PayOut& each : ledger::pay_outs_of_case(work.database(), standing.opened.id)) {
        if (each.state == ledger::PaymentState::proposed) owed -= each.net;
        asked -= each.promised() + each.paid();
    }
    for (const auto& each : ledger::recoveries_of_case(work.database(), standing.opened.id)) {
        if (each.way == "repaid") asked += each.amount;
    }
    return std::min(owed, asked);
}

Outcome<Done> is_commissioners(const Asked& asked, std::int64_t account, std::int64_t body) {
    const auto payee =
        ledger::payee_account_numbered(asked.work.database(), account, asked.work.today());
    if (payee && payee->organisation == body) return Done{};
    return refused_in("payee_account",
                      "payee-is-another",
                      "This is no account of the commissioner whose money it is.",
                      "Give the commissioner's own: 'almoner payee change commissioner:REF' "
                      "enters it.");
}

std::int64_t came_to_nothing(ledger::Database& database, std::int64_t reduction_case) {
    std::int64_t last = 0;
    for (const PayOut& each : ledger::pay_outs_of_case(database, reduction_case)) {
        if (each.promised().is_zero() && each.paid().is_zero()) last = each.payment;
    }
    return last;
}

}  // namespace

Outcome<Answer> case_collect(Asked& asked) {
    const Outcome<CaseStanding> found = case_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const CaseStanding& standing = found.value();
    if (!is_to_be_repaid(standing.state)) {
        return refused_in("case",
                          "case-not-so-far",
                          "Nothing is to be repaid by this case now.",
                          "Look at the case with 'almoner case show'.");
    }
    if (standing.waits) {
        return refused_in("case",
                          "reconsideration-unanswered",
                          "A notice of this case is being reconsidered, and there is no answer "
                          "yet.",
                          "Answer the person in writing first.");
    }
    ledger::Work& work = asked.work;
    ledger::Holding holding{static_cast<std::int32_t>(standing.budget.number),
                            option_when_matured(work.database(), standing)};
    if (holding.option == ledger::Option::managed_account) {
        holding.client_account = client_account_of(work, standing.budget.number, holding.option);
    }
    if (holding.client_account == 0) {
        return refused_in("case",
                          "not-in-a-client-account",
                          "No client account in these books holds this money.",
                          "Whoever holds it repays it: when it arrives, explain its line and count "
                          "it with 'almoner case repaid'.");
    }
    const Outcome<Money> amount =
        amount_to_pay(asked, std::max(left_to_collect(work, standing, holding), Money{}));
    if (!amount.accepted()) return amount.refusal();
    const Outcome<std::int64_t> payee = payee_to_pay(asked);
    if (!payee.accepted()) return payee.refusal();
    const Outcome<Done> is_theirs = is_commissioners(asked, payee.value(), standing.line->body);
    if (!is_theirs.accepted()) return is_theirs.refusal();
    return propose_pay_out(asked,
                           {.kind = ledger::PaymentKind::reclaim_paid,
                            .what = {.kind = "reclaim",
                                     .plan_line = standing.line->number,
                                     .reduction_case = standing.opened.id},
                            .budget = standing.budget.number,
                            .option = holding.option,
                            .shares = {{standing.line->stream,
                                        static_cast<std::int32_t>(standing.line->body),
                                        amount.value()}},
                            .payee_account = payee.value(),
                            .paid_from = holding.client_account,
                            .instead_of = came_to_nothing(work.database(), standing.opened.id)});
}

}  // namespace almoner::scheduler
