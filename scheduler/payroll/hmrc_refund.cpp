#include "scheduler/payroll/hmrc_refund.h"

#include "ledger/posting/keys.h"
#include "ledger/posting/payroll.h"
#include "ledger/records/employer.h"
#include "ledger/records/hmrc_refund.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "rules/payroll/hmrc_period.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/payroll/open_pay.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Money;
using ledger::Outcome;
using ledger::SlipDebt;

struct OwedByHmrc {
    SlipDebt debt{};
    Money amount{};
};

// The payment that a slip is part of, and whose money it is: within it HMRC sets refunds off.
using Place = std::tuple<std::int64_t, ledger::Date, std::int64_t, ledger::Stream>;

Place place_of(ledger::Database& database, const ledger::PaySlip& slip, const SlipDebt& debt) {
    const auto employer =
        ledger::employer_numbered(database, slip.employer, ledger::last_day_of_all);
    const bool is_quarterly = employer && employer->pays_hmrc == "quarterly";
    const auto period = rules::hmrc_period(slip.paid_on, is_quarterly);
    return {slip.employer, period.days.first, debt.body, debt.stream};
}

// By slip: those of the budget whose money is kept in this client account, as far as HMRC owes it
// over the whole of its period.
std::vector<OwedByHmrc> owed_by_hmrc(ledger::Work& work, const HmrcRefund& refund) {
    std::vector<std::pair<Place, OwedByHmrc>> below_nil;
    std::map<Place, Money> of_period;
    for (const auto& [debt, amount] : open_parts(work, {0, 0})) {
        const auto slip = ledger::pay_slip_by_id(work.database(), debt.slip);
        const bool is_of_it =
            slip && slip->budget == refund.budget && slip->client_account == refund.client_account;
        if (debt.what != "hmrc" || !is_of_it) continue;
        const Place place = place_of(work.database(), *slip, debt);
        of_period[place] -= amount;
        if (amount < Money{}) below_nil.push_back({place, {debt, -amount}});
    }
    std::vector<OwedByHmrc> owed;
    owed.reserve(below_nil.size());
    for (auto& [place, each] : below_nil) {
        Money& left = of_period.at(place);
        each.amount = std::clamp(left, Money{}, each.amount);
        left -= each.amount;
        if (!each.amount.is_zero()) owed.push_back(each);
    }
    return owed;
}

}  // namespace

Outcome<Done> may_take_refund(ledger::Work& work,
                              const HmrcRefund& refund,
                              const std::string& field) {
    Money owed;
    for (const OwedByHmrc& each : owed_by_hmrc(work, refund)) owed += each.amount;
    if (refund.amount <= owed) return Done{};
    return refused(
        "nothing-owed",
        "This is more than what HMRC owes by the budget's slips: " + in_pounds(owed) + ".",
        "Correct the slips first, or choose the budget whose employer it is paid to.",
        field);
}

void take_refund(ledger::Work& work, const HmrcRefund& refund, std::int64_t proposal) {
    const ledger::Holding holding{
        refund.budget, ledger::Option::managed_account, refund.client_account};
    Money left = refund.amount;
    for (const OwedByHmrc& each : owed_by_hmrc(work, refund)) {
        const Money part = std::min(left, each.amount);
        if (part.is_zero()) break;
        left -= part;
        const ledger::Share share{
            each.debt.stream, static_cast<std::int32_t>(each.debt.body), part};
        work.post(post(ledger::HmrcRefunded{holding, {share}}),
                  {.plan_line = each.debt.plan_line, .effective = refund.on, .settled = refund.on});
        ledger::insert_hmrc_refund_part(work,
                                        {.proposal = proposal, .debt = each.debt, .amount = part});
    }
}

}  // namespace almoner::scheduler
