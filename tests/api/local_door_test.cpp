// Which day a command is of: the clock's in a real area, what the caller says in a simulated one.
#include "api/door/local_door.h"

#include "ledger/storage/sqlite/sqlite_database.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <string>

namespace almoner::api {
namespace {

constexpr std::int64_t now_ms = 1'795'431'600'000;  // 23 November 2026, 11:00 UTC

// Takes every command and keeps its day.
class Taker final : public scheduler::CommandRunner {
  public:
    ledger::CommandResult run(const scheduler::Command& command) override {
        day = command.today.iso();
        ledger::CommandResult result;
        result.outcome = std::string("{}");
        return result;
    }
    std::string day;
};

// The day of the command, or the code of the refusal.
std::string day_of(const std::string& as_of, const std::string& at, const std::string& clock) {
    const tests::TempFolder folder;
    ledger::migrate_sqlite(*ledger::open_sqlite(folder.path(), ledger::SqliteUse::write), now_ms);
    Store store;
    store.open_reader = [&] { return ledger::open_sqlite(folder.path(), ledger::SqliteUse::read); };
    const scheduler::Surroundings around{.folder = folder.path(), .settings = {{"clock", clock}}};
    Taker taker;
    LocalDoor door(taker, store, around, [] { return now_ms; });
    Ask ask;
    ask.name = "setting set";
    ask.key = "one";
    ask.as_of = as_of;
    ask.at = at;
    const auto result = door.ask(ask);
    return result.outcome.accepted() ? taker.day : result.outcome.refusal().code;
}

TEST(LocalDoor, ARealAreaGoesByItsClock) {
    EXPECT_EQ(day_of("", "", "real"), "2026-11-23");
    EXPECT_EQ(day_of("2026-11-23", "", "real"), "2026-11-23") << "today said is today";
    EXPECT_EQ(day_of("2026-11-22", "", "real"), "as-of-not-here");
    EXPECT_EQ(day_of("2026-11-24", "", "real"), "as-of-not-here");
    EXPECT_EQ(day_of("", "16:00", "real"), "as-of-not-here");
    EXPECT_EQ(day_of("2026-11-23", "16:00", "real"), "as-of-not-here");
    EXPECT_EQ(day_of("soon", "", "real"), "as-of-not-here");
}

TEST(LocalDoor, ASimulatedOneGoesByWhatIsSaid) {
    EXPECT_EQ(day_of("2026-04-02", "", "simulated"), "2026-04-02");
    EXPECT_EQ(day_of("2026-11-23", "16:00", "simulated"), "2026-11-23");
    EXPECT_EQ(day_of("soon", "", "simulated"), "date-unreadable");
    EXPECT_EQ(day_of("2026-04-02", "four", "simulated"), "time-unreadable");
}

}  // namespace
}  // namespace almoner::api
