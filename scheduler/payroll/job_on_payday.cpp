#include "scheduler/payroll/job_on_payday.h"

#include "ledger/records/code_notice.h"
#include "scheduler/payroll/absences_of_paid_periods.h"
#include "scheduler/payroll/orders_on_payday.h"
#include "scheduler/payroll/pay_calendar.h"
#include "scheduler/payroll/sheets_on_payday.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::PaySlip;

rules::NiDue ni_of(const PaySlip& slip) {
    return {.employee = slip.ni_employee,
            .employer = slip.ni_employer,
            .at_lel = slip.at_lel,
            .lel_to_pt = slip.lel_to_pt,
            .pt_to_uel = slip.pt_to_uel};
}

void add(rules::NiDue& sum, const rules::NiDue& more) {
    sum.employee += more.employee;
    sum.employer += more.employer;
    sum.at_lel += more.at_lel;
    sum.lel_to_pt += more.lel_to_pt;
    sum.pt_to_uel += more.pt_to_uel;
}

// Tax is reckoned together with what the same code took on the same basis, and never behind the
// last slip of a job.
void add(rules::PaidInPeriod& sum, const PaySlip& slip, bool is_taxed_alike) {
    sum.gross += slip.gross;
    if (is_taxed_alike) sum.taxable += slip.taxable;
    if (is_taxed_alike) sum.tax += slip.tax;
    add(sum.ni, ni_of(slip));
    sum.loans.plan += slip.loan;
    sum.loans.postgraduate += slip.postgraduate;
    sum.pension.qualifying += slip.pension_qualifying;
    sum.pension.employee += slip.pension_employee;
    sum.pension.relief += slip.pension_relief;
    sum.pension.employer += slip.pension_employer;
    sum.pension.off_taxable += slip.gross - slip.taxable;
}

rules::PensionRecord pension_of(const ledger::Employment& job) {
    rules::PensionRecord record{.since = job.pension_since.value_or(job.start_on),
                                .postponed_until = job.pension_postponed_until};
    const auto place =
        std::ranges::find(ledger::pension_states, job.pension) - ledger::pension_states.begin();
    constexpr std::array states{rules::PensionStatus::not_in,
                                rules::PensionStatus::postponed,
                                rules::PensionStatus::active,
                                rules::PensionStatus::active,
                                rules::PensionStatus::active,
                                rules::PensionStatus::opted_out,
                                rules::PensionStatus::ceased};
    record.status = states.at(static_cast<std::size_t>(place));
    return record;
}

ledger::Refusal birth_unknown() {
    return {.code = "birth-unknown",
            .words = "The assistant's date of birth is not known.",
            .next = "Record it with 'almoner person change'.",
            .field = "date_of_birth",
            .citation = ""};
}

Money sum_of(const std::vector<ledger::SlipRecovery>& recoveries) {
    Money sum;
    for (const ledger::SlipRecovery& each : recoveries) sum += each.amount;
    return sum;
}

// The slip at the end of what this one corrects: its place among those of its payday.
std::int64_t place_of(ledger::Database& database, const PaySlip& slip) {
    return slip.corrects == 0 ? slip.id : ledger::slip_and_before(database, slip).back();
}

std::vector<std::int64_t> later_than(ledger::Database& database,
                                     const std::vector<PaySlip>& slips,
                                     const PaydayWanted& wanted) {
    std::vector<std::int64_t> later;
    std::int64_t place = std::numeric_limits<std::int64_t>::max();
    if (wanted.without != 0) {
        place = place_of(database, *ledger::pay_slip_by_id(database, wanted.without));
    }
    for (const PaySlip& each : slips) {
        const bool is_later = each.paid_on > wanted.paid_on ||
                              (each.paid_on == wanted.paid_on && place_of(database, each) > place);
        if (is_later) later.push_back(each.id);
    }
    return later;
}

// Another calendar may have paid some of the days.
void leave_out_paid_days(JobRecords& job) {
    ledger::Period& days = job.wanted.days;
    const ledger::Period whole = days;
    for (const PaySlip& each : job.slips) {
        if (!each.closes || !overlap(*each.closes, days)) continue;
        if (each.closes->first <= days.first) {
            days.first = each.closes->last + 1;
        } else {
            days.last = each.closes->first - 1;
        }
    }
    if (days == whole || days.last < days.first) return;
    job.findings.push_back(
        {.code = "days-paid-already", .amount = whole.days() - days.days(), .other = whole.days()});
}

// Sick pay, holiday and what else hangs on the contract end with it; pay of parents does not.
std::vector<ledger::Absence> absences_within(const JobFacts& facts, const ledger::Employment& job) {
    std::vector<ledger::Absence> all = ledger::absences_in(facts.absences);
    if (!job.end_on) return all;
    constexpr std::array<std::string_view, 4> of_the_contract{
        "sickness", "holiday", "unpaid", "jury"};
    const auto ends = [&](const ledger::Absence& each) {
        return std::ranges::find(of_the_contract, each.kind) != of_the_contract.end();
    };
    std::erase_if(all, [&](const ledger::Absence& each) {
        return ends(each) && each.first_on > *job.end_on;
    });
    for (ledger::Absence& each : all) {
        if (ends(each)) each.last_on = std::min(each.last_on.value_or(*job.end_on), *job.end_on);
    }
    return all;
}

void take_people(JobRecords& records) {
    records.person = records.facts.person;
    records.born_on = records.facts.born_on;
    records.state_pension_from = records.facts.state_pension_from;
    records.account = records.facts.account;
}

void take_openings(JobRecords& records) {
    const std::int64_t year = rules::TaxYear::of(records.wanted.paid_on).first_year();
    for (const ledger::PayrollOpening& each : records.facts.openings) {
        if (each.tax_year == year) records.opening = each;
        records.taken_over_until =
            std::max(records.taken_over_until.value_or(each.up_to), each.up_to);
    }
    records.earlier_wages = std::move(records.facts.earlier_wages);
}

// From which version on the job has had this code on this basis. Of a job that was taken over,
// those that it began with are as the bureau before had them on that day.
Date code_since(ledger::Database& database, const JobRecords& records) {
    const ledger::Employment& job = records.job;
    const auto versions = ledger::employment_versions(database, job.number);
    const ledger::Employment* first = &job;
    bool is_from_the_start = true;
    for (auto each = versions.rbegin(); each != versions.rend() && is_from_the_start; ++each) {
        if (each->version > job.version) continue;
        const bool is_alike = each->tax_code == job.tax_code && each->tax_basis == job.tax_basis;
        if (is_alike) first = &*each;
        // Another one that no day went by was put right.
        is_from_the_start = is_alike || each->from_on >= first->from_on;
    }
    if (!is_from_the_start) return first->from_on;
    Date since = std::max(job.start_on, records.taken_over_until.value_or(job.start_on));
    for (const ledger::OpeningWage& each : records.earlier_wages) {
        since = std::max({since, each.paid_on, each.recorded_on});
    }
    return since;
}

// What a notice says goes before what the P45 said.
PaidElsewhere paid_elsewhere_in(std::span<const ledger::CodeNotice> notices,
                                const ledger::Employment& job,
                                Date paid_on) {
    const ledger::Period year = rules::TaxYear::of(paid_on).days();
    PaidElsewhere sums;
    const bool has_p45 = job.previous_left_on && year.holds(*job.previous_left_on);
    if (has_p45) sums = {job.previous_pay, job.previous_tax};
    for (const ledger::CodeNotice& each : notices) {
        const bool counts = each.from_on <= paid_on && each.previous_pay && each.previous_tax &&
                            year.holds(each.from_on);
        if (counts) sums = {*each.previous_pay, *each.previous_tax};
    }
    return sums;
}

bool is_in_scheme(std::string_view pension) {
    return pension == "enrolled" || pension == "opted-in" || pension == "joined";
}

Date joined_by(const ledger::Employment& job) {
    return job.pension_since.value_or(job.start_on);
}

bool took_pension(const PaySlip& slip) {
    return !slip.pension_employee.is_zero() || !slip.pension_employer.is_zero();
}

// Whether an enrolment may have been opted out of that counts for this payment, or that slips took
// something for: most jobs have none, and their versions are not read.
bool may_have_opted_out(const JobRecords& records) {
    const auto& end = records.facts.end;
    const bool is_as_now =
        end.pension == records.job.pension && end.pension_since == records.job.pension_since;
    if (is_in_scheme(records.job.pension) && !is_as_now) return true;
    const std::optional<Date> since =
        is_in_scheme(end.pension) ? end.pension_since : std::optional<Date>{};
    return std::ranges::any_of(records.facts.slips, [&](const PaySlip& each) {
        return took_pension(each) && (!since || each.paid_on < *since);
    });
}

// What a newer version put right from its first day on, or from before it, never was.
std::vector<ledger::Employment> versions_that_stand(ledger::Database& database, std::int64_t job) {
    std::vector<ledger::Employment> standing;
    for (ledger::Employment& each : ledger::employment_versions(database, job)) {
        while (!standing.empty() && standing.back().from_on >= each.from_on) standing.pop_back();
        standing.push_back(std::move(each));
    }
    return standing;
}

// With the day of the enrolment itself the opting out was an error, and that one goes on.
void join_again(std::vector<OptedOutEnrolment>& opted_out, Date on) {
    if (opted_out.empty() || opted_out.back().joined_again_on) return;
    if (on == opted_out.back().joined_on) {
        opted_out.pop_back();
    } else {
        opted_out.back().joined_again_on = on;
    }
}

// Who opts out within the month was never in: slips of that enrolment are reckoned without it, also
// once the person has joined again.
void take_opt_outs(ledger::Database& database, JobRecords& records) {
    if (!may_have_opted_out(records)) return;
    std::optional<Date> joined_on;
    for (const auto& each : versions_that_stand(database, records.job.number)) {
        if (is_in_scheme(each.pension)) {
            joined_on = joined_by(each);
            join_again(records.opted_out, *joined_on);
        } else if (each.pension == "opted-out" && joined_on) {
            records.opted_out.push_back({.joined_on = *joined_on, .left_on = each.pension_since});
            joined_on.reset();
        }
    }
    const auto of_it =
        std::ranges::find(records.opted_out, joined_by(records.job), &OptedOutEnrolment::joined_on);
    if (!is_in_scheme(records.job.pension) || of_it == records.opted_out.end()) return;
    records.job.pension = "opted-out";
    records.job.pension_since = of_it->left_on;
}

}  // namespace

const PaySlip* JobRecords::last_slip() const {
    const PaySlip* last = nullptr;
    for (const PaySlip& each : slips) {
        if (each.paid_on <= wanted.paid_on) last = &each;
    }
    return last;
}

Money JobRecords::pension_to_give_back() const {
    Money taken;
    for (const PaySlip& each : slips) {
        const bool is_of_one = std::ranges::any_of(
            opted_out, [&](const OptedOutEnrolment& one) { return one.holds(each.paid_on); });
        if (is_of_one) taken += each.pension_employee;
    }
    return taken;
}

bool JobRecords::is_in(const ledger::Period& days) const {
    return job.start_on <= days.last && (!job.end_on || days.first <= *job.end_on);
}

bool JobRecords::is_earlier(const PaySlip& slip) const {
    return std::ranges::find(later, slip.id) == later.end();
}

JobRecords job_on_payday(ledger::Database& database,
                         const ledger::Employer& employer,
                         const ledger::Employment& job,
                         const PaydayWanted& wanted) {
    const JobOfEmployer asked{.employer = &employer, .job = &job};
    auto facts = facts_of_jobs(database, {&asked, 1}, wanted.paid_on);
    return job_on_payday(database, asked, wanted, std::move(facts.front()));
}

JobRecords job_on_payday(ledger::Database& database,
                         const JobOfEmployer& job,
                         const PaydayWanted& wanted,
                         JobFacts facts) {
    JobRecords records{.wanted = wanted, .employer = *job.employer, .job = *job.job};
    records.facts = std::move(facts);
    if (records.facts.end.number != 0) {
        records.job.end_on = records.facts.end.end_on;
        records.job.end_reason = records.facts.end.end_reason;
    }
    take_opt_outs(database, records);
    take_people(records);
    records.slips = std::move(records.facts.slips);
    std::erase_if(records.slips, [&](const PaySlip& each) { return each.id == wanted.without; });
    take_openings(records);
    records.rates = std::move(records.facts.rates);
    records.code_since = records.job.start_on;
    if (records.job.tax_basis == "N") records.code_since = code_since(database, records);
    records.later = later_than(database, records.slips, wanted);
    records.absences = absences_within(records.facts, records.job);
    if (wanted.closes_period()) leave_out_paid_days(records);
    take_sheets(database, records);
    if (wanted.without == 0 && wanted.closes_period()) {
        find_absences_of_paid_periods(records, records.findings);
    }
    return records;
}

std::vector<ledger::TimesheetLine> lines_of_sheet(ledger::Database& database,
                                                  const JobRecords& job,
                                                  std::int64_t timesheet) {
    for (const SheetOfJob& each : job.facts.sheets) {
        if (each.standing.sheet.id == timesheet && each.has_lines) return each.lines;
    }
    return ledger::lines_of_timesheet(database, timesheet);
}

bool is_paid_already(const JobRecords& job) {
    return job.wanted.closes_period() && job.wanted.days.last < job.wanted.days.first;
}

bool is_after_leaving(const JobRecords& job) {
    return job.job.end_on && std::ranges::any_of(job.slips, [&](const PaySlip& each) {
               return job.is_earlier(each) && each.worked.last >= *job.job.end_on;
           });
}

CodeOnPayday code_on_payday(const JobRecords& job) {
    CodeOnPayday code{job.job.tax_code, job.job.tax_basis};
    Date since = job.code_since;
    const auto* const notice = ledger::code_notice_in(job.facts.notices, job.wanted.paid_on);
    if (notice != nullptr) {
        code = {notice->tax_code, notice->tax_basis};
        since = notice->from_on;
    }
    const bool is_of_this_year =
        rules::TaxYear::of(since) == rules::TaxYear::of(job.wanted.paid_on);
    if (!is_of_this_year) code.basis = "C";
    return code;
}

// Hours of earlier periods are paid with this one.
ledger::Period worked_days(const JobRecords& job) {
    ledger::Period days = job.wanted.days;
    if (!job.wanted.closes_period() && !job.sheets.empty()) days = job.sheets.front().days;
    for (const ledger::Timesheet& each : job.sheets) {
        days.first = std::min(days.first, each.days.first);
        days.last = std::max(days.last, each.days.last);
    }
    return days;
}

bool is_apprentice(const JobRecords& job) {
    constexpr int age_of_any_year = 19;
    const auto& told = job.facts.apprenticeship;
    const Date day = worked_days(job).first;
    if (!told || !job.born_on || !told->holds(day)) return false;
    return rules::age_on(*job.born_on, day) < age_of_any_year ||
           rules::age_on(told->first_on, day) < 1;
}

ledger::Outcome<rules::PaydayTerms> terms_on_payday(ledger::Database& database,
                                                    const JobRecords& job) {
    if (!job.born_on) return birth_unknown();
    const CodeOnPayday text = code_on_payday(job);
    const auto code = rules::parse_tax_code(text.code);
    const auto basis = rules::parse_tax_basis(text.basis);
    const ledger::Outcome<rules::Loans> loans = job.job.loans.empty()
                                                    ? ledger::Outcome<rules::Loans>(rules::Loans{})
                                                    : rules::parse_loans(job.job.loans);
    if (!code.accepted()) return code.refusal();
    if (!basis.accepted()) return basis.refusal();
    if (!loans.accepted()) return loans.refusal();
    const bool is_net_pay = job.employer.pension_relief == "net-pay";
    return rules::PaydayTerms{
        .paid_on = job.wanted.paid_on,
        .worked = worked_days(job),
        .frequency = frequency_of(job.employer),
        .about = {.letter = job.job.ni_letter.front(),
                  .born_on = *job.born_on,
                  .state_pension_from = job.state_pension_from},
        .is_apprentice = is_apprentice(job),
        .is_after_leaving = is_after_leaving(job),
        .code = code.value(),
        .basis = basis.value(),
        .loans = loans.value(),
        .scheme = {.relief =
                       is_net_pay ? rules::PensionRelief::net_pay : rules::PensionRelief::at_source,
                   .employee_bp = static_cast<std::int32_t>(job.employer.pension_employee_bp),
                   .employer_bp = static_cast<std::int32_t>(job.employer.pension_employer_bp)},
        .pension = pension_of(job.job),
        .joined_without_employer = job.job.pension == "joined",
        .orders = orders_on_payday(database, job).orders,
        .to_recover = sum_of(to_recover_on(database, job))};
}

PaidElsewhere paid_elsewhere(ledger::Database& database,
                             const ledger::Employment& job,
                             Date paid_on) {
    return paid_elsewhere_in(ledger::code_notices_of(database, job.number), job, paid_on);
}

rules::SlipToDate to_date_before(const JobRecords& job) {
    const rules::TaxYear year = rules::TaxYear::of(job.wanted.paid_on);
    const rules::TaxPeriod period =
        rules::tax_period_of(job.wanted.paid_on, frequency_of(job.employer));
    const PaidElsewhere elsewhere =
        paid_elsewhere_in(job.facts.notices, job.job, job.wanted.paid_on);
    rules::SlipToDate before{.taxable = elsewhere.pay, .tax = elsewhere.tax};
    if (job.opening) {
        before.taxable += job.opening->taxable;
        before.tax += job.opening->tax;
    }
    const CodeOnPayday code = code_on_payday(job);
    const bool is_alone = is_after_leaving(job);
    for (const PaySlip& each : job.slips) {
        if (each.tax_year != year.first_year() || !job.is_earlier(each)) continue;
        before.taxable += each.taxable;
        before.tax += each.tax;
        // The number alone is that of another period where people were paid by other weeks before.
        if (rules::tax_period_of(each.paid_on, period.frequency) != period) continue;
        const bool is_taxed_alike =
            !is_alone && each.tax_code == code.code && each.tax_basis == code.basis;
        add(before.in_period, each, is_taxed_alike);
    }
    return before;
}

std::vector<ledger::SlipRecovery> to_recover_on(ledger::Database& database, const JobRecords& job) {
    std::vector<ledger::SlipRecovery> all;
    if (!job.facts.has_recoveries) return all;
    for (const ledger::PayRecovery& each : ledger::recoveries_of(database, job.job.number)) {
        if (each.agreed_on > job.wanted.paid_on) continue;
        const Money back = ledger::given_back(database, each.slip, job.wanted.without);
        const Money due = std::min(each.each_time, each.owed - back);
        if (due > Money{}) all.push_back({.of_slip = each.slip, .amount = due});
    }
    return all;
}

}  // namespace almoner::scheduler
