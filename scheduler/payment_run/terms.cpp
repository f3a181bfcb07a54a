#include "scheduler/payment_run/terms.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "scheduler/payment_run/free_of_charge.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Date;
using ledger::Period;
using rules::RateFrequency;
using rules::RateHistory;

RateFrequency rate_frequency(ledger::PlanFrequency frequency) {
    return static_cast<RateFrequency>(frequency);
}
static_assert(static_cast<int>(ledger::PlanFrequency::weekly) ==
              static_cast<int>(RateFrequency::weekly));
static_assert(static_cast<int>(ledger::PlanFrequency::one_off) ==
              static_cast<int>(RateFrequency::one_off));

RateFrequency rate_frequency(ledger::Frequency frequency) {
    switch (frequency) {
        case ledger::Frequency::four_weekly: return RateFrequency::four_weekly;
        case ledger::Frequency::monthly: return RateFrequency::monthly;
        case ledger::Frequency::one_off: return RateFrequency::one_off;
    }
    return RateFrequency::four_weekly;
}

// The days that a version says its amount is for, within those on which it counts. What the first
// version says holds from its own start, also when it was entered later.
Period days_of(const Period& counts, bool is_first, Date start_on, std::optional<Date> end_on) {
    Period days{is_first ? start_on : std::max(counts.first, start_on), counts.last};
    if (end_on) days.last = std::min(days.last, *end_on);
    return days;
}

void add_rate(RateHistory& rates, const Period& days, ledger::Money amount, RateFrequency per) {
    if (days.last < days.first) return;
    if (!rates.empty() && rates.back().until_on >= days.first) return;
    const bool is_open = days.last == ledger::last_day_of_all;
    rates.push_back({.from_on = days.first,
                     .until_on = is_open ? std::nullopt : std::optional<Date>(days.last),
                     .amount = amount,
                     .frequency = per});
}

RateHistory rates_of(std::span<const ledger::PlanLine> versions) {
    RateHistory rates;
    bool is_first = true;
    const auto pieces = ledger::in_force(versions);
    if (!pieces.empty() && pieces.back().record->frequency == ledger::PlanFrequency::one_off) {
        // One sum, due once on the line's own first day, whatever was written of it since.
        const ledger::PlanLine& last = *pieces.back().record;
        const Period days{last.start_on, last.end_on.value_or(ledger::last_day_of_all)};
        add_rate(rates, days, last.amount, RateFrequency::one_off);
        return rates;
    }
    for (const auto& piece : pieces) {
        const ledger::PlanLine& line = *piece.record;
        add_rate(rates,
                 days_of(piece.days, is_first, line.start_on, line.end_on),
                 line.amount,
                 rate_frequency(line.frequency));
        is_first = false;
    }
    return rates;
}

std::optional<rules::Contribution> contribution_of(const ledger::Payable& payable) {
    const Agreement& now = *payable.agreement;
    const bool ever = std::ranges::any_of(payable.versions, [](const Agreement& version) {
        return version.contribution > ledger::Money{};
    });
    if (!ever) return std::nullopt;
    rules::Contribution contribution;
    contribution.method = now.contribution_basis == ledger::ContributionBasis::gross
                              ? rules::ContributionMethod::gross
                              : rules::ContributionMethod::net;
    bool is_first = true;
    for (const auto& piece : ledger::in_force(payable.versions)) {
        const Agreement& version = *piece.record;
        add_rate(contribution.assessed,
                 days_of(piece.days, is_first, version.start_on, version.end_on),
                 version.contribution,
                 rate_frequency(now.frequency));
        is_first = false;
    }
    return contribution;
}

bool is_taken(const ledger::PlanLine& line, const Agreement& agreement, bool takes_one_off) {
    if (line.option != agreement.option) return false;
    const bool is_one_off = line.frequency == ledger::PlanFrequency::one_off;
    return agreement.frequency == ledger::Frequency::one_off ? is_one_off
                                                             : !is_one_off || takes_one_off;
}

}  // namespace

ledger::Schedule schedule_of(const Agreement& agreement) {
    return {.frequency = agreement.frequency,
            .timing = agreement.timing,
            .anchor_on = agreement.anchor_on,
            .policy_day = agreement.monthly_day ? static_cast<unsigned>(*agreement.monthly_day)
                                                : agreement.anchor_on.day(),
            .starts_on = agreement.start_on,
            .ends_on = agreement.end_on};
}

rules::EntitlementTerms terms_of(const ledger::Payable& payable, bool takes_one_off) {
    rules::EntitlementTerms terms;
    for (const auto& versions : ledger::plan_lines_in(payable.plan_versions)) {
        const ledger::PlanLine& line = versions.back();
        if (!is_taken(line, *payable.agreement, takes_one_off)) continue;
        RateHistory rates = rates_of(versions);
        if (rates.empty()) continue;
        terms.lines.push_back({.plan_line = static_cast<std::int32_t>(line.number),
                               .body = static_cast<std::int32_t>(line.body),
                               .stream = line.stream,
                               .rates = std::move(rates)});
    }
    terms.contribution = contribution_of(payable);
    return terms;
}

rules::EntitlementTerms terms_alone(ledger::Database& database,
                                    const ledger::Agreement& agreement,
                                    const ledger::Budget& budget) {
    constexpr std::int32_t a_hundred_years = 36'500;
    const auto versions = ledger::agreement_versions(database, agreement.number);
    std::vector<ledger::PlanLine> lines;
    for (const ledger::PlanLine& line :
         ledger::plan_lines_of(database, agreement.budget, agreement.from_on + a_hundred_years)) {
        const auto all = ledger::plan_line_versions(database, line.number);
        lines.insert(lines.end(), all.begin(), all.end());
    }
    rules::EntitlementTerms terms = terms_of(
        {.agreement = &agreement, .versions = versions, .budget = &budget, .plan_versions = lines},
        true);
    mark_free_of_charge(database, terms);
    return terms;
}

std::vector<rules::DuePart> split_over(ledger::Money sum,
                                       const std::vector<rules::DuePart>& parts) {
    std::vector<std::int64_t> weights;
    weights.reserve(parts.size());
    for (const rules::DuePart& part : parts) weights.push_back(part.net.pence());
    const std::vector<ledger::Money> amounts = sum.allocate(weights);
    std::vector<rules::DuePart> split;
    for (std::size_t at = 0; at < parts.size(); ++at) {
        if (amounts[at].is_zero()) continue;
        split.push_back({.plan_line = parts[at].plan_line,
                         .body = parts[at].body,
                         .stream = parts[at].stream,
                         .gross = amounts[at],
                         .net = amounts[at]});
    }
    return split;
}

}  // namespace almoner::scheduler
