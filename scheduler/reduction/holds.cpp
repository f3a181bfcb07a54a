#include "scheduler/reduction/holds.h"

#include "ledger/records/agreement.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/plan_mark.h"
#include "ledger/records/states.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/facts/ask_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using ledger::CaseKind;
using ledger::Date;
using ledger::last_day_of_all;

const ledger::Query planned_end{
    "SELECT due_on FROM task WHERE kind = $1 AND subject = $2 AND state = $3 ORDER BY due_on"};
const ledger::Query last_hold_proposed{
    "SELECT content FROM proposal WHERE kind = $1 AND subject = $2 ORDER BY id DESC LIMIT 1"};

// Constructed: somebody is told in the last third of the days that the policy has.
constexpr std::int32_t third = 3;

std::int32_t longest_days(ledger::Database& database, Date on) {
    return static_cast<std::int32_t>(
        policy_in_force(database, on).number(rules::Parameter::suspension_max_days));
}

// The task of the hold is due on the day that was planned.
void take_days(ledger::Database& database, std::string_view task, Hold& hold) {
    hold.until = hold.longest = longest_hold(database, hold.from);
    ledger::Rows rows =
        database.select(planned_end, task, hold.subject, static_cast<int>(ledger::TaskState::open));
    if (rows.next()) hold.until = std::min(hold.until, rows.date(0));
    hold.task_from = hold.until - longest_days(database, hold.from) / third;
}

// The first of the versions before this one that were all on hold.
Date held_since(ledger::Database& database, const Agreement& held) {
    Date from = held.from_on;
    auto versions = ledger::agreement_versions(database, held.number);
    std::erase_if(versions, [&](const Agreement& each) { return each.version > held.version; });
    for (auto each = versions.rbegin();
         each != versions.rend() && each->status == AgreementStatus::held;
         ++each) {
        from = std::min(from, each->from_on);
    }
    return from;
}

std::string reason_of(ledger::Database& database, const Agreement& held) {
    ledger::Rows rows = database.select(last_hold_proposed, agreement_hold_proposal, held.number);
    if (!rows.next()) return {};
    return nlohmann::json::parse(rows.text(0)).value("reason", "");
}

bool is_over(const std::optional<Date>& end_on, Date today) {
    return end_on && *end_on < today;
}

}  // namespace

Date longest_hold(ledger::Database& database, Date from) {
    return from + longest_days(database, from);
}

std::string_view overdue_task(const Hold& hold, Date today) {
    if (hold.longest < today) return hold_too_long_task;
    return hold.until < today ? hold_over_task : std::string_view{};
}

std::vector<Hold> holds_on(ledger::Database& database, Date today) {
    std::vector<Hold> all;
    for (ledger::PlanHold& each : ledger::plan_holds(database)) {
        const auto line = ledger::plan_line_numbered(database, each.plan_line, last_day_of_all);
        if (!line || line->from_on > today || is_over(line->end_on, today)) continue;
        Hold hold{.about = {CaseKind::plan_line, line->number},
                  .ref = line->ref,
                  .subject = "plan-line:" + line->ref,
                  .budget = line->budget,
                  .from = line->from_on,
                  .reason = std::move(each.reason)};
        take_days(database, line_held_task, hold);
        all.push_back(std::move(hold));
    }
    for (const Agreement& each : ledger::agreements_on(database, today)) {
        if (each.status != AgreementStatus::held || is_over(each.end_on, today)) continue;
        Hold hold{.about = {CaseKind::agreement, each.number},
                  .ref = each.ref,
                  .subject = "agreement:" + each.ref,
                  .budget = each.budget,
                  .from = held_since(database, each),
                  .reason = reason_of(database, each)};
        take_days(database, agreement_held_task, hold);
        all.push_back(std::move(hold));
    }
    return all;
}

}  // namespace almoner::scheduler
