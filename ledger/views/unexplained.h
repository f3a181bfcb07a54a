// The bank lines that nobody has explained yet, for whoever has to find out what they are.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"
#include "ledger/values/money.h"
#include "ledger/values/outcome.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almoner::ledger {

struct UnexplainedLine {
    std::int64_t item = 0;
    std::string bank_account{};  // its reference
    Date booked_on{};
    std::int32_t days = 0;  // in suspense
    Money amount{};         // above zero in, below zero out
    std::string owner{};
    std::string why{};
    std::string reference{};
    std::string words{};                     // the bank's own
    std::optional<std::int64_t> proposal{};  // open: a second person is to confirm it

    friend bool operator==(const UnexplainedLine&, const UnexplainedLine&) = default;
};

// Oldest first. Refused: `whole-area-only`.
Outcome<std::vector<UnexplainedLine>> unexplained_lines(const Scope& scope,
                                                        Database& database,
                                                        const AsOf& as_of);

}  // namespace almoner::ledger
