// A group that the database took back for another's sake is run again, whole.
#include "ledger/storage/conflict.h"

#include "scheduler/service/group.h"
#include "tests/engines/stores.h"

#include <future>
#include <string>
#include <vector>

namespace almoner::tests {
namespace {

using ledger::CommandResult;
using ledger::Query;
using ledger::Work;

const Query write_setting{"UPDATE setting SET value = $2 WHERE name = $1"};

class Conflict : public OnStore<PostgresStore> {
  protected:
    void SetUp() override {
        OnStore::SetUp();
        if (!writer) return;
        area = std::make_unique<ledger::AreaWriter>(*writer, counting_salts());
        writer->run_script("INSERT INTO setting VALUES ('one', 'as it was'), ('two', 'as it was')");
        // The server finds the deadlock while the area's writer waits.
        writer->run_script("SET deadlock_timeout TO '10ms'");
    }
    [[nodiscard]] static ledger::Stamp stamp(const std::string& key) {
        return {.command = "test",
                .key = key,
                .actor = 1,
                .at_ms = 1'795'348'800'000,
                .today = *ledger::Date::parse("2026-11-22")};
    }
    [[nodiscard]] std::string value(const std::string& name) const {
        const auto rows = writer->prepare("SELECT value FROM setting WHERE name = $1");
        rows->bind_text(1, name);
        return rows->step() ? std::string(rows->text(0)) : "";
    }

    std::unique_ptr<ledger::AreaWriter> area;
};

TEST_F(Conflict, ADeadlockRunsTheGroupAgainAndEachOfItsCommandsCountsOnce) {
    PostgresServer& server = *PostgresServer::shared();
    const std::string setting = store->schema() + ".setting";
    server.run("SET deadlock_timeout TO '60s'; BEGIN; UPDATE " + setting +
               " SET value = 'theirs' WHERE name = 'two'");
    std::future<void> other;
    int attempts = 0;
    const auto crossed = [&](Work& work) -> ledger::Outcome<std::string> {
        work.records().change(write_setting, std::string_view("one"), std::string_view("ours"));
        if (++attempts == 1) {
            other = std::async(std::launch::async, [&] {
                server.run("UPDATE " + setting + " SET value = 'theirs' WHERE name = 'one'");
                server.run("COMMIT; RESET deadlock_timeout");
            });
            // Until the other waits for what is ours.
            while (number("SELECT COUNT(*) FROM pg_locks WHERE NOT granted") == 0) {
            }
        }
        work.records().change(write_setting, std::string_view("two"), std::string_view("ours"));
        return std::string("{}");
    };
    const auto results = scheduler::in_group(*area, [&] {
        std::vector<CommandResult> answers;
        answers.push_back(area->run(
            stamp("k1"), [](Work&) -> ledger::Outcome<std::string> { return std::string("{}"); }));
        answers.push_back(area->run(stamp("k2"), crossed));
        return answers;
    });
    other.get();
    // Once for the deadlock, and once more where the other's commit came after ours had begun
    // again.
    EXPECT_GE(attempts, 2);
    EXPECT_LE(attempts, 3);
    ASSERT_EQ(results.size(), 2U);
    EXPECT_EQ(results[1].seq, 2);
    EXPECT_FALSE(results[1].replayed);
    EXPECT_EQ(number("SELECT COUNT(*) FROM journal"), 2);
    EXPECT_EQ(value("one"), "ours");
    EXPECT_EQ(value("two"), "ours");
}

TEST_F(Conflict, IsGivenUpAfterSomeAttemptsAndNothingIsStored) {
    PostgresServer& server = *PostgresServer::shared();
    server.run("BEGIN; UPDATE " + store->schema() + ".setting SET value = 'theirs'");
    writer->run_script("SET lock_timeout TO '10ms'");
    int attempts = 0;
    EXPECT_THROW((void)scheduler::in_group(*area,
                                           [&] {
                                               return area->run(stamp("k1"), [&](Work& work) {
                                                   ++attempts;
                                                   work.records().change(write_setting,
                                                                         std::string_view("one"),
                                                                         std::string_view("ours"));
                                                   return ledger::Outcome<std::string>("{}");
                                               });
                                           }),
                 ledger::StorageConflict);
    EXPECT_EQ(attempts, ledger::most_attempts);
    server.run("ROLLBACK");
    EXPECT_EQ(value("one"), "as it was");
    EXPECT_EQ(number("SELECT COUNT(*) FROM journal"), 0);
    // The writer goes on.
    const auto after = scheduler::in_group(*area, [&] {
        return area->run(stamp("k1"),
                         [](Work&) -> ledger::Outcome<std::string> { return std::string("{}"); });
    });
    EXPECT_EQ(after.seq, 1);
}

}  // namespace
}  // namespace almoner::tests
