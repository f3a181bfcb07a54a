#include "ledger/records/payee_account.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_end.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/period_offset.h"
#include "ledger/records/reduction_case.h"
#include "ledger/records/returns.h"
#include "ledger/views/words.h"
#include "rules/release/release.h"
#include "scheduler/commands/pay_out_words.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/payment_run/late_payment.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace almoner::scheduler {
namespace {

using ledger::Date;
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

// Another attempt at the same money, the newest that stands.
const ledger::Query next_attempt{
    "SELECT id, run, state FROM payment WHERE agreement = $1 AND period_first = $2 AND kind = $3"
    " AND id > $4 AND state <> 11 ORDER BY id DESC LIMIT 1"};
const ledger::Query held_by{
    "SELECT code FROM finding WHERE payment = $1 AND outcome = 'held' ORDER BY id LIMIT 1"};

// The payment of the period that an advance was on, the newest one.
const ledger::Query payment_of_period{
    "SELECT id, run, state, seq FROM payment WHERE agreement = $1 AND kind = 1"
    " AND period_first <= $2 AND period_last >= $2 AND state <> 11 ORDER BY id DESC LIMIT 1"};
static_assert(static_cast<int>(ledger::PaymentKind::regular) == 1);
const ledger::Query last_change{
    "SELECT MAX(seq) FROM state_change WHERE entity = $1 AND first_id <= $2 AND last_id >= $2"};

// The bank's day of what settled it, the newest where that was undone and came again.
const ledger::Query settled_by_bank{
    "SELECT MAX(settled) FROM transfer WHERE resolves >= $1 AND resolves <= $2 AND state = 2"};
const ledger::Query booked_of{"SELECT booked FROM journal WHERE seq = $1"};

struct Again {
    std::int64_t payment = 0;  // 0: none stands
    std::int64_t run = 0;
    PaymentState state{};
    bool is_with_the_period = false;  // an advance that came to nothing, in its period's payment
};

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
        ledger::Rows booked = database.select(booked_of, each.seq);
        const Date ours = booked.next() ? booked.date(0) : each.booked_on;
        events.push_back({{"booked_on", ours.iso()},
                          {"bank_day", each.booked_on.iso()},
                          {"state", "came-back"},
                          {"cause", "bank-line"},
                          {"amount", each.amount.pence()}});
    }
    std::stable_sort(events.begin(), events.end(), [](const json& a, const json& b) {
        return a["booked_on"] < b["booked_on"];
    });
    ledger::Rows rows = database.select(paid_again_by, payment.agreement, payment.id);
    while (rows.next()) {
        back.by.push_back(ledger::payment_ref(rows.integer(0)));
        back.paid_again += rows.money(1);
    }
    return back;
}

std::optional<Date> settled_day(ledger::Database& database, const PaymentRecord& payment) {
    const auto transfers = ledger::transfers_of(payment, ledger::parts_of(database, payment.id));
    if (transfers.empty()) return std::nullopt;
    ledger::Rows rows = database.select(settled_by_bank, transfers.front(), transfers.back());
    if (!rows.next() || rows.is_null(0) || rows.date(0) == Date{}) return std::nullopt;
    return rows.date(0);
}

// Each with the day on which our books learnt of it, and the bank's own day where it gave one.
json states_so_far(ledger::Database& database, const PaymentRecord& payment) {
    json events = json::array();
    for (const ledger::PaymentEvent& event : ledger::events_of(database, payment)) {
        events.push_back({{"booked_on", event.day.iso()},
                          {"state", name_of(event.state)},
                          {"cause", event.cause}});
    }
    const auto day = settled_day(database, payment);
    const auto last = std::find_if(events.rbegin(), events.rend(), [](const json& event) {
        return event["state"] == name_of(PaymentState::settled);
    });
    if (day && last != events.rend()) (*last)["bank_day"] = day->iso();
    return events;
}

bool is_due_again(PaymentState state) {
    return state == PaymentState::recalled || state == PaymentState::rejected ||
           state == PaymentState::returned || state == PaymentState::cancelled;
}

Again paid_again_by_another(ledger::Database& database, const PaymentRecord& payment) {
    if (!is_due_again(payment.state) || is_pay_out(payment.kind)) return {};
    ledger::Rows rows = database.select(next_attempt,
                                        payment.agreement,
                                        payment.period.first,
                                        static_cast<int>(payment.kind),
                                        payment.id);
    if (!rows.next()) return {};
    return {.payment = rows.integer(0),
            .run = rows.integer(1),
            .state = static_cast<PaymentState>(rows.integer(2))};
}

// An advance that had come to nothing before its period was proposed was not taken off it.
Again paid_with_its_period(ledger::Database& database, const PaymentRecord& payment) {
    if (payment.kind != ledger::PaymentKind::emergency_advance || !is_due_again(payment.state)) {
        return {};
    }
    ledger::Rows regular =
        database.select(payment_of_period, payment.agreement, payment.period.first);
    ledger::Rows change =
        database.select(last_change, static_cast<int>(ledger::Entity::payment), payment.id);
    if (!regular.next() || !change.next() || regular.integer(3) < change.integer(0)) return {};
    return {.payment = regular.integer(0),
            .run = regular.integer(1),
            .state = static_cast<PaymentState>(regular.integer(2)),
            .is_with_the_period = true};
}

std::string again_words(ledger::Database& database, const Again& again) {
    const std::string it = ledger::payment_ref(again.payment) + " of " + ledger::run_ref(again.run);
    const std::string paid = again.is_with_the_period ? "It is paid with " : "It is paid again by ";
    if (again.state == PaymentState::settled) {
        return again.is_with_the_period ? paid + it + "." : it + " has paid it since.";
    }
    if (again.state != PaymentState::held) {
        return paid + it + ", which is " + std::string(name_of(again.state)) + ".";
    }
    ledger::Rows rows = database.select(held_by, again.payment);
    const auto* const rule = rows.next() ? rules::release_rule(rows.text(0)) : nullptr;
    const std::string words = paid + it + ", which is held";
    if (rule == nullptr) return words + ".";
    return words + ": " + std::string(rule->words) + " " + std::string(rule->next);
}

bool payee_is_blocked(ledger::Database& database, const PaymentRecord& payment, Date today) {
    const auto account = ledger::payee_account_numbered(database, payment.payee_account, today);
    return account && account->status == ledger::PayeeStatus::blocked;
}

std::string next_words(ledger::Database& database,
                       const PaymentRecord& payment,
                       const CameBack& back,
                       Date today) {
    if (is_pay_out(payment.kind) && is_due_again(payment.state)) return std::string(pay_out_again);
    const Money kept = ledger::returned_to_cases(database, payment.id);
    if (kept > Money{} && kept == back.amount) {
        return "What came back lowered what a case asks back: none of it is paid again.";
    }
    const bool in_part = payment.state == PaymentState::settled && back.amount > Money{};
    if (ledger::was_given_up(payment)) return ledger::next_expected_of(payment, today);
    if (!in_part && is_due_again(payment.state) && payee_is_blocked(database, payment, today)) {
        return "It is due again, and waits until the payee's bank details are confirmed: then the "
               "next run proposes it.";
    }
    if (!in_part) return next_expected(payment.state, payment.entry_on, today);
    const std::string what =
        ledger::money_words(back.amount) + " of it came back, last on " + back.last_on + ". ";
    const Money left = back.amount - back.paid_again;
    if (left <= Money{}) return what + "It is paid again by another payment.";
    const std::string due = back.paid_again.is_zero() ? "It" : ledger::money_words(left);
    return what + due +
           " is due again: once the bank details are confirmed, the next run proposes it.";
}

// Where a case made it less: what was due, and which case took how much.
void add_offsets(ledger::Database& database, const PaymentRecord& payment, json& shown) {
    json offsets = json::array();
    Money sum;
    for (const ledger::PeriodOffset& each : ledger::offsets_of_payment(database, payment.id)) {
        offsets.push_back({{"case", ledger::case_number(each.reduction_case)},
                           {"due", each.due.pence()},
                           {"amount", each.amount.pence()}});
        sum += each.amount;
    }
    if (offsets.empty()) return;
    shown["gross"] = payment.gross.pence();
    shown["contribution"] = payment.contribution.pence();
    shown["advanced"] = payment.advanced.pence();
    shown["offset"] = sum.pence();
    shown["offsets"] = std::move(offsets);
}

}  // namespace

Outcome<Answer> payment_show(ledger::Database& database, const std::string& given, Date today) {
    const auto id = ledger::payment_of_ref(given);
    const auto payment = id ? ledger::payment_by_id(database, *id) : std::nullopt;
    if (!payment) {
        return refused("payment-not-found",
                       "There is no payment " + given + ".",
                       "Take the reference from 'almoner run show', like ALM0000001A5.",
                       "payment");
    }
    json events = states_so_far(database, *payment);
    const CameBack back = came_back(database, *payment, events);
    Again again = paid_again_by_another(database, *payment);
    if (again.payment == 0) again = paid_with_its_period(database, *payment);
    json shown{{"payment", ledger::payment_ref(payment->id)},
               {"net", payment->net.pence()},
               {"state", name_of(payment->state)},
               {"late", late_words(database, *payment)},
               {"next",
                again.payment == 0 ? next_words(database, *payment, back, today)
                                   : again_words(database, again)},
               {"events", std::move(events)}};
    add_offsets(database, *payment, shown);
    if (is_pay_out(payment->kind)) shown["pays"] = pay_out_words(database, payment->id);
    const Money kept = ledger::returned_to_cases(database, payment->id);
    if (kept > Money{}) shown["lowered_reclaim"] = kept.pence();
    if (again.payment != 0) {
        shown["next_attempt"] = ledger::payment_ref(again.payment);
        shown["next_run"] = ledger::run_ref(again.run);
    }
    if (back.amount > Money{}) {
        shown["returned_amount"] = back.amount.pence();
        shown["kept_amount"] = (payment->net - back.amount).pence();
        shown["paid_again"] = back.by;
    }
    return shown.dump();
}

}  // namespace almoner::scheduler
