// The real server, killed at any moment while several callers move money through its socket.
#include "tests/faults/load.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "ledger/verify/verify.h"
#include "tests/support/how_many.h"
#include "tests/support/program.h"
#include "tests/support/test_area.h"

#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <random>
#include <semaphore>
#include <thread>

namespace almoner::tests {
namespace {

const ledger::Query answer_of_key{"SELECT answer FROM journal WHERE key = $1"};
const ledger::Query runs_of_callers{
    "SELECT COUNT(*) FROM journal WHERE key LIKE 'load-%' AND command = 'emergency'"};
const ledger::Query every_run{"SELECT COUNT(*) FROM payment_run"};

std::int64_t single(ledger::Database& database, const ledger::Query& query) {
    ledger::Rows rows = database.select(query);
    return rows.next() ? rows.integer(0) : -1;
}

class Load : public testing::Test {
  protected:
    void SetUp() override {
        const ProgramEnd made = run_almoner({"demo",
                                             "--people",
                                             "20",
                                             "--seed",
                                             "3",
                                             "--to",
                                             "2026-03-25",
                                             "--data",
                                             data().string()});
        ASSERT_EQ(made.exit_code, 0) << made.err;
        for (const char* agreement : {"A-00001-1", "A-00002-1", "A-00005-1", "A-00007-1"}) {
            callers_.emplace_back(data(), agreement);
        }
        RunningServer server(data());
        make_checks_quick(data());
        EXPECT_EQ(server.stop(), 0);
    }

    [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }

    // After so many answers, and a moment.
    void kill_under_load(int answers, std::chrono::microseconds more) {
        RunningServer server(data());
        std::counting_semaphore<> answered(0);
        std::vector<std::thread> threads;
        for (Caller& caller : callers_) {
            threads.emplace_back(
                [&] { caller.ask_until_the_server_is_gone([&] { answered.release(); }); });
        }
        for (int answer = 0; answer < answers; ++answer) {
            if (!answered.try_acquire_for(std::chrono::seconds(20))) break;
        }
        std::this_thread::sleep_for(more);
        server.kill_at_once();
        for (std::thread& thread : threads) thread.join();
    }

    // On the data as the dead server left them.
    void expect_all_that_was_told() {
        const auto database = ledger::open_sqlite(data(), ledger::SqliteUse::read);
        for (const ledger::Fault& fault : ledger::verify(*database).faults) {
            ADD_FAILURE() << fault.table << ": " << fault.words;
        }
        for (const Caller& caller : callers_) {
            EXPECT_EQ(caller.refused(), std::nullopt) << *caller.refused();
            for (const Told& told : caller.told()) {
                ledger::Rows rows = database->select(answer_of_key, told.key);
                ASSERT_TRUE(rows.next()) << told.key << " was acknowledged and is lost";
                EXPECT_EQ(rows.str(0), told.answer) << told.key;
            }
        }
    }

    TempFolder folder_;
    std::vector<Caller> callers_;
};

TEST_F(Load, TheServerIsKilledAndNothingThatACallerWasToldIsLostOrDoneTwice) {
    const auto kills = how_many("ALMONER_KILLS", 5, 200);
    const auto seed = static_cast<std::uint64_t>(how_many("ALMONER_KILL_SEED", 1, 1));
    std::mt19937_64 chance(seed);
    for (int kill = 1; kill <= kills && !HasFailure(); ++kill) {
        constexpr std::uint64_t most_answers = 40;
        constexpr std::uint64_t longest_moment = 20'000;
        const auto answers = static_cast<int>(1 + chance() % most_answers);
        const std::chrono::microseconds moment(chance() % longest_moment);
        SCOPED_TRACE("kill " + std::to_string(kill) + " after " + std::to_string(answers) +
                     " answers, seed " + std::to_string(seed));
        kill_under_load(answers, moment);
        expect_all_that_was_told();
    }
    RunningServer server(data());
    std::int64_t payments = 0;
    std::int64_t told = 0;
    std::int64_t found_again = 0;
    for (Caller& caller : callers_) {
        caller.ask_what_is_left();
        payments += caller.payments();
        told += static_cast<std::int64_t>(caller.told().size());
        found_again += caller.found_again();
    }
    EXPECT_EQ(server.stop(), 0);
    expect_all_that_was_told();
    std::cout << kills << " kills, " << told << " commands answered, " << found_again
              << " of them given again and found done\n";
    EXPECT_GE(told, kills);
    const auto database = ledger::open_sqlite(data(), ledger::SqliteUse::read);
    EXPECT_EQ(single(*database, runs_of_callers), payments);
    EXPECT_EQ(single(*database, every_run), payments) << "each proposal made one run";
}

}  // namespace
}  // namespace almoner::tests
