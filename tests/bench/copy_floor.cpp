#include "tests/bench/copy_floor.h"

#include "tests/bench/plain_postgres.h"
#include "tests/bench/traffic.h"

#include <algorithm>
#include <vector>

namespace almoner::bench {
namespace {

// Rows in the binary form of COPY.
class CopyRows {
  public:
    void row(std::int16_t columns) { number(static_cast<std::uint64_t>(columns), 2); }
    void integer(std::int64_t value) {
        number(8, 4);
        number(static_cast<std::uint64_t>(value), 8);
    }
    void text(std::string_view value) {
        number(value.size(), 4);
        octets_ += value;
    }
    [[nodiscard]] const std::string& octets() const { return octets_; }

  private:
    void number(std::uint64_t value, int octets) {
        constexpr unsigned to_octet = 8;
        for (int at = octets - 1; at >= 0; --at) {
            octets_ += static_cast<char>(value >> (to_octet * static_cast<unsigned>(at)));
        }
    }
    std::string octets_{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
};

struct Counters {
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    bool dirty = false;
};

class CopyFloor {
  public:
    explicit CopyFloor(const std::string& url) : postgres_(url), counters_(account_count + 1) {
        postgres_.run("DROP SCHEMA IF EXISTS bench_floor CASCADE");
        postgres_.run("CREATE SCHEMA bench_floor");
        postgres_.run("SET search_path TO bench_floor");
        postgres_.run(
            "CREATE TABLE account(id bigint PRIMARY KEY, debits bigint NOT NULL,"
            " credits bigint NOT NULL) WITH (fillfactor=50)");
        postgres_.run(
            "CREATE TABLE transfer(id bigint PRIMARY KEY, at bigint NOT NULL, kind bigint NOT NULL,"
            " ref text)");
        postgres_.run(
            "CREATE TABLE entry(id bigint NOT NULL, transfer bigint NOT NULL,"
            " account bigint NOT NULL, pence bigint NOT NULL)");
        postgres_.run("INSERT INTO account SELECT id, 0, 0 FROM generate_series(1, " +
                      std::to_string(account_count) + ") AS id");
        postgres_.run("VACUUM ANALYZE account");
        postgres_.run("CHECKPOINT");
    }
    CopyFloor(const CopyFloor&) = delete;
    CopyFloor& operator=(const CopyFloor&) = delete;
    ~CopyFloor() {
        try {
            postgres_.run("DROP SCHEMA bench_floor CASCADE");
        } catch (const std::runtime_error&) {  // NOLINT(bugprone-empty-catch): the next run does it
        }
    }

    void post(std::int64_t transfers, std::int64_t batch);

  private:
    Counters& touch(std::int64_t account);
    void fold();

    PlainPostgres postgres_;
    std::vector<Counters> counters_;
    std::vector<std::int64_t> dirty_;
};

std::string ref_of(std::int64_t id) {
    constexpr std::size_t digits = 12;
    const std::string number = std::to_string(id);
    return "PHB" + std::string(digits - number.size(), '0') + number;
}

Counters& CopyFloor::touch(std::int64_t account) {
    Counters& counters = counters_[static_cast<std::size_t>(account)];
    if (!counters.dirty) dirty_.push_back(account);
    counters.dirty = true;
    return counters;
}

void CopyFloor::fold() {
    std::sort(dirty_.begin(), dirty_.end());
    std::string ids;
    std::string debits;
    std::string credits;
    for (const std::int64_t account : dirty_) {
        Counters& counters = counters_[static_cast<std::size_t>(account)];
        const char* const comma = ids.empty() ? "" : ",";
        ids += comma + std::to_string(account);
        debits += comma + std::to_string(counters.debit);
        credits += comma + std::to_string(counters.credit);
        counters = {};
    }
    dirty_.clear();
    postgres_.run(
        "UPDATE account AS a SET debits = a.debits + u.debit, credits = a.credits + u.credit"
        " FROM unnest(CAST('{" +
        ids + "}' AS bigint[]), CAST('{" + debits + "}' AS bigint[]), CAST('{" + credits +
        "}' AS bigint[])) AS u(id, debit, credit) WHERE a.id = u.id");
}

void CopyFloor::post(std::int64_t transfers, std::int64_t batch) {
    constexpr std::int64_t first_at = 1'795'348'800;
    Traffic traffic;
    for (std::int64_t id = 1; id <= transfers;) {
        CopyRows rows;
        CopyRows entries;
        for (std::int64_t i = 0; i < batch && id <= transfers; ++i, ++id) {
            const Move move = traffic.next();
            touch(move.debit + 1).debit += move.pence;
            touch(move.credit + 1).credit += move.pence;
            rows.row(4);
            for (const std::int64_t value : {id, first_at + id, std::int64_t{7}}) {
                rows.integer(value);
            }
            rows.text(ref_of(id));
            entries.row(4);
            for (const std::int64_t value : {2 * id, id, move.debit + 1, move.pence}) {
                entries.integer(value);
            }
            entries.row(4);
            for (const std::int64_t value : {2 * id + 1, id, move.credit + 1, -move.pence}) {
                entries.integer(value);
            }
        }
        postgres_.run("BEGIN");
        postgres_.copy("COPY transfer FROM STDIN (FORMAT binary)", rows.octets());
        postgres_.copy("COPY entry FROM STDIN (FORMAT binary)", entries.octets());
        fold();
        postgres_.run("COMMIT");
    }
}

}  // namespace

Run copy_floor(const std::string& postgres, std::int64_t transfers, std::int64_t batch) {
    CopyFloor floor(postgres);
    const Stopwatch watch;
    floor.post(transfers, batch);
    return watch.run();
}

}  // namespace almoner::bench
