#include "scheduler/commands/emergency_late.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment_ref.h"
#include "ledger/values/invariant.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/tasks.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/emergency_facts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Outcome;

bool says_late(const rules::Evaluation& found) {
    return std::ranges::any_of(found.findings, [](const rules::Finding& each) {
        return each.rule == "EMG-01" && each.reason == "plan-not-updated";
    });
}

void tell(Asked& asked, const ledger::Budget& budget, const EmergencyMade& made) {
    const std::string ref = ledger::payment_ref(made.payment.id);
    close_tasks(asked.work, emergency_plan_task, ref, "said-again");
    open_task(asked.work,
              emergency_plan_task,
              ref,
              "The emergency payment " + ref + " of " + made.payment.nominal_on.words() +
                  ": the plan of budget " + budget.ref +
                  " was not looked at since (EMG-01). Change or approve it, hold a review, or say "
                  "with 'almoner task done' why it stays as it is.");
}

}  // namespace

Outcome<Answer> emergency_late(Asked& asked) {
    const Outcome<ledger::PaymentRecord> payment = payment_asked_for(asked);
    if (!payment.accepted()) return payment.refusal();
    ledger::Database& database = asked.work.database();
    const ledger::Date today = asked.work.today();
    const auto made = emergency_made(database, payment.value().id, today);
    if (!made) {
        return refused("not-an-emergency",
                       "This is no emergency payment.",
                       "Nothing is left to do about it.",
                       "payment");
    }
    const auto budget =
        ledger::budget_numbered(database, made->payment.budget, ledger::last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("a payment without a budget");
    const rules::Evaluation found =
        consult_rules(asked,
                      {.event = rules::Event::emergency,
                       .about = {ledger::CaseKind::agreement, made->payment.agreement},
                       .person = budget->person,
                       .on = today,
                       .field = "payment"},
                      facts_of_made(database, *made, today));
    const bool is_late = says_late(found);
    if (is_late) tell(asked, *budget, *made);
    return nlohmann::json{{"payment", ledger::payment_ref(made->payment.id)}, {"late", is_late}}
        .dump();
}

}  // namespace almoner::scheduler
