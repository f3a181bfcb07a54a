// The facts of a posting that somebody chose: whose money it is, and whether the funders' parts sum
// to the bank's balance (FND-01).
#pragma once

#include "ledger/area/work.h"
#include "ledger/records/organisation.h"
#include "rules/engine/facts.h"
#include "scheduler/commands/command.h"
#include "scheduler/recharge/lent.h"
#include "scheduler/reconciliation/explain.h"

#include <vector>

namespace almoner::scheduler {

// A line of a client account that is a contribution, the person's own money, or money that another
// option hands over: a plan line that is managed there is to be of the funder that it is posted to,
// and what people have there, with the lines of nobody yet, is to be what its bank booked.
[[nodiscard]] rules::Facts facts_of_explained(ledger::Work& work, const LineExplained& line);

// What is claimed of a partner, stream by stream, of a total that two people look at.
[[nodiscard]] rules::Facts facts_of_claim(const ledger::Organisation& partner,
                                          const std::vector<Lent>& lent,
                                          ledger::Money total);

// Asked once for the line or the claim, and never of what a payment run posts. Refused as
// ask_rules(). Of other lines nothing is asked: their destination is one account.
[[nodiscard]] ledger::Outcome<ledger::Done> may_post_explained(Asked& asked,
                                                               const LineExplained& line,
                                                               const std::string& field);
[[nodiscard]] ledger::Outcome<ledger::Done> may_post_claim(Asked& asked,
                                                           const ledger::Organisation& partner,
                                                           const std::vector<Lent>& lent,
                                                           ledger::Money total);

}  // namespace almoner::scheduler
