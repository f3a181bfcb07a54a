#include "ledger/views/as_of.h"

#include "ledger/values/invariant.h"

namespace almoner::ledger {
namespace {

// From the end: a day that is asked for is rarely long ago.
const Query last_booked{"SELECT seq FROM journal WHERE booked <= $1 ORDER BY seq DESC LIMIT 1"};

const Query newest_booked{"SELECT booked FROM journal ORDER BY seq DESC LIMIT 1"};

}  // namespace

AsOf as_of_day(Database& database, Date day) {
    Rows rows = database.select(newest_booked);
    return rows.next() && rows.date(0) > day ? booked_by(database, day) : now_on(day);
}

AsOf booked_by(Database& database, Date day) {
    Rows rows = database.select(last_booked, day);
    return booked_at(rows.next() ? rows.integer(0) : 0, day);
}

std::string words_of(const AsOf& as_of) {
    switch (as_of.how) {
        case AsOf::How::now: return "as of " + as_of.day.words();
        case AsOf::How::effective: return "by what belongs to " + as_of.day.words() + " or before";
        case AsOf::How::booked: return "as the books stood on " + as_of.day.words();
    }
    throw InvariantBroken("unlisted moment");
}

}  // namespace almoner::ledger
