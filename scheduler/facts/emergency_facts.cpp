#include "scheduler/facts/emergency_facts.h"

#include "ledger/calendar/working_days.h"
#include "ledger/records/actor.h"
#include "ledger/records/budget.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/states.h"
#include "ledger/values/invariant.h"
#include "scheduler/facts/ask_rules.h"
#include "scheduler/facts/case_facts.h"
#include "scheduler/jobs/loaded_holidays.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Agreement;
using ledger::Date;
using ledger::Done;
using ledger::Money;
using ledger::Outcome;

const ledger::Query of_agreement{
    "SELECT p.net, p.state FROM payment p JOIN emergency e ON e.payment = p.id"
    " WHERE p.budget = $1 AND p.agreement = $2 AND p.nominal_on > $3 AND p.id <> $4"
    " ORDER BY p.id"};
const ledger::Query every_emergency{"SELECT payment FROM emergency ORDER BY payment"};
const ledger::Query of_payment{"SELECT seq, evidence FROM emergency WHERE payment = $1"};
const ledger::Query approval{
    "SELECT day FROM state_change WHERE entity = $1 AND first_id <= $2 AND last_id >= $2"
    " AND to_state = $3 ORDER BY id LIMIT 1"};
// Whatever came into the books of a budget's plan after a journal row.
const ledger::Query plan_approved{
    "SELECT 1 FROM plan_step WHERE budget = $1 AND state = 'approved' AND seq > $2 LIMIT 1"};
const ledger::Query line_changed{"SELECT 1 FROM plan_line WHERE budget = $1 AND seq > $2 LIMIT 1"};
const ledger::Query review_decided{
    "SELECT 1 FROM review r JOIN review_step s ON s.review = r.id"
    " WHERE r.budget = $1 AND s.state = 'decided' AND s.seq > $2 LIMIT 1"};

constexpr std::int32_t days_a_week = 7;
constexpr std::int64_t most_working_days = 250;  // more of them change no answer

// Constructed: no source says who a manager is. Whoever may approve any sum.
bool is_manager(const Actor& actor) {
    return actor.role == Role::checker && !actor.approve_limit;
}
bool is_manager(const ledger::Actor& actor) {
    return actor.active && actor.role == ledger::ActorRole::checker && !actor.approve_limit;
}

bool has_manager_beside(ledger::Database& database, std::int64_t proposed_by, Date on) {
    return std::ranges::any_of(ledger::actors_on(database, on), [&](const ledger::Actor& each) {
        return each.number != proposed_by && is_manager(each);
    });
}

// In as many weeks as the cap is of, without the payment itself: many small ones are one large one.
Money before(ledger::Database& database,
             const Agreement& agreement,
             Date on,
             std::int64_t but_payment) {
    const auto weeks = policy_in_force(database, on).number(rules::Parameter::emergency_cap_weeks);
    const auto days = static_cast<std::int32_t>(std::max<std::int64_t>(weeks, 1)) * days_a_week;
    Money sum;
    ledger::Rows rows =
        database.select(of_agreement, agreement.budget, agreement.number, on - days, but_payment);
    while (rows.next()) {
        if (ledger::is_live(static_cast<ledger::PaymentState>(rows.integer(1)))) {
            sum += rows.money(0);
        }
    }
    return sum;
}

bool any(ledger::Rows rows) {
    return rows.next();
}

bool is_plan_updated(ledger::Database& database, std::int64_t budget, std::int64_t since) {
    return any(database.select(plan_approved, budget, since)) ||
           any(database.select(line_changed, budget, since)) ||
           any(database.select(review_decided, budget, since));
}

std::int64_t working_days_between(Date first, Date today, const ledger::BankHolidays& holidays) {
    std::int64_t days = 0;
    for (Date day = ledger::next_working_day(first, holidays);
         day <= today && days < most_working_days;
         day = ledger::next_working_day(day, holidays)) {
        ++days;
    }
    return days;
}

std::optional<Date> approved_on(ledger::Database& database, std::int64_t run) {
    ledger::Rows rows = database.select(approval,
                                        static_cast<int>(ledger::Entity::payment_run),
                                        run,
                                        static_cast<int>(ledger::RunState::approved));
    if (!rows.next()) return std::nullopt;
    return rows.date(0);
}

bool was_approved(const ledger::PaymentRecord& payment) {
    return ledger::is_live(payment.state) && payment.state != ledger::PaymentState::proposed;
}

Agreement agreement_paid(ledger::Database& database, const ledger::PaymentRecord& payment) {
    const auto agreement =
        ledger::agreement_numbered(database, payment.agreement, ledger::last_day_of_all);
    if (!agreement) throw ledger::InvariantBroken("an emergency payment without an agreement");
    return *agreement;
}

rules::Facts facts_of(ledger::Database& database, const EmergencyMade& made, Date on) {
    const Agreement agreement = agreement_paid(database, made.payment);
    const Date paid_on = made.payment.nominal_on;
    const Money sum = made.payment.net + before(database, agreement, paid_on, made.payment.id);
    return facts_of_emergency(database, agreement, sum, made.has_evidence, on);
}

}  // namespace

rules::Facts facts_to_propose(ledger::Database& database, const EmergencyWanted& wanted, Date on) {
    const Money sum = wanted.amount + before(database, wanted.agreement, on, 0);
    rules::Facts facts =
        facts_of_emergency(database, wanted.agreement, sum, wanted.has_evidence, on);
    facts.account.approved_by_another = true;  // nobody approves a run that they proposed
    facts.account.approver_is_manager = has_manager_beside(database, wanted.proposed_by, on);
    facts.account.working_days_since_emergency = 0;
    facts.account.plan_updated = false;
    return facts;
}

Outcome<Done> may_approve_emergency(Asked& asked, const ledger::PaymentRun& run) {
    if (run.kind != ledger::RunKind::emergency) return Done{};
    ledger::Database& database = asked.work.database();
    const Date today = asked.work.today();
    const auto made = emergency_made(database, run.payments.first, today);
    if (!made) throw ledger::InvariantBroken("a run of an emergency without one");
    rules::Facts facts = facts_of(database, *made, today);
    facts.account.approved_by_another = asked.actor.number != run.proposed_by;
    facts.account.approver_is_manager = is_manager(asked.actor);
    facts.account.working_days_since_emergency = made->working_days;
    facts.account.plan_updated = made->plan_updated;
    const auto budget =
        ledger::budget_numbered(database, made->payment.budget, ledger::last_day_of_all);
    if (!budget) throw ledger::InvariantBroken("a payment without a budget");
    return ask_rules(asked,
                     {.event = rules::Event::emergency,
                      .about = {ledger::CaseKind::agreement, made->payment.agreement},
                      .person = budget->person,
                      .on = today,
                      .field = "run"},
                     facts);
}

std::optional<EmergencyMade> emergency_made(ledger::Database& database,
                                            std::int64_t payment,
                                            Date today) {
    EmergencyMade made;
    {
        ledger::Rows rows = database.select(of_payment, payment);
        if (!rows.next()) return std::nullopt;
        made.seq = rows.integer(0);
        made.has_evidence = rows.maybe_integer(1).has_value();
    }
    const auto record = ledger::payment_by_id(database, payment);
    const auto run = record ? ledger::run_by_id(database, record->run) : std::nullopt;
    if (!run) throw ledger::InvariantBroken("an emergency without its payment");
    made.payment = *record;
    made.run = *run;
    made.plan_updated = is_plan_updated(database, record->budget, made.seq);
    const auto holidays = loaded_holidays(database).value_or(ledger::BankHolidays{});
    made.working_days = working_days_between(record->nominal_on, today, holidays);
    made.approved_on = approved_on(database, run->id);
    return made;
}

std::vector<EmergencyMade> emergencies_made(ledger::Database& database, Date today) {
    std::vector<std::int64_t> payments;
    {
        ledger::Rows rows = database.select(every_emergency);
        while (rows.next()) payments.push_back(rows.integer(0));
    }
    std::vector<EmergencyMade> all;
    all.reserve(payments.size());
    for (const std::int64_t payment : payments) {
        auto made = emergency_made(database, payment, today);
        if (made && was_approved(made->payment)) all.push_back(*std::move(made));
    }
    return all;
}

rules::Facts facts_of_made(ledger::Database& database, const EmergencyMade& made, Date today) {
    rules::Facts facts = facts_of(database, made, today);
    // Who it was then: a limit that was changed since makes nobody a manager of that day.
    const auto by =
        ledger::actor_numbered(database, made.run.approved_by, made.approved_on.value_or(today));
    facts.account.approved_by_another = made.run.approved_by != made.run.proposed_by;
    facts.account.approver_is_manager = by && is_manager(*by);
    facts.account.working_days_since_emergency = made.working_days;
    facts.account.plan_updated = made.plan_updated;
    return facts;
}

}  // namespace almoner::scheduler
