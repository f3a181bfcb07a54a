// A person's budget, and the commissioner that leads on it.
#pragma once

#include "ledger/area/work.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

struct Budget {
    std::int64_t number = 0;  // 0: not stored yet
    std::int64_t version = 0;
    std::string ref{};
    Date from_on{};
    std::int64_t person = 0;
    std::int64_t lead = 0;  // an organisation
    Date start_on{};
    std::optional<Date> end_on{};
    Money contingency{};

    friend bool operator==(const Budget&, const Budget&) = default;
};

[[nodiscard]] std::optional<Budget> budget_numbered(Database& database,
                                                    std::int64_t number,
                                                    Date on);
[[nodiscard]] std::optional<Budget> budget_by_ref(Database& database,
                                                  std::string_view ref,
                                                  Date on);
[[nodiscard]] std::vector<Budget> budgets_on(Database& database, Date on);  // by number
[[nodiscard]] std::vector<Budget> budget_versions(Database& database,
                                                  std::int64_t number);  // first to last
[[nodiscard]] std::vector<Budget> budgets_of(Database& database, std::int64_t person, Date on);

// Number 0: a new one. Else the next version of it, with these values from its from_on. Its number.
std::int64_t insert_budget(Work& work, Budget budget);

}  // namespace almoner::ledger
