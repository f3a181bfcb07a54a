#include "scheduler/commands/proposal.h"

#include "ledger/records/proposal.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/proposal_show.h"
#include "tests/scheduler/commands/people_area.h"

#include <algorithm>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::asking_checker;
using tests::asking_maker;
using tests::day;
using tests::Files;

const Files raise{{"plan_line", "L1"}, {"amount", "110.00"}, {"from", "2026-12-01"}};
const Actor another_maker{.number = 9, .ref = "other", .role = Role::maker};

class Proposals : public tests::PeopleArea {};

TEST_F(Proposals, AreListedWithWhatToConfirmUntilTheyAreClosed) {
    const json proposed = accepted(plan_change, raise);
    const json list = json::parse(proposal_list(area.database(), day("2026-11-22")));
    ASSERT_EQ(list["proposals"].size(), 1);
    EXPECT_EQ(list["proposals"][0]["about"], "L1");
    EXPECT_EQ(list["proposals"][0]["confirm"], "1:572000");
    const Files which{{"proposal", proposed["proposal"].dump()}};
    EXPECT_EQ(refused(proposal_refuse, which, another_maker), "needs-checker as");
    EXPECT_EQ(accepted(proposal_refuse, which, asking_checker)["state"], "refused");
    EXPECT_EQ(json::parse(proposal_list(area.database(), day("2026-11-22")))["proposals"].size(),
              0);
    EXPECT_EQ(refused(proposal_refuse, which, asking_checker), "proposal-closed proposal");
    EXPECT_EQ(refused(proposal_confirm, which, asking_checker), "proposal-closed proposal");
}

TEST_F(Proposals, WhoProposedMayTakeItBack) {
    const json proposed = accepted(plan_change, raise);
    accepted(proposal_refuse, {{"proposal", proposed["proposal"].dump()}}, asking_maker);
    accepted(plan_change, raise);
}

TEST_F(Proposals, OneThatIsNotThereIsNamed) {
    EXPECT_EQ(refused(proposal_confirm, {{"proposal", "77"}}, asking_checker),
              "proposal-unknown proposal");
    EXPECT_EQ(refused(proposal_confirm, {}, asking_checker), "field-missing proposal");
    EXPECT_EQ(refused(proposal_refuse, {{"proposal", "x"}}, asking_checker),
              "whole-number proposal");
}

TEST(DailyCommands, SayWhoMayGiveThem) {
    const auto may = [](std::string_view command, Role role) {
        const CommandEntry* const entry = find_command(command);
        return entry != nullptr && std::ranges::find(entry->who, role) != entry->who.end();
    };
    for (const char* proposes : {"agreement add",
                                 "agreement change",
                                 "agreement end",
                                 "agreement hold",
                                 "agreement resume",
                                 "agreement sign",
                                 "payee change",
                                 "plan add",
                                 "plan change",
                                 "plan end",
                                 "proposal refuse",
                                 "uplift propose"}) {
        EXPECT_TRUE(may(proposes, Role::maker) && may(proposes, Role::checker)) << proposes;
        EXPECT_FALSE(may(proposes, Role::viewer) || may(proposes, Role::scheduler)) << proposes;
    }
    for (const char* confirms : {"payee confirm", "proposal confirm", "uplift approve"}) {
        EXPECT_TRUE(may(confirms, Role::checker)) << confirms;
        EXPECT_FALSE(may(confirms, Role::maker) || may(confirms, Role::viewer) ||
                     may(confirms, Role::scheduler))
            << confirms;
    }
}

}  // namespace
}  // namespace almoner::scheduler
