// Which returns holders are to be asked for, and how those stand that were asked for.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/records/budget.h"
#include "ledger/records/return_request.h"
#include "ledger/storage/database.h"
#include "rules/review/review_facts.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace almoner::scheduler {

// Papers within 28 days (Haringey).
inline constexpr std::int32_t days_to_return = 28;

struct ReturnDue {
    ledger::Budget budget{};
    rules::Band band = rules::Band::low;
    ledger::Period period{};
};

// How closely a budget is looked at: as was recorded ("review.band"), else the lightest.
[[nodiscard]] rules::Band band_on(ledger::Database& database,
                                  std::int64_t budget,
                                  ledger::Date today);

// The period that the next return of the budget is about: as long as the band has it, from the last
// one's end, else from when payments began, but never more than one period back. Nothing where
// nobody is paid directly.
[[nodiscard]] std::optional<ReturnDue> next_return(ledger::Database& database,
                                                   const ledger::Budget& budget,
                                                   ledger::Date today);

// Of all budgets those whose period has run.
[[nodiscard]] std::vector<ReturnDue> returns_to_ask(ledger::Database& database, ledger::Date today);

// A document of kind monitoring-return about the person, dated after the period began, that was no
// other return: nobody is asked for what is held.
[[nodiscard]] std::optional<std::int64_t> return_held(ledger::Database& database,
                                                      std::int64_t person,
                                                      ledger::Date since);

// Asked for, due before today and not received; by number.
[[nodiscard]] std::vector<std::int64_t> late_returns(ledger::Database& database,
                                                     ledger::Date today);

struct ReturnStanding {
    ledger::ReturnRequest request{};
    std::vector<ledger::ReturnStep> steps{};

    [[nodiscard]] bool has(std::string_view state) const;
    [[nodiscard]] bool is_open() const { return !has(ledger::return_received); }
};
[[nodiscard]] std::vector<ReturnStanding> returns_of(ledger::Database& database,
                                                     std::int64_t budget);

}  // namespace almoner::scheduler
