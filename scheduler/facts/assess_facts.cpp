#include "scheduler/facts/assess_facts.h"

#include "ledger/records/plan_line.h"
#include "ledger/values/invariant.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/facts/schedule_facts.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Date;
using ledger::Money;
using nlohmann::json;

json kept(const std::optional<Money>& amount) {
    return amount ? json(amount->pence()) : json();
}

std::optional<Money> amount_in(const json& value) {
    if (value.is_null()) return std::nullopt;
    return Money::from_pence(value.get<std::int64_t>());
}

// What the agreement would pay of social care for a period.
Money cost_of(ledger::Database& database, const Agreement& agreement, Date on) {
    Money cost;
    for (const rules::DuePart& each : due_from(database, agreement, on).parts) {
        if (each.stream == ledger::Stream::social_care) cost += each.gross;
    }
    return cost;
}

}  // namespace

std::string kept_means(const MeansPaper& paper, const MeansFound& found) {
    json income = json::array();
    for (const rules::Income& each : paper.told.income) {
        income.push_back({{"kind", name_of_value(each.kind)}, {"weekly", each.weekly.pence()}});
    }
    return json{{"capital", paper.told.capital.pence()},
                {"income", std::move(income)},
                {"expenses", paper.told.expenses.pence()},
                {"tariff", kept(paper.told.tariff)},
                {"weekly", kept(paper.told.weekly)},
                {"per_period", kept(paper.told.per_period)},
                {"group", paper.group},
                {"declined", paper.declined},
                {"found",
                 {{"tariff", found.assessed.tariff.pence()},
                  {"weekly", found.assessed.weekly.pence()},
                  {"per_period", found.assessed.per_period.pence()},
                  {"income", found.assessed.income.pence()},
                  {"income_left", found.assessed.income_left.pence()},
                  {"guarantee", kept(found.guarantee)}}}}
        .dump();
}

MeansPaper means_kept(std::string_view text, ledger::Frequency per) {
    const json content = json::parse(text);
    MeansPaper paper{.told = {.capital = Money::from_pence(content.at("capital")),
                              .expenses = Money::from_pence(content.at("expenses")),
                              .tariff = amount_in(content.at("tariff")),
                              .weekly = amount_in(content.at("weekly")),
                              .per_period = amount_in(content.at("per_period")),
                              .per = per},
                     .group = content.at("group"),
                     .declined = content.at("declined")};
    for (const json& each : content.at("income")) {
        const auto kind = rules::value_named<rules::IncomeKind>(each.at("kind").get<std::string>());
        if (!kind) throw ledger::InvariantBroken("an income of an unlisted kind was kept");
        paper.told.income.push_back({*kind, Money::from_pence(each.at("weekly"))});
    }
    return paper;
}

std::optional<MeansFound> found_kept(std::string_view text) {
    const json content = json::parse(text);
    if (!content.contains("found")) return std::nullopt;
    const json& found = content.at("found");
    MeansFound as_kept{.guarantee = amount_in(found.at("guarantee"))};
    as_kept.assessed.tariff = Money::from_pence(found.at("tariff"));
    as_kept.assessed.weekly = Money::from_pence(found.at("weekly"));
    as_kept.assessed.per_period = Money::from_pence(found.at("per_period"));
    as_kept.assessed.income = Money::from_pence(found.at("income"));
    as_kept.assessed.income_left = Money::from_pence(found.at("income_left"));
    return as_kept;
}

bool is_same(const MeansFound& one, const MeansFound& other) {
    const rules::MeansAssessed& a = one.assessed;
    const rules::MeansAssessed& b = other.assessed;
    return a.tariff == b.tariff && a.weekly == b.weekly && a.per_period == b.per_period &&
           a.income == b.income && a.income_left == b.income_left &&
           one.guarantee == other.guarantee;
}

MeansFound means_found(ledger::Database& database,
                       const Agreement& agreement,
                       const MeansPaper& paper,
                       Date on) {
    const rules::Policy policy = policy_in_force(database, on);
    MeansFound found{.guarantee = policy.income_guarantee(paper.group, on)};
    rules::MeansTold told = paper.told;
    told.guarantee = found.guarantee.value_or(Money{});
    found.assessed = rules::assess(told, policy);
    if (!paper.declined) return found;
    const Money cost = cost_of(database, agreement, on);
    found.assessed.per_period = cost;
    found.assessed.exact_numerator = cost.pence();
    found.assessed.exact_denominator = 1;
    return found;
}

rules::Facts facts_to_assess(ledger::Database& database,
                             const Agreement& agreement,
                             const MeansPaper& paper,
                             Date on) {
    rules::Facts facts;
    auto lines = lines_paid_by(database, agreement, on);
    std::erase_if(lines, [](const ledger::PlanLine& each) {
        return each.stream != ledger::Stream::social_care;
    });
    take_lines(database, lines, on, facts);
    const MeansFound found = means_found(database, agreement, paper, on);
    const rules::MeansAssessed& assessed = found.assessed;
    rules::ContributionFacts& known = facts.contribution;
    known.capital = paper.told.capital;
    known.tariff_income = assessed.tariff;
    known.over_limit_declined = paper.declined;
    known.exact_pence_numerator = assessed.exact_numerator;
    known.exact_pence_denominator = assessed.exact_denominator;
    known.contribution = assessed.per_period;
    known.income_left = assessed.income_left;
    known.guarantee_group = paper.group;
    // Of whom nothing is asked, or who pays for all out of capital, no income is taken.
    const bool takes_income = !assessed.weekly.is_zero() && !paper.declined;
    if (!takes_income && found.guarantee) known.income_left = *found.guarantee;
    known.counts_direct_payment = assessed.counts_direct_payment;
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

}  // namespace almoner::scheduler
