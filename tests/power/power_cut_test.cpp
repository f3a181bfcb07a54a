// What was acknowledged outlives a power cut at any moment, on a disk that keeps what was synced.
#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/power/world.h"
#include "tests/support/how_many.h"

#include <gtest/gtest.h>

#include <iostream>
#include <optional>

namespace almoner::tests {
namespace {

constexpr std::uint64_t shares = 10;  // of the cuts, each a test of its own

class PowerCut : public testing::TestWithParam<std::uint64_t> {};

// A seed of ALMONER_POWER_SEED is the one life that is lived, in the first share.
std::optional<std::uint64_t> wanted_seed() {
    const std::int64_t seed = how_many("ALMONER_POWER_SEED", 0, 0);
    return seed == 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(seed));
}

TEST_P(PowerCut, LosesNothingThatWasAcknowledgedAndLeavesNothingInPart) {
    PowerWorld world;
    if (const auto seed = wanted_seed()) {
        if (GetParam() == 0) std::cout << world.live(*seed) << '\n';
        return;
    }
    const std::int64_t wanted =
        how_many("ALMONER_POWER_CUTS", 500, 50'000) / static_cast<std::int64_t>(shares);
    constexpr std::uint64_t seeds_of_a_share = 1'000'000;
    std::uint64_t seed = GetParam() * seeds_of_a_share;
    const std::uint64_t first = seed + 1;
    Cuts cuts;
    while (cuts.all < wanted) cuts += world.live(++seed);
    std::cout << cuts << "; seeds " << first << " to " << seed << '\n';
}

INSTANTIATE_TEST_SUITE_P(Share, PowerCut, testing::Range<std::uint64_t>(0, shares));

// A log that this process did not make itself: SQLite syncs its name for whoever made it alone.
TEST(PowerCutOfAnothersLog, LosesNothingThatWasAcknowledged) {
    PowerWorld world;
    const Script& script = world.weeks();
    world.vfs().insert(script.steps.front().before, 1);
    {
        const Session ends_well({.folder = world.folder()});
    }
    Disk then;
    {
        const auto reader = ledger::open_sqlite(world.folder(), ledger::SqliteUse::read);
        reader->begin_reading();
        ASSERT_TRUE(reader->select(ledger::Query{"SELECT 1 FROM journal"}).next());
        Session session({.folder = world.folder()});
        ASSERT_EQ(script.steps.front().run(session).texts, script.steps.front().answers);
        then = world.vfs().disk();
    }
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Chance chance(seed);
        SCOPED_TRACE(seed);
        EXPECT_NO_THROW(check_what_survived(
            world.vfs(), then.after_power_cut(chance), script, 1, {.folder = world.folder()}));
    }
}

// Killed at each call of a command, asked again in the next process, and then the power goes.
TEST(PowerCutAfterAKill, LosesNothingThatWasAcknowledgedSince) {
    PowerWorld world;
    const Script& script = world.weeks();
    bool was_killed = true;
    for (std::int64_t call = 1; was_killed; ++call) {
        SCOPED_TRACE("killed at call " + std::to_string(call));
        world.vfs().insert(script.steps.front().before, 1);
        world.vfs().plan({.kind = FaultKind::power_cut, .at = call});
        try {
            Session session({.folder = world.folder()});
            (void)script.steps.front().run(session);
        } catch (const ledger::StorageError&) {
            EXPECT_TRUE(world.vfs().faults().is_off());
        }
        was_killed = world.vfs().faults().is_off();
        world.vfs().insert(Disk(world.vfs().disk()), 1);
        Disk then;
        {
            Session session({.folder = world.folder()});
            ASSERT_EQ(script.steps.front().run(session).texts, script.steps.front().answers);
            then = world.vfs().disk();
        }
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            Chance chance(seed);
            EXPECT_NO_THROW(check_what_survived(
                world.vfs(), then.after_power_cut(chance), script, 1, {.folder = world.folder()}));
        }
    }
}

// A control: the harness must see the loss in at most so many cuts, or it sees nothing.
class PowerControl : public testing::Test {
  protected:
    std::optional<Broken> break_with(const std::string& synchronous) {
        constexpr int lives = 40;
        for (std::uint64_t seed = 1; seed <= lives; ++seed) {
            try {
                cuts_ += world_.live(seed, synchronous);
            } catch (const Broken& broken) {
                std::cout << "seen after " << cuts_.all
                          << " cuts of lives before: " << broken.what() << '\n';
                return broken;
            }
        }
        return std::nullopt;
    }

    PowerWorld world_;
    Cuts cuts_;
};

TEST_F(PowerControl, WithSynchronousNormalAnAcknowledgedCommandIsLost) {
    const auto broken = break_with("NORMAL");
    ASSERT_TRUE(broken) << "no loss in " << cuts_.all << " cuts";
    EXPECT_EQ(broken->kind, Broken::What::acknowledged_lost) << broken->what();
}

TEST_F(PowerControl, WithSynchronousOffTheBooksBreak) {
    ASSERT_TRUE(break_with("OFF")) << "no loss in " << cuts_.all << " cuts";
}

TEST_F(PowerControl, OnADiskThatLiesAboutSyncsTheBooksBreak) {
    world_.vfs().lie_about_syncs(Lies::of_all);
    ASSERT_TRUE(break_with("FULL")) << "no loss in " << cuts_.all << " cuts";
}

}  // namespace
}  // namespace almoner::tests
