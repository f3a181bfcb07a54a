// A payment comes back after money of its budget was asked back: what the fund does not hold any
// more lowers what cases ask for.
#pragma once

#include "ledger/area/work.h"
#include "ledger/posting/keys.h"
#include "ledger/records/payment.h"
#include "scheduler/reduction/case_standing.h"

namespace almoner::scheduler {

// Under which option the money of a reclaim was held when it matured: there it is owed since.
[[nodiscard]] ledger::Option option_when_matured(ledger::Database& database,
                                                 const CaseStanding& standing);

// Of what came back, the part that stands reclaimed and is not repaid: the fund comes first.
[[nodiscard]] ledger::Shares reclaimed_of(ledger::Work& work,
                                          const ledger::Holding& holding,
                                          const ledger::Shares& back);

// The cases ask for that much less, the oldest first; one that asks for nothing more is closed. A
// task tells who is to write to the person.
void lower_cases(ledger::Work& work,
                 const ledger::PaymentRecord& payment,
                 const ledger::Shares& reclaimed,
                 ledger::Date on);

// A pay-out of a case came back to the client account: where the case counts more as repaid than
// its other pay-outs brought, a task tells who is to find out whose money the counted line was.
void tell_if_counted(ledger::Work& work, const ledger::PaymentRecord& pay_out);

}  // namespace almoner::scheduler
