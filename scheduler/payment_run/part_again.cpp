#include "scheduler/payment_run/part_again.h"

#include "ledger/records/returns.h"

#include <algorithm>
#include <map>
#include <utility>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::PaymentPart;
using ledger::Share;
using ledger::Shares;

using ByOwner = std::map<std::pair<ledger::Stream, std::int32_t>, Money>;

void add(ByOwner& sums, const Shares& shares, bool minus = false) {
    for (const Share& share : shares) {
        Money& sum = sums[{share.stream, share.body}];
        sum += minus ? -share.amount : share.amount;
    }
}

// Of each share, what falls on each part of its stream and body, by their net amounts.
std::vector<Money> over_parts(const Shares& shares, const std::vector<PaymentPart>& parts) {
    std::vector<Money> amounts(parts.size());
    for (const Share& share : shares) {
        std::vector<std::int64_t> weights;
        for (const PaymentPart& part : parts) {
            const bool same = part.stream == share.stream && part.body == share.body;
            weights.push_back(same ? part.net.pence() : 0);
        }
        const std::vector<Money> split = share.amount.allocate(weights);
        for (std::size_t at = 0; at < parts.size(); ++at) amounts[at] += split[at];
    }
    return amounts;
}

// The whole, less what stands of it.
Shares owed_shares(ledger::Database& database,
                   const Family& family,
                   const std::vector<PaymentPart>& whole,
                   Money owed) {
    ByOwner left;
    add(left, ledger::shares_of(whole));
    for (const Earlier* payment : family) {
        if (!is_out(*payment)) continue;
        add(left, ledger::shares_of(ledger::parts_of(database, payment->id)), true);
        add(left, ledger::returned_shares(database, payment->id));
    }
    Shares shares;
    for (const auto& [owner, amount] : left) {
        if (amount > Money{}) shares.push_back({owner.first, owner.second, amount});
    }
    // Where more than one copy went out, the streams may not come out even.
    return ledger::total_of(shares) == owed ? shares : ledger::split_by_streams(owed, shares);
}

}  // namespace

std::vector<DraftPart> parts_owed(ledger::Database& database, const Family& family, Money owed) {
    const std::vector<PaymentPart> whole = ledger::parts_of(database, newest_whole(family).id);
    const std::vector<Money> amounts =
        over_parts(owed_shares(database, family, whole, owed), whole);
    std::vector<DraftPart> parts;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        if (amounts[at].is_zero()) continue;
        parts.push_back({.plan_line = whole[at].plan_line,
                         .body = whole[at].body,
                         .stream = whole[at].stream,
                         .gross = amounts[at],
                         .net = amounts[at]});
    }
    return parts;
}

std::vector<Money> returned_by_part(ledger::Database& database,
                                    std::int64_t payment,
                                    const std::vector<PaymentPart>& parts) {
    return over_parts(ledger::returned_shares(database, payment), parts);
}

}  // namespace almoner::scheduler
