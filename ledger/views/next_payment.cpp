#include "ledger/views/next_payment.h"

#include "ledger/calendar/bacs_cycle.h"
#include "ledger/calendar/schedule.h"
#include "ledger/records/agreement.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/payee_account.h"
#include "ledger/records/payment.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/views/held_words.h"
#include "ledger/views/states_then.h"

#include <algorithm>
#include <set>
#include <utility>

namespace almoner::ledger {
namespace {

// Of every payment of the budget, never of the newest few: many may wait at once.
const Query under_way{
    "SELECT id, entry_on, net, state, option, agreement, period_first, period_last FROM payment"
    " WHERE budget = $1 AND kind < 11 AND state IN (1, 2, 3, 4, 5, 6) ORDER BY entry_on, id"};
const Query first_finding{
    "SELECT code FROM finding WHERE payment = $1 AND outcome = 'held' ORDER BY id LIMIT 1"};
const Query waits_to_be_sent{
    "SELECT id, entry_on, state, option, kind, run FROM payment WHERE budget = $1"
    " AND kind < 11 AND state IN (3, 4)"};
const Query known_by{
    "SELECT id, entry_on, state, option, kind, run FROM payment WHERE budget = $1 AND seq <= $2"
    " AND kind < 11"};

// What is paid to others than the holder is nothing that they wait for.
static_assert(static_cast<int>(PaymentKind::body_debt) == 11);
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
        Rows rows = database_.select(under_way, budget.number);
        while (rows.next()) {
            has_one_.insert(rows.integer(5));
            found_.push_back(under_way_in(rows));
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
    NextPayment under_way_in(const Rows& row) {
        NextPayment next{.on = row.date(1),
                         .amount = row.money(2),
                         .option = row.option(4),
                         .reference = payment_ref(row.integer(0)),
                         .state = static_cast<PaymentState>(row.integer(3)),
                         .period = Period{row.date(6), row.date(7)}};
        if (next.state != PaymentState::held) {
            next.expected = next_expected(next.state, next.on, today_);
            return next;
        }
        next.held_for = holds(row.integer(0), row.integer(5));
        next.expected = "It is held " + held_words(next.held_for, next.option) + ".";
        return next;
    }

    std::string holds(std::int64_t payment, std::int64_t of_agreement) {
        Rows finding = database_.select(first_finding, payment);
        std::string code = finding.next() ? finding.str(0) : "";
        if (code != "account-blocked" && code != "no-approved-account") return code;
        const auto agreement = agreement_numbered(database_, of_agreement, today_);
        const auto account = agreement ? account_of(*agreement) : std::nullopt;
        const bool confirmed = account && account->status == PayeeStatus::confirmed;
        return confirmed ? std::string(mended) : code;
    }

    void look_at(const Agreement& agreement) {
        if (agreement.status != AgreementStatus::active) return;
        const Schedule schedule = schedule_of(agreement);
        if (!check_schedule(schedule).accepted()) return;
        for (const PaymentDate& date : next_dates(schedule, today_, 1, holidays_)) {
            NextPayment next{.on = date.dates.entry_on,
                             .option = agreement.option,
                             .expected = "A run proposes it.",
                             .agreement = agreement.number,
                             .to_pay = date.period};
            if (is_blocked(agreement)) {
                next.state = PaymentState::held;
                next.held_for = "account-blocked";
                next.expected = "It is held " + held_words(next.held_for, next.option) + ".";
            }
            found_.push_back(std::move(next));
        }
    }

    std::optional<PayeeAccount> account_of(const Agreement& agreement) {
        return payee_account_numbered(database_, agreement.payee_account, today_);
    }

    // The run that proposes it will hold it.
    bool is_blocked(const Agreement& agreement) {
        const auto account = account_of(agreement);
        return account && account->status == PayeeStatus::blocked;
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
                         : database.select(waits_to_be_sent, budget.number);
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
