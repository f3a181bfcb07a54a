#include "scheduler/payroll/make_slip.h"

#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "scheduler/payroll/leaving_changed.h"
#include "scheduler/payroll/leaving_pay.h"
#include "scheduler/payroll/orders_on_payday.h"
#include "scheduler/payroll/pay_findings.h"
#include "scheduler/payroll/pay_lines.h"
#include "scheduler/payroll/recoverable_pay.h"
#include "scheduler/payroll/scheme_needed.h"

#include <algorithm>
#include <span>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::PaySlip;
using rules::Payday;

constexpr std::string_view no_rate = "payroll-rate-missing";

std::string_view name_of(rules::PayCounts counts) {
    switch (counts) {
        case rules::PayCounts::wage: return "wage";
        case rules::PayCounts::pay: return "pay";
        case rules::PayCounts::expense: break;
    }
    return "expense";
}

// What pays the job on the day, with each plan line's weight.
struct Payers {
    std::vector<ledger::PlanLine> lines{};
    std::vector<std::int64_t> weights{};
    std::string fault{};
    bool has_ended = false;  // one of those that the terms name
};

// Of days that were worked; a line that lasts on one of them bears the slip.
bool lasts_in(const ledger::PlanLine& line, const ledger::Period& days) {
    return line.start_on <= days.last && (!line.end_on || *line.end_on >= days.first);
}

Payers payers_of(const JobRecords& job) {
    Payers payers;
    ledger::Period worked = worked_days(job);
    // What its end owes is borne by what paid the job then, also where it is paid later.
    if (pays_what_the_end_owes(job)) worked.first = std::min(worked.first, *job.job.end_on);
    for (const ledger::PaidFrom& each : job.facts.paid_from) {
        const std::span<const ledger::PlanLine> versions = job.facts.plan_lines;
        const auto* line = plan_line_in(versions, each.plan_line, job.wanted.paid_on);
        if (line == nullptr) line = plan_line_in(versions, each.plan_line, ledger::last_day_of_all);
        if (line == nullptr) continue;
        if (!lasts_in(*line, worked)) {
            payers.has_ended = true;
            continue;
        }
        payers.lines.push_back(*line);
        payers.weights.push_back(each.weight);
    }
    if (payers.lines.empty()) {
        payers.fault = payers.has_ended ? "plan-line-ended" : "nothing-pays-it";
    }
    const bool differ = std::ranges::any_of(payers.lines, [&](const ledger::PlanLine& each) {
        return each.option != payers.lines.front().option;
    });
    if (differ) payers.fault = "managed-differently";
    return payers;
}

std::int64_t client_account_of(const JobRecords& job, ledger::Option option) {
    return option == ledger::Option::managed_account ? job.facts.client_account : 0;
}

// With the letter of the country that taxes it.
std::string code_after_leaving(const rules::TaxCode& code) {
    switch (code.regime) {
        case rules::TaxRegime::scotland: return "S0T";
        case rules::TaxRegime::wales: return "C0T";
        case rules::TaxRegime::ruk: break;
    }
    return "0T";
}

// Who is paid, by which employer, for which days, on which terms.
PaySlip head_of(const JobRecords& job, const Payday& payday) {
    const bool is_late = is_after_leaving(job);
    PaySlip slip{.employment = job.job.number,
                 .employer = job.employer.number,
                 .budget = job.employer.budget,
                 .payee_account = job.account ? job.account->number : 0,
                 .payee_version = job.account ? job.account->version : 0,
                 .paid_on = job.wanted.paid_on,
                 .tax_year = rules::TaxYear::of(job.wanted.paid_on).first_year(),
                 .period_no = payday.period.number,
                 .worked = worked_days(job),
                 .tax_code = is_late ? code_after_leaving(payday.code) : code_on_payday(job).code,
                 .tax_basis = payday.basis == rules::TaxBasis::cumulative ? "C" : "N",
                 .ni_letter = std::string(1, payday.ni_letter),
                 .loans = job.job.loans,
                 .is_after_leaving = is_late};
    if (job.wanted.closes_period()) slip.closes = job.wanted.days;
    return slip;
}

void take_figures(PaySlip& slip, const Payday& payday, const rules::SlipToDate& before) {
    const rules::Slip& sums = payday.slip;
    slip.gross = sums.gross;
    slip.expenses = payday.expenses;
    slip.taxable = sums.taxable;
    slip.tax = sums.tax.tax;
    slip.ni_employee = sums.ni.employee;
    slip.ni_employer = sums.ni.employer;
    slip.at_lel = sums.ni.at_lel;
    slip.lel_to_pt = sums.ni.lel_to_pt;
    slip.pt_to_uel = sums.ni.pt_to_uel;
    slip.loan = sums.loans.plan;
    slip.postgraduate = sums.loans.postgraduate;
    slip.pension_qualifying = sums.pension.qualifying;
    slip.pension_employee = sums.pension.employee;
    slip.pension_relief = sums.pension.relief;
    slip.pension_employer = sums.pension.employer;
    for (const rules::OrderDue& each : sums.orders) slip.attachment += each.taken;
    slip.recovered = payday.recovered;
    slip.net = sums.net;
    slip.paid = payday.paid();
    slip.taxable_to_date = before.taxable + sums.taxable;
    slip.tax_to_date = sums.tax.tax_to_date;
}

std::vector<ledger::PaySlipLine> lines_of(const Payday& payday) {
    std::vector<ledger::PaySlipLine> lines;
    lines.reserve(payday.lines.size());
    for (const rules::PayLine& each : payday.lines) {
        lines.push_back({.line = static_cast<std::int64_t>(lines.size()) + 1,
                         .kind = each.kind,
                         .quantity = each.quantity,
                         .rate = each.rate,
                         .amount = each.amount,
                         .counts = std::string(name_of(each.counts)),
                         .rule = each.rule,
                         .timesheet = each.timesheet});
    }
    return lines;
}

std::vector<ledger::PaySlipOrder> orders_of(const Payday& payday, const JobOrders& orders) {
    std::vector<ledger::PaySlipOrder> taken;
    taken.reserve(payday.slip.orders.size());
    for (const rules::OrderDue& each : payday.slip.orders) {
        const auto number = std::ranges::find(
            orders.numbers, each.ref, &std::pair<std::string, std::int64_t>::first);
        taken.push_back(
            {.pay_order = number->second, .taken = each.taken, .arrears = each.arrears});
    }
    return taken;
}

std::vector<ledger::PaySlipSplit> splits_of(const rules::SlipCost& cost, const Payers& payers) {
    const auto parts = rules::split_cost(cost, payers.weights);
    std::vector<ledger::PaySlipSplit> splits;
    splits.reserve(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        splits.push_back({.plan_line = payers.lines[i].number,
                          .body = payers.lines[i].body,
                          .stream = payers.lines[i].stream,
                          .net_pay = parts[i].net_pay,
                          .hmrc = parts[i].hmrc,
                          .pension = parts[i].pension,
                          .attachment = parts[i].attachment});
    }
    return splits;
}

// Of the employer's National Insurance, what the allowance meets; used up where there is none, and
// where more is down as used than there ever was, which is said.
Outcome<Money> allowance_for(const rules::RateBook& book,
                             const JobRecords& job,
                             Money employer_ni,
                             AllowanceUsed& used,
                             std::vector<JobFinding>& findings) {
    if (employer_ni <= Money{}) return Money{};
    const auto use = rules::use_employment_allowance(
        book,
        rules::TaxYear::of(job.wanted.paid_on),
        {.claimed = job.employer.claims_allowance, .all_work_is_care = true, .used_before = used},
        employer_ni);
    if (!use.accepted() && use.refusal().code == "allowance-overused") {
        findings.push_back({.code = "allowance-overused", .amount = used.pence()});
        return Money{};
    }
    if (!use.accepted()) return use.refusal();
    used += use.value().used;
    return use.value().used;
}

// The oldest agreement first, as far as the net pay reaches.
std::vector<ledger::SlipRecovery> recoveries_of(ledger::Database& database,
                                                const JobRecords& job,
                                                Money recovered) {
    std::vector<ledger::SlipRecovery> all = to_recover_on(database, job);
    for (ledger::SlipRecovery& each : all) {
        each.amount = std::min(each.amount, recovered);
        recovered -= each.amount;
    }
    std::erase_if(all, [](const ledger::SlipRecovery& each) { return each.amount.is_zero(); });
    return all;
}

// What other records say of a slip.
void find_in_records(ledger::Database& database, const JobRecords& job, DraftSlip& made) {
    if (job.employer.hmrc == "none-needed" && needs_scheme(database, job.job, made.slip)) {
        made.findings.push_back({.code = "scheme-needed"});
    }
}

MadeSlip without_slip(std::vector<JobFinding> findings, std::string_view code) {
    if (!code.empty()) findings.push_back({.code = std::string(code)});
    return {.slip = std::nullopt, .findings = std::move(findings)};
}

}  // namespace

Outcome<MadeSlip> make_slip(ledger::Database& database,
                            rules::PaydayRates& rates,
                            const JobRecords& job,
                            AllowanceUsed& allowance) {
    const rules::RateBook& book = rates.book();
    std::vector<JobFinding> findings = job.findings;
    find_changed_leaving_pay(database, book, job, findings);
    // A job that this program may not reckon is held out, and the others of the run are paid.
    const auto held_out = [&](const ledger::Refusal& refusal) -> Outcome<MadeSlip> {
        if (refusal.code == no_rate && !rates.on(job.wanted.paid_on).accepted()) return refusal;
        return without_slip(std::move(findings), refusal.code);
    };
    const bool has_to_wait = job.job.has_fixed_hours || job.wanted.without != 0;
    if (job.waits_for_hours && has_to_wait) return without_slip(std::move(findings), "");
    auto lines = lines_on_payday(database, book, job, findings);
    if (!lines.accepted()) return held_out(lines.refusal());
    if (lines.value().empty()) return without_slip(std::move(findings), "");
    const auto terms = terms_on_payday(database, job);
    if (!terms.accepted()) return held_out(terms.refusal());
    const Payers payers = payers_of(job);
    if (!payers.fault.empty()) return without_slip(std::move(findings), payers.fault);
    if (payers.has_ended) findings.push_back({.code = "plan-line-ended"});
    const rules::SlipToDate before = to_date_before(job);
    const auto payday = rules::payday_for(rates, terms.value(), before, std::move(lines).value());
    if (!payday.accepted()) return held_out(payday.refusal());
    const auto met = allowance_for(book, job, payday.value().slip.ni.employer, allowance, findings);
    if (!met.accepted()) return held_out(met.refusal());
    DraftSlip made{.slip = head_of(job, payday.value())};
    made.slip.option = payers.lines.front().option;
    made.slip.client_account = client_account_of(job, made.slip.option);
    take_figures(made.slip, payday.value(), before);
    made.slip.allowance = met.value();
    made.lines = lines_of(payday.value());
    made.orders = orders_of(payday.value(), orders_on_payday(database, job));
    made.recoveries = recoveries_of(database, job, payday.value().recovered);
    auto back = recoverable_pay(book, job.employer, job.wanted.paid_on, made.lines);
    if (!back.accepted()) return held_out(back.refusal());
    made.recoverable = std::move(back).value();
    rules::SlipCost cost = rules::cost_of(payday.value(), met.value());
    cost.hmrc -= total_of(made.recoverable);
    made.splits = splits_of(cost, payers);
    add_findings(database, job, payday.value(), made.slip, findings);
    made.findings = std::move(findings);
    find_in_records(database, job, made);
    return MadeSlip{.slip = std::move(made), .findings = {}};
}

}  // namespace almoner::scheduler
