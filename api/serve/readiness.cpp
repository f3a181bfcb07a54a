#include "api/serve/readiness.h"

#include "api/serve/token_check.h"

namespace almoner::api {
namespace {

using ledger::Date;

const ledger::Query last_booked{"SELECT booked FROM journal ORDER BY seq DESC LIMIT 1"};
const ledger::Query newest_migration{"SELECT COALESCE(MAX(number), 0) FROM migration"};

constexpr std::int64_t longest_without_tick_ms = 180'000;  // three ticks

HealthCheck jobs_check(const Readiness& readiness) {
    const bool good = readiness.clock() - readiness.last_tick_ms.load() <= longest_without_tick_ms;
    return {"jobs", good, good ? "the job loop ticks" : "the job loop has not ticked for minutes"};
}

HealthCheck clock_check(const Readiness& readiness, ledger::Database& database) {
    ledger::Rows rows = database.select(last_booked);
    const bool good =
        readiness.is_simulated || !rows.next() || rows.date(0) <= today_in_london(readiness.clock);
    return {"clock",
            good,
            good ? "not before the last day that was booked"
                 : "this machine's clock is behind the books: nothing can be booked"};
}

HealthCheck migrations_check(ledger::Database& database) {
    ledger::Rows rows = database.select(newest_migration);
    const bool good = rows.next() && rows.integer(0) > 0;
    return {"migrations", good, good ? "the tables are this program's" : "there are no tables"};
}

void check_safekeeping(const Readiness& readiness,
                       ledger::Database& database,
                       std::vector<HealthCheck>& checks) {
    if (!readiness.store.safekeeping) return;
    for (SafekeepingCheck& each :
         checks_of(readiness.store.safekeeping(database), readiness.clock())) {
        checks.push_back({std::string(each.name), each.good, std::move(each.words), false});
    }
}

}  // namespace

std::vector<HealthCheck> check_readiness(const Readiness& readiness) {
    const bool writer_good = !readiness.writer_stopped();
    std::vector<HealthCheck> checks{
        {"writer", writer_good, writer_good ? "takes commands" : "has stopped: look at the log"},
        jobs_check(readiness)};
    try {
        const auto database = readiness.store.open_reader();
        checks.push_back({"database", true, "can be read"});
        checks.push_back(migrations_check(*database));
        checks.push_back(clock_check(readiness, *database));
        check_safekeeping(readiness, *database, checks);
    } catch (const ledger::StorageError&) {
        checks.push_back({"database", false, "can't be read"});
    }
    return checks;
}

std::string area_metrics(const Store& store, const Clock& clock) {
    const auto database = store.open_reader();
    return store.safekeeping ? metrics_of(store.safekeeping(*database), clock()) : "";
}

}  // namespace almoner::api
