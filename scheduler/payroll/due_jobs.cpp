#include "scheduler/payroll/due_jobs.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Employer;
using ledger::Employment;

constexpr std::int64_t periods_around = 6;

// Most employers have one calendar: each is looked at once.
class Calendars {
  public:
    Calendars(Date payday, const ledger::BankHolidays& holidays)
        : payday_(payday), holidays_(holidays) {}

    const std::optional<EmployerPeriod>& paid_by(const Employer& employer) {
        const Key key{employer.frequency,
                      employer.first_payday,
                      employer.first_last_on,
                      employer.cut_off_days};
        const auto known = periods_.find(key);
        if (known != periods_.end()) return known->second;
        return periods_.emplace(key, period_paid_on(employer, payday_, holidays_)).first->second;
    }

  private:
    using Key = std::tuple<std::string, Date, Date, std::int64_t>;

    Date payday_;
    const ledger::BankHolidays& holidays_;
    std::map<Key, std::optional<EmployerPeriod>> periods_;
};

}  // namespace

std::optional<EmployerPeriod> period_paid_on(const Employer& employer,
                                             Date payday,
                                             const ledger::BankHolidays& holidays) {
    const std::int64_t near = employer_period_holding(employer, payday, holidays).index;
    for (std::int64_t index = near - periods_around; index <= near + periods_around; ++index) {
        const EmployerPeriod period = employer_period(employer, index, holidays);
        if (period.regular_payday == payday) return period;
    }
    return std::nullopt;
}

std::vector<DueEmployer> due_employers(ledger::Database& database,
                                       const ledger::PayrollRun& wanted,
                                       const ledger::BankHolidays& holidays) {
    Calendars calendars(wanted.payday, holidays);
    std::vector<Employer> all = ledger::employers_on(database, wanted.payday);
    std::vector<DueEmployer> due;
    due.reserve(all.size());
    for (Employer& employer : all) {
        const bool is_wanted =
            employer.service == wanted.service && employer.frequency == wanted.frequency;
        if (!is_wanted) continue;
        const auto& period = calendars.paid_by(employer);
        if (!period || (employer.end_on && *employer.end_on < period->days.first)) continue;
        due.push_back({.employer = std::move(employer), .days = period->days});
    }
    return due;
}

DueJobs jobs_of(ledger::Database& database, std::span<const DueEmployer> due, Date payday) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(due.size());
    for (const DueEmployer& each : due) numbers.push_back(each.employer.number);
    std::vector<Employment> jobs;
    for (const ledger::Stretch& each : ledger::stretches_of(numbers)) {
        std::ranges::move(ledger::employments_of_employers(database, each, payday),
                          std::back_inserter(jobs));
    }
    if (!std::ranges::is_sorted(jobs, {}, &Employment::employer)) {
        std::ranges::stable_sort(jobs, {}, &Employment::employer);
    }
    DueJobs read;
    read.employers.reserve(jobs.size());
    read.jobs.reserve(jobs.size());
    for (const DueEmployer& each : due) {
        for (Employment& job :
             std::ranges::equal_range(jobs, each.employer.number, {}, &Employment::employer)) {
            read.employers.push_back(&each);
            read.jobs.push_back(std::move(job));
        }
    }
    std::vector<JobOfEmployer> asked;
    asked.reserve(read.jobs.size());
    for (std::size_t at = 0; at < read.jobs.size(); ++at) {
        asked.push_back({.employer = &read.employers[at]->employer, .job = &read.jobs[at]});
    }
    read.facts = facts_of_jobs(database, asked, payday);
    read.allowances = allowances_before(database, numbers, rules::TaxYear::of(payday).first_year());
    return read;
}

}  // namespace almoner::scheduler
