// Whether the money that leaves a way of managing a budget is what the rules have move (ISF-03).
#pragma once

#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "rules/engine/facts.h"
#include "scheduler/commands/command.h"

#include <optional>
#include <string>

namespace almoner::scheduler {

struct MoneyToLeave {
    std::int64_t budget = 0;
    ledger::Option option = ledger::Option::none;  // that it leaves
    std::optional<ledger::Money> moved{};          // nothing: all that may
};
// What is held and what of it is owed by the books; more may be told of the agreement
// (third_party.committed).
[[nodiscard]] rules::Facts facts_to_move(ledger::Work& work,
                                         const MoneyToLeave& money,
                                         ledger::Date on);

// Refused in `field`, as ask_rules() refuses. Answers the day by which a service fund that is left
// on `from` has moved; none for any other money.
[[nodiscard]] ledger::Outcome<std::optional<ledger::Date>> may_move(Asked& asked,
                                                                    const MoneyToLeave& money,
                                                                    ledger::Date from,
                                                                    const std::string& field);

}  // namespace almoner::scheduler
