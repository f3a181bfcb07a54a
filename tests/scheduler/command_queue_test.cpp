// Who runs a command that is given to the queue, and what is committed together.
#include "scheduler/queue/command_queue.h"

#include "tests/support/users.h"

#include <gtest/gtest.h>

#include <latch>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace almoner::scheduler {
namespace {

const Actor jo{.number = 1, .ref = "jo", .role = Role::checker};

Command phone(const std::string& key) {
    const auto today = *ledger::Date::parse("2026-11-23");
    return {.name = "setting set",
            .key = key,
            .actor = "jo",
            .at_ms = std::int64_t{today.days()} * 86'400'000,
            .today = today,
            .fields = {{"name", "contact.phone"}, {"value", "01632 960000"}}};
}

class CommandQueueTest : public ::testing::Test {
  protected:
    CommandQueueTest() { tests::add_user(area_, "jo", "checker", tests::nobody); }

    tests::TestArea area_;
    const Surroundings around_{};
};

TEST_F(CommandQueueTest, WhoIsAloneRunsTheCommandThemselves) {
    std::thread::id ran_by;
    CommandQueue queue(
        area_.writer(),
        around_,
        {},
        [&](ledger::AreaWriter& writer, const Surroundings& around, const Command& command) {
            ran_by = std::this_thread::get_id();
            return dispatch(writer, around, command);
        });
    EXPECT_TRUE(queue.run(phone("one")).outcome.accepted());
    EXPECT_EQ(ran_by, std::this_thread::get_id());
    EXPECT_TRUE(queue.run(phone("two")).outcome.accepted());
    EXPECT_EQ(ran_by, std::this_thread::get_id());
}

// The first is held up until the others wait: they are run one after another by the queue's own
// thread, and answered.
TEST_F(CommandQueueTest, WhoComesMeanwhileWaitsAndIsAnswered) {
    std::mutex mutex;
    std::map<std::string, std::thread::id> ran_by;
    std::latch begun(1);
    std::latch goes_on(1);
    CommandQueue queue(
        area_.writer(),
        around_,
        {},
        [&](ledger::AreaWriter& writer, const Surroundings& around, const Command& command) {
            if (command.key == "first") {
                begun.count_down();
                goes_on.wait();
            }
            const std::lock_guard lock(mutex);
            ran_by[command.key] = std::this_thread::get_id();
            return dispatch(writer, around, command);
        });
    std::map<std::string, std::thread::id> given_by;
    std::map<std::string, bool> accepted;
    const auto give = [&](const std::string& key) {
        const CommandResult result = queue.run(phone(key));
        const std::lock_guard lock(mutex);
        given_by[key] = std::this_thread::get_id();
        accepted[key] = result.outcome.accepted();
    };
    std::vector<std::thread> callers;
    callers.reserve(3);
    callers.emplace_back(give, "first");
    begun.wait();
    callers.emplace_back(give, "second");
    callers.emplace_back(give, "third");
    goes_on.count_down();
    for (std::thread& caller : callers) caller.join();
    EXPECT_EQ(accepted,
              (std::map<std::string, bool>{{"first", true}, {"second", true}, {"third", true}}));
    EXPECT_EQ(ran_by.at("first"), given_by.at("first"));
    EXPECT_EQ(ran_by.size(), 3U);
}

// A group that breaks outside its handlers stops the writer: whoever comes then is told so.
TEST_F(CommandQueueTest, AfterAFailureNobodyIsServed) {
    CommandQueue queue(
        area_.writer(),
        around_,
        {},
        [](ledger::AreaWriter& /*writer*/, const Surroundings& /*around*/, const Command& command)
            -> CommandResult { throw std::runtime_error("no disk for " + command.key); });
    EXPECT_THROW((void)queue.run(phone("one")), std::runtime_error);
    EXPECT_TRUE(queue.stopped());
    EXPECT_THROW((void)queue.run(phone("two")), QueueBusy);
}

}  // namespace
}  // namespace almoner::scheduler
