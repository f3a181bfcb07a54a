#include "scheduler/reduction/returned_after_reclaim.h"

#include "ledger/records/in_force.h"
#include "ledger/records/pay_out.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/task.h"
#include "scheduler/commands/case_steps.h"
#include "scheduler/commands/run_fields.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Share;
using ledger::Shares;

constexpr std::int32_t days_to_tell = 3;

// Those that still wait for this funder's money, held under this option.
std::vector<CaseStanding> cases_asking(ledger::Work& work,
                                       std::int64_t budget,
                                       ledger::Option option,
                                       const Share& share) {
    std::vector<CaseStanding> asking;
    for (const ledger::ReductionCase& each : ledger::cases_of(work.database(), budget)) {
        if (each.kind != "reclaim") continue;
        CaseStanding standing = standing_of(work.database(), each, work.today());
        if (!is_to_be_repaid(standing.state)) continue;
        if (standing.line && standing.line->stream == share.stream &&
            standing.line->body == share.body &&
            option_when_matured(work.database(), standing) == option) {
            asking.push_back(std::move(standing));
        }
    }
    return asking;
}

void tell(ledger::Work& work,
          const ledger::PaymentRecord& payment,
          const CaseStanding& standing,
          Money amount) {
    const std::string number = ledger::case_number(standing.opened.id);
    ledger::insert_task(work,
                        {.kind = "returned-after-reclaim",
                         .subject = ledger::payment_ref(payment.id),
                         .due_on = work.today() + days_to_tell,
                         .owner = "finance",
                         .words = in_pounds(amount) + " of it came back after " + number +
                                  " had asked for it: " + number + " asks for " +
                                  in_pounds(left_of(work.database(), standing)) +
                                  " now. Tell the person, and pay none of it again"});
}

}  // namespace

ledger::Option option_when_matured(ledger::Database& database, const CaseStanding& standing) {
    if (!standing.line) return ledger::Option::none;
    for (const ledger::CaseStep& step : ledger::steps_of_case(database, standing.opened.id)) {
        if (step.state != name_of_value(rules::CaseState::awaiting_repayment)) continue;
        const auto line =
            ledger::plan_line_numbered(database, standing.decision->plan_line, step.on);
        if (line) return line->option;
    }
    return standing.line->option;
}

Shares reclaimed_of(ledger::Work& work, const ledger::Holding& holding, const Shares& back) {
    Shares reclaimed;
    for (const Share& share : back) {
        const auto free = [&](ledger::AccountName name) {
            const auto balance = work.books().balance(ledger::of_holding(name, holding, share));
            return std::max(balance.posted - balance.promised, Money{});
        };
        const Money owed = free(ledger::AccountName::payable_reclaim);
        if (owed.is_zero()) continue;
        Money asked;
        for (const CaseStanding& each : cases_asking(work, holding.budget, holding.option, share)) {
            asked += left_of(work.database(), each);
        }
        const Money missing = share.amount - free(ledger::AccountName::fund);
        const Money amount = std::min({missing, owed, asked});
        if (amount > Money{}) reclaimed.push_back({share.stream, share.body, amount});
    }
    return reclaimed;
}

void lower_cases(ledger::Work& work,
                 const ledger::PaymentRecord& payment,
                 const Shares& reclaimed,
                 ledger::Date on) {
    for (const Share& share : reclaimed) {
        Money left = share.amount;
        for (CaseStanding& each : cases_asking(work, payment.budget, payment.option, share)) {
            const Money taken = std::min(left, left_of(work.database(), each));
            if (taken.is_zero()) continue;
            ledger::insert_case_returned(work,
                                         {.reduction_case = each.opened.id,
                                          .payment = payment.id,
                                          .amount = taken,
                                          .on = on});
            tell(work, payment, each, taken);
            end_if_nothing_is_left(work, each);
            left -= taken;
        }
    }
}

void tell_if_counted(ledger::Work& work, const ledger::PaymentRecord& pay_out) {
    const auto what = ledger::pay_out_of(work.database(), pay_out.id);
    if (!what || what->reduction_case == 0) return;
    Money counted;
    for (const auto& each : ledger::recoveries_of_case(work.database(), what->reduction_case)) {
        if (each.way == "repaid") counted += each.amount;
    }
    for (const auto& each : ledger::pay_outs_of_case(work.database(), what->reduction_case)) {
        counted -= each.paid() + each.promised();
    }
    if (counted <= Money{}) return;
    const std::string number = ledger::case_number(what->reduction_case);
    ledger::insert_task(work,
                        {.kind = "counted-and-came-back",
                         .subject = ledger::payment_ref(pay_out.id),
                         .due_on = work.today() + days_to_tell,
                         .owner = "finance",
                         .words = in_pounds(counted) + " that " + number +
                                  " counts as repaid is at the client account again: find out "
                                  "whose money the counted bank line was, and have this "
                                  "money paid to whom it is owed"});
}

}  // namespace almoner::scheduler
