#include "scheduler/commands/budget_asked.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/clock/first_payment_clock.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Budget;
using ledger::Date;
using ledger::Outcome;

Outcome<Budget> budget_meant(const Asked& asked) {
    const Outcome<std::string> ref = asked.fields.need("budget");
    if (!ref.accepted()) return ref.refusal();
    const auto budget =
        ledger::budget_by_ref(asked.work.database(), ref.value(), ledger::last_day_of_all);
    if (budget) return *budget;
    return refused_in("budget",
                      "budget-unknown",
                      "There is no budget of this reference.",
                      "Take the reference from 'almoner person show PERSON'.");
}

void check_day(FieldReading& in, const Asked& asked, const Budget& budget, Date on) {
    if (on > asked.work.today()) {
        in.refuse("day-in-the-future",
                  "It can't have been asked for on a day that is still to come.",
                  "Give the day on which the request came.",
                  "on");
        return;
    }
    const auto known =
        first_payment_clock_of(asked.work.database(), budget.number, ledger::last_day_of_all);
    if (!known) return;
    if (known->asked_for_on == on) {
        in.refuse("nothing-to-change",
                  "This day is recorded already.",
                  "Nothing needs to be done.",
                  "on");
    } else if (known->paid_on && *known->paid_on < on) {
        in.refuse("paid-before",
                  "Its first payment was on " + known->paid_on->iso() + ", before that day.",
                  "Give the day on which the request came.",
                  "on");
    }
}

}  // namespace

Outcome<Answer> budget_asked(Asked& asked) {
    const Outcome<Budget> found = budget_meant(asked);
    if (!found.accepted()) return found.refusal();
    const Budget& budget = found.value();
    FieldReading in(asked.fields);
    const Date on = in.date("on");
    if (in.accepted()) check_day(in, asked, budget, on);
    if (!in.accepted()) return in.refusal();
    const auto evidence = evidence_named(asked, budget.person, false);
    if (!evidence.accepted()) return evidence.refusal();
    ledger::AttestedFact fact{.about = {ledger::CaseKind::budget, budget.number},
                              .name = "account.asked_for_on",
                              .value = on.iso(),
                              .from_on = asked.work.today(),
                              .evidence = evidence.value(),
                              .attested_by = asked.actor.number};
    ledger::insert_attested_fact(asked.work, budget.person, fact);
    fact.name = "eligibility.was_requested";  // SI 2014/1652 reg 4: only on request
    fact.value = "yes";
    ledger::insert_attested_fact(asked.work, budget.person, fact);
    const auto clock =
        first_payment_clock_of(asked.work.database(), budget.number, asked.work.today());
    return nlohmann::json{{"budget", budget.ref},
                          {"asked_for_on", on.iso()},
                          {"first_payment_by", clock->due_by.iso()}}
        .dump();
}

Outcome<Answer> budget_late(Asked& asked) {
    const Outcome<Budget> found = budget_meant(asked);
    if (!found.accepted()) return found.refusal();
    const Budget& budget = found.value();
    const Date today = asked.work.today();
    const auto clock = first_payment_clock_of(asked.work.database(), budget.number, today);
    if (!clock) {
        return refused_in("budget",
                          "not-asked-for",
                          "It is not recorded when this budget was asked for.",
                          "Record it with 'almoner budget asked BUDGET --on DATE'.");
    }
    const auto evaluation = consult_rules(asked,
                                          {.event = rules::Event::await_payment,
                                           .about = {ledger::CaseKind::budget, budget.number},
                                           .person = budget.person,
                                           .on = today,
                                           .field = "budget"},
                                          facts_of_clock(*clock));
    const std::string subject = "budget:" + budget.ref;
    const bool is_late = clock->is_late && evaluation.worst() != rules::Effect::allow;
    close_tasks(asked.work, first_payment_late_task, subject, is_late ? "said-again" : "paid");
    if (is_late) {
        open_task(asked.work,
                  first_payment_late_task,
                  subject,
                  "Budget " + budget.ref + " was asked for on " + clock->asked_for_on.words() +
                      " and nothing has been paid. The area has set itself " +
                      clock->due_by.words() + ": name what it waits for, and tell the person.");
    }
    return nlohmann::json{{"budget", budget.ref}, {"late", is_late}}.dump();
}

}  // namespace almoner::scheduler
