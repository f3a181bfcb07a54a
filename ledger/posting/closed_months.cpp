#include "ledger/posting/closed_months.h"

#include <algorithm>

namespace almoner::ledger {
namespace {

const Query every_closing{"SELECT body, seq, last_on FROM month_closing ORDER BY id"};

}  // namespace

ClosedMonths::ClosedMonths(Database& database) {
    Rows rows = database.select(every_closing);
    while (rows.next()) {
        by_body_[rows.integer(0)].push_back({.seq = rows.integer(1), .last_on = rows.date(2)});
        last_of_all_ = std::max(last_of_all_, rows.date(2));
    }
}

const ClosedMonths::Closing* ClosedMonths::before(std::int32_t body, std::int64_t seq) const {
    const auto of_body = by_body_.find(body);
    if (of_body == by_body_.end()) return nullptr;
    const std::vector<Closing>& closings = of_body->second;
    // From the end: nearly always the last one is meant.
    const auto found = std::find_if(
        closings.rbegin(), closings.rend(), [&](const Closing& each) { return each.seq < seq; });
    return found == closings.rend() ? nullptr : &*found;
}

}  // namespace almoner::ledger
