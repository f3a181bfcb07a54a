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
#include <vector>

namespace almoner::scheduler {

inline constexpr std::string_view increase_task = "increase-untold";
inline constexpr std::string_view increase_letter = "surplus.letter_issued";  // a fact

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

// Their letter was issued. An uplift of many is told once each of its budgets was.
void told_of_increase(ledger::Work& work, const std::string& budget_ref);
// The subjects of tasks of increases that nobody is to be told of any more: each budget was told,
// by a letter that was drafted since or as it is on record, or has no line that goes on.
[[nodiscard]] std::vector<std::string> settled_increases(ledger::Database& database,
                                                         ledger::Date today);
// Ends those tasks.
void settle_uplifts(ledger::Work& work);

}  // namespace almoner::scheduler
