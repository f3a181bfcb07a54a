#include "scheduler/payroll/job_on_payday.h"

#include "ledger/records/code_notice.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "scheduler/payroll/orders_on_payday.h"
#include "scheduler/payroll/pay_calendar.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::PaySlip;
using ledger::Timesheet;

bool is_whole_period(const PaydayWanted& wanted) {
    return wanted.kind == "cycle" || wanted.kind == "leaver";
}

// Paid by another slip than the one that is reckoned anew.
bool is_paid(ledger::Database& database, const JobRecords& job, const Timesheet& sheet) {
    if (!ledger::is_timesheet_paid(database, sheet.id)) return false;
    if (job.wanted.without == 0) return true;
    return std::ranges::none_of(
        ledger::lines_of_slip(database, job.wanted.without),
        [&](const ledger::PaySlipLine& line) { return line.timesheet == sheet.id; });
}

// Whether hours that came late are paid with this run.
bool is_for_this_run(ledger::Database& database, const JobRecords& job, const Timesheet& sheet) {
    const std::string decision = ledger::late_decision(database, sheet.id);
    if (job.wanted.without != 0) return decision != "not-paid";
    if (decision == "off-cycle") return job.wanted.kind != "cycle";
    return decision == "next-run" && sheet.days.last < job.wanted.days.last;
}

void take_sheet(ledger::Database& database, JobRecords& job, const Timesheet& sheet) {
    if (sheet.days.first > job.wanted.days.last || is_paid(database, job, sheet)) return;
    const std::string state = ledger::timesheet_state(database, sheet.id);
    if (state == "confirmed" || (state == "decided" && is_for_this_run(database, job, sheet))) {
        job.sheets.push_back(sheet);
    } else if (state == "entered") {
        job.findings.push_back({.code = "hours-not-confirmed", .amount = sheet.id});
    } else if (state == "late") {
        job.findings.push_back({.code = "timesheet-late", .amount = sheet.id});
    }
}

void read_person(ledger::Database& database, JobRecords& job) {
    const auto assistant =
        ledger::assistant_numbered(database, job.job.assistant, ledger::last_day_of_all);
    if (!assistant) return;
    job.person = assistant->person;
    if (const auto details = ledger::assistant_private(database, assistant->personal)) {
        job.state_pension_from = details->state_pension_on;
    }
    const auto person =
        ledger::person_numbered(database, assistant->person, ledger::last_day_of_all);
    if (!person) return;
    if (const auto known = ledger::person_private(database, person->personal)) {
        job.born_on = known->date_of_birth;
    }
    for (const ledger::PayeeAccount& each :
         ledger::payee_accounts_of_person(database, job.person, job.wanted.paid_on)) {
        if (each.status == ledger::PayeeStatus::confirmed) job.account = each;
    }
}

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

void add(rules::PaidInPeriod& sum, const PaySlip& slip) {
    sum.gross += slip.gross;
    sum.taxable += slip.taxable;
    sum.tax += slip.tax;
    add(sum.ni, ni_of(slip));
    sum.loans.plan += slip.loan;
    sum.loans.postgraduate += slip.postgraduate;
    sum.pension.qualifying += slip.pension_qualifying;
    sum.pension.employee += slip.pension_employee;
    sum.pension.relief += slip.pension_relief;
    sum.pension.employer += slip.pension_employer;
    sum.pension.off_taxable += slip.gross - slip.taxable;
}

// Of the year's earlier employments: what a notice says goes before what the P45 said.
std::pair<Money, Money> earlier_employments(ledger::Database& database,
                                            const JobRecords& job,
                                            rules::TaxYear year) {
    std::pair<Money, Money> sums;
    const bool has_p45 = job.job.previous_left_on && year.days().holds(*job.job.previous_left_on);
    if (has_p45) sums = {job.job.previous_pay, job.job.previous_tax};
    for (const ledger::CodeNotice& each : ledger::code_notices_of(database, job.job.number)) {
        const bool counts = each.from_on <= job.wanted.paid_on && each.previous_pay &&
                            each.previous_tax && year.days().holds(each.from_on);
        if (counts) sums = {*each.previous_pay, *each.previous_tax};
    }
    return sums;
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

}  // namespace

const PaySlip* JobRecords::last_slip() const {
    const PaySlip* last = nullptr;
    for (const PaySlip& each : slips) {
        if (each.paid_on <= wanted.paid_on) last = &each;
    }
    return last;
}

bool JobRecords::is_in(const ledger::Period& days) const {
    return job.start_on <= days.last && (!job.end_on || days.first <= *job.end_on);
}

JobRecords job_on_payday(ledger::Database& database,
                         const ledger::Employer& employer,
                         const ledger::Employment& job,
                         const PaydayWanted& wanted) {
    JobRecords records{.wanted = wanted, .employer = employer, .job = job};
    read_person(database, records);
    records.slips = ledger::slips_that_count(database, job.number);
    std::erase_if(records.slips, [&](const PaySlip& each) { return each.id == wanted.without; });
    records.opening = ledger::payroll_opening_of(
        database, job.number, rules::TaxYear::of(wanted.paid_on).first_year());
    records.rates = ledger::rates_of(database, job.number);
    records.absences = ledger::absences_of(database, job.number);
    for (const Timesheet& each : ledger::timesheets_of(database, job.number)) {
        take_sheet(database, records, each);
    }
    return records;
}

bool is_paid_already(const JobRecords& job) {
    if (!is_whole_period(job.wanted)) return false;
    return std::ranges::any_of(
        job.slips, [&](const PaySlip& each) { return each.worked.last == job.wanted.days.last; });
}

CodeOnPayday code_on_payday(ledger::Database& database, const JobRecords& job) {
    CodeOnPayday code{job.job.tax_code, job.job.tax_basis};
    Date since = job.job.start_on;
    if (const auto notice = ledger::code_notice_on(database, job.job.number, job.wanted.paid_on)) {
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
    if (!is_whole_period(job.wanted) && !job.sheets.empty()) days = job.sheets.front().days;
    for (const Timesheet& each : job.sheets) {
        days.first = std::min(days.first, each.days.first);
        days.last = std::max(days.last, each.days.last);
    }
    return days;
}

ledger::Outcome<rules::PaydayTerms> terms_on_payday(ledger::Database& database,
                                                    const JobRecords& job) {
    if (!job.born_on) return birth_unknown();
    const CodeOnPayday text = code_on_payday(database, job);
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
        .is_after_leaving = job.job.end_on && std::ranges::any_of(job.slips,
                                                                  [&](const PaySlip& each) {
                                                                      return each.worked.last >=
                                                                             *job.job.end_on;
                                                                  }),
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
        .to_recover = to_recover_on(database, job)};
}

rules::SlipToDate to_date_before(ledger::Database& database, const JobRecords& job) {
    const rules::TaxYear year = rules::TaxYear::of(job.wanted.paid_on);
    const rules::TaxPeriod period =
        rules::tax_period_of(job.wanted.paid_on, frequency_of(job.employer));
    const auto [pay, tax] = earlier_employments(database, job, year);
    rules::SlipToDate before{.taxable = pay, .tax = tax};
    if (job.opening) {
        before.taxable += job.opening->taxable;
        before.tax += job.opening->tax;
    }
    for (const PaySlip& each : job.slips) {
        if (each.tax_year != year.first_year() || each.paid_on > job.wanted.paid_on) continue;
        before.taxable += each.taxable;
        before.tax += each.tax;
        if (each.period_no == period.number) add(before.in_period, each);
    }
    return before;
}

Money to_recover_on(ledger::Database& database, const JobRecords& job) {
    Money wanted;
    Money owed;
    for (const ledger::PayRecovery& each : ledger::recoveries_of(database, job.job.number)) {
        if (each.agreed_on > job.wanted.paid_on) continue;
        wanted += each.each_time;
        owed += each.owed;
    }
    for (const PaySlip& each : job.slips) owed -= each.recovered;
    return std::clamp(wanted, Money{}, std::max(owed, Money{}));
}

}  // namespace almoner::scheduler
