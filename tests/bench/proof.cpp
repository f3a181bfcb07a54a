#include "tests/bench/proof.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/verify/verify.h"
#include "tests/bench/floor_database.h"
#include "tests/bench/measure.h"
#include "tests/bench/poster.h"

#include <cstdint>
#include <stdexcept>

namespace almoner::bench {
namespace {

constexpr std::int64_t each = 8'000;

void make_books(const std::filesystem::path& area, std::int64_t transfers) {
    const auto database = ledger::open_sqlite(area, ledger::SqliteUse::write);
    ledger::migrate_sqlite(*database, posted_at_ms);
    Poster(*database).post(transfers, each, each);
}

// Every command replayed, its hash and all that follows from it compared.
Run proof(const std::filesystem::path& area) {
    const auto reader = ledger::open_sqlite(area, ledger::SqliteUse::read);
    const Stopwatch watch;
    const ledger::VerifyReport report = ledger::verify(*reader);
    const Run run = watch.run();
    if (!report.clean()) throw std::runtime_error("not proved: " + report.faults.front().words);
    return run;
}

// What each account has, from the same rows, as SQLite adds them up itself.
Run sums(const std::filesystem::path& area) {
    const Handle handle(area / "almoner.db");
    const Stopwatch watch;
    Prepared by_account(
        handle,
        "SELECT account, SUM(pence) FROM (SELECT debit AS account, amount AS pence FROM transfer"
        " UNION ALL SELECT credit, -amount FROM transfer) GROUP BY account");
    std::int64_t sum = 0;
    while (by_account.next()) sum += by_account.integer(1);
    if (sum != 0) throw std::runtime_error("the sums are not nil");
    return watch.run();
}

}  // namespace

bool proof_figures(const std::filesystem::path& folder, int repeats) {
    const std::filesystem::path area = folder / "area";
    for (const std::int64_t transfers : {std::int64_t{100'000}, std::int64_t{1'000'000}}) {
        std::filesystem::create_directory(area);
        make_books(area, transfers);
        (void)print(measure(
            {.name = "balances proved from the journal",
             .items = transfers,
             .promise = {},
             .ours = {},
             .floor = {}},
            repeats,
            [&] { return sums(area); },
            [&] { return proof(area); }));
        std::filesystem::remove_all(area);
    }
    return true;
}

}  // namespace almoner::bench
