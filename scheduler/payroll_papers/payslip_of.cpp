#include "scheduler/payroll_papers/payslip_of.h"

#include "ledger/records/assistant.h"
#include "ledger/records/in_force.h"
#include "ledger/records/names.h"
#include "ledger/records/pay_order.h"
#include "ledger/records/timesheet.h"
#include "ledger/values/invariant.h"
#include "ledger/views/words.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/hours_behind_end.h"
#include "scheduler/payroll/leaving_pay.h"
#include "scheduler/payroll/pay_calendar.h"
#include "scheduler/payroll/year_so_far.h"
#include "scheduler/payroll_papers/paper_parties.h"

#include <algorithm>
#include <array>

namespace almoner::scheduler {
namespace {

using gateway::Deduction;
using gateway::Earning;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::Named;
using ledger::Outcome;
using ledger::PaySlip;
using ledger::PaySlipLine;

constexpr std::int64_t minutes_an_hour = 60;
constexpr std::int64_t hundredths = 100;
constexpr std::int64_t tenths = 10;

constexpr std::array kinds{Named{std::string_view("Hours"), "day"},
                           Named{std::string_view("Night hours"), "night"},
                           Named{std::string_view("Bank holiday hours"), "bank-holiday"},
                           Named{std::string_view("Sleep-in nights"), "sleep-in"},
                           Named{std::string_view("Mileage (not taxed)"), "mileage"},
                           Named{std::string_view("Holiday pay"), "holiday"},
                           Named{std::string_view("Holiday pay, rolled up"), "rolled-up-holiday"},
                           Named{std::string_view("Holiday that was left"), "holiday-left"},
                           Named{std::string_view("Pay in lieu of notice"), "notice-in-lieu"},
                           Named{std::string_view("Redundancy pay (not taxed)"), "redundancy"},
                           Named{std::string_view("Statutory sick pay"), "sick-pay"},
                           Named{std::string_view("Statutory maternity pay"), "maternity"},
                           Named{std::string_view("Statutory paternity pay"), "paternity"},
                           Named{std::string_view("Statutory adoption pay"), "adoption"},
                           Named{std::string_view("Shared parental pay"), "shared-parental"},
                           Named{std::string_view("Parental bereavement pay"), "bereavement"},
                           Named{std::string_view("Neonatal care pay"), "neonatal"}};

Earning earning_of(const PaySlipLine& line) {
    Earning earning{.words = words_of_pay_kind(line.kind),
                    .amount = line.amount,
                    .is_expense = line.counts == "expense",
                    .is_by_time = line.counts == "wage",
                    .is_rolled_up_holiday = line.kind == "rolled-up-holiday"};
    const bool is_counted = line.kind == "sleep-in" || line.kind == "mileage";
    if (line.kind == notice_kind || line.kind == redundancy_kind) {
        earning.words += ": " + weeks_of_leaving(line.kind, line.quantity) + " at " +
                         ledger::money_with_pence(line.rate);
    } else if (is_counted && line.quantity > 0) {
        earning.words +=
            ": " + std::to_string(line.quantity) + " at " + ledger::money_with_pence(line.rate);
    } else if (line.quantity > 0) {
        earning.hours_hundredths =
            (line.quantity * hundredths + minutes_an_hour / 2) / minutes_an_hour;
        earning.rate = line.rate;
    }
    return earning;
}

void take(std::vector<Deduction>& all, std::string words, Money amount) {
    if (!amount.is_zero()) all.push_back({std::move(words), amount});
}

std::string pension_words(const std::string& provider) {
    return provider.empty() ? "Pension" : "Pension (" + provider + ")";
}

std::string order_ref(ledger::Database& database, const PaySlip& slip, std::int64_t number) {
    for (const auto& each : ledger::pay_orders_of(database, slip.employment, last_day_of_all)) {
        if (each.number == number) return each.ref;
    }
    return {};
}

std::string loan_words(const PaySlip& slip) {
    const std::size_t end = slip.loans.find('+');
    return "Student loan, plan " + slip.loans.substr(0, end);
}

std::vector<Deduction> deductions_of(ledger::Database& database,
                                     const PaySlip& slip,
                                     const std::string& provider) {
    std::vector<Deduction> all{{"Income tax", slip.tax}, {"National Insurance", slip.ni_employee}};
    take(all, pension_words(provider), slip.pension_employee);
    take(all, loan_words(slip), slip.loan);
    take(all, "Postgraduate loan", slip.postgraduate);
    for (const ledger::PaySlipOrder& each : ledger::orders_of_slip(database, slip.id)) {
        take(all,
             "Attachment of earnings order " + order_ref(database, slip, each.pay_order),
             each.taken);
    }
    take(all, "Given back of what was overpaid before, as agreed", slip.recovered);
    return all;
}

std::string pension_status(const ledger::Employment& job, const std::string& provider) {
    const std::string scheme =
        provider.empty() ? "your employer's pension scheme" : "the " + provider + " pension scheme";
    if (job.pension == "enrolled" || job.pension == "opted-in" || job.pension == "joined") {
        return "You are in " + scheme + ".";
    }
    if (job.pension == "postponed" && job.pension_postponed_until) {
        return "Your employer looks again on " + job.pension_postponed_until->words() +
               " whether you join a pension scheme.";
    }
    if (job.pension == "opted-out") return "You opted out of " + scheme + ".";
    return {};
}

std::optional<gateway::HolidayBalance> holiday_of(ledger::Database& database,
                                                  const rules::RateBook& book,
                                                  const ledger::Employment& job,
                                                  const PaySlip& slip) {
    const auto balance = holiday_balance(database, book, job, slip.paid_on);
    if (!balance.accepted() || !balance.value().is_kept()) return std::nullopt;
    const HolidayBalance& known = balance.value();
    const bool has_ended = job.end_on && *job.end_on <= slip.worked.last;
    const auto in_tenths = [](std::int64_t minutes) { return minutes * tenths / minutes_an_hour; };
    return gateway::HolidayBalance{.earned_tenths = in_tenths(known.earned),
                                   .taken_tenths = in_tenths(known.taken),
                                   .left_tenths = in_tenths(known.left()),
                                   .leave_year_ends_on = known.year.last,
                                   .job_ended_on = has_ended ? job.end_on : std::nullopt};
}

gateway::PayToDate to_date_of(ledger::Database& database, const PaySlip& slip) {
    const YearSoFar year =
        year_so_far(database, slip.employment, slip.tax_year, slips_up_to(database, slip));
    return {.gross = year.gross,
            .taxable = year.taxable,
            .tax = year.tax,
            .national_insurance = year.ni_employee,
            .pension = year.pension_employee,
            .student_loans = year.loan + year.postgraduate,
            .statutory_pay = year.statutory_in_all()};
}

std::vector<std::string> notes_of(ledger::Database& database, const PaySlip& slip) {
    std::vector<std::string> notes;
    if (slip.corrects != 0) {
        notes.push_back("This payslip takes the place of payslip " + std::to_string(slip.corrects) +
                        ", which was wrong.");
    }
    if (!slip.overpaid.is_zero()) {
        notes.push_back("You had been paid " + ledger::money_words(slip.overpaid) +
                        " too much. It is taken from later pay only as you agree.");
    }
    if (slip.corrects == 0) return notes;
    const auto before = ledger::pay_slip_by_id(database, slip.corrects);
    if (before && before->paid < slip.paid) {
        notes.push_back("You had been paid " + ledger::money_words(slip.paid - before->paid) +
                        " too little.");
    }
    return notes;
}

// A job that ended within the days was worked until then, unless hours behind its end were paid.
ledger::Period days_worked(ledger::Database& database,
                           const ledger::Employment& job,
                           const PaySlip& slip) {
    if (!job.end_on || !slip.worked.holds(*job.end_on)) return slip.worked;
    for (const PaySlipLine& line : ledger::lines_of_slip(database, slip.id)) {
        const auto sheet =
            line.timesheet == 0 ? std::nullopt : ledger::timesheet_by_id(database, line.timesheet);
        if (!sheet) continue;
        const auto lines = ledger::lines_of_timesheet(database, sheet->id);
        if (behind_end(job, *sheet, lines) == BehindEnd::some) return slip.worked;
    }
    return {slip.worked.first, *job.end_on};
}

}  // namespace

std::string words_of_pay_kind(const std::string& kind) {
    const auto known =
        std::ranges::find(kinds, std::string_view(kind), &Named<std::string_view>::name);
    return known == kinds.end() ? kind : std::string(known->value);
}

std::string words_of_tax_period(const ledger::Employer& employer, std::int64_t period_no) {
    const rules::TaxPeriod period{frequency_of(employer), static_cast<int>(period_no)};
    switch (period.frequency) {
        case rules::PayFrequency::monthly:
            return "Tax month " + std::to_string(period_no) + ", paid every month";
        case rules::PayFrequency::weekly:
            return "Tax week " + std::to_string(period.week_no()) + ", paid every week";
        case rules::PayFrequency::two_weekly:
            return "Tax week " + std::to_string(period.week_no()) + ", paid every two weeks";
        case rules::PayFrequency::four_weekly: break;
    }
    return "Tax week " + std::to_string(period.week_no()) + ", paid every four weeks";
}

Outcome<gateway::Payslip> payslip_of(ledger::Database& database,
                                     const rules::RateBook& book,
                                     const PaySlip& slip) {
    auto employer = ledger::employer_numbered(database, slip.employer, slip.paid_on);
    if (!employer) employer = ledger::employer_numbered(database, slip.employer, last_day_of_all);
    auto job = ledger::employment_numbered(database, slip.employment, slip.paid_on);
    if (!job) job = ledger::employment_numbered(database, slip.employment, last_day_of_all);
    if (!employer || !job) throw ledger::InvariantBroken("a slip without its job");
    auto parties = paper_parties(database, *employer, *job);
    if (!parties.accepted()) return parties.refusal();
    const std::string provider = ledger::pension_place(database, *employer).provider;
    gateway::Payslip paper{
        .parties = std::move(parties).value(),
        .number = std::to_string(slip.id),
        .in_place_of = slip.corrects == 0 ? std::string{} : std::to_string(slip.corrects),
        .paid_on = slip.paid_on,
        .worked = days_worked(database, *job, slip),
        .tax_year = rules::TaxYear::starting_in(static_cast<int>(slip.tax_year)).name(),
        .tax_period = words_of_tax_period(*employer, slip.period_no),
        .tax_code = slip.tax_code,
        .each_period_by_itself = slip.tax_basis == "N",
        .ni_letter = slip.ni_letter.front(),
        .deductions = deductions_of(database, slip, provider),
        .net = slip.paid,
        .to_date = to_date_of(database, slip),
        .holiday = holiday_of(database, book, *job, slip),
        .pension_status = pension_status(*job, provider),
        .employer_pension = slip.pension_employer,
        .notes = notes_of(database, slip)};
    for (const PaySlipLine& line : ledger::lines_of_slip(database, slip.id)) {
        paper.earnings.push_back(earning_of(line));
    }
    return paper;
}

}  // namespace almoner::scheduler
