// The facts of writing to somebody who acts for a person, as the records have them (DAT-02).
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/representative.h"
#include "ledger/storage/database.h"
#include "rules/engine/facts.h"
#include "scheduler/commands/command.h"

#include <cstdint>

namespace almoner::scheduler {

// A person has capacity unless somebody was appointed for them, it was said that they have none or
// lost it, or they are a child. They agree to the contact where they chose the nominee themselves,
// where an agreement that they signed pays whoever acts for them, or where it was said that they
// do.
[[nodiscard]] rules::Facts facts_to_contact(ledger::Database& database,
                                            const ledger::Representative& whom,
                                            ledger::Date on);

// Asked of each letter and each address of theirs, about the budget, or else about the first of the
// person. It warns and refuses nothing: a notice must reach them all the same (RED-02).
void note_contact(Asked& asked, const ledger::Representative& whom, std::int64_t budget = 0);

}  // namespace almoner::scheduler
