// What is recorded of somebody is asked about at once: a loss of capacity, a birthday, a nomination
// that was withdrawn, a report, a request for a review, a stay in hospital.
#pragma once

#include "ledger/records/attested_fact.h"
#include "scheduler/commands/command.h"
#include "scheduler/facts/fact_subject.h"

#include <vector>

namespace almoner::scheduler {

// Of each event whose rules look at one of these facts, which stand in the books: the rules are
// asked of all that is known, and what they ask for is a task, with its words sealed. Nothing is
// refused: it has happened. A task whose reason is gone is done.
void ask_about_what_was_said(Asked& asked,
                             const FactSubject& of,
                             const std::vector<ledger::AttestedFact>& told);

}  // namespace almoner::scheduler
