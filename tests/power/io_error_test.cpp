// A disk that refuses a call, or is full, at each call of a small scenario in turn: the caller is
// told, nothing that was acknowledged is lost, and the area opens again.
#include "ledger/storage/sqlite/sqlite_database.h"
#include "scheduler/queue/command_queue.h"
#include "tests/power/world.h"
#include "tests/support/how_many.h"

#include <gtest/gtest.h>

#include <iostream>
#include <optional>

namespace almoner::tests {
namespace {

class BadDisk : public testing::Test {
  protected:
    struct End {
        bool struck = false;
        std::size_t done = 0;  // steps that were acknowledged
        std::string told{};    // what the caller was told, where one was refused
    };

    // From a proposed run to the sent one, or as far as a settled statement, its
    // explanation and a restart.
    static constexpr std::size_t first = 3;
    const std::size_t last = static_cast<std::size_t>(how_many("ALMONER_DISK_STEPS", 7, 15));
    [[nodiscard]] const Script& script() const { return world_.weeks(); }
    [[nodiscard]] const Step& step(std::size_t number) const { return script().steps.at(number); }

    End go_on(std::size_t from, const Disk& disk, const Fault& fault) {
        world_.vfs().insert(disk, 1);
        world_.vfs().plan(fault);
        End end{.done = from};
        try {
            constexpr std::int64_t few_pages = 16;
            Session session({.folder = world_.folder(), .pages_to_checkpoint = few_pages});
            for (; end.done <= last; ++end.done) {
                EXPECT_EQ(step(end.done).run(session).texts, step(end.done).answers);
            }
        } catch (const ledger::StorageError& error) {
            end.told = error.what();
        }
        end.struck = world_.vfs().faults().happened();
        return end;
    }

    void check(const Disk& disk, std::size_t done) {
        check_what_survived(world_.vfs(), disk, script(), done, {.folder = world_.folder()});
    }

    // One life with this fault; whether the fault came.
    bool live_with(const Fault& fault) {
        world_.empty_the_outbox();
        const End end = go_on(first, step(first).before, fault);
        if (!end.struck) return false;
        if (!end.told.empty()) ++refused_;
        if (fault.kind == FaultKind::disk_full && !end.told.empty()) {
            EXPECT_NE(end.told.find("full"), std::string::npos) << end.told;
        }
        // As the next process finds it, and as it would be found after a power cut just then.
        const Disk found = world_.vfs().disk();
        Chance chance(static_cast<std::uint64_t>(fault.at));
        check(found.after_power_cut(chance), end.done);
        check(found, end.done);
        const End rest = go_on(end.done, found, {});
        EXPECT_EQ(rest.told, "");
        EXPECT_EQ(rest.done, last + 1);
        return true;
    }

    void strike_every_call(FaultKind kind, bool lasts) {
        std::int64_t at = 1;
        try {
            while (live_with({.kind = kind, .at = at, .lasts = lasts})) ++at;
        } catch (const Broken& broken) {
            FAIL() << "at call " << at << ": " << broken.what();
        }
        std::cout << at - 1 << " calls, " << refused_ << " times the caller was told\n";
        constexpr std::int64_t at_least = 100;
        EXPECT_GT(at, at_least);
        EXPECT_GT(refused_, 0);
    }

    PowerWorld world_;
    std::int64_t refused_ = 0;
};

TEST_F(BadDisk, ThatFailsOnceLosesNothing) {
    strike_every_call(FaultKind::io_error, false);
}

TEST_F(BadDisk, ThatFailsFromThenOnLosesNothing) {
    strike_every_call(FaultKind::io_error, true);
}

TEST_F(BadDisk, ThatHasNoRoomForOneWriteLosesNothing) {
    strike_every_call(FaultKind::disk_full, false);
}

TEST_F(BadDisk, ThatIsFullFromThenOnLosesNothing) {
    strike_every_call(FaultKind::disk_full, true);
}

// The server's writer does not try its luck: it stops, and says so to all that come after.
TEST_F(BadDisk, StopsTheQueueUntilTheServerIsStartedAnew) {
    world_.vfs().insert(step(first).before, 1);
    Session session({.folder = world_.folder()});
    scheduler::CommandQueue queue(session.writer(), session.around());
    const scheduler::Command paper{.name = "evidence add",
                                   .key = "paper",
                                   .actor = "anna",
                                   .today = *ledger::Date::parse("2026-11-23"),
                                   .fields = {{"kind", "letter"},
                                              {"subject", "one"},
                                              {"dated_on", "2026-11-22"},
                                              {"media_type", "text/plain"},
                                              {"file:document", "text"}}};
    world_.vfs().plan({.kind = FaultKind::disk_full, .at = 1});
    EXPECT_THROW((void)queue.run(paper), ledger::StorageError);
    ASSERT_TRUE(world_.vfs().faults().happened());
    EXPECT_TRUE(queue.stopped());
    try {
        (void)queue.run(paper);
        FAIL() << "it went on";
    } catch (const scheduler::QueueBusy& busy) {
        EXPECT_STREQ(busy.what(), "the writer has stopped: look at the log");
    }
}

}  // namespace
}  // namespace almoner::tests
