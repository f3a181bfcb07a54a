// Of whom something was said: what was found out about one payee does not count for the next.
#pragma once

#include "ledger/records/agreement.h"
#include "ledger/records/attested_fact.h"
#include "scheduler/facts/case_facts.h"

#include <string_view>
#include <vector>

namespace almoner::scheduler {

// Whether it is about whoever is paid: that they are capable, agree, were checked, what an
// organisation's contract says. The person's own capacity and birthdays stand among the payee's
// facts too, and stay theirs.
[[nodiscard]] bool is_of_payee(std::string_view fact);

// Leaves out what was said of somebody else than whom the agreement pays on the day. Something was
// said of whoever was paid on the day from which it counts; while nobody was, of who followed. Of
// the budget before there was this agreement: of whom its other agreements paid then. Of `next`,
// who is to take over, also what counts from then on.
void leave_out_other_payees(ledger::Database& database,
                            const ledger::Agreement& agreement,
                            ledger::Date on,
                            const Acting* next,
                            std::vector<ledger::AttestedFact>& told);

}  // namespace almoner::scheduler
