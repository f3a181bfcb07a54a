#include "scheduler/commands/budget.h"

#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::asking_checker;
using tests::day;
using tests::Files;

// B1 is from 1 April 2026 to 31 March 2027, with lines of 7,280.00 a year. Today is 22 November.
class BudgetChange : public tests::PeopleArea {
  protected:
    ledger::Budget budget(const char* ref) {
        return ledger::budget_by_ref(area.database(), ref, day("2026-11-22")).value();
    }
};

TEST_F(BudgetChange, OtherDatesTakeASecondPerson) {
    const json proposed = accepted(budget_change,
                                   {{"budget", "B1"},
                                    {"end", "2026-10-31"},
                                    {"ground", "error"},
                                    {"ground_evidence", evidence()}});
    EXPECT_EQ(proposed["confirm"], "1:728000");
    EXPECT_EQ(budget("B1").end_on, day("2027-03-31"));
    accepted(proposal_confirm,
             {{"proposal", proposed["proposal"].dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    EXPECT_EQ(budget("B1").end_on, day("2026-10-31"));
    EXPECT_EQ(tasks(), "back-dated-reduction budget:B1;");
}

TEST_F(BudgetChange, ALastDayMayBeTakenAway) {
    const json proposed = accepted(budget_change, {{"budget", "B1"}, {"end", "none"}});
    accepted(proposal_confirm,
             {{"proposal", proposed["proposal"].dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    EXPECT_EQ(budget("B1").end_on, std::nullopt);
    EXPECT_EQ(tasks(), "");
}

TEST_F(BudgetChange, WhatIsKeptForEmergenciesCountsAtOnce) {
    accepted(budget_change, {{"budget", "B1"}, {"contingency", "250"}});
    EXPECT_EQ(budget("B1").contingency, ledger::Money::from_pence(25'000));
    EXPECT_EQ(budget("B1").end_on, day("2027-03-31"));
}

TEST_F(BudgetChange, WhatCanNotBeIsRefused) {
    EXPECT_EQ(refused(budget_change, {{"budget", "B9"}, {"end", "none"}}), "budget-unknown budget");
    EXPECT_EQ(refused(budget_change, {{"budget", "B1"}, {"end", "2027-03-31"}}),
              "nothing-to-change budget");
    EXPECT_EQ(refused(budget_change, {{"budget", "B1"}, {"end", "2026-03-31"}}),
              "ends-before-it-starts end");
    EXPECT_EQ(refused(budget_change, {{"budget", "B1"}, {"start", "2026-04-02"}}),
              "outside-the-budget start");
}

TEST_F(BudgetChange, AProposalIsStaleOnceTheBudgetChanged) {
    const json proposed = accepted(budget_change, {{"budget", "B1"}, {"end", "none"}});
    accepted(budget_change, {{"budget", "B1"}, {"contingency", "250"}});
    EXPECT_EQ(refused(proposal_confirm,
                      {{"proposal", proposed["proposal"].dump()}, {"confirm", proposed["confirm"]}},
                      asking_checker),
              "changed-since proposal");
}

}  // namespace
}  // namespace almoner::scheduler
