#include "ledger/views/returned_parts.h"

#include "ledger/records/payment.h"

#include <map>

namespace almoner::ledger {
namespace {

const Query returns{
    "SELECT m.payment, m.amount, l.booked_on FROM line_match m JOIN statement_line l ON l.id = "
    "m.line"
    " WHERE m.kind = 'return'"
    " AND NOT EXISTS (SELECT 1 FROM line_match u WHERE u.undoes = m.id) ORDER BY m.id"};

Shares shares_of(Database& database, std::int64_t payment) {
    Shares shares;
    for (const PaymentPart& part : parts_of(database, payment)) {
        bool known = false;
        for (Share& share : shares) {
            if (share.stream != part.stream || share.body != part.body) continue;
            share.amount += part.net;
            known = true;
        }
        if (!known) shares.push_back({part.stream, part.body, part.net});
    }
    return shares;
}

}  // namespace

void each_return(Database& database, const std::function<void(const ReturnedPart&)>& take) {
    std::map<std::int64_t, Money> before;
    Rows rows = database.select(returns);
    while (rows.next()) {
        const std::int64_t payment = rows.integer(0);
        const Money amount = rows.money(1);
        const Shares all = shares_of(database, payment);
        Money& earlier = before[payment];
        const Shares left =
            earlier.is_zero() ? all : left_after(all, split_by_streams(earlier, all));
        earlier += amount;
        // More than was paid comes to light as a disagreement, so it must not end the report.
        take({.payment = payment,
              .booked_on = rows.date(2),
              .shares = left.empty() ? Shares{} : split_by_streams(amount, left)});
    }
}

}  // namespace almoner::ledger
