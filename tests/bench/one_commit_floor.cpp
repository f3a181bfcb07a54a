#include "tests/bench/one_commit_floor.h"

#include "tests/bench/floor_database.h"
#include "tests/bench/traffic.h"

namespace almoner::bench {
namespace {

void make_tables(Handle& handle) {
    handle.run(
        "CREATE TABLE account(id INTEGER PRIMARY KEY, debits INTEGER NOT NULL,"
        " credits INTEGER NOT NULL, kind INTEGER NOT NULL, last INTEGER NOT NULL)");
    handle.run(
        "CREATE TABLE txn(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, code INTEGER NOT NULL,"
        " ref TEXT)");
    handle.run(
        "CREATE TABLE entry(id INTEGER PRIMARY KEY, txn INTEGER NOT NULL,"
        " account INTEGER NOT NULL, pence INTEGER NOT NULL)");
    handle.run("BEGIN");
    Prepared insert(handle, "INSERT INTO account VALUES ($1, 0, 0, 1, 0)");
    for (std::int64_t id = 1; id <= account_count; ++id) insert.run({id});
    handle.run("COMMIT");
    handle.checkpoint();
}

void post(const Handle& handle, std::int64_t transfers) {
    constexpr std::int64_t first_second = 1'795'348'800;
    constexpr std::int64_t code = 7;
    Prepared begin(handle, "BEGIN IMMEDIATE");
    Prepared commit(handle, "COMMIT");
    Prepared txn(handle, "INSERT INTO txn VALUES ($1, $2, $3, 'AL-0001')");
    Prepared entry(handle, "INSERT INTO entry(txn, account, pence) VALUES ($1, $2, $3)");
    Prepared debit(handle, "UPDATE account SET debits = debits + $2 WHERE id = $1");
    Prepared credit(handle, "UPDATE account SET credits = credits + $2 WHERE id = $1");
    Traffic traffic;
    for (std::int64_t id = 1; id <= transfers; ++id) {
        const Move move = traffic.next();
        begin.run();
        txn.run({id, first_second + id, code});
        entry.run({id, move.debit + 1, -move.pence});
        entry.run({id, move.credit + 1, move.pence});
        debit.run({move.debit + 1, move.pence});
        credit.run({move.credit + 1, move.pence});
        commit.run();
    }
}

}  // namespace

Run one_commit_floor(const std::filesystem::path& folder, std::int64_t transfers) {
    const std::filesystem::path file = folder / "floor.db";
    Run run;
    {
        Handle handle(file);
        make_tables(handle);
        const Stopwatch watch;
        post(handle, transfers);
        run = watch.run();
    }
    std::filesystem::remove(file);
    return run;
}

}  // namespace almoner::bench
