#include "scheduler/notice/told_sum.h"

#include "gateway/csv/cells.h"
#include "ledger/values/invariant.h"
#include "ledger/views/words.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PlanFrequency;

constexpr std::string_view sign = " = ";
constexpr std::array all_periods{
    Per::week, Per::four_weeks, Per::month, Per::year, Per::once, Per::in_all};

struct Total {
    std::string_view kind;
    std::string_view words;
};
constexpr std::array totals{Total{"reduction", "Less"},
                            Total{"stop", "What stops"},
                            Total{"suspension", "What is paused"},
                            Total{"reclaim", "What we ask to be paid back"},
                            Total{"offset", "What we keep"},
                            Total{"transfer", "What we move"},
                            Total{"decision", "What it comes to"}};

std::vector<std::string_view> lines_of(std::string_view workings) {
    std::vector<std::string_view> lines;
    lines.reserve(static_cast<std::size_t>(std::ranges::count(workings, '\n')) + 1);
    while (!workings.empty()) {
        const std::size_t end = std::min(workings.find('\n'), workings.size());
        if (end > 0) lines.push_back(workings.substr(0, end));
        workings.remove_prefix(std::min(end + 1, workings.size()));
    }
    return lines;
}

std::optional<Money> amount_of(std::string_view line) {
    const std::size_t at = line.rfind(sign);
    if (at == std::string_view::npos) return std::nullopt;
    const auto read = gateway::read_money(line.substr(at + sign.size()));
    if (!read.accepted()) return std::nullopt;
    return read.value();
}

// The amounts of all lines together; nothing where one has none.
std::optional<Money> sum_of(const std::vector<std::string_view>& lines) {
    Money sum;
    for (const std::string_view line : lines) {
        const auto amount = amount_of(line);
        if (!amount) return std::nullopt;
        sum += *amount;
    }
    return sum;
}

bool ends_with_its_sum(const std::vector<std::string_view>& lines, Money sum) {
    return lines.size() > 1 && sum_of(lines) == sum + sum && amount_of(lines.back()) == sum;
}

}  // namespace

std::string_view words_of(Per per) {
    switch (per) {
        case Per::week: return "each week";
        case Per::four_weeks: return "every four weeks";
        case Per::month: return "each month";
        case Per::year: return "each year";
        case Per::once: return "once";
        case Per::in_all: return "in all";
    }
    throw ledger::InvariantBroken("an unlisted period of a sum");
}

Per per_of(PlanFrequency frequency) {
    switch (frequency) {
        case PlanFrequency::weekly: return Per::week;
        case PlanFrequency::four_weekly: return Per::four_weeks;
        case PlanFrequency::monthly: return Per::month;
        case PlanFrequency::yearly: return Per::year;
        case PlanFrequency::one_off: return Per::once;
    }
    throw ledger::InvariantBroken("unlisted frequency of a plan line");
}

bool add_up(std::string_view workings, Money sum) {
    const auto lines = lines_of(workings);
    return !lines.empty() && (sum_of(lines) == sum || ends_with_its_sum(lines, sum));
}

std::string with_total(const std::string& workings, std::string_view kind, Per per, Money sum) {
    auto lines = lines_of(workings);
    if (ends_with_its_sum(lines, sum)) lines.pop_back();
    std::string all;
    for (const std::string_view line : lines) all += std::string(line) + "\n";
    const auto* const total = std::ranges::find(totals, kind, &Total::kind);
    if (total == totals.end()) throw ledger::InvariantBroken("a sum of a letter that has none");
    return all + std::string(total->words) + " " + std::string(words_of(per)) + std::string(sign) +
           ledger::money_with_pence(sum) + "\n";
}

std::string_view period_told(std::string_view workings) {
    const auto lines = lines_of(workings);
    if (lines.empty()) return {};
    const std::string_view last = lines.back().substr(0, lines.back().rfind(sign));
    const auto* const total = std::ranges::find_if(totals, [&](const Total& each) {
        return last.starts_with(each.words) && last.substr(each.words.size()).starts_with(' ');
    });
    if (total == totals.end()) return {};
    const std::string_view period = last.substr(total->words.size() + 1);
    const auto* const per = std::ranges::find(all_periods, period, words_of);
    return per == all_periods.end() ? std::string_view{} : words_of(*per);
}

}  // namespace almoner::scheduler
