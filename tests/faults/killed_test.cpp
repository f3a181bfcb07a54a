#include "tests/faults/fault_area.h"
#include "tests/faults/tracer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace almoner::tests {
namespace {

namespace fs = std::filesystem;

// So many points of each command, spread over all of its changes of files, first and last included.
constexpr int points = 12;

std::set<int> spread(int steps) {
    std::set<int> chosen;
    for (int i = 0; i < points; ++i) chosen.insert(1 + i * (steps - 1) / (points - 1));
    return chosen;
}

class Killed : public testing::Test {
  protected:
    void SetUp() override {
        if (!can_trace()) GTEST_SKIP() << "this machine lets nobody trace a process";
    }

    // Whatever was half done, the same ask again comes to what one ask comes to.
    void expect_one_result(const std::string& name, const fs::path& data) {
        const Result half = result_in(data);
        EXPECT_EQ(half.faults, std::vector<std::string>{});
        const ProgramEnd again = run_almoner(area_.words(name, data));
        EXPECT_EQ(again.exit_code, 0) << again.err;
        EXPECT_EQ(result_in(data), area_.after(name));
    }

    void kill_everywhere(const std::string& name) {
        const TracedEnd whole = run_killed_at(area_.words(name, area_.before(name)), 0);
        ASSERT_EQ(whole.end.exit_code, 0) << whole.end.err;
        ASSERT_FALSE(whole.was_killed);
        ASSERT_GE(whole.steps, points) << name;
        Kills kills;
        for (const int step : spread(whole.steps)) {
            const std::string at = name + ", killed before step " + std::to_string(step) + " of " +
                                   std::to_string(whole.steps);
            SCOPED_TRACE(at);
            const fs::path data = area_.before(name);
            const TracedEnd killed = run_killed_at(area_.words(name, data), step);
            ASSERT_TRUE(kills.counts(killed));
            expect_one_result(name, data);
        }
        EXPECT_TRUE(kills.nearly_all());
    }

    FaultArea area_;
};

TEST_F(Killed, WhileARunIsProposed) {
    kill_everywhere("propose");
}

TEST_F(Killed, WhileARunIsApproved) {
    kill_everywhere("approve");
}

TEST_F(Killed, WhileAStatementIsRead) {
    kill_everywhere("import");
}

// Each step from the intent to the file that is in its place, since here something leaves the
// house.
TEST_F(Killed, BeforeEveryStepWhileARunIsSent) {
    const TracedEnd whole = run_killed_at(area_.words("send", area_.before("send")), 0);
    ASSERT_EQ(whole.end.exit_code, 0) << whole.end.err;
    ASSERT_GE(whole.steps, points);
    Kills kills;
    for (int step = 1; step <= whole.steps; ++step) {
        SCOPED_TRACE("killed before step " + std::to_string(step) + " of " +
                     std::to_string(whole.steps));
        const fs::path data = area_.before("send");
        const TracedEnd killed = run_killed_at(area_.words("send", data), step);
        ASSERT_TRUE(kills.counts(killed));
        expect_one_result("send", data);
    }
    EXPECT_TRUE(kills.nearly_all());
}

// The caller is told that the server went away; the next server goes on where it was.
TEST_F(Killed, TheServerWhileItSendsARun) {
    int steps = 0;
    {
        const fs::path data = area_.before("send");
        RunningServer server(data);
        const TracedEnd whole = kill_server_at(server.give_away(), area_.words("send", data), 0);
        ASSERT_EQ(whole.end.exit_code, 0) << whole.end.err;
        steps = whole.steps;
        ASSERT_GE(steps, points);
        EXPECT_EQ(result_in(data), area_.after("send"));
    }
    Kills kills;
    for (const int step : {1, steps / 4, steps / 2, 3 * steps / 4, steps}) {
        SCOPED_TRACE("the server, killed before step " + std::to_string(step) + " of " +
                     std::to_string(steps));
        const fs::path data = area_.before("send");
        {
            RunningServer server(data);
            const TracedEnd killed =
                kill_server_at(server.give_away(), area_.words("send", data), step);
            ASSERT_TRUE(kills.counts(killed));
            // The last of its changes may come after the answer.
            if (step <= 3 * steps / 4 || killed.end.exit_code != 0) {
                EXPECT_EQ(killed.end.exit_code, 4) << killed.end.err;
                EXPECT_NE(killed.end.err.find("ask again with the same --key"), std::string::npos)
                    << killed.end.err;
            }
        }
        EXPECT_EQ(result_in(data).faults, std::vector<std::string>{});
        RunningServer next(data);
        const ProgramEnd again = run_almoner(area_.words("send", data));
        EXPECT_EQ(again.exit_code, 0) << again.err;
        EXPECT_EQ(next.stop(), 0);
        EXPECT_EQ(result_in(data), area_.after("send"));
    }
    EXPECT_TRUE(kills.nearly_all());
}

}  // namespace
}  // namespace almoner::tests
