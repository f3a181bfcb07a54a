#include "api/cli/run_list.h"

#include "ledger/records/actor.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"
#include "ledger/views/states_then.h"

namespace almoner::api {
namespace {

using ledger::PaymentState;
using ledger::RunState;

const ledger::Query last_runs{
    "SELECT id FROM payment_run WHERE seq <= $1 ORDER BY id DESC LIMIT 100"};
// Held ones stand apart, for good: what took a held one's place is of another run. One that was
// cancelled counts only where its whole run was.
const ledger::Query sum_of_run{
    "SELECT COUNT(*), CAST(COALESCE(SUM(net), 0) AS BIGINT) FROM payment WHERE id BETWEEN $1 AND $2"
    " AND (state <> 11 OR $3 = 4) AND NOT EXISTS"
    " (SELECT 1 FROM finding WHERE finding.payment = payment.id AND finding.outcome = 'held')"};
const ledger::Query held_of_run{
    "SELECT COUNT(*) FROM payment WHERE id BETWEEN $1 AND $2 AND state = 2"};
const ledger::Query payments_of_run{
    "SELECT id, net, state, CASE WHEN EXISTS (SELECT 1 FROM finding WHERE finding.payment ="
    " payment.id AND finding.outcome = 'held' AND finding.seq <= $3) THEN 1 ELSE 0 END"
    " FROM payment WHERE id BETWEEN $1 AND $2"};

static_assert(static_cast<int>(PaymentState::held) == 2 &&
              static_cast<int>(PaymentState::cancelled) == 11 &&
              static_cast<int>(RunState::cancelled) == 4);

struct Sums {
    std::int64_t payments = 0;
    std::int64_t held = 0;
    ledger::Money total{};
};

Sums sums_now(ledger::Database& database, const ledger::PaymentRun& run) {
    const auto& [first, last] = run.payments;
    Sums sums;
    ledger::Rows sum = database.select(sum_of_run, first, last, static_cast<int>(run.state));
    if (sum.next()) sums = {.payments = sum.integer(0), .total = sum.money(1)};
    ledger::Rows held = database.select(held_of_run, first, last);
    if (held.next()) sums.held = held.integer(0);
    return sums;
}

// As the books had them: what changed since has not changed yet.
class Then {
  public:
    Then(ledger::Database& database, const ledger::AsOf& as_of)
        : database_(database),
          as_of_(as_of),
          payments_(database, ledger::Entity::payment, as_of),
          runs_(database, ledger::Entity::payment_run, as_of) {}

    [[nodiscard]] RunState state_of(const ledger::PaymentRun& run) const {
        return runs_.of(run.id, run.state);
    }

    [[nodiscard]] Sums sums_of(const ledger::PaymentRun& run) const {
        if (as_of_.how != ledger::AsOf::How::booked) return sums_now(database_, run);
        const bool is_cancelled = state_of(run) == RunState::cancelled;
        Sums sums;
        ledger::Rows rows = database_.select(
            payments_of_run, run.payments.first, run.payments.last, as_of_.last_row());
        while (rows.next()) {
            const auto now = static_cast<PaymentState>(rows.integer(2));
            const PaymentState state = payments_.of(rows.integer(0), now);
            if (state == PaymentState::held) ++sums.held;
            const bool was_held = rows.integer(3) != 0;
            if (was_held || (state == PaymentState::cancelled && !is_cancelled)) continue;
            ++sums.payments;
            sums.total += rows.money(1);
        }
        return sums;
    }

  private:
    ledger::Database& database_;
    const ledger::AsOf& as_of_;
    ledger::StatesThen payments_;
    ledger::StatesThen runs_;
};

std::string actor_ref(ledger::Database& database, std::int64_t number) {
    if (number == 0) return "the scheduler";
    const auto actor = ledger::actor_numbered(database, number, ledger::last_day_of_all);
    return actor ? actor->ref : std::string{};
}

}  // namespace

Figures runs_so_far(ledger::Database& database, const ledger::AsOf& as_of) {
    Figures figures{.name = "runs",
                    .title = "Payment runs, the last first",
                    .columns = {{"run", "Run", Kind::text},
                                {"state", "State", Kind::text},
                                {"due_until", "Due until", Kind::date},
                                {"bank_account", "Paid from", Kind::text},
                                {"payments", "Payments", Kind::number},
                                {"held", "Held", Kind::number},
                                {"total", "Total", Kind::money},
                                {"proposed_by", "Proposed by", Kind::text},
                                {"approved_by", "Approved by", Kind::text}},
                    .rows = {},
                    .notes = {}};
    std::vector<std::int64_t> ids;
    for (ledger::Rows rows = database.select(last_runs, as_of.last_row()); rows.next();) {
        ids.push_back(rows.integer(0));
    }
    const Then then(database, as_of);
    for (const std::int64_t id : ids) {
        const auto run = ledger::run_by_id(database, id).value();
        const auto account =
            ledger::bank_account_numbered(database, run.paid_from, ledger::last_day_of_all);
        const RunState state = then.state_of(run);
        const Sums sums = then.sums_of(run);
        const bool is_decided = run.approved_by != 0 && state != RunState::proposed;
        figures.rows.push_back({ledger::run_ref(id),
                                std::string(name_of(state)),
                                run.due.last,
                                account ? account->ref : std::string{},
                                sums.payments,
                                sums.held,
                                sums.total,
                                actor_ref(database, run.proposed_by),
                                is_decided ? actor_ref(database, run.approved_by) : std::string{}});
    }
    if (figures.rows.empty()) figures.notes.emplace_back("Nothing was proposed yet.");
    return figures;
}

}  // namespace almoner::api
