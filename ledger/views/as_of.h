// The moment that a figure speaks of: now, the end of a day by what belongs to it, or a point of
// the journal.
#pragma once

#include "ledger/calendar/date.h"
#include "ledger/storage/database.h"

#include <cstdint>
#include <limits>
#include <string>

namespace almoner::ledger {

struct AsOf {
    enum class How : std::uint8_t {
        now,        // everything in the books, in constant time
        effective,  // what belongs to `day` or before it, whenever we learnt of it
        booked,     // what the books held at journal row `seq`
    };
    How how = How::now;
    Date day{};  // records count as they stood on this day
    std::int64_t seq = 0;

    // Whether the books knew at this moment what this journal row says.
    [[nodiscard]] bool knows(std::int64_t row) const { return row <= last_row(); }
    [[nodiscard]] std::int64_t last_row() const {
        return how == How::booked ? seq : std::numeric_limits<std::int64_t>::max();
    }
};

[[nodiscard]] inline AsOf now_on(Date today) {
    return {.how = AsOf::How::now, .day = today};
}
[[nodiscard]] inline AsOf effective_on(Date day) {
    return {.how = AsOf::How::effective, .day = day};
}
[[nodiscard]] inline AsOf booked_at(std::int64_t seq, Date day) {
    return {.how = AsOf::How::booked, .day = day, .seq = seq};
}
// At the end of a day by when we learnt of things.
[[nodiscard]] AsOf booked_by(Database& database, Date day);

// What somebody means by a day: where nothing was booked after it, now as seen from that day; else
// the books as they stood at its end, so that what is asked for twice is the same twice.
[[nodiscard]] AsOf as_of_day(Database& database, Date day);

// "as of 6 August 2018", "by what belongs to 6 August 2018 or before".
[[nodiscard]] std::string words_of(const AsOf& as_of);

}  // namespace almoner::ledger
