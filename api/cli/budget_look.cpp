#include "api/cli/budget_look.h"

#include "api/cli/access_look.h"
#include "ledger/records/in_force.h"
#include "ledger/records/person.h"

namespace almoner::api {

using ledger::last_day_of_all;

ledger::Outcome<ledger::Budget> budget_looked_at(const Program& program,
                                                 const Call& call,
                                                 Reading& reading) {
    ledger::Database& database = *reading.database;
    auto budget = ledger::budget_by_ref(database, call.fields.at("budget"), last_day_of_all);
    if (!budget || !reading.scope.sees_person(budget->person)) {
        return ledger::Refusal{.code = "budget-unknown",
                               .words = "There is no budget of this reference.",
                               .next = "Take the reference from 'almoner person show PERSON'.",
                               .field = "budget",
                               .citation = ""};
    }
    const auto person = ledger::person_numbered(database, budget->person, last_day_of_all);
    const auto look = note_look(program, call, reading, person->ref, ledger::Look::case_record);
    if (!look.accepted()) return look.refusal();
    return *std::move(budget);
}

}  // namespace almoner::api
