// The months of a commissioner, closed and open, and who closed them.
#pragma once

#include "ledger/area/scope.h"
#include "ledger/calendar/date.h"
#include "ledger/records/month_closing.h"
#include "ledger/storage/database.h"
#include "ledger/values/outcome.h"
#include "ledger/views/as_of.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almoner::ledger {

struct MonthClosed {
    std::string proposed_by{};  // references of users
    std::string confirmed_by{};
    Date on{};

    friend bool operator==(const MonthClosed&, const MonthClosed&) = default;
};

struct MonthState {
    std::string commissioner{};  // its reference
    Period month{};
    std::optional<MonthClosed> closed{};  // nothing: it is open

    friend bool operator==(const MonthState&, const MonthState&) = default;
};

[[nodiscard]] MonthClosed closed_words(Database& database, const MonthClosing& closing);

// The closing that this month was closed by, with it or with a later one before which nothing had
// happened; nothing while it is open.
[[nodiscard]] const MonthClosing* closing_of(const std::vector<MonthClosing>& closings,
                                             const Period& month);
// The closing whose adjustments count in this month: of the months that end the day before it.
[[nodiscard]] const MonthClosing* closing_before(const std::vector<MonthClosing>& closings,
                                                 const Period& month);

// Of this commissioner, or of each where it is empty, as the books stood at that moment: the months
// that were closed, and those up to its own in which something takes effect. Refused as
// commissioner_number is.
Outcome<std::vector<MonthState>> months_of(const Scope& scope,
                                           Database& database,
                                           std::string_view commissioner,
                                           const AsOf& as_of);

}  // namespace almoner::ledger
