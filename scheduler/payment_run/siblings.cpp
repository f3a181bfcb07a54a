#include "scheduler/payment_run/siblings.h"

#include <algorithm>
#include <tuple>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;

bool is_one_off(const Agreement& agreement) {
    return agreement.frequency == ledger::Frequency::one_off;
}

bool pays_within(const Agreement& agreement, const ledger::Period& period) {
    if (agreement.status == AgreementStatus::draft) return false;
    if (agreement.status == AgreementStatus::ended && !agreement.end_on) return false;
    return agreement.start_on <= period.last &&
           (!agreement.end_on || period.first <= *agreement.end_on);
}

}  // namespace

Siblings::Siblings(const ledger::Payables& payables) {
    all_.reserve(payables.size());
    for (std::size_t at = 0; at < payables.size(); ++at) {
        all_.push_back(payables.at(at).agreement);
    }
    const auto before = [](const Agreement* a, const Agreement* b) {
        return std::tie(a->budget, a->number) < std::tie(b->budget, b->number);
    };
    if (!std::ranges::is_sorted(all_, before)) std::ranges::sort(all_, before);
    const std::int64_t last = all_.empty() ? 0 : all_.back()->budget;
    first_of_budget_.resize(static_cast<std::size_t>(last) + 2, 0);
    for (const Agreement* const each : all_) {
        ++first_of_budget_[static_cast<std::size_t>(each->budget) + 1];
    }
    for (std::size_t at = 1; at < first_of_budget_.size(); ++at) {
        first_of_budget_[at] += first_of_budget_[at - 1];
    }
    find_budgets(payables);
}

void Siblings::find_budgets(const ledger::Payables& payables) {
    budgets_.reserve(payables.size());
    for (std::size_t at = 0; at < payables.size(); ++at) {
        const ledger::Budget& budget = *payables.at(at).budget;
        budgets_.emplace_back(budget.person, budget.number);
    }
    if (!std::ranges::is_sorted(budgets_)) std::ranges::sort(budgets_);
    const auto same = std::ranges::unique(budgets_);
    budgets_.erase(same.begin(), same.end());
}

std::span<const std::pair<std::int64_t, std::int64_t>> Siblings::budgets_of(
    std::int64_t person) const {
    const auto found = std::ranges::equal_range(
        budgets_, person, {}, &std::pair<std::int64_t, std::int64_t>::first);
    return {found.begin(), found.end()};
}

std::span<const Agreement* const> Siblings::of_budget(std::int64_t budget) const {
    const auto number = static_cast<std::size_t>(budget);
    if (number + 1 >= first_of_budget_.size()) return {};
    const std::size_t first = first_of_budget_[number];
    return std::span(all_).subspan(first, first_of_budget_[number + 1] - first);
}

bool Siblings::one_off_is_apart(const Agreement& agreement) const {
    return std::ranges::any_of(of_budget(agreement.budget), [&](const Agreement* other) {
        return other->option == agreement.option && is_one_off(*other) &&
               other->status != AgreementStatus::draft;
    });
}

bool Siblings::beside_another(const Agreement& agreement, const ledger::Period& period) const {
    return std::ranges::any_of(of_budget(agreement.budget), [&](const Agreement* other) {
        return other->number < agreement.number && other->option == agreement.option &&
               is_one_off(*other) == is_one_off(agreement) && pays_within(*other, period);
    });
}

}  // namespace almoner::scheduler
