#include "scheduler/facts/enforce_facts.h"

#include "scheduler/commands/case_steps.h"
#include "scheduler/facts/case_facts.h"

#include <algorithm>

namespace almoner::scheduler {

using ledger::Date;
using ledger::Money;

std::optional<Date> fell_due_on(const CaseStanding& standing) {
    return standing.notice ? standing.notice->matures_on : std::nullopt;
}

Money overdue_of(ledger::Database& database, const CaseStanding& standing, Date on) {
    const Money left = left_of(database, standing);
    const auto instalments = ledger::instalments_of_case(database, standing.opened.id);
    if (instalments.empty()) {
        const auto due = fell_due_on(standing);
        return due && *due < on ? left : Money{};
    }
    // What is left beyond the instalments that are still to come should be here.
    Money to_come;
    for (const ledger::CaseInstalment& each : instalments) {
        if (each.due_on >= on) to_come += each.amount;
    }
    return std::max(left - to_come, Money{});
}

rules::Facts facts_to_enforce(ledger::Database& database, const CaseStanding& standing, Date on) {
    rules::Facts facts;
    if (standing.line) take_line(database, *standing.line, on, facts);
    if (standing.decision) {
        facts.reclaim.amount = standing.decision->amount;
        const auto ground = rules::value_named<rules::Ground>(standing.decision->ground);
        facts.reclaim.ground = ground.value_or(rules::Ground::none);
    }
    if (const auto due = fell_due_on(standing)) facts.reclaim.fell_due_on = *due;
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

}  // namespace almoner::scheduler
