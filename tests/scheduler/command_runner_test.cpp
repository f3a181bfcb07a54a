// What holds of every command, whoever gives it and through whichever door.
#include "scheduler/service/command_runner.h"

#include "tests/support/users.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

const ledger::Date today = *ledger::Date::parse("2026-11-22");
const Actor jo{.number = 1, .ref = "jo", .role = Role::checker};

// Checker jo, viewer vi, and maker al, who is gone.
class CommandRunnerTest : public ::testing::Test {
  protected:
    CommandRunnerTest() {
        tests::add_user(area_, "jo", "checker", tests::nobody);
        tests::add_user(area_, "vi", "viewer", jo);
        tests::add_user(area_, "al", "maker", jo);
        EXPECT_TRUE(tests::ask(area_, user_end, {{"ref", "al"}}, jo).accepted());
    }
    // The code of the refusal, or "accepted".
    std::string run(const std::string& name, const std::string& actor, ledger::Date day = today) {
        const Command command{.name = name,
                              .key = "command-" + std::to_string(++keys_),
                              .actor = actor,
                              .at_ms = std::int64_t{day.days()} * 86'400'000,
                              .today = day,
                              .fields = {{"name", "cut-off"}, {"value", "16:00"}}};
        const auto result = DirectRunner(area_.writer(), around_).run(command);
        return result.outcome.accepted() ? "accepted" : result.outcome.refusal().code;
    }

    tests::TestArea area_;

  private:
    const Surroundings around_{};
    int keys_ = 0;
};

TEST_F(CommandRunnerTest, OnlySomebodyWhoseRoleAllowsItGivesACommand) {
    EXPECT_EQ(run("setting set", "vi"), "not-allowed");
    EXPECT_EQ(run("run sent", "vi"), "not-allowed");
    EXPECT_EQ(run("run not-sent", "jo"), "not-allowed");
    EXPECT_EQ(run("setting set", "jo"), "accepted");
}

TEST_F(CommandRunnerTest, WhoIsNotThereOrNoLongerThereGivesNone) {
    EXPECT_EQ(run("setting set", "zed"), "actor-unknown");
    EXPECT_EQ(run("setting set", "al"), "actor-unknown");
    EXPECT_EQ(run("setting set", ""), "actor-unknown");
    EXPECT_EQ(run("user add", ""), "actor-unknown") << "the area has users";
}

TEST_F(CommandRunnerTest, ACommandThatIsNotKnownIsRefused) {
    EXPECT_EQ(run("money print", "jo"), "command-unknown");
}

TEST_F(CommandRunnerTest, NothingIsWrittenOnADayBeforeTheLast) {
    EXPECT_EQ(run("setting set", "jo", today + 1), "accepted");
    EXPECT_EQ(run("setting set", "jo", today), "clock-went-back");
    EXPECT_EQ(run("setting set", "jo", today + 1), "accepted");
}

}  // namespace
}  // namespace almoner::scheduler
