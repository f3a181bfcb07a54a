// rules.md section 3: what moves a budget or an agreement on asks the table of its life.
#include "scheduler/commands/lives.h"

#include "ledger/records/ending.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/budget.h"
#include "scheduler/commands/budget_answer.h"
#include "tests/scheduler/facts/budget_area.h"

#include <map>
#include <set>

namespace almoner::tests {
namespace {

using ledger::Agreement;
using ledger::AgreementStatus;
using rules::BudgetState;
using scheduler::may_become;

// A draft is offered, then signed; what has stopped only has its final account.
TEST(AgreementLife, GoesOnlyTheWaysOfTheTable) {
    using enum AgreementStatus;
    const std::set<std::pair<AgreementStatus, AgreementStatus>> listed{{draft, active},
                                                                       {draft, ended},
                                                                       {active, held},
                                                                       {held, active},
                                                                       {active, ended},
                                                                       {held, ended}};
    for (const AgreementStatus from : {draft, active, held, ended}) {
        for (const AgreementStatus to : {draft, active, held, ended}) {
            const auto moved =
                may_become(Agreement{.status = from}, Agreement{.status = to}, "agreement");
            const bool is_listed = from == to || listed.contains({from, to});
            EXPECT_EQ(moved.accepted(), is_listed) << name_of(from) << " to " << name_of(to);
            if (moved.accepted()) continue;
            EXPECT_EQ(moved.refusal().code, "illegal-transition");
            EXPECT_EQ(moved.refusal().field, "agreement");
        }
    }
    const auto refused =
        may_become(Agreement{.status = ended}, Agreement{.status = active}, "agreement");
    EXPECT_EQ(refused.refusal().words, "An agreement that is stopped can't become active.");
    EXPECT_EQ(refused.refusal().next, "From here it can become: final-account.");
}

TEST(AgreementLife, EndsWithItsFinalAccount) {
    for (const AgreementStatus from :
         {AgreementStatus::active, AgreementStatus::held, AgreementStatus::ended}) {
        EXPECT_TRUE(scheduler::may_be_closed(Agreement{.status = from}, "ending").accepted());
    }
    const auto draft = scheduler::may_be_closed(Agreement{}, "ending");
    ASSERT_FALSE(draft.accepted());
    EXPECT_EQ(draft.refusal().code, "illegal-transition");
}

// Word for word what section 3 lists, and nothing beside it.
TEST(BudgetLife, GoesOnlyTheWaysOfTheTable) {
    using enum BudgetState;
    const std::map<BudgetState, std::set<BudgetState>> listed{{draft, {indicative, voided}},
                                                              {indicative, {agreed, voided}},
                                                              {agreed, {active, voided}},
                                                              {active, {revised, ended}}};
    const auto all = {draft, indicative, agreed, active, revised, ended, voided};
    for (const BudgetState from : all) {
        for (const BudgetState to : all) {
            const auto ways = listed.find(from);
            const bool is_listed =
                from == to || (ways != listed.end() && ways->second.contains(to));
            EXPECT_EQ(may_become(from, to, "budget").accepted(), is_listed)
                << name_of_value(from) << " to " << name_of_value(to);
        }
    }
}

// Also where it had its final account already.
TEST(BudgetLife, EndsAsWhatItWas) {
    using enum BudgetState;
    for (const BudgetState was : {active, revised, ended}) {
        EXPECT_EQ(scheduler::end_of(was), ended) << name_of_value(was);
    }
    for (const BudgetState was : {draft, indicative, agreed, voided}) {
        EXPECT_EQ(scheduler::end_of(was), voided) << name_of_value(was);
    }
}

class Lives : public BudgetEvents {
  protected:
    std::string offered() {
        return refused(scheduler::budget_offer,
                       {{"budget", "B1"},
                        {"amount", "50.00"},
                        {"frequency", "weekly"},
                        {"ways", "notional,third-party,direct-payment"},
                        {"accounts", "bank-account"},
                        {"evidence", paper}});
    }
    BudgetState life_of_b1() { return scheduler::life_of(area.database(), b1(area.database())); }
    static ledger::Budget b1(ledger::Database& database) {
        return ledger::budget_by_ref(database, "B1", ledger::last_day_of_all).value();
    }
    // Its last day was the 21st; then its final account.
    void end_b1(const std::optional<ledger::Date>& last = day("2026-11-21")) {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            auto budget = b1(work.database());
            budget.end_on = last;
            ledger::insert_budget(work, budget);
            return std::string{};
        });
    }
    void close_b1() {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            const auto budget = b1(work.database());
            const auto ending = ledger::insert_ending(work,
                                                      budget.person,
                                                      {.budget = budget.number,
                                                       .because = "move",
                                                       .last_on = day("2026-11-21"),
                                                       .opened_on = work.today(),
                                                       .opened_by = 1});
            for (const char* const state : {"open", "closed"}) {
                ledger::insert_ending_step(
                    work,
                    budget.person,
                    {.ending = ending, .state = state, .on = work.today(), .actor = 1});
            }
            return std::string{};
        });
    }
};

TEST_F(Lives, ABudgetThatHasEndedIsNotOfferedAgain) {
    EXPECT_EQ(life_of_b1(), BudgetState::active);
    end_b1();
    EXPECT_EQ(offered(), "accepted") << "before its final account";
    close_b1();
    EXPECT_EQ(life_of_b1(), BudgetState::ended);
    EXPECT_EQ(offered(), "illegal-transition budget");
}

// As books have it in which a last day was put right after the final account.
TEST_F(Lives, ABudgetThatWasOpenedAgainIsActiveUntilItsNextFinalAccount) {
    for (const auto& last : {std::optional{day("2027-03-31")}, std::optional<ledger::Date>{}}) {
        end_b1();
        close_b1();
        EXPECT_EQ(life_of_b1(), BudgetState::ended);
        end_b1(day("2026-11-20"));
        EXPECT_EQ(life_of_b1(), BudgetState::ended) << "an earlier day opens nothing again";
        end_b1(last);
        EXPECT_EQ(life_of_b1(), BudgetState::active);
        EXPECT_EQ(offered(), "accepted");
        if (!last) continue;
        EXPECT_EQ(refused(scheduler::budget_change, {{"budget", "B1"}, {"end", "2027-06-30"}}),
                  "accepted");
    }
}

TEST_F(Lives, ABudgetThatHasEndedDoesNotGoOn) {
    const Files longer{{"budget", "B1"}, {"end", "none"}};
    end_b1();
    const nlohmann::json proposed = accepted(scheduler::budget_change, longer);
    close_b1();
    EXPECT_EQ(refused(scheduler::proposal_confirm, confirmation(proposed), asking_checker),
              "illegal-transition proposal");
    EXPECT_EQ(refused(scheduler::budget_change, longer), "illegal-transition budget");
    EXPECT_EQ(refused(scheduler::budget_change, with(longer, "end", "2026-11-22")),
              "illegal-transition budget");
}

}  // namespace
}  // namespace almoner::tests
