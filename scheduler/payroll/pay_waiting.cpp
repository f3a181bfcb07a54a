#include "scheduler/payroll/pay_waiting.h"

#include "ledger/records/absence.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_slip.h"
#include "ledger/records/payroll_opening.h"
#include "ledger/records/timesheet.h"
#include "scheduler/payroll/pay_lines.h"
#include "scheduler/payroll/sheets_on_payday.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Employment;
using ledger::PayrollRun;
using ledger::Period;

// An absence whose record has to be mended: what is due for it is not known before.
constexpr std::array<std::string_view, 7> mended_first{"earnings-missing",
                                                       "earnings-too-high",
                                                       "family-pay-weeks",
                                                       "linked-spell-later",
                                                       "neonatal-not-yet",
                                                       "payroll-rate-missing",
                                                       "period-turned-round"};

bool is_still_to_come(const JobFinding& finding) {
    return finding.code.ends_with("-unknown") ||
           std::ranges::find(mended_first, finding.code) != mended_first.end();
}

bool is_hours_waiting(ledger::Database& database,
                      const ledger::Employer& employer,
                      std::int64_t job,
                      const Period& days) {
    const auto paid = ledger::paid_hours_of(database, job);
    const auto sheets = ledger::timesheets_of(database, job);
    const auto taken_over = ledger::taken_over_until(database, job);
    return std::ranges::any_of(sheets, [&](const ledger::Timesheet& each) {
        const bool is_paid =
            std::ranges::find(paid, each.id, &ledger::PaidHours::timesheet) != paid.end();
        if (is_paid || each.days.first > days.last) return false;
        const std::string state = ledger::timesheet_state(database, each.id);
        if (state == "decided") return ledger::late_decision(database, each.id) != "not-paid";
        return state != "withdrawn" && !was_paid_before_take_over(employer, taken_over, each.days);
    });
}

bool is_absent(ledger::Database& database, std::int64_t job, const Period& days) {
    const auto absences = ledger::absences_of(database, job);
    return std::ranges::any_of(absences, [&](const ledger::Absence& each) {
        return each.first_on <= days.last && (!each.last_on || *each.last_on >= days.first);
    });
}

// As its cycle would reckon the job: leave without pay, or pay of an absence that is used up or
// that nobody is entitled to, makes no slip. What is not known has to be written down first.
bool would_be_paid(ledger::Database& database,
                   const rules::RateBook& book,
                   const Employment& job,
                   const EmployerPeriod& period) {
    const ledger::Date payday = period.regular_payday;
    const auto employer = ledger::employer_numbered(database, job.employer, payday);
    const auto then = ledger::employment_numbered(database, job.number, payday);
    // No run can be of a payday before their records begin.
    if (!employer || !then) return false;
    const JobRecords records = job_on_payday(
        database, *employer, *then, {.kind = "cycle", .paid_on = payday, .days = period.days});
    std::vector<JobFinding> findings;
    const auto lines = lines_on_payday(database, book, records, findings);
    return !lines.accepted() || !lines.value().empty() ||
           std::ranges::any_of(findings, is_still_to_come);
}

bool is_waiting(ledger::Database& database,
                const rules::RateBook* book,
                const ledger::Employer& employer,
                const Employment& job,
                const EmployerPeriod& period) {
    const auto taken_over = ledger::taken_over_until(database, job.number);
    if (taken_over && period.regular_payday <= *taken_over) return false;
    if (is_hours_waiting(database, employer, job.number, period.days)) return true;
    const bool is_employed =
        job.start_on <= period.days.last && (!job.end_on || *job.end_on >= period.days.first);
    if (!is_employed) return false;
    const auto slips = ledger::slips_that_count(database, job.number);
    const bool is_closed = std::ranges::any_of(slips, [&](const ledger::PaySlip& each) {
        return each.closes && overlap(*each.closes, period.days);
    });
    if (is_closed) return false;
    if (!job.has_fixed_hours && !is_absent(database, job.number, period.days)) return false;
    return book == nullptr || would_be_paid(database, *book, job, period);
}

}  // namespace

bool is_pay_waiting(ledger::Database& database,
                    const rules::RateBook* book,
                    const ledger::Employer& employer,
                    const EmployerPeriod& period) {
    const auto jobs =
        ledger::employments_of_employer(database, employer.number, ledger::last_day_of_all);
    return std::ranges::any_of(jobs, [&](const Employment& each) {
        return is_waiting(database, book, employer, each, period);
    });
}

bool is_in_open_run(ledger::Database& database,
                    const ledger::Employer& employer,
                    const PayrollRun& run) {
    if (run.state != "draft" && run.state != "approved") return false;
    if (run.service != employer.service || run.frequency != employer.frequency) return false;
    const auto slips = ledger::slips_of_run(database, run.id);
    return std::ranges::find(slips, employer.number, &ledger::PaySlip::employer) != slips.end();
}

bool is_payday_over(ledger::Database& database,
                    const ledger::Employer& employer,
                    const EmployerPeriod& period,
                    const PaydayQuestion& question) {
    bool is_open = false;
    for (const PayrollRun& each : question.runs) {
        if (each.payday != period.regular_payday || each.service != employer.service) continue;
        const bool is_posted =
            each.state == "posted" && each.kind == "cycle" && each.frequency == employer.frequency;
        if (is_posted) return true;
        is_open = is_open || is_in_open_run(database, employer, each);
    }
    return !is_open && period.regular_payday + days_until_over <= question.today &&
           !is_pay_waiting(database, question.book, employer, period);
}

}  // namespace almoner::scheduler
