#include "scheduler/payment_run/families.h"

#include "ledger/records/payment_states.h"
#include "ledger/values/invariant.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;

// What a payment takes the place of has a smaller id, so this ends.
std::int64_t root_of(std::span<const Earlier> earlier, const Earlier& member) {
    const Earlier* at = &member;
    while (at->reissues != 0) {
        const auto before = std::ranges::find(earlier, at->reissues, &Earlier::id);
        if (before == earlier.end() || before->id >= at->id) break;
        at = &*before;
    }
    return at->id;
}

}  // namespace

Family family_of(std::span<const Earlier> earlier, const Earlier& member) {
    Family family;
    const std::int64_t root = root_of(earlier, member);
    for (const Earlier& payment : earlier) {
        if (payment.id == root || (payment.reissues != 0 && root_of(earlier, payment) == root)) {
            family.push_back(&payment);
        }
    }
    return family;
}

const Earlier& newest_whole(const Family& family) {
    const auto newest = std::find_if(family.rbegin(), family.rend(), [](const Earlier* payment) {
        return payment->kind != ledger::PaymentKind::returned_part;
    });
    if (newest == family.rend()) throw ledger::InvariantBroken("parts of a payment without it");
    return **newest;
}

bool is_out(const Earlier& payment) {
    return ledger::is_live(payment.state) || payment.state == ledger::PaymentState::returned;
}

Money paid_or_promised(const Family& family) {
    Money sum;
    for (const Earlier* payment : family) {
        if (is_out(*payment)) sum += payment->net - payment->came_back;
    }
    return sum;
}

Money still_owed(const Family& family) {
    return std::max(Money{}, newest_whole(family).net - paid_or_promised(family));
}

}  // namespace almoner::scheduler
