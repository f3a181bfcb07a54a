#include "ledger/records/returns.h"

#include <algorithm>
#include <span>
#include <utility>

namespace almoner::ledger {
namespace {

#define ALMONER_RETURNS                                                         \
    "SELECT m.payment, m.id, m.amount, l.booked_on,"                            \
    " (SELECT u.id FROM line_match u WHERE u.undoes = m.id), m.seq,"            \
    " (SELECT u.seq FROM line_match u WHERE u.undoes = m.id) FROM line_match m" \
    " JOIN statement_line l ON l.id = m.line WHERE m.kind = "

const Query every_return{ALMONER_RETURNS "'return' ORDER BY m.payment, m.id"};
const Query returns_of_payment{ALMONER_RETURNS "'return' AND m.payment = $1 ORDER BY m.id"};
const Query sent_back_of_payment{ALMONER_RETURNS
                                 "'client-return' AND m.payment = $1 ORDER BY m.id"};

#undef ALMONER_RETURNS

std::vector<Return> read(Rows rows, std::int64_t until) {
    std::vector<Return> all;
    while (rows.next()) {
        if (rows.integer(5) > until) continue;
        all.push_back({.payment = rows.integer(0),
                       .match = rows.integer(1),
                       .seq = rows.integer(5),
                       .amount = rows.money(2),
                       .booked_on = rows.date(3)});
        if (rows.is_null(4) || rows.integer(6) > until) continue;
        all.back().undone_by = rows.integer(4);
        all.back().undone_seq = rows.integer(6);
    }
    return all;
}

void add(Shares& sum, const Shares& more) {
    for (const Share& share : more) {
        const auto same = std::ranges::find_if(sum, [&](const Share& each) {
            return each.stream == share.stream && each.body == share.body;
        });
        if (same == sum.end()) {
            sum.push_back(share);
        } else {
            same->amount += share.amount;
        }
    }
}

// As it was when each was posted: what was undone before then had left its money with the payment.
void split_in_turn(std::span<Return> returns, const Shares& paid) {
    for (std::size_t at = 0; at < returns.size(); ++at) {
        Shares before;
        for (const Return& earlier : returns.first(at)) {
            const bool stood = !earlier.undone_by || *earlier.undone_by > returns[at].match;
            if (stood) add(before, earlier.shares);
        }
        const Shares left = left_after(paid, before);
        if (returns[at].amount > total_of(left)) continue;
        returns[at].shares = split_by_streams(returns[at].amount, left);
    }
}

std::vector<Return> split(Database& database, std::vector<Return> all) {
    for (auto first = all.begin(); first != all.end();) {
        const auto end = std::find_if(
            first, all.end(), [&](const Return& each) { return each.payment != first->payment; });
        split_in_turn({first, end}, shares_of(parts_of(database, first->payment)));
        first = end;
    }
    return all;
}

std::vector<Return> that_stand(std::vector<Return> all) {
    std::erase_if(all, [](const Return& each) { return each.undone_by.has_value(); });
    return all;
}

Shares sum_of(const std::vector<Return>& returns) {
    Shares sum;
    for (const Return& each : returns) add(sum, each.shares);
    return sum;
}

}  // namespace

Shares shares_of(const std::vector<PaymentPart>& parts) {
    Shares shares;
    for (const PaymentPart& part : parts) {
        if (!part.net.is_zero()) add(shares, {{part.stream, part.body, part.net}});
    }
    return shares;
}

std::vector<Return> all_returns(Database& database, std::int64_t until) {
    return that_stand(split(database, read(database.select(every_return), until)));
}

std::vector<Return> returns_ever(Database& database, std::int64_t payment) {
    return split(database, read(database.select(returns_of_payment, payment), no_end));
}

std::vector<Return> returns_of(Database& database, std::int64_t payment, std::int64_t until) {
    return that_stand(split(database, read(database.select(returns_of_payment, payment), until)));
}

Shares returned_shares(Database& database, std::int64_t payment) {
    return sum_of(returns_of(database, payment));
}

Shares sent_back_shares(Database& database, std::int64_t payment) {
    return sum_of(
        that_stand(split(database, read(database.select(sent_back_of_payment, payment), no_end))));
}

}  // namespace almoner::ledger
