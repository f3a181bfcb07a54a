#include "ledger/views/next_payment.h"

#include "ledger/calendar/bacs_cycle.h"
#include "ledger/calendar/schedule.h"
#include "ledger/records/agreement.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/views/states_then.h"

#include <algorithm>
#include <set>
#include <utility>

namespace almoner::ledger {
namespace {

// The newest two dozen, which is two years: a payment under way is among them, however many were
// made.
const Query newest{
    "SELECT id, entry_on, net, state, option, agreement FROM (SELECT id, entry_on, net, state,"
    " option, agreement FROM payment WHERE budget = $1 ORDER BY id DESC LIMIT 24) newest"
    " WHERE state IN (1, 2, 3, 4, 5, 6) ORDER BY entry_on, id"};
const Query newest_not_sent{
    "SELECT id, entry_on, state, option, kind, run FROM (SELECT id, entry_on, state, option, kind,"
    " run FROM payment WHERE budget = $1 ORDER BY id DESC LIMIT 24) newest WHERE state IN (3, 4)"};
const Query known_by{
    "SELECT id, entry_on, state, option, kind, run FROM payment WHERE budget = $1 AND seq <= $2"};

static_assert(static_cast<int>(PaymentState::approved) == 3 &&
              static_cast<int>(PaymentState::in_file) == 4 &&
              static_cast<int>(PaymentState::recall_asked) == 6);

Schedule schedule_of(const Agreement& agreement) {
    return {.frequency = agreement.frequency,
            .timing = agreement.timing,
            .anchor_on = agreement.anchor_on,
            .policy_day = agreement.monthly_day ? static_cast<unsigned>(*agreement.monthly_day)
                                                : agreement.anchor_on.day(),
            .starts_on = agreement.start_on,
            .ends_on = agreement.end_on};
}

class Expected {
  public:
    Expected(Database& database, Date today, const BankHolidays& holidays)
        : database_(database), today_(today), holidays_(holidays) {}

    void look_at(const Budget& budget) {
        Rows rows = database_.select(newest, budget.number);
        while (rows.next()) {
            const Date on = rows.date(1);
            has_one_.insert(rows.integer(5));
            found_.push_back(
                {.on = on,
                 .amount = rows.money(2),
                 .option = rows.option(4),
                 .reference = payment_ref(rows.integer(0)),
                 .expected = next_expected(static_cast<PaymentState>(rows.integer(3)), on)});
        }
        for (const Agreement& agreement : agreements_of(database_, budget.number, today_)) {
            if (!has_one_.contains(agreement.number)) look_at(agreement);
        }
    }

    std::vector<NextPayment> take() {
        std::ranges::stable_sort(found_, {}, &NextPayment::on);
        return std::move(found_);
    }

  private:
    void look_at(const Agreement& agreement) {
        if (agreement.status != AgreementStatus::active) return;
        const Schedule schedule = schedule_of(agreement);
        if (!check_schedule(schedule).accepted()) return;
        for (const PaymentDate& date : next_dates(schedule, today_, 1, holidays_)) {
            found_.push_back({.on = date.dates.entry_on,
                              .option = agreement.option,
                              .expected = "A run proposes it."});
        }
    }

    Database& database_;
    Date today_;
    const BankHolidays& holidays_;
    std::set<std::int64_t> has_one_;
    std::vector<NextPayment> found_;
};

// Faster Payments arrive on the day on which they are sent.
Date send_on(Database& database, const Rows& payment, const BankHolidays& holidays) {
    const Date entry_on = payment.date(1);
    const auto kind = static_cast<PaymentKind>(payment.integer(4));
    const bool urgent =
        kind == PaymentKind::emergency_advance || kind == PaymentKind::emergency_addition;
    const auto run = run_by_id(database, payment.integer(5));
    const auto bank =
        run ? bank_account_numbered(database, run->paid_from, entry_on) : std::nullopt;
    if (urgent || !bank || bank->rail == Rail::faster_payments) return entry_on;
    return bacs_cycle_for(entry_on, holidays).latest_input_on;
}

Money seen_of(const Scope& scope, Database& database, std::int64_t payment) {
    Money sum;
    for (const PaymentPart& part : parts_of(database, payment)) {
        if (scope.sees(part.stream)) sum += part.net;
    }
    return sum;
}

}  // namespace

std::vector<NextPayment> next_payments(Database& database,
                                       std::span<const Budget> budgets,
                                       Date today,
                                       const BankHolidays& holidays) {
    Expected expected(database, today, holidays);
    for (const Budget& budget : budgets) expected.look_at(budget);
    return expected.take();
}

std::vector<NotSentYet> not_sent_yet(const Scope& scope,
                                     Database& database,
                                     std::span<const Budget> budgets,
                                     const AsOf& as_of,
                                     const BankHolidays& holidays) {
    std::vector<NotSentYet> waiting;
    const bool then = as_of.how == AsOf::How::booked;
    for (const Budget& budget : budgets) {
        Rows rows = then ? database.select(known_by, budget.number, as_of.last_row())
                         : database.select(newest_not_sent, budget.number);
        while (rows.next()) {
            const std::int64_t id = rows.integer(0);
            const auto now = static_cast<PaymentState>(rows.integer(2));
            const PaymentState state = payment_state_then(database, id, now, as_of);
            if (state != PaymentState::approved && state != PaymentState::in_file) continue;
            waiting.push_back({.option = rows.option(3),
                               .amount = seen_of(scope, database, id),
                               .send_on = send_on(database, rows, holidays)});
        }
    }
    return waiting;
}

}  // namespace almoner::ledger
