#include "tests/bench/postgres_posting.h"

#include "ledger/storage/postgres/postgres_database.h"
#include "tests/bench/copy_floor.h"
#include "tests/bench/measure.h"
#include "tests/bench/plain_postgres.h"
#include "tests/bench/poster.h"

#include <cstdint>

namespace almoner::bench {
namespace {

constexpr std::int64_t batch = 8'000;

Run posting_on(const std::string& postgres, std::int64_t transfers) {
    PlainPostgres server(postgres);
    server.run("DROP SCHEMA IF EXISTS bench_area CASCADE");
    Run run;
    {
        const auto database = ledger::open_postgres({.url = postgres, .schema = "bench_area"},
                                                    ledger::PostgresUse::write);
        ledger::migrate_postgres(*database, posted_at_ms);
        Poster poster(*database);
        server.run("CHECKPOINT");
        const Stopwatch watch;
        poster.post(transfers, batch, batch);
        run = watch.run();
    }
    server.run("DROP SCHEMA bench_area CASCADE");
    return run;
}

}  // namespace

bool postgres_figures(const std::string& postgres, int repeats) {
    bool kept = true;
    for (const std::int64_t transfers : {std::int64_t{100'000}, std::int64_t{1'000'000}}) {
        Figure figure{.name = "on PostgreSQL, commands of 8,000",
                      .items = transfers,
                      .promise = {.least_share_of_floor = 0.5},
                      .ours = {},
                      .floor = {}};
        kept = print(measure(
                   std::move(figure),
                   repeats,
                   [&] { return copy_floor(postgres, transfers, batch); },
                   [&] { return posting_on(postgres, transfers); })) &&
               kept;
    }
    return kept;
}

}  // namespace almoner::bench
