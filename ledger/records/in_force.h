// Which version of a record counts on which days, out of all its versions.
#pragma once

#include "ledger/calendar/date.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace almoner::ledger {

inline constexpr Date last_day_of_all = Date::from_days(std::numeric_limits<std::int32_t>::max());

template <class Record>
struct InForce {
    Period days{};  // up to last_day_of_all where no later version follows
    const Record* record = nullptr;
};

// Oldest days first, without gaps from the first. `versions` are those of one number, the first
// version first; a version that a later one replaces from its first day on is left out.
template <class Record>
std::vector<InForce<Record>> in_force(std::span<const Record> versions) {
    std::vector<InForce<Record>> pieces;
    Date before = last_day_of_all;  // the last day that no later version has taken
    for (std::size_t at = versions.size(); at-- > 0;) {
        const Record& version = versions[at];
        if (before < version.from_on) continue;
        pieces.push_back({{version.from_on, before}, &version});
        before = version.from_on - 1;
    }
    std::reverse(pieces.begin(), pieces.end());
    return pieces;
}

}  // namespace almoner::ledger
