// Whoever is paid more is told (RED-09): it may be done at any time, and a task asks for the
// letter.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/attested_fact.h"
#include "rules/engine/facts.h"
#include "scheduler/commands/command.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace almoner::scheduler {

inline constexpr std::string_view increase_task = "increase-untold";

struct Increase {
    std::int64_t budget = 0;
    ledger::Date from{};  // the first day that more is paid for
};
// That they were told counts where it is on record from that very day (surplus.letter_issued).
[[nodiscard]] rules::Facts facts_of_increase(ledger::Database& database, const Increase& increase);
void tell_of_increase(Asked& asked, const Increase& increase);

// Many budgets at once: one evaluation of all, and one task.
struct ManyIncreases {
    std::int64_t uplift = 0;  // the proposal
    std::size_t lines = 0;
    ledger::Date from{};
};
void tell_of_increases(Asked& asked, const ManyIncreases& increases);

// Their letter was issued.
void told_of_increase(ledger::Work& work, const std::string& budget_ref);

}  // namespace almoner::scheduler
