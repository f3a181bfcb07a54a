#include "scheduler/reduction/replaced.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/proposal.h"
#include "scheduler/commands/content_days.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_worth.h"
#include "scheduler/reduction/lowered.h"

#include <algorithm>
#include <span>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Date;
using ledger::last_day_of_all;
using ledger::Money;
using ledger::PlanLine;
using nlohmann::json;

// Of plan lines: their changes (plan-line) and other options of them.
const ledger::Query confirmed_changes{
    "SELECT from_on, content FROM proposal WHERE subject = $1 AND state = 2"
    " AND kind IN ('plan-line', 'option') ORDER BY id"};
static_assert(static_cast<int>(ledger::ProposalState::confirmed) == 2);
static_assert(plan_line_proposal == "plan-line" && option_proposal == "option");

struct Span {
    Date last{};
    Money worth{};
};

bool is_one_off(const PlanLine& line) {
    return line.frequency == ledger::PlanFrequency::one_off;
}

bool is_same_money(const PlanLine& a, const PlanLine& b) {
    return a.stream == b.stream && a.body == b.body && is_one_off(a) == is_one_off(b);
}

// What ends with the budget, or after it, ends no sooner than what has no end.
std::optional<Date> end_within(const std::optional<Date>& end_on,
                               const std::optional<ledger::Budget>& budget) {
    const bool ends_with_it = end_on && budget && budget->end_on && *budget->end_on <= *end_on;
    return ends_with_it ? std::nullopt : end_on;
}

Span span_of(const PlanLine& line, const std::optional<ledger::Budget>& budget) {
    return {.last = end_within(line.end_on, budget).value_or(last_day_of_all),
            .worth = worth_in_a_year(line)};
}

// The last version before this change of a line that was given up from this day on because
// something took its place; 0 where it was not.
std::int64_t given_up_version(ledger::Database& database, std::int64_t line, Date from) {
    for (ledger::Rows rows = database.select(confirmed_changes, line); rows.next();) {
        const json content = json::parse(rows.text(1));
        if (ground_in(content).name != rules::WithoutCase::replaced) continue;
        const bool ends_before = content.contains("end") && day_in(content["end"]) == from - 1;
        if (rows.date(0) == from || ends_before) return content.at("base_version");
    }
    return 0;
}

std::optional<PlanLine> given_up(ledger::Database& database, const PlanLine& line, Date from) {
    const std::int64_t version = given_up_version(database, line.number, from);
    if (version == 0) return std::nullopt;
    const auto versions = ledger::plan_line_versions(database, line.number);
    const auto found = std::ranges::find(versions, version, &PlanLine::version);
    return found == versions.end() ? std::nullopt : std::optional(*found);
}

Money worth_on(std::span<const Span> spans, Date on) {
    Money worth;
    for (const Span& each : spans) {
        if (on <= each.last) worth += each.worth;
    }
    return worth;
}

// What is given up only ever gets less, so the day counts after each end of what takes its place.
bool covers(std::span<const Span> now, std::span<const Span> before, Date from) {
    const auto suffices = [&](Date on) { return worth_on(now, on) >= worth_on(before, on); };
    return suffices(from) && std::ranges::all_of(now, [&](const Span& each) {
               return each.last == last_day_of_all || suffices(each.last + 1);
           });
}

bool has_new_lines(ledger::Database& database, const Lowering& lowering, const PlanLine& line) {
    const auto budget = ledger::budget_numbered(database, lowering.budget, last_day_of_all);
    std::vector<Span> before{span_of(line, budget)};
    std::vector<Span> now;
    for (const PlanLine& each : ledger::plan_lines_of(database, lowering.budget, lowering.from)) {
        if (each.number == line.number || !is_same_money(each, line)) continue;
        if (each.start_on == lowering.from) {
            now.push_back(span_of(each, budget));
        } else if (const auto other = given_up(database, each, lowering.from)) {
            before.push_back(span_of(*other, budget));
        }
    }
    return covers(now, before, lowering.from);
}

// Signed or to be signed.
bool has_new_agreement(ledger::Database& database, const Lowering& lowering) {
    const auto old = ledger::agreement_versions(database, lowering.about.number);
    if (old.empty()) return false;
    const auto budget = ledger::budget_numbered(database, lowering.budget, last_day_of_all);
    return std::ranges::any_of(
        ledger::agreements_of(database, lowering.budget, last_day_of_all), [&](Agreement each) {
            if (each.number == old.back().number || each.option != old.back().option ||
                each.status == ledger::AgreementStatus::ended || each.start_on != lowering.from) {
                return false;
            }
            each.from_on = lowering.from;
            each.end_on = end_within(each.end_on, budget);
            return !lowered_by(old, each);
        });
}

}  // namespace

bool is_replaced(ledger::Database& database, const Lowering& lowering) {
    if (lowering.about.kind == ledger::CaseKind::agreement) {
        return has_new_agreement(database, lowering);
    }
    if (lowering.about.kind != ledger::CaseKind::plan_line) return false;
    return std::ranges::all_of(lowering.lines, [&](const PlanLine& line) {
        return has_new_lines(database, lowering, line);
    });
}

}  // namespace almoner::scheduler
