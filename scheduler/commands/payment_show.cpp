#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/returns.h"
#include "ledger/views/words.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/run_show.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Outcome;
using ledger::PaymentRecord;
using ledger::PaymentState;
using nlohmann::json;

// Those that pay again what came back, and still stand.
const ledger::Query paid_again_by{
    "SELECT id, net FROM payment WHERE agreement = $1 AND kind = 5 AND reissues = $2"
    " AND state NOT IN (7, 8, 10, 11) ORDER BY id"};
static_assert(static_cast<int>(ledger::PaymentKind::returned_part) == 5 &&
              static_cast<int>(PaymentState::recalled) == 7 &&
              static_cast<int>(PaymentState::cancelled) == 11);

struct CameBack {
    Money amount{};
    std::string last_on{};
    Money paid_again{};
    json by = json::array();
};

CameBack came_back(ledger::Database& database, const PaymentRecord& payment, json& events) {
    CameBack back;
    for (const ledger::Return& each : ledger::returns_of(database, payment.id)) {
        back.amount += each.amount;
        back.last_on = each.booked_on.words();
        events.push_back({{"on", each.booked_on.iso()},
                          {"state", "came-back"},
                          {"cause", "bank-line"},
                          {"amount", each.amount.pence()}});
    }
    std::stable_sort(events.begin(), events.end(), [](const json& a, const json& b) {
        return a["on"] < b["on"];
    });
    ledger::Rows rows = database.select(paid_again_by, payment.agreement, payment.id);
    while (rows.next()) {
        back.by.push_back(ledger::payment_ref(rows.integer(0)));
        back.paid_again += rows.money(1);
    }
    return back;
}

std::string next_words(const PaymentRecord& payment, const CameBack& back) {
    const bool in_part = payment.state == PaymentState::settled && back.amount > Money{};
    if (!in_part) return next_expected(payment.state, payment.entry_on);
    const std::string what =
        ledger::money_words(back.amount) + " of it came back, last on " + back.last_on + ". ";
    const Money left = back.amount - back.paid_again;
    if (left <= Money{}) return what + "It is paid again by another payment.";
    const std::string due = back.paid_again.is_zero() ? "It" : ledger::money_words(left);
    return what + due +
           " is due again: once the bank details are confirmed, the next run proposes it.";
}

}  // namespace

Outcome<Answer> payment_show(ledger::Database& database, const std::string& given) {
    const auto id = ledger::payment_of_ref(given);
    const auto payment = id ? ledger::payment_by_id(database, *id) : std::nullopt;
    if (!payment) {
        return refused("payment-not-found",
                       "There is no payment " + given + ".",
                       "Take the reference from 'almoner run show', like ALM0000001A5.",
                       "payment");
    }
    json events = json::array();
    for (const ledger::PaymentEvent& event : ledger::events_of(database, *payment)) {
        events.push_back(
            {{"on", event.day.iso()}, {"state", name_of(event.state)}, {"cause", event.cause}});
    }
    const CameBack back = came_back(database, *payment, events);
    json shown{{"payment", ledger::payment_ref(payment->id)},
               {"net", payment->net.pence()},
               {"state", name_of(payment->state)},
               {"next", next_words(*payment, back)},
               {"events", std::move(events)}};
    if (back.amount > Money{}) {
        shown["returned_amount"] = back.amount.pence();
        shown["kept_amount"] = (payment->net - back.amount).pence();
        shown["paid_again"] = back.by;
    }
    return shown.dump();
}

}  // namespace almoner::scheduler
