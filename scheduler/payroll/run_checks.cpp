#include "scheduler/payroll/run_checks.h"

#include "gateway/csv/cells.h"
#include "ledger/posting/keys.h"
#include "ledger/records/plan_line.h"
#include "scheduler/commands/proposal_worth.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;

constexpr std::string_view percent_unless_set = "20";  // constructed
constexpr std::size_t most_percent = 1'000;
constexpr std::int64_t days_a_year = 364;  // 52 weeks, as plan lines are reckoned

}  // namespace

Money free_fund(ledger::Work& work, const ledger::AccountKey& fund) {
    const ledger::Balance balance = work.books().balance(fund);
    return balance.posted - balance.promised;
}

ledger::AccountKey fund_of(const ledger::PaySlip& slip, const ledger::PaySlipSplit& split) {
    return ledger::of_holding(
        ledger::AccountName::fund,
        {.budget = static_cast<std::int32_t>(slip.budget), .option = slip.option},
        {split.stream, static_cast<std::int32_t>(split.body), Money{}});
}

RunChecks::RunChecks(const Asked& asked) : asked_(asked) {
    const auto percent = gateway::read_whole_number(
        asked.around.setting("payroll-differs-percent", percent_unless_set), most_percent);
    if (percent.accepted()) percent_ = static_cast<std::int64_t>(percent.value());
}

void RunChecks::add(const JobRecords& job, DraftSlip& slip) {
    compare(job, slip);
    check_plan(job, slip);
    if (slip.slip.option == ledger::Option::managed_account) check_fund(slip);
}

// Several plan lines may be of one fund.
void RunChecks::check_fund(DraftSlip& slip) {
    Money short_by;
    Money all;
    for (const ledger::PaySlipSplit& each : slip.splits) {
        const ledger::AccountKey fund = fund_of(slip.slip, each);
        const auto known = left_.find(fund);
        Money& left = known != left_.end()
                          ? known->second
                          : left_.emplace(fund, free_fund(asked_.work, fund)).first->second;
        const Money before = std::max(left, Money{});
        left -= each.total();
        all += each.total();
        if (each.total() > before) short_by += each.total() - before;
    }
    if (short_by.is_zero()) return;
    slip.findings.push_back(
        {.code = "funds-short", .amount = short_by.pence(), .other = all.pence()});
}

void RunChecks::check_plan(const JobRecords& job, DraftSlip& slip) {
    for (const ledger::PaySlipSplit& each : slip.splits) {
        const auto* const line =
            plan_line_in(job.facts.plan_lines, each.plan_line, job.wanted.paid_on);
        if (line == nullptr || line->frequency == ledger::PlanFrequency::one_off) continue;
        const Money planned = worth_in_a_year(*line).mul_div(
            slip.slip.worked.days(), days_a_year, ledger::Rounding::nearest_half_up);
        Money& paid = paid_by_line_[each.plan_line];
        paid += each.total();
        if (paid <= planned) continue;
        slip.findings.push_back(
            {.code = "over-budget", .amount = (paid - planned).pence(), .other = planned.pence()});
    }
}

void RunChecks::compare(const JobRecords& job, DraftSlip& slip) const {
    constexpr std::int64_t hundred = 100;
    const ledger::PaySlip* const last = job.last_slip();
    if (last == nullptr) return;
    const std::int64_t now = slip.slip.gross.pence();
    const std::int64_t before = last->gross.pence();
    const std::int64_t apart = now > before ? now - before : before - now;
    if (apart * hundred <= before * percent_) return;
    slip.findings.push_back({.code = "differs-from-last", .amount = now, .other = before});
}

}  // namespace almoner::scheduler
