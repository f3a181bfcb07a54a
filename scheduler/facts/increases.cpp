#include "scheduler/facts/increases.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/attested.h"

#include <algorithm>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::CaseKind;

constexpr std::string_view letter = "surplus.letter_issued";
constexpr std::string_view to_be_told = "tell-the-holder";

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
        return each.name == letter && each.from_on != increase.from;
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
    if (!asks_for_a_letter(found)) return;
    const std::string subject = "budget:" + budget->ref;
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
              "uplift:" + std::to_string(increases.uplift),
              std::to_string(increases.lines) + " plan lines are worth more from " +
                  increases.from.words() +
                  ": tell each holder with 'almoner notice draft BUDGET --kind uplift'.");
}

void told_of_increase(ledger::Work& work, const std::string& budget_ref) {
    close_tasks(work, increase_task, "budget:" + budget_ref, "told");
}

}  // namespace almoner::scheduler
