#include "api/cli/run_list.h"

#include "ledger/records/actor.h"
#include "ledger/records/bank_account.h"
#include "ledger/records/in_force.h"
#include "ledger/records/payment.h"

namespace almoner::api {
namespace {

const ledger::Query last_runs{"SELECT id FROM payment_run ORDER BY id DESC LIMIT 100"};
const ledger::Query sum_of_run{
    "SELECT COUNT(*), CAST(COALESCE(SUM(net), 0) AS BIGINT), COALESCE(SUM(CASE WHEN state = $3 THEN"
    " 1 ELSE 0 END), 0) FROM payment WHERE id BETWEEN $1 AND $2"};

std::string actor_ref(ledger::Database& database, std::int64_t number) {
    if (number == 0) return "the scheduler";
    const auto actor = ledger::actor_numbered(database, number, ledger::last_day_of_all);
    return actor ? actor->ref : std::string{};
}

}  // namespace

Figures runs_so_far(ledger::Database& database) {
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
    for (ledger::Rows rows = database.select(last_runs); rows.next();) {
        ids.push_back(rows.integer(0));
    }
    for (const std::int64_t id : ids) {
        const auto run = ledger::run_by_id(database, id).value();
        const auto account =
            ledger::bank_account_numbered(database, run.paid_from, ledger::last_day_of_all);
        ledger::Rows sum = database.select(sum_of_run,
                                           run.payments.first,
                                           run.payments.last,
                                           static_cast<int>(ledger::PaymentState::held));
        (void)sum.next();
        figures.rows.push_back(
            {ledger::run_ref(id),
             std::string(name_of(run.state)),
             run.due.last,
             account ? account->ref : std::string{},
             sum.integer(0),
             sum.integer(2),
             sum.money(1),
             actor_ref(database, run.proposed_by),
             run.approved_by == 0 ? std::string{} : actor_ref(database, run.approved_by)});
    }
    if (figures.rows.empty()) figures.notes.emplace_back("Nothing was proposed yet.");
    return figures;
}

}  // namespace almoner::api
