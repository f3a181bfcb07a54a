// The money that an old holder hands over once a budget is managed another way.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/records/option_change.h"
#include "ledger/values/kinds.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"

#include <cstdint>

namespace almoner::scheduler {

struct HandOver {
    std::int32_t budget = 0;
    ledger::Option before = ledger::Option::none;
    ledger::Option after = ledger::Option::none;
    // Of a support service in these books whose statement shows it; 0 where it is only told.
    std::int32_t client_account = 0;
    ledger::Money amount{};
    ledger::Date on{};
};

// `none` for what is not known: then the budget's changes say it. Refused: option-not-changed,
// several-changes (both in field "option").
[[nodiscard]] ledger::Outcome<ledger::OptionChange> change_meant(ledger::Database& database,
                                                                 std::int64_t budget,
                                                                 ledger::Option before,
                                                                 ledger::Option after);

// What the books have under an option of a budget that no client account of these books keeps, and
// what of it is owed to nobody.
struct UnderOption {
    ledger::Money held{};
    ledger::Money free{};
};
[[nodiscard]] UnderOption under_option(ledger::Work& work,
                                       std::int32_t budget,
                                       ledger::Option option);

// Refused in `field`: more-than-is-left. What the fund still holds and the holder still has is
// split over its streams.
[[nodiscard]] ledger::Outcome<ledger::Done> may_hand_over(ledger::Work& work,
                                                          const HandOver& hand_over,
                                                          const std::string& field);
// Posts it as a fact of its day, and sees to the task of what is left. It was allowed.
void hand_over(ledger::Work& work, const HandOver& hand_over);

}  // namespace almoner::scheduler
