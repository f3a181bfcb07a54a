#include "ledger/views/came_back.h"

#include "ledger/records/payment.h"
#include "ledger/records/returns.h"

#include <map>

namespace almoner::ledger {
namespace {

const Query may_have{
    "SELECT id, reissues, state, net, option, entry_on FROM payment WHERE budget = $1"
    " AND kind < 11 AND (reissues <> 0 OR state IN (8, 10)) ORDER BY id"};
const Query refused_on{
    "SELECT day FROM state_change WHERE entity = 1 AND first_id <= $1 AND last_id >= $1"
    " AND to_state = 8 ORDER BY id DESC LIMIT 1"};

// What is paid to others than the holder is no news for them.
static_assert(static_cast<int>(PaymentKind::body_debt) == 11);
static_assert(static_cast<int>(Entity::payment) == 1 &&
              static_cast<int>(PaymentState::rejected) == 8 &&
              static_cast<int>(PaymentState::returned) == 10);

struct Attempt {
    std::int64_t id = 0;
    std::int64_t reissues = 0;
    PaymentState state{};
    CameBack back{};
};

std::vector<Attempt> attempts_of(Database& database, const Budget& budget) {
    std::vector<Attempt> attempts;
    Rows rows = database.select(may_have, budget.number);
    while (rows.next()) {
        attempts.push_back(
            {.id = rows.integer(0),
             .reissues = rows.integer(1),
             .state = static_cast<PaymentState>(rows.integer(2)),
             .back = {.amount = rows.money(3), .option = rows.option(4), .was_for = rows.date(5)}});
    }
    return attempts;
}

// Those that the attempt which came last has made good, and of several in a row all but the last:
// a person asks where the money is now.
std::map<std::int64_t, bool> made_good(const std::vector<Attempt>& attempts) {
    std::map<std::int64_t, bool> good;
    // An attempt has a higher id than what it pays again.
    for (auto each = attempts.rbegin(); each != attempts.rend(); ++each) {
        const bool counts = each->state == PaymentState::settled ||
                            each->state == PaymentState::returned ||
                            each->state == PaymentState::rejected || good[each->id];
        if (each->reissues != 0 && counts) good[each->reissues] = true;
    }
    return good;
}

}  // namespace

std::vector<CameBack> came_back(Database& database, std::span<const Budget> budgets) {
    std::vector<CameBack> all;
    for (const Budget& budget : budgets) {
        const std::vector<Attempt> attempts = attempts_of(database, budget);
        const auto good = made_good(attempts);
        for (const Attempt& each : attempts) {
            CameBack back = each.back;
            if (const auto found = good.find(each.id); found != good.end() && found->second) {
                continue;
            }
            if (each.state == PaymentState::rejected) {
                Rows day = database.select(refused_on, each.id);
                if (day.next()) back.back_on = day.date(0);
                back.was_refused = true;
                all.push_back(back);
            } else if (each.state == PaymentState::returned) {
                for (const Return& one : returns_of(database, each.id)) {
                    back.back_on = one.booked_on;
                }
                all.push_back(back);
            }
        }
    }
    return all;
}

}  // namespace almoner::ledger
