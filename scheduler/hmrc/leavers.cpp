#include "scheduler/hmrc/leavers.h"

#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_opening.h"
#include "scheduler/hmrc/rti_of_slips.h"
#include "scheduler/payroll/pay_calendar.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Employment;
using ledger::PayrollRun;

// No slip of the payday can come any more by its own cycle.
bool is_over(const LeaversWanted& wanted, const Employment& job, Date payday) {
    const auto is_of_payday = [&](const PayrollRun& each) {
        const bool is_of_job = each.employment == 0 || each.employment == job.number;
        return is_of_job && each.service == wanted.employer.service &&
               each.frequency == wanted.employer.frequency && each.payday == payday;
    };
    const auto is_in = [&](std::string_view state) {
        return std::ranges::any_of(wanted.runs, [&](const PayrollRun& each) {
            return is_of_payday(each) && each.state == state;
        });
    };
    if (is_in("draft") || is_in("approved")) return false;
    return is_in("posted") || (wanted.employer.service == 0 && payday < wanted.today);
}

// A message of the employer's names the day, or it went with somebody who was erased.
bool is_told(ledger::Database& database, const LeaversWanted& wanted, const Employment& job) {
    return std::ranges::any_of(wanted.before, [&](const ledger::HmrcFiling& each) {
        return each.kind == "fps" && was_end_told(database, each.id, job.number, *job.end_on);
    });
}

}  // namespace

std::vector<Leaver> untold_leavers(ledger::Database& database, const LeaversWanted& wanted) {
    std::vector<Leaver> leavers;
    const auto jobs =
        ledger::employments_of_employer(database, wanted.employer.number, ledger::last_day_of_all);
    for (const Employment& job : jobs) {
        if (!job.end_on || *job.end_on > wanted.today) continue;
        const auto taken_over = ledger::taken_over_until(database, job.number);
        const auto slips = ledger::slips_that_count(database, job.number);
        const bool is_known = taken_over || !slips.empty();
        if (!is_known || (taken_over && *job.end_on <= *taken_over)) continue;
        const bool has_last_slip = std::ranges::any_of(
            slips, [&](const ledger::PaySlip& each) { return each.worked.last >= *job.end_on; });
        if (has_last_slip) continue;
        const Date payday =
            employer_period_holding(wanted.employer, *job.end_on, wanted.holidays).regular_payday;
        if (!is_over(wanted, job, payday) || is_told(database, wanted, job)) continue;
        leavers.push_back({job, slips.empty() ? payday : std::max(payday, slips.back().paid_on)});
    }
    return leavers;
}

}  // namespace almoner::scheduler
