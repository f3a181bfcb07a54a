#include "scheduler/facts/increases.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/proposal.h"
#include "ledger/records/versioned.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::CaseKind;

constexpr std::string_view to_be_told = "tell-the-holder";

const ledger::Query open_uplift_tasks{
    "SELECT CAST(substr(subject, 8) AS BIGINT), seq FROM task"
    " WHERE kind = $1 AND state = 1 AND substr(subject, 1, 7) = 'uplift:' ORDER BY id"};
const ledger::Query letter_since{
    "SELECT n.id FROM notice n JOIN notice_step s ON s.notice = n.id AND s.state = 'issued'"
    " WHERE n.budget = $1 AND n.kind = 'uplift' AND n.seq > $2 LIMIT 1"};

const ledger::Query open_budget_tasks{
    "SELECT subject FROM task WHERE kind = $1 AND state = 1 AND substr(subject, 1, 7) = 'budget:'"
    " ORDER BY subject"};
constexpr std::string_view budget_subject = "budget:";

std::string uplift_subject(std::int64_t uplift) {
    return "uplift:" + std::to_string(uplift);
}

struct UntoldUplift {
    std::int64_t uplift = 0;  // the proposal
    std::int64_t since = 0;   // the journal row that raised them
};

std::vector<UntoldUplift> untold_uplifts(ledger::Database& database) {
    return ledger::all_rows(
        database.select(open_uplift_tasks, increase_task), [](const ledger::Rows& rows) {
            return UntoldUplift{.uplift = rows.integer(0), .since = rows.integer(1)};
        });
}

bool is_told(ledger::Database& database,
             std::int64_t budget,
             const UntoldUplift& uplift,
             ledger::Date from) {
    if (database.select(letter_since, budget, uplift.since).next()) return true;
    const rules::Facts facts = facts_of_increase(database, {.budget = budget, .from = from});
    return facts.surplus.letter_issued.value.value_or(false);
}

// A closed budget has no payment that could go up, and no letter tells of one.
bool is_closed(ledger::Database& database, std::int64_t budget, ledger::Date today) {
    const auto known = ledger::budget_numbered(database, budget, ledger::last_day_of_all);
    if (known && known->end_on && *known->end_on < today) return true;
    const auto lines = ledger::plan_lines_of(database, budget, ledger::last_day_of_all);
    return std::ranges::all_of(
        lines, [&](const ledger::PlanLine& line) { return line.end_on && *line.end_on < today; });
}

// From the last line to the first: letters go out in their order, so that one that is missing is
// found soon.
bool are_all_told(ledger::Database& database, const UntoldUplift& uplift, ledger::Date today) {
    const auto proposal = ledger::proposal_by_id(database, uplift.uplift);
    if (!proposal) throw ledger::InvariantBroken("an uplift that nobody proposed");
    const nlohmann::json content = nlohmann::json::parse(proposal->content);
    const nlohmann::json& lines = content.at("lines");
    std::set<std::int64_t> told;
    for (auto each = lines.rbegin(); each != lines.rend(); ++each) {
        const auto line =
            ledger::plan_line_numbered(database, each->at(0), ledger::last_day_of_all);
        if (!line) throw ledger::InvariantBroken("a plan line is gone");
        if (!told.insert(line->budget).second) continue;
        if (is_closed(database, line->budget, today)) continue;
        if (!is_told(database, line->budget, uplift, proposal->from_on)) return false;
    }
    return true;
}

bool asks_for_a_letter(const rules::Evaluation& evaluation) {
    return std::ranges::find(evaluation.findings, to_be_told, &rules::Finding::reason) !=
           evaluation.findings.end();
}

}  // namespace

rules::Facts facts_of_increase(ledger::Database& database, const Increase& increase) {
    rules::Facts facts;
    facts.surplus.letter_issued = false;
    auto said =
        ledger::attested_facts_of(database, {CaseKind::budget, increase.budget}, increase.from);
    std::erase_if(said, [&](const ledger::AttestedFact& each) {
        return each.name == increase_letter && each.from_on != increase.from;
    });
    take_attested(database, said, facts);
    facts.information.decision_recorded = true;  // the command's own journal row
    return facts;
}

void tell_of_increase(Asked& asked, const Increase& increase) {
    ledger::Database& database = asked.work.database();
    const auto budget = ledger::budget_numbered(database, increase.budget, ledger::last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("more is paid for no budget");
    const auto found = consult_rules(asked,
                                     {.event = rules::Event::increase,
                                      .about = {CaseKind::budget, increase.budget},
                                      .person = budget->person,
                                      .on = asked.work.today(),
                                      .field = "budget"},
                                     facts_of_increase(database, increase));
    const bool is_over = is_closed(database, budget->number, asked.work.today());
    if (!asks_for_a_letter(found) || is_over) return;
    const std::string subject = std::string(budget_subject) + budget->ref;
    close_tasks(asked.work, increase_task, subject, "said-again");
    open_task(asked.work,
              increase_task,
              subject,
              "Budget " + budget->ref + " is worth more from " + increase.from.words() +
                  ": tell the holder with 'almoner notice draft " + budget->ref +
                  " --kind uplift'.");
}

void tell_of_increases(Asked& asked, const ManyIncreases& increases) {
    rules::Facts facts;
    facts.surplus.letter_issued = false;
    facts.information.decision_recorded = true;
    const auto found = consult_rules(asked,
                                     {.event = rules::Event::increase,
                                      .about = {CaseKind::budget, 0},  // of all of them
                                      .person = 0,
                                      .on = asked.work.today(),
                                      .field = "uplift"},
                                     facts);
    if (!asks_for_a_letter(found)) return;
    open_task(asked.work,
              increase_task,
              uplift_subject(increases.uplift),
              std::to_string(increases.lines) + " plan lines are worth more from " +
                  increases.from.words() +
                  ": tell each holder with 'almoner notice draft BUDGET --kind uplift'.");
    settle_uplifts(asked.work);
}

void told_of_increase(ledger::Work& work, const std::string& budget_ref) {
    close_tasks(work, increase_task, "budget:" + budget_ref, "told");
    settle_uplifts(work);
}

std::vector<std::string> settled_increases(ledger::Database& database, ledger::Date today) {
    std::vector<std::string> subjects;
    for (const UntoldUplift& each : untold_uplifts(database)) {
        if (!are_all_told(database, each, today)) continue;
        subjects.push_back(uplift_subject(each.uplift));
    }
    ledger::Rows open = database.select(open_budget_tasks, increase_task);
    while (open.next()) {
        const std::string ref = open.str(0).substr(budget_subject.size());
        const auto budget = ledger::budget_by_ref(database, ref, ledger::last_day_of_all);
        if (budget && is_closed(database, budget->number, today)) subjects.push_back(open.str(0));
    }
    return subjects;
}

void settle_uplifts(ledger::Work& work) {
    for (const std::string& each : settled_increases(work.database(), work.today())) {
        const bool is_of_closed_budget = each.starts_with(budget_subject);
        close_tasks(work, increase_task, each, is_of_closed_budget ? "nobody-to-tell" : "told");
    }
}

}  // namespace almoner::scheduler
