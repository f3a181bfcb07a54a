// By when each budget is to be reviewed, by the law that its money stands under.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "rules/engine/kinds.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace almoner::scheduler {

struct ReviewDue {
    std::int64_t budget = 0;
    std::string budget_ref{};
    std::string kind{};  // "first" or "next"
    ledger::Date payments_began{};
    std::optional<ledger::Date> last_review{};
    ledger::Date due_on{};
    ledger::Date task_from{};      // from this day on it stands as a task
    std::int64_t open_review = 0;  // 0: none is open
};

// Of budgets that direct payments are made for, by the day; of several regimes the earliest counts.
// Payments begin with the first that was settled, or with the first day of a signed agreement where
// that is earlier: what was taken over was paid before.
[[nodiscard]] std::vector<ReviewDue> reviews_due(ledger::Database& database, ledger::Date today);

// When direct payments of each budget began, by its number, as above.
[[nodiscard]] std::map<std::int64_t, ledger::Date> payments_began(ledger::Database& database,
                                                                  ledger::Date today);

// Of one budget; nothing where none were made.
[[nodiscard]] std::optional<ledger::Date> payments_began(ledger::Database& database,
                                                         std::int64_t budget,
                                                         ledger::Date today);

// When the last one was held; nothing where none was.
[[nodiscard]] std::optional<ledger::Date> last_review(ledger::Database& database,
                                                      std::int64_t budget);

// Budgets with an open review that should have been held: SCH-02 warns, the money goes on.
[[nodiscard]] std::vector<std::int64_t> budgets_overdue(ledger::Database& database,
                                                        ledger::Date today);

}  // namespace almoner::scheduler
