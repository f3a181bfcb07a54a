#include "tests/bench/chain_floor.h"

#include "tests/bench/floor_database.h"
#include "tests/bench/traffic.h"

#include <vector>

namespace almoner::bench {
namespace {

struct Account {
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    std::int64_t last = 0;
    bool dirty = false;
};

class Chain {
  public:
    explicit Chain(const std::filesystem::path& file) : handle_(file), accounts_(account_count) {
        handle_.run(
            "CREATE TABLE account(id INTEGER PRIMARY KEY, debit INTEGER NOT NULL,"
            " credit INTEGER NOT NULL, last INTEGER NOT NULL)");
        handle_.run(
            "CREATE TABLE transfer(id INTEGER PRIMARY KEY, debit INTEGER NOT NULL,"
            " credit INTEGER NOT NULL, pence INTEGER NOT NULL, at INTEGER NOT NULL,"
            " kind INTEGER NOT NULL, prev_debit INTEGER NOT NULL, prev_credit INTEGER NOT NULL,"
            " debit_after INTEGER NOT NULL, credit_after INTEGER NOT NULL)");
        handle_.run("BEGIN");
        Prepared insert(handle_, "INSERT INTO account VALUES ($1, 0, 0, 0)");
        for (std::int64_t id = 1; id <= account_count; ++id) insert.run({id});
        handle_.run("COMMIT");
        checkpoint();
    }

    void checkpoint() { handle_.checkpoint(); }
    void post(std::int64_t transfers, std::int64_t batch);

  private:
    void add(Prepared& insert, std::int64_t id, const Move& move);
    void fold(Prepared& update);
    Account& touch(std::int64_t id);

    Handle handle_;
    std::vector<Account> accounts_;
    std::vector<std::int64_t> dirty_;
};

Account& Chain::touch(std::int64_t id) {
    Account& account = accounts_[static_cast<std::size_t>(id)];
    if (!account.dirty) dirty_.push_back(id);
    account.dirty = true;
    return account;
}

void Chain::add(Prepared& insert, std::int64_t id, const Move& move) {
    Account& debit = touch(move.debit);
    Account& credit = touch(move.credit);
    debit.debit += move.pence;
    credit.credit += move.pence;
    insert.run({id,
                move.debit + 1,
                move.credit + 1,
                move.pence,
                1'795'348'800 + id,
                7,
                debit.last,
                credit.last,
                debit.credit - debit.debit,
                credit.credit - credit.debit});
    debit.last = credit.last = id;
}

void Chain::fold(Prepared& update) {
    for (const std::int64_t id : dirty_) {
        Account& account = accounts_[static_cast<std::size_t>(id)];
        update.run({id + 1, account.debit, account.credit, account.last});
        account.dirty = false;
    }
    dirty_.clear();
}

void Chain::post(std::int64_t transfers, std::int64_t batch) {
    Prepared begin(handle_, "BEGIN IMMEDIATE");
    Prepared commit(handle_, "COMMIT");
    Prepared insert(handle_,
                    "INSERT INTO transfer VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    Prepared update(handle_, "UPDATE account SET debit = $2, credit = $3, last = $4 WHERE id = $1");
    Traffic traffic;
    for (std::int64_t id = 1; id <= transfers;) {
        begin.run();
        for (std::int64_t i = 0; i < batch && id <= transfers; ++i, ++id) {
            add(insert, id, traffic.next());
        }
        fold(update);
        commit.run();
    }
}

}  // namespace

Run chain_floor(const std::filesystem::path& folder, std::int64_t transfers, std::int64_t batch) {
    const std::filesystem::path file = folder / "floor.db";
    Run run;
    {
        Chain chain(file);
        const auto before = std::filesystem::file_size(file);
        const Stopwatch watch;
        chain.post(transfers, batch);
        run = watch.run();
        chain.checkpoint();
        run.octets_per_item = static_cast<double>(std::filesystem::file_size(file) - before) /
                              static_cast<double>(transfers);
    }
    std::filesystem::remove(file);
    return run;
}

}  // namespace almoner::bench
