#include "scheduler/commands/monitor.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/return_request.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/review.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/monitoring/return_facts.h"
#include "scheduler/monitoring/returns_due.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Done;
using ledger::Outcome;
using ledger::ReturnRequest;
using ledger::ReturnStep;

constexpr std::size_t longest_words = 2'000;
constexpr std::string_view asked_task = "return-asked";
constexpr std::string_view reminder_task = "return-reminder";
constexpr std::string_view help_task = "return-help";
constexpr std::string_view missing_return = "missing-return";

std::string ref_of(std::int64_t request) {
    return "return:" + std::to_string(request);
}

Outcome<ledger::Budget> budget_asked_for(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("budget");
    if (!ref.accepted()) return ref.refusal();
    auto budget =
        ledger::budget_by_ref(asked.work.database(), ref.value(), ledger::last_day_of_all);
    if (budget) return *std::move(budget);
    return refused_in("budget",
                      "budget-unknown",
                      "There is no budget of this reference.",
                      "Take the reference from 'almoner person show PERSON'.");
}

Outcome<ReturnStanding> return_asked_for(const Asked& asked) {
    const Outcome<std::int64_t> id = asked.fields.number("return");
    if (!id.accepted()) return id.refusal();
    const auto request = ledger::return_request_by_id(asked.work.database(), id.value());
    if (!request) {
        return refused_in("return",
                          "return-unknown",
                          "There is no return of this number.",
                          "Take it from 'almoner monitor list BUDGET'.");
    }
    return ReturnStanding{.request = *request,
                          .steps = ledger::steps_of_return(asked.work.database(), request->id)};
}

ledger::Budget budget_of(ledger::Database& database, const ReturnRequest& request) {
    return ledger::budget_numbered(database, request.budget, ledger::last_day_of_all).value();
}

ledger::Refusal received_already() {
    return refused_in("return",
                      "return-received",
                      "This return was received already.",
                      "Nothing is left to do about it.");
}

ReturnRequest request_of(const Asked& asked, const ReturnDue& due, std::int32_t days) {
    return {.budget = due.budget.number,
            .period = due.period,
            .band = std::string(name_of_value(due.band)),
            .asked_on = asked.work.today(),
            .due_on = asked.work.today() + days,
            .asked_by = asked.actor.number};
}

void take_step(Asked& asked,
               const ledger::Budget& budget,
               std::int64_t request,
               std::string_view state,
               const ReturnStep& with = {}) {
    ReturnStep step = with;
    step.request = request;
    step.state = state;
    step.on = asked.work.today();
    step.actor = asked.actor.number;
    ledger::insert_return_step(asked.work, budget.person, step);
}

Outcome<ReturnDue> due_now(Asked& asked, const ledger::Budget& budget) {
    const auto due = next_return(asked.work.database(), budget, asked.work.today());
    if (due) return *due;
    return refused_in("budget",
                      "not-paid",
                      "Nobody is paid directly for this budget, so there is no return to ask for.",
                      "Look at its agreements with 'almoner person show PERSON'.");
}

// Each as the rules name it.
class Following {
  public:
    Following(Asked& asked, const ReturnStanding& standing, const ledger::Budget& budget)
        : asked_(asked), standing_(standing), budget_(budget) {}

    Outcome<Done> follow(const rules::Evaluation& found) {
        for (const rules::Finding& each : found.findings) {
            if (each.reason == "remind") {
                take_step(asked_, budget_, standing_.request.id, ledger::return_reminded);
                tell(reminder_task, each);
            } else if (each.reason == "offer-help") {
                tell(help_task, each);
            } else if (each.reason == "return-missing") {
                const Outcome<Done> opened = open_review();
                if (!opened.accepted()) return opened.refusal();
            } else {
                continue;
            }
            did_.emplace_back(each.reason);
        }
        return Done{};
    }
    [[nodiscard]] const std::vector<std::string>& did() const { return did_; }

  private:
    void tell(std::string_view kind, const rules::Finding& finding) {
        const std::string subject = ref_of(standing_.request.id);
        close_tasks(asked_.work, kind, subject, "figures-changed");
        open_task(asked_.work,
                  kind,
                  subject,
                  "The return of budget " + budget_.ref + " until " +
                      standing_.request.period.last.words() + " is late. " +
                      std::string(finding.next) + " (" + std::string(finding.rule) + ")");
    }

    Outcome<Done> open_review() {
        if (standing_.has(ledger::return_review_opened)) return Done{};
        const std::map<std::string, std::string> fields{
            {"budget", budget_.ref},
            {"kind", std::string(missing_return)},
            {"words", "A return is missing although help was offered."}};
        Asked review{asked_.work, Fields(fields), asked_.actor, asked_.around};
        const Outcome<Answer> opened = review_open(review);
        // One that is open already looks into it.
        if (!opened.accepted() && opened.refusal().code != "review-open") return opened.refusal();
        take_step(asked_, budget_, standing_.request.id, ledger::return_review_opened);
        return Done{};
    }

    Asked& asked_;
    const ReturnStanding& standing_;
    const ledger::Budget& budget_;
    std::vector<std::string> did_;
};

Question about(const ledger::Budget& budget, ledger::Date on, std::string field) {
    return {.event = rules::Event::monitor,
            .about = {ledger::CaseKind::budget, budget.number},
            .person = budget.person,
            .on = on,
            .field = std::move(field)};
}

// The one that was named, else the oldest that is open; with none open one that nobody had to ask
// for.
Outcome<std::int64_t> return_to_receive(Asked& asked, const ledger::Budget& budget) {
    if (asked.fields.has("return")) {
        const Outcome<ReturnStanding> standing = return_asked_for(asked);
        if (!standing.accepted()) return standing.refusal();
        if (!standing.value().is_open()) return received_already();
        if (standing.value().request.budget == budget.number) return standing.value().request.id;
        return refused_in("return",
                          "return-unknown",
                          "This return is of another budget.",
                          "Take it from 'almoner monitor list BUDGET'.");
    }
    for (const ReturnStanding& each : returns_of(asked.work.database(), budget.number)) {
        if (each.is_open()) return each.request.id;
    }
    const Outcome<ReturnDue> due = due_now(asked, budget);
    if (!due.accepted()) return due.refusal();
    return ledger::insert_return_request(asked.work, request_of(asked, due.value(), 0));
}

}  // namespace

Outcome<Answer> monitor_ask(Asked& asked) {
    const Outcome<ledger::Budget> budget = budget_asked_for(asked);
    if (!budget.accepted()) return budget.refusal();
    const Outcome<ReturnDue> due = due_now(asked, budget.value());
    if (!due.accepted()) return due.refusal();
    const ledger::Date today = asked.work.today();
    if (due.value().period.last >= today) {
        return refused_in("budget",
                          "return-not-due",
                          "Its next return is about the time until " +
                              due.value().period.last.words() + ": it is asked for once.",
                          "Wait until then, or change the band with 'almoner fact record " +
                              budget.value().ref + " --facts review.band=...'.");
    }
    const Outcome<Done> allowed =
        ask_rules(asked,
                  about(budget.value(), today, "budget"),
                  facts_to_ask(asked.work.database(), due.value(), today));
    if (!allowed.accepted()) return allowed.refusal();
    const ReturnRequest request = request_of(asked, due.value(), days_to_return);
    const std::int64_t id = ledger::insert_return_request(asked.work, request);
    open_task(asked.work,
              asked_task,
              ref_of(id),
              "Ask for the return of budget " + budget.value().ref + " from " +
                  request.period.first.words() + " to " + request.period.last.words() +
                  ", in a format that the holder can give, by " + request.due_on.words() + ".");
    return nlohmann::json{{"return", id},
                          {"budget", budget.value().ref},
                          {"first", request.period.first.iso()},
                          {"last", request.period.last.iso()},
                          {"due", request.due_on.iso()}}
        .dump();
}

Outcome<Answer> monitor_overdue(Asked& asked) {
    const Outcome<ReturnStanding> standing = return_asked_for(asked);
    if (!standing.accepted()) return standing.refusal();
    if (!standing.value().is_open()) return received_already();
    const ReturnRequest& request = standing.value().request;
    const ledger::Date today = asked.work.today();
    const ledger::Budget budget = budget_of(asked.work.database(), request);
    Following following(asked, standing.value(), budget);
    if (request.due_on < today) {
        const rules::Evaluation found =
            consult_rules(asked,
                          about(budget, today, "return"),
                          facts_of_late(asked.work.database(), budget, standing.value(), today));
        const Outcome<Done> followed = following.follow(found);
        if (!followed.accepted()) return followed.refusal();
    }
    return nlohmann::json{{"return", request.id},
                          {"days_overdue", std::max(0, today - request.due_on)},
                          {"did", following.did()}}
        .dump();
}

Outcome<Answer> monitor_help(Asked& asked) {
    FieldReading in(asked.fields);
    (void)in.needed("words");
    const std::string words = in.words("words", longest_words);
    if (!in.accepted()) return in.refusal();
    const Outcome<ReturnStanding> standing = return_asked_for(asked);
    if (!standing.accepted()) return standing.refusal();
    if (!standing.value().is_open()) return received_already();
    if (standing.value().has(ledger::return_help_offered)) {
        return refused_in("return",
                          "return-step-taken",
                          "Help was offered for this return already.",
                          "Record what comes of it with 'almoner monitor received', or wait for "
                          "the review.");
    }
    const ReturnRequest& request = standing.value().request;
    const ledger::Budget budget = budget_of(asked.work.database(), request);
    take_step(asked, budget, request.id, ledger::return_help_offered, {.words = words});
    close_tasks(asked.work, help_task, ref_of(request.id), "help was offered");
    return nlohmann::json{{"return", request.id}, {"state", ledger::return_help_offered}}.dump();
}

Outcome<Answer> monitor_received(Asked& asked) {
    const Outcome<ledger::Budget> budget = budget_asked_for(asked);
    if (!budget.accepted()) return budget.refusal();
    const auto evidence = evidence_named(asked, budget.value().person, true);
    if (!evidence.accepted()) return evidence.refusal();
    if (const auto used =
            ledger::return_evidenced_by(asked.work.database(), evidence.value().value())) {
        return refused_in("evidence",
                          "evidence-used",
                          "This document was received as return " + std::to_string(*used) + ".",
                          "Give the number of the document of this return.");
    }
    const Outcome<std::int64_t> id = return_to_receive(asked, budget.value());
    if (!id.accepted()) return id.refusal();
    take_step(
        asked, budget.value(), id.value(), ledger::return_received, {.evidence = evidence.value()});
    for (const std::string_view kind : {asked_task, reminder_task, help_task}) {
        close_tasks(asked.work, kind, ref_of(id.value()), "it was received");
    }
    return nlohmann::json{{"return", id.value()},
                          {"budget", budget.value().ref},
                          {"evidence", evidence.value().value()}}
        .dump();
}

}  // namespace almoner::scheduler
