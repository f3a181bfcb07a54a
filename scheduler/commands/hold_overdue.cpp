#include "scheduler/commands/hold_overdue.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/states.h"
#include "ledger/records/task.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/reduction/ground.h"
#include "scheduler/reduction/holds.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
using ledger::Done;
using ledger::last_day_of_all;
using ledger::Outcome;

const ledger::Query open_task_about{
    "SELECT 1 FROM task WHERE kind = $1 AND subject = $2 AND state = $3"};

Outcome<Hold> hold_asked_for(const Asked& asked) {
    const Outcome<std::string> about = asked.fields.need("about");
    if (!about.accepted()) return about.refusal();
    auto holds = holds_on(asked.work.database(), asked.work.today());
    const auto found = std::ranges::find(holds, about.value(), &Hold::subject);
    if (found != holds.end()) return std::move(*found);
    return refused_in(
        "about", "not-on-hold", "This is not on hold.", "Nothing is left to do about it.");
}

Holding holding_of(ledger::Database& database, const Hold& hold) {
    Holding holding{.about = hold.about,
                    .budget = hold.budget,
                    .from = hold.from,
                    .reason = hold.reason,
                    .field = "about"};
    if (hold.about.kind == ledger::CaseKind::plan_line) {
        const auto line = ledger::plan_line_numbered(database, hold.about.number, last_day_of_all);
        if (line) holding.lines = {*line};
        return holding;
    }
    const auto agreement = ledger::agreement_numbered(database, hold.about.number, last_day_of_all);
    const auto option = agreement ? std::optional(agreement->option) : std::nullopt;
    holding.lines = lowering_of_lines(database, hold.budget, option, hold.from).lines;
    return holding;
}

// What the rules warn of, and the words of it.
std::optional<rules::Finding> too_long(Asked& asked, const Hold& hold) {
    ledger::Database& database = asked.work.database();
    const Date today = asked.work.today();
    const auto budget = ledger::budget_numbered(database, hold.budget, last_day_of_all);
    const rules::Evaluation found =
        consult_rules(asked,
                      {.event = rules::Event::suspend,
                       .about = hold.about,
                       .person = budget ? budget->person : 0,
                       .on = today,
                       .field = "about"},
                      facts_to_hold(database, holding_of(database, hold), std::nullopt, today));
    for (const rules::Finding& each : found.findings) {
        if (each.reason == "too-long") return each;
    }
    return std::nullopt;
}

void tell(Asked& asked, const Hold& hold, std::string_view kind, const std::string& what_follows) {
    const std::string words = hold.ref + " is on hold from " + hold.from.words() +
                              ", and was to be until " + hold.until.words() + ". " + what_follows;
    ledger::insert_task(asked.work,
                        {.kind = kind,
                         .subject = hold.subject,
                         .due_on = asked.work.today(),
                         .owner = "finance",
                         .words = words});
}

Answer shown(const Hold& hold, Date today, const nlohmann::json& did) {
    return nlohmann::json{
        {"about", hold.subject}, {"days_on_hold", today - hold.from}, {"did", did}}
        .dump();
}

}  // namespace

Outcome<Answer> hold_overdue(Asked& asked) {
    const Outcome<Hold> found = hold_asked_for(asked);
    if (!found.accepted()) return found.refusal();
    const Hold& hold = found.value();
    const Date today = asked.work.today();
    const std::string_view kind = overdue_task(hold, today);
    nlohmann::json did = nlohmann::json::array();
    const bool was_told =
        asked.work.database()
            .select(open_task_about, kind, hold.subject, static_cast<int>(ledger::TaskState::open))
            .next();
    if (kind.empty() || was_told) return shown(hold, today, did);
    const auto finding = too_long(asked, hold);
    if (finding) {
        const Outcome<Done> reviewed =
            review_hold(asked,
                        hold.budget,
                        "Payments are on hold for longer than the area's policy lets them.");
        if (!reviewed.accepted()) return reviewed.refusal();
        did.push_back("review");
    }
    tell(asked,
         hold,
         kind,
         finding ? std::string(finding->next) + " (" + std::string(finding->rule) + ")"
                 : "Resume the payments, or hold them anew with another last day.");
    did.push_back("task");
    return shown(hold, today, did);
}

}  // namespace almoner::scheduler
