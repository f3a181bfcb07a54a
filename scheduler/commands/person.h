// almoner person add|change|died: who has a budget; what names them stays in the private tables.
#pragma once

#include "ledger/records/person.h"
#include "scheduler/commands/command.h"

namespace almoner::scheduler {

// Fields: person (a new reference), and as in people.csv: given_name, family_name, date_of_birth,
// nhs_number, address, postcode, phone, email, information_format, language. Refused:
// person-exists, and as an import refuses a row.
[[nodiscard]] ledger::Outcome<Answer> person_add(Asked& asked);

// Fields: person, and of those above what changes, from (else today). Refused: person-unknown,
// nothing-to-change, later-change, details-erased.
[[nodiscard]] ledger::Outcome<Answer> person_change(Asked& asked);

// Fields: person, on. Later runs hold their payments; opens a task for what is still owed. A second
// time it corrects the day. Refused: day-in-the-future, before-birth, nothing-to-change.
[[nodiscard]] ledger::Outcome<Answer> person_died(Asked& asked);

// The last version of the person that the field `person` names. Refused: person-unknown.
[[nodiscard]] ledger::Outcome<ledger::Person> person_asked_for(const Asked& asked);

}  // namespace almoner::scheduler
