#include "ledger/views/next_payment.h"

#include "ledger/calendar/schedule.h"
#include "ledger/records/agreement.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"

namespace almoner::ledger {
namespace {

// The newest two dozen, which is two years: a payment under way is among them, however many were
// made.
const Query under_way{
    "SELECT id, entry_on, net, state FROM (SELECT id, entry_on, net, state FROM payment"
    " WHERE budget = $1 ORDER BY id DESC LIMIT 24) newest WHERE state IN (1, 2, 3, 4, 5, 6)"
    " ORDER BY entry_on, id LIMIT 1"};

Schedule schedule_of(const Agreement& agreement) {
    return {.frequency = agreement.frequency,
            .timing = agreement.timing,
            .anchor_on = agreement.anchor_on,
            .policy_day = agreement.monthly_day ? static_cast<unsigned>(*agreement.monthly_day)
                                                : agreement.anchor_on.day(),
            .starts_on = agreement.start_on,
            .ends_on = agreement.end_on};
}

void keep_earlier(std::optional<NextPayment>& next, NextPayment other) {
    if (!next || other.on < next->on) next = std::move(other);
}

void look_at_payments(Database& database, const Budget& budget, std::optional<NextPayment>& next) {
    Rows rows = database.select(under_way, budget.number);
    if (!rows.next()) return;
    const Date on = rows.date(1);
    keep_earlier(next,
                 {.on = on,
                  .amount = rows.money(2),
                  .reference = payment_ref(rows.integer(0)),
                  .expected = next_expected(static_cast<PaymentState>(rows.integer(3)), on)});
}

}  // namespace

std::optional<NextPayment> next_payment(Database& database,
                                        std::span<const Budget> budgets,
                                        Date today,
                                        const BankHolidays& holidays) {
    std::optional<NextPayment> next;
    for (const Budget& budget : budgets) look_at_payments(database, budget, next);
    if (next) return next;
    for (const Budget& budget : budgets) {
        for (const Agreement& agreement : agreements_of(database, budget.number, today)) {
            if (agreement.status != AgreementStatus::active) continue;
            const Schedule schedule = schedule_of(agreement);
            if (!check_schedule(schedule).accepted()) continue;
            for (const PaymentDate& date : next_dates(schedule, today, 1, holidays)) {
                keep_earlier(next, {.on = date.dates.entry_on, .expected = "A run proposes it."});
            }
        }
    }
    return next;
}

}  // namespace almoner::ledger
