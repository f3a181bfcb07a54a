#include "scheduler/hmrc/leavers.h"

#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_opening.h"
#include "scheduler/hmrc/rti_of_slips.h"
#include "scheduler/payroll/pay_calendar.h"

#include <algorithm>
#include <optional>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Employment;
using ledger::PayrollRun;

// No slip of the payday can come any more by its own cycle.
bool is_over(ledger::Database& database,
             const LeaversWanted& wanted,
             const Employment& job,
             const EmployerPeriod& period) {
    const Date payday = period.regular_payday;
    const auto is_of_payday = [&](const PayrollRun& each) {
        const bool is_of_job = each.employment == 0 || each.employment == job.number;
        return is_of_job && each.service == wanted.employer.service &&
               each.frequency == wanted.employer.frequency && each.payday == payday;
    };
    const auto is_in = [&](std::string_view state) {
        return std::ranges::any_of(wanted.paydays.runs, [&](const PayrollRun& each) {
            return is_of_payday(each) && each.state == state;
        });
    };
    if (is_in("draft") || is_in("approved")) return false;
    return is_in("posted") || (wanted.employer.service == 0 && payday < wanted.paydays.today) ||
           is_payday_over(database, wanted.employer, period, wanted.paydays);
}

bool reaches(const std::vector<ledger::PaySlip>& slips, Date end_on) {
    return std::ranges::any_of(
        slips, [&](const ledger::PaySlip& each) { return each.worked.last >= end_on; });
}

// A message of the employer's names a day, or it went with somebody who was erased.
bool is_told(ledger::Database& database, const LeaversWanted& wanted, const Employment& job) {
    return std::ranges::any_of(wanted.before, [&](const ledger::HmrcFiling& each) {
        return each.kind == "fps" && was_end_told(database, each.id, job.number);
    });
}

// The payday on which the end of the job is to be told; nothing where it is told otherwise, or a
// slip may still tell it.
std::optional<Date> untold_payday(ledger::Database& database,
                                  const LeaversWanted& wanted,
                                  const Employment& job) {
    if (!job.end_on || *job.end_on > wanted.paydays.today) return std::nullopt;
    const auto taken_over = ledger::taken_over_until(database, job.number);
    const auto slips = ledger::slips_that_count(database, job.number);
    const bool is_known = taken_over || !slips.empty();
    if (!is_known || (taken_over && *job.end_on <= *taken_over)) return std::nullopt;
    if (reaches(slips, *job.end_on)) return std::nullopt;
    const EmployerPeriod period =
        employer_period_holding(wanted.employer, *job.end_on, wanted.holidays);
    if (!is_over(database, wanted, job, period) || is_told(database, wanted, job)) {
        return std::nullopt;
    }
    const Date payday = period.regular_payday;
    return slips.empty() ? payday : std::max(payday, slips.back().paid_on);
}

}  // namespace

std::vector<Leaver> untold_leavers(ledger::Database& database, const LeaversWanted& wanted) {
    std::vector<Leaver> leavers;
    const auto jobs =
        ledger::employments_of_employer(database, wanted.employer.number, ledger::last_day_of_all);
    for (const Employment& job : jobs) {
        if (const auto payday = untold_payday(database, wanted, job)) {
            leavers.push_back({job, *payday});
        }
    }
    return leavers;
}

}  // namespace almoner::scheduler
