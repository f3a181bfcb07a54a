#include "scheduler/commands/surplus_ask.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/states.h"
#include "ledger/records/task.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/nightly_facts.h"
#include "scheduler/surplus/surplus_of.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;

constexpr std::int32_t days_to_answer = 28;  // constructed

const ledger::Query open_question{
    "SELECT 1 FROM task WHERE kind = $1 AND subject = $2 AND state = $3"};

// No figure, and nothing about the person: whoever asks looks at the workings.
std::string over_threshold(const SurplusWorkings& workings) {
    return "More of budget " + workings.budget_ref + " is free than the policy leaves alone (" +
           std::string(band_of(workings)) +
           "): ask the person why (SRP-01), and look at 'almoner surplus show " +
           workings.budget_ref + "'. Only a review may come to anything else.";
}

std::string kept_by_fund(const SurplusWorkings& workings) {
    return "The service fund keeps more, or older, money of budget " + workings.budget_ref +
           " than the policy has it: ask what it is saved for (ISF-02), and record a named need "
           "with "
           "'almoner fact record " +
           workings.budget_ref +
           " --facts third_party.named_need=yes'. Nothing goes back without a review.";
}

// Nothing of what was said, which is about the person.
std::string must_stop(const SurplusWorkings& workings) {
    return "The records say of budget " + workings.budget_ref +
           " that the law makes its direct payment stop (CON-02, STP-01): look at 'almoner fact "
           "list', hold the review, and open a case of kind stop. Its notice is given first, and "
           "what takes its place is arranged.";
}

void ask_once(Asked& asked,
              std::string_view kind,
              const std::string& words,
              const std::string& subject) {
    const bool is_asked =
        asked.work.database()
            .select(open_question, kind, subject, static_cast<int>(ledger::TaskState::open))
            .next();
    if (is_asked) return;
    ledger::insert_task(asked.work,
                        {.kind = kind,
                         .subject = subject,
                         .due_on = asked.work.today() + days_to_answer,
                         .owner = "finance",
                         .words = words});
}

bool finds(const rules::Evaluation& found, std::string_view rule, std::string_view reason) {
    return std::ranges::any_of(found.findings, [&](const rules::Finding& each) {
        return each.rule == rule && each.reason == reason;
    });
}

}  // namespace

Outcome<Answer> surplus_ask(Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("budget");
    if (!ref.accepted()) return ref.refusal();
    ledger::Database& database = asked.work.database();
    const auto budget = ledger::budget_by_ref(database, ref.value(), ledger::last_day_of_all);
    if (!budget) {
        return refused_in("budget",
                          "budget-unknown",
                          "There is no budget of this reference.",
                          "Take the reference from 'almoner person show PERSON'.");
    }
    const ledger::Date today = asked.work.today();
    const SurplusWorkings workings = surplus_of(database, *budget, today);
    const rules::Evaluation found =
        consult_rules(asked,
                      {.event = rules::Event::nightly,
                       .about = {ledger::CaseKind::budget, budget->number},
                       .person = budget->person,
                       .on = today,
                       .field = "budget"},
                      facts_of_the_night(database, *budget, workings, today));
    const bool is_over = finds(found, "SRP-01", "surplus");
    const bool is_kept = finds(found, "ISF-02", "carry-forward-review");
    const std::string subject = "budget:" + budget->ref;
    if (is_over || is_kept) {
        ask_once(asked,
                 surplus_question,
                 is_over ? over_threshold(workings) : kept_by_fund(workings),
                 subject);
    } else {
        close_tasks(asked.work, surplus_question, subject, "no-longer-over");
    }
    const bool has_to_stop =
        finds(found, "CON-02", "consent-withdrawn") || finds(found, "STP-01", "must-stop");
    if (has_to_stop && budgets_to_stop(database, today).contains(budget->number)) {
        ask_once(asked, must_stop_task, must_stop(workings), subject);
    } else {
        close_tasks(asked.work, must_stop_task, subject, "no-longer-so");
    }
    return nlohmann::json{{"budget", budget->ref},
                          {"asks", is_over || is_kept},
                          {"effect", std::string(name_of_value(found.worst()))}}
        .dump();
}

}  // namespace almoner::scheduler
