#include "scheduler/payroll_papers/year_papers_of.h"

#include "ledger/calendar/working_days.h"
#include "ledger/records/assistant.h"
#include "ledger/records/hmrc_filing.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"
#include "ledger/records/private_text.h"
#include "ledger/records/private_words.h"
#include "ledger/records/slip_pay_out.h"
#include "ledger/records/slip_recoverable.h"
#include "rules/payroll/hmrc_period.h"
#include "rules/payroll/tax_year.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/hmrc/rti_of_slips.h"
#include "scheduler/payroll/job_on_payday.h"
#include "scheduler/payroll/payroll_people.h"
#include "scheduler/payroll/recoverable_pay.h"
#include "scheduler/payroll/year_so_far.h"
#include "scheduler/payroll_papers/paper_parties.h"
#include "scheduler/payroll_papers/payslip_of.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::Money;
using ledger::Outcome;
using ledger::PaySlip;

rules::TaxYear year_of(std::int64_t tax_year) {
    return rules::TaxYear::starting_in(static_cast<int>(tax_year));
}

ledger::Refusal nothing_paid() {
    return refused_in("year",
                      "nothing-paid",
                      "No slip of this tax year is in the books.",
                      "Look at the runs with 'almoner payroll runs'.");
}

std::optional<ledger::Date> birth_of(ledger::Database& database, const ledger::Employment& job) {
    const auto person =
        ledger::person_numbered(database, assistant_person(database, job), last_day_of_all);
    const auto known = person ? ledger::person_private(database, person->personal) : std::nullopt;
    return known ? known->date_of_birth : std::nullopt;
}

// What HMRC is owed for it.
Money owed_of(const PaySlip& slip) {
    return slip.tax + slip.ni_employee + slip.ni_employer + slip.loan + slip.postgraduate -
           slip.allowance;
}

std::vector<PaySlip> slips_of_employer(ledger::Database& database, std::int64_t employer) {
    std::vector<PaySlip> all;
    for (const auto& job : ledger::employments_of_employer(database, employer, last_day_of_all)) {
        for (const PaySlip& each : ledger::slips_that_count(database, job.number)) {
            all.push_back(each);
        }
    }
    std::ranges::stable_sort(all, {}, &PaySlip::paid_on);
    return all;
}

void add(gateway::P32Month& month, const PaySlip& slip) {
    month.tax += slip.tax;
    month.employee_ni += slip.ni_employee;
    month.employer_ni += slip.ni_employer;
    month.student_loans += slip.loan + slip.postgraduate;
    month.allowance += slip.allowance;
    month.due += owed_of(slip);
}

// What payments to HMRC count of this year's slips; what was owed at the take-over is none of them.
Money paid_of(ledger::Database& database, const ledger::Employer& employer, std::int64_t tax_year) {
    Money paid;
    for (const ledger::SlipPayOut& each : ledger::every_slip_pay_out(database)) {
        const bool is_paid =
            each.debt.what == "hmrc" && each.state == ledger::PaymentState::settled;
        if (!is_paid) continue;
        const auto slip = ledger::pay_slip_by_id(database, each.debt.slip);
        const bool is_of_year =
            slip && slip->employer == employer.number && slip->tax_year == tax_year;
        if (is_of_year) paid += each.counts;
    }
    return std::max(paid, Money{});
}

gateway::P60Ni ni_of(const LetterSums& sums) {
    return {.letter = sums.letter.front(),
            .at_lel = sums.at_lel,
            .lel_to_pt = sums.lel_to_pt,
            .pt_to_uel = sums.pt_to_uel,
            .employee = sums.employee};
}

std::vector<gateway::StatutoryPaid> statutory_of(const YearSoFar& year) {
    std::vector<gateway::StatutoryPaid> all;
    for (const auto& [kind, amount] : year.statutory) {
        // A P60 has pay of parents; sick pay is pay like any other.
        if (kind == "sick-pay" || amount.is_zero()) continue;
        all.push_back({kind == "taken-over" ? "Statutory pay before the change of payroll"
                                            : words_of_pay_kind(kind),
                       amount});
    }
    return all;
}

// HMRC has heard that the job ended without another slip: the newest one is its last.
std::optional<PaySlip> last_slip_by_hmrc(ledger::Database& database,
                                         const ledger::Employment& job) {
    const auto slips = ledger::slips_that_count(database, job.number);
    if (!job.end_on || slips.empty() || slips.back().is_after_leaving) return std::nullopt;
    if (rules::TaxYear::of(*job.end_on).first_year() != slips.back().tax_year) return std::nullopt;
    for (const auto& filing : ledger::filings_of_employer(database, job.employer)) {
        const bool counts = filing.kind == "fps" &&
                            ledger::last_step_of_filing(database, filing.id).state != "rejected";
        if (counts && was_end_told(database, filing.id, job.number)) {
            return slips.back();
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<PaySlip> last_slip_of_leaver(ledger::Database& database,
                                           const ledger::Employment& job) {
    if (!job.end_on) return std::nullopt;
    std::optional<PaySlip> last;
    for (const PaySlip& each : ledger::slips_that_count(database, job.number)) {
        if (each.worked.last >= *job.end_on && !each.is_after_leaving) last = each;
    }
    return last;
}

Outcome<gateway::P45> p45_of(ledger::Database& database, const ledger::Employment& job) {
    auto last = last_slip_of_leaver(database, job);
    if (!last) last = last_slip_by_hmrc(database, job);
    if (!last) {
        return refused_in("job",
                          "job-not-ended",
                          "This job has no day of leaving, or its last days are not paid.",
                          "Record its end with 'almoner employment end', and pay it.");
    }
    const ledger::Employer employer = employer_of(database, job);
    auto parties = paper_parties(database, employer, job);
    if (!parties.accepted()) return parties.refusal();
    const YearSoFar year =
        year_so_far(database, job.number, last->tax_year, slips_up_to(database, *last));
    const PaidElsewhere elsewhere = paid_elsewhere(database, job, last->paid_on);
    const bool is_by_itself = last->tax_basis == "N";
    gateway::P45 paper{.parties = std::move(parties).value(),
                       .born_on = birth_of(database, job),
                       .left_on = job.end_on.value_or(last->worked.last),
                       .tax_code = last->tax_code,
                       .each_period_by_itself = is_by_itself,
                       .tax_period = words_of_tax_period(employer, last->period_no),
                       .this_job = {year.taxable, year.tax},
                       .has_student_loan = !job.loans.empty() && job.loans != "PG",
                       .has_postgraduate_loan = job.loans.find("PG") != std::string::npos};
    if (!is_by_itself) {
        paper.year_to_date =
            gateway::PayAndTax{year.taxable + elsewhere.pay, year.tax + elsewhere.tax};
    }
    return paper;
}

Outcome<gateway::P60> p60_of(ledger::Database& database,
                             const ledger::Employment& job,
                             std::int64_t tax_year,
                             ledger::Date today) {
    const ledger::Period days = year_of(tax_year).days();
    if (today <= days.last) {
        return refused_in("year",
                          "year-not-over",
                          "A P60 is for a tax year that is over.",
                          "Make it from 6 April on.");
    }
    if (job.start_on > days.last || (job.end_on && *job.end_on < days.last)) {
        return refused_in("job",
                          "not-employed-then",
                          "Only those employed on 5 April get a P60.",
                          "Who left before had a P45.");
    }
    const auto slips = slips_of_year(database, job.number, tax_year);
    if (slips.empty()) return nothing_paid();
    auto parties = paper_parties(database, employer_of(database, job), job);
    if (!parties.accepted()) return parties.refusal();
    const YearSoFar year = year_so_far(database, job.number, tax_year, slips);
    const PaySlip& last = slips.back();
    const PaidElsewhere elsewhere = paid_elsewhere(database, job, last.paid_on);
    gateway::P60 paper{.parties = std::move(parties).value(),
                       .tax_year = year_of(tax_year).name(),
                       .year_ends_on = days.last,
                       .before = {elsewhere.pay, elsewhere.tax},
                       .this_job = {year.taxable, year.tax},
                       .final_tax_code = last.tax_code,
                       .each_period_by_itself = last.tax_basis == "N",
                       .statutory_pay = statutory_of(year),
                       .student_loans = year.loan,
                       .postgraduate_loans = year.postgraduate};
    paper.ni.reserve(year.letters.size());
    for (const LetterSums& each : year.letters) paper.ni.push_back(ni_of(each));
    return paper;
}

Outcome<gateway::P11> p11_of(ledger::Database& database,
                             const ledger::Employment& job,
                             std::int64_t tax_year) {
    const auto slips = slips_of_year(database, job.number, tax_year);
    if (slips.empty()) return nothing_paid();
    const ledger::Employer employer = employer_of(database, job);
    auto parties = paper_parties(database, employer, job);
    if (!parties.accepted()) return parties.refusal();
    gateway::P11 paper{.parties = std::move(parties).value(),
                       .tax_year = year_of(tax_year).name(),
                       .tax_code = slips.back().tax_code,
                       .ni_letter = slips.back().ni_letter.front()};
    paper.rows.reserve(slips.size());
    for (const PaySlip& each : slips) {
        const YearSoFar alone = year_so_far(database, 0, tax_year, {each});
        paper.rows.push_back({.paid_on = each.paid_on,
                              .period = words_of_tax_period(employer, each.period_no),
                              .pay = each.taxable,
                              .tax = each.tax,
                              .ni_earnings = each.gross,
                              .employee_ni = each.ni_employee,
                              .employer_ni = each.ni_employer,
                              .student_loans = each.loan + each.postgraduate,
                              .statutory_pay = alone.statutory_in_all()});
    }
    return paper;
}

std::vector<gateway::P32Month> p32_months(ledger::Database& database,
                                          const ledger::Employer& employer,
                                          std::int64_t tax_year,
                                          const ledger::BankHolidays& holidays) {
    std::vector<gateway::P32Month> months;
    const bool is_quarterly = employer.pays_hmrc == "quarterly";
    const std::vector<PaySlip> slips = slips_of_employer(database, employer.number);
    for (const PaySlip& each : slips) {
        if (each.tax_year != tax_year) continue;
        const int month = rules::tax_month(each.paid_on);
        if (months.empty() || months.back().tax_month != month) {
            months.push_back({.tax_month = month});
        }
        add(months.back(), each);
        const Money back = total_of(ledger::recoverable_of_slip(database, each.id));
        months.back().recovered += back;
        months.back().due -= back;
        // On the last month of what is paid together.
        const rules::HmrcPeriod period = rules::hmrc_period(each.paid_on, is_quarterly);
        for (gateway::P32Month& other : months) {
            if (other.tax_month > period.last_month - (is_quarterly ? 3 : 1)) other.pay_by.reset();
        }
        months.back().pay_by = ledger::working_day_on_or_before(period.due_by, holidays);
    }
    Money paid = paid_of(database, employer, tax_year);
    for (gateway::P32Month& each : months) {
        each.paid = std::clamp(paid, Money{}, std::max(each.due, Money{}));
        paid -= each.paid;
    }
    return months;
}

Outcome<gateway::P32> p32_of(ledger::Database& database,
                             const ledger::Employer& employer,
                             std::int64_t tax_year,
                             const ledger::BankHolidays& holidays) {
    const auto ask = whom_to_ask(database, employer, employer.ref);
    if (!ask.accepted()) return ask.refusal();
    gateway::P32 paper{
        .employer = person_name(database, ledger::holder_of(database, employer)),
        .paye_reference = ledger::words_of(database, employer.paye_private),
        .accounts_office_reference = ledger::words_of(database, employer.accounts_private),
        .tax_year = year_of(tax_year).name(),
        .is_quarterly = employer.pays_hmrc == "quarterly",
        .months = p32_months(database, employer, tax_year, holidays),
        .ask = ask.value()};
    if (paper.months.empty()) return nothing_paid();
    return paper;
}

}  // namespace almoner::scheduler
