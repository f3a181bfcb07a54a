#include "ledger/records/payables.h"

#include "ledger/storage/read_beside.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace almoner::ledger {
namespace {

// What was written in this order already, as nearly always, is not moved.
template <class Record, class Before>
void put_in_order(std::vector<Record>& records, Before before) {
    if (!std::is_sorted(records.begin(), records.end(), before)) {
        std::sort(records.begin(), records.end(), before);
    }
}

bool by_number(const Agreement& a, const Agreement& b) {
    return std::tie(a.number, a.version) < std::tie(b.number, b.version);
}

bool by_budget(const PlanLine& a, const PlanLine& b) {
    return std::tie(a.budget, a.number, a.version) < std::tie(b.budget, b.number, b.version);
}

// Where each budget's lines begin; one place more than there are budget numbers.
std::vector<std::size_t> starts(const std::vector<PlanLine>& lines) {
    const std::int64_t last = lines.empty() ? 0 : lines.back().budget;
    std::vector<std::size_t> first(static_cast<std::size_t>(last) + 2, 0);
    for (const PlanLine& line : lines) ++first[static_cast<std::size_t>(line.budget) + 1];
    for (std::size_t at = 1; at < first.size(); ++at) first[at] += first[at - 1];
    return first;
}

}  // namespace

// The agreements here, the rest of it beside them: about as much to read.
void Payables::read(Database& database, Date on) {
    ReadBeside<std::vector<PlanLine>> rest(
        database, agreement_rows(database), [&](Database& reading) {
            budgets_ = budgets_on(reading, on);
            return every_plan_line_version(reading);
        });
    agreements_ = every_agreement_version(database);
    plan_lines_ = rest.get();
}

Payables::Payables(Database& database, Date on) {
    read(database, on);
    put_in_order(agreements_, by_number);
    put_in_order(plan_lines_, by_budget);
    lines_of_budget_ = starts(plan_lines_);
    for (std::size_t at = 0; at < agreements_.size();) {
        Place place{.first = at};
        for (; at < agreements_.size() && agreements_[at].number == agreements_[place.first].number;
             ++at, ++place.count) {
            if (agreements_[at].from_on <= on) place.on_the_day = &agreements_[at];
        }
        if (place.on_the_day == nullptr) continue;
        place.budget = budget_numbered(place.on_the_day->budget);
        if (place.budget != nullptr) current_.push_back(place);
    }
}

const Budget* Payables::budget_numbered(std::int64_t number) const {
    // Numbers are given one after another: it stands there where none before it is missing.
    const std::int64_t expected = budgets_.empty() ? 0 : number - budgets_.front().number;
    if (expected >= 0 && expected < std::ssize(budgets_)) {
        const Budget& there = budgets_[static_cast<std::size_t>(expected)];
        if (there.number == number) return &there;
    }
    const auto at = std::lower_bound(
        budgets_.begin(), budgets_.end(), number, [](const Budget& each, std::int64_t wanted) {
            return each.number < wanted;
        });
    return at == budgets_.end() || at->number != number ? nullptr : &*at;
}

Payable Payables::at(std::size_t index) const {
    const Place& place = current_.at(index);
    Payable payable{.agreement = place.on_the_day,
                    .versions = std::span(agreements_).subspan(place.first, place.count),
                    .budget = place.budget};
    const auto budget = static_cast<std::size_t>(place.budget->number);
    if (budget + 1 < lines_of_budget_.size()) {
        const std::size_t first = lines_of_budget_[budget];
        payable.plan_versions =
            std::span(plan_lines_).subspan(first, lines_of_budget_[budget + 1] - first);
    }
    return payable;
}

std::vector<std::span<const PlanLine>> plan_lines_in(std::span<const PlanLine> plan_versions) {
    std::vector<std::span<const PlanLine>> lines;
    while (!plan_versions.empty()) {
        const auto end =
            std::find_if(plan_versions.begin(), plan_versions.end(), [&](const PlanLine& line) {
                return line.number != plan_versions.front().number;
            });
        const auto count = static_cast<std::size_t>(end - plan_versions.begin());
        lines.push_back(plan_versions.first(count));
        plan_versions = plan_versions.subspan(count);
    }
    return lines;
}

}  // namespace almoner::ledger
