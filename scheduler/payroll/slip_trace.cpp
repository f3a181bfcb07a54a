#include "scheduler/payroll/slip_trace.h"

#include "ledger/records/employer.h"
#include "ledger/records/employment.h"
#include "ledger/records/in_force.h"
#include "ledger/records/pay_order.h"
#include "ledger/records/slip_recovery.h"
#include "ledger/values/invariant.h"
#include "ledger/views/words.h"
#include "scheduler/payroll/absence_trace.h"
#include "scheduler/payroll/holiday_balance.h"
#include "scheduler/payroll/job_on_payday.h"
#include "scheduler/payroll/leaving_pay.h"
#include "scheduler/payroll/leaving_trace.h"
#include "scheduler/payroll/orders_on_payday.h"
#include "scheduler/payroll/pay_calendar.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::last_day_of_all;
using ledger::Money;
using ledger::Outcome;
using ledger::PaySlip;
using rules::WorkingStep;

constexpr std::int64_t hundredths = 100;

// Whose slip it was, as the records had it on the payday.
struct Traced {
    ledger::Employer employer{};
    ledger::Employment job{};
    JobRecords records{};
};

Traced traced(ledger::Database& database, const PaySlip& slip) {
    auto employer = ledger::employer_numbered(database, slip.employer, slip.paid_on);
    if (!employer) employer = ledger::employer_numbered(database, slip.employer, last_day_of_all);
    auto job = ledger::employment_numbered(database, slip.employment, slip.paid_on);
    if (!job) job = ledger::employment_numbered(database, slip.employment, last_day_of_all);
    if (!employer || !job) throw ledger::InvariantBroken("a slip without its job");
    Traced found{*employer, *job};
    found.records = job_on_payday(
        database,
        *employer,
        *job,
        {.kind = "off-cycle", .paid_on = slip.paid_on, .days = slip.worked, .without = slip.id});
    // What took the place of this slip came after it.
    std::erase_if(found.records.slips, [&](const PaySlip& each) {
        const auto chain = ledger::slip_and_before(database, each);
        return std::ranges::find(chain, slip.id) != chain.end();
    });
    return found;
}

// The scheme as the slip used it; nothing where it has no contributions.
std::optional<rules::PensionScheme> scheme_of(const Traced& traced, const PaySlip& slip) {
    if (slip.pension_employee.is_zero() && slip.pension_employer.is_zero()) return std::nullopt;
    const bool is_net_pay = traced.employer.pension_relief == "net-pay";
    rules::PensionScheme scheme{
        .relief = is_net_pay ? rules::PensionRelief::net_pay : rules::PensionRelief::at_source,
        .employee_bp = static_cast<std::int32_t>(traced.employer.pension_employee_bp),
        .employer_bp = static_cast<std::int32_t>(traced.employer.pension_employer_bp)};
    if (slip.pension_employer.is_zero()) scheme.employer_bp = 0;
    return scheme;
}

Outcome<rules::SlipTerms> terms_of(ledger::Database& database,
                                   const Traced& traced,
                                   const PaySlip& slip) {
    auto code = rules::parse_tax_code(slip.tax_code);
    const auto basis = rules::parse_tax_basis(slip.tax_basis);
    const auto category = rules::ni_category(slip.ni_letter);
    const Outcome<rules::Loans> loans =
        slip.loans.empty() ? Outcome<rules::Loans>(rules::Loans{}) : rules::parse_loans(slip.loans);
    if (!code.accepted()) return code.refusal();
    if (!basis.accepted()) return basis.refusal();
    if (!category.accepted()) return category.refusal();
    if (!loans.accepted()) return loans.refusal();
    rules::TaxCode used = code.value();
    if (slip.is_after_leaving) {  // 0T in the country of the job's own code
        const auto own = rules::parse_tax_code(code_on_payday(traced.records).code);
        if (own.accepted()) used.regime = own.value().regime;
    }
    return rules::SlipTerms{
        .paid_on = slip.paid_on,
        .period = {frequency_of(traced.employer), static_cast<int>(slip.period_no)},
        .code = used,
        .basis = basis.value(),
        .category = category.value(),
        .loans = loans.value(),
        .pension = scheme_of(traced, slip),
        .orders = orders_on_payday(database, traced.records).orders};
}

std::string quantity_words(const ledger::PaySlipLine& line) {
    if (line.quantity == 0) return {};
    const std::string at = " at " + ledger::money_with_pence(line.rate);
    if (line.kind == "mileage") return std::to_string(line.quantity) + " miles" + at;
    if (line.kind == "sleep-in") return std::to_string(line.quantity) + " nights" + at;
    if (line.kind == notice_kind || line.kind == redundancy_kind) {
        return weeks_of_leaving(line.kind, line.quantity) + at;
    }
    return hours_and_minutes(line.quantity) + " hours" + at;
}

// Where the rate of an hour, a night or a mile is from.
std::string rate_source(const Traced& traced,
                        const PaySlip& slip,
                        const ledger::PaySlipLine& line) {
    const ledger::EmploymentRate* used = nullptr;
    for (const ledger::EmploymentRate& each : traced.records.rates) {
        const bool is_it =
            each.kind == line.kind && each.rate == line.rate && each.from_on <= slip.worked.last;
        if (is_it && (used == nullptr || used->from_on <= each.from_on)) used = &each;
    }
    if (used == nullptr) return {};
    return "the job's rate from " + used->from_on.words();
}

void add_pay(ledger::Database& database,
             const rules::RateBook& book,
             const Traced& traced,
             const PaySlip& slip,
             std::vector<WorkingStep>& steps) {
    for (const ledger::PaySlipLine& line : ledger::lines_of_slip(database, slip.id)) {
        if (slip.closes) {
            std::ranges::move(steps_of_absences(book, traced.records, *slip.closes, line.kind),
                              std::back_inserter(steps));
        }
        std::ranges::move(steps_before_line(database, book, traced.records, line),
                          std::back_inserter(steps));
        WorkingStep step{.figure = line.kind, .amount = line.amount};
        step.words = quantity_words(line);
        step.words += step.words.empty() ? "from " : ", from ";
        step.words += line.rule;
        if (line.timesheet != 0) step.words += " " + std::to_string(line.timesheet);
        step.rule = rate_source(traced, slip, line);
        if (const rules::RateFigure* const rate = book.find(line.rule, slip.paid_on)) {
            step.item = line.rule;
            step.rate = *rate;
        }
        steps.push_back(std::move(step));
    }
    steps.push_back({.figure = "gross",
                     .words = "all of it but what is paid beside the wages",
                     .amount = slip.gross});
}

std::string order_words(const ledger::PayOrder& order) {
    std::string words;
    if (order.rule == "fixed") {
        words = ledger::money_words(order.sum) + " of each payment";
    } else if (order.rule == "share") {
        words = ledger::money_decimal(Money::from_pence(order.share_bp)) + "% of the earnings";
    } else {
        words = "by the table " + order.bands;
    }
    if (!order.protected_sum.is_zero()) {
        words += "; " + ledger::money_words(order.protected_sum) + " stay in any case";
    }
    if (order.protected_share_bp != 0) {
        words +=
            "; " + std::to_string(order.protected_share_bp / hundredths) + "% stay in any case";
    }
    return words;
}

// What was paid above the slip, how much of it the assistant has given back since, and what they
// agreed.
void add_owed_back(ledger::Database& database,
                   const PaySlip& slip,
                   std::vector<WorkingStep>& steps) {
    if (slip.overpaid.is_zero()) return;
    WorkingStep step{.figure = "owed back",
                     .words = "paid above what is owed",
                     .amount = slip.overpaid,
                     .rule = "not agreed yet: 'almoner payroll recover'"};
    const auto agreed = ledger::recoveries_of(database, slip.employment);
    const auto own = std::ranges::find(agreed, slip.id, &ledger::PayRecovery::slip);
    if (own != agreed.end()) {
        step.words += ", " + ledger::money_words(own->each_time) + " of each later payment";
        step.rule = "the agreement of " + own->agreed_on.words() + " (document " +
                    std::to_string(own->evidence) + ")";
    }
    const Money back = ledger::given_back(database, slip.id, 0);
    if (!back.is_zero()) step.words += "; " + ledger::money_words(back) + " are given back";
    steps.push_back(std::move(step));
}

// What is taken by order or agreement, and what the allowance meets.
void add_what_else(ledger::Database& database,
                   const rules::RateBook& book,
                   const PaySlip& slip,
                   std::vector<WorkingStep>& steps) {
    const auto orders = ledger::pay_orders_of(database, slip.employment, slip.paid_on);
    for (const ledger::PaySlipOrder& taken : ledger::orders_of_slip(database, slip.id)) {
        const auto order = std::ranges::find(orders, taken.pay_order, &ledger::PayOrder::number);
        if (order == orders.end()) continue;
        steps.push_back({.figure = "order " + order->ref,
                         .words = order_words(*order),
                         .amount = taken.taken,
                         .rule = "the order of " + order->made_on.words()});
    }
    for (const ledger::SlipRecovery& each : ledger::recoveries_of_slip(database, slip.id)) {
        steps.push_back(
            {.figure = "given back",
             .words = "what slip " + std::to_string(each.of_slip) + " shows as overpaid",
             .amount = each.amount,
             .rule = "the agreement with the assistant"});
    }
    add_owed_back(database, slip, steps);
    if (slip.allowance.is_zero()) return;
    WorkingStep allowance{.figure = "employment allowance",
                          .words = "of the employer's National Insurance, up to the year's sum",
                          .amount = slip.allowance,
                          .rule = "NIM06520 (care employers)",
                          .item = "ni.employment_allowance"};
    if (const rules::RateFigure* const rate = book.find(allowance.item, slip.paid_on)) {
        allowance.rate = *rate;
    }
    steps.push_back(std::move(allowance));
}

std::vector<std::string> differing(const PaySlip& slip, const rules::Slip& now) {
    std::vector<std::string> names;
    const auto compare = [&](const char* name, Money stored, Money reckoned) {
        if (stored != reckoned) names.emplace_back(name);
    };
    Money orders;
    for (const rules::OrderDue& each : now.orders) orders += each.taken;
    compare("taxable pay", slip.taxable, now.taxable);
    compare("tax", slip.tax, now.tax.tax);
    compare("national insurance", slip.ni_employee, now.ni.employee);
    compare("student loan", slip.loan, now.loans.plan);
    compare("postgraduate loan", slip.postgraduate, now.loans.postgraduate);
    compare("pension", slip.pension_employee, now.pension.employee);
    compare("orders", slip.attachment, orders);
    compare("net pay", slip.net, now.net);
    compare("employer's national insurance", slip.ni_employer, now.ni.employer);
    compare("employer's pension", slip.pension_employer, now.pension.employer);
    return names;
}

// Whether the weeks of sickness come to what the line says.
bool sickness_differs(const std::vector<WorkingStep>& steps) {
    Money weeks;
    Money lines;
    for (const WorkingStep& each : steps) {
        if (each.figure != "sick-pay") continue;
        if (each.words.starts_with("week to ")) weeks += each.amount;
        if (each.words.starts_with("from ")) lines += each.amount;
    }
    return weeks != lines;
}

}  // namespace

Outcome<SlipTrace> trace_slip(ledger::Database& database,
                              const rules::RateBook& book,
                              const PaySlip& slip) {
    const Traced found = traced(database, slip);
    const auto terms = terms_of(database, found, slip);
    if (!terms.accepted()) return terms.refusal();
    rules::SlipToDate before = to_date_before(found.records);
    before.taxable = slip.taxable_to_date - slip.taxable;
    before.tax = slip.tax_to_date - slip.tax;
    auto workings = rules::slip_workings(book, terms.value(), before, slip.gross);
    if (!workings.accepted()) return workings.refusal();
    rules::SlipWorkings law = std::move(workings).value();
    SlipTrace trace;
    add_pay(database, book, found, slip, trace.steps);
    std::ranges::move(law.steps, std::back_inserter(trace.steps));
    add_what_else(database, book, slip, trace.steps);
    trace.differs = differing(slip, law.slip);
    if (sickness_differs(trace.steps)) trace.differs.emplace_back("sick pay");
    return trace;
}

}  // namespace almoner::scheduler
