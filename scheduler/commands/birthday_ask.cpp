#include "scheduler/commands/birthday_ask.h"

#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "scheduler/commands/people_fields.h"
#include "scheduler/facts/said_events.h"

#include <nlohmann/json.hpp>

namespace almoner::scheduler {

ledger::Outcome<Answer> birthday_ask(Asked& asked) {
    const ledger::Outcome<std::string> ref = asked.fields.need("budget");
    if (!ref.accepted()) return ref.refusal();
    const auto budget =
        ledger::budget_by_ref(asked.work.database(), ref.value(), ledger::last_day_of_all);
    if (!budget) {
        return refused_in("budget",
                          "budget-unknown",
                          "There is no budget of this reference.",
                          "Take the reference from 'almoner person show PERSON'.");
    }
    ask_about_birthday(asked,
                       {.about = {ledger::CaseKind::budget, budget->number},
                        .budget = budget->number,
                        .person = budget->person});
    return nlohmann::json{{"budget", budget->ref}}.dump();
}

}  // namespace almoner::scheduler
