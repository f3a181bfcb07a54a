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
#include <array>
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
           " than the area's policy lets it: ask what it is saved for (ISF-02), and record a named "
           "need with 'almoner fact record " +
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

// The tasks of this command, the reviews that job 'reviews' opens, and the returns of 'monitoring'.
constexpr std::array<std::string_view, 7> seen_to{
    "SRP-01", "ISF-02", "CON-02", "STP-01", "REV-01", "REV-02", "MON-03"};

struct Told {
    bool is_over = false;
    bool is_kept = false;
    bool stops = false;
};
void tell_why(Asked& asked, const SurplusWorkings& workings, const Told& told) {
    const std::string subject = "budget:" + workings.budget_ref;
    if (told.is_over || told.is_kept) {
        ask_once(asked,
                 surplus_question,
                 told.is_over ? over_threshold(workings) : kept_by_fund(workings),
                 subject);
        return;
    }
    close_tasks(
        asked.work, surplus_question, subject, told.stops ? "it-has-to-stop" : "no-longer-over");
}

void tell_stop(Asked& asked, const SurplusWorkings& workings, bool has_to_stop) {
    const std::string subject = "budget:" + workings.budget_ref;
    if (has_to_stop) {
        ask_once(asked, must_stop_task, must_stop(workings), subject);
    } else {
        close_tasks(asked.work, must_stop_task, subject, "no-longer-so");
    }
}

void tell_of_the_night(Asked& asked, const std::string& words, const std::string& subject) {
    if (words.empty()) {
        close_tasks(asked.work, night_task, subject, "no-longer-asked");
        return;
    }
    if (is_said_already(asked.work.database(), night_task, subject, words)) return;
    close_tasks(asked.work, night_task, subject, "said-again");
    open_task(asked.work, night_task, subject, words);
}

}  // namespace

std::string asked_by_night(const rules::Evaluation& found, std::string_view budget_ref) {
    std::string codes;
    for (const rules::Finding& each : found.findings) {
        const bool is_seen_to = std::ranges::find(seen_to, each.rule) != seen_to.end();
        if (each.effect <= rules::Effect::warn || is_seen_to) continue;
        codes +=
            (codes.empty() ? "" : ", ") + std::string(each.rule) + " " + std::string(each.reason);
    }
    if (codes.empty()) return {};
    return "The rules ask for something of budget " + std::string(budget_ref) + " (" + codes +
           "): 'almoner rules explain' says what each of them is about.";
}

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
                      NightBook(database, today, budget->number).facts_of(*budget, workings));
    const std::string subject = "budget:" + budget->ref;
    const bool has_to_stop =
        (finds(found, "CON-02", "consent-withdrawn") || finds(found, "STP-01", "must-stop")) &&
        budgets_to_stop(database, today).contains(budget->number);
    // Whoever is looked at because all of it stops is not asked besides why some is left.
    const bool is_over = !has_to_stop && finds(found, "SRP-01", "surplus");
    const bool is_kept = !has_to_stop && finds(found, "ISF-02", "carry-forward-review");
    tell_why(asked, workings, {.is_over = is_over, .is_kept = is_kept, .stops = has_to_stop});
    tell_stop(asked, workings, has_to_stop);
    tell_of_the_night(asked, asked_by_night(found, budget->ref), subject);
    return nlohmann::json{{"budget", budget->ref},
                          {"asks", is_over || is_kept},
                          {"effect", std::string(name_of_value(found.worst()))}}
        .dump();
}

}  // namespace almoner::scheduler
