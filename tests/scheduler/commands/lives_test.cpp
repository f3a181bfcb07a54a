// rules.md section 3: what moves a budget or an agreement on asks the table of its life.
#include "scheduler/commands/lives.h"

#include "ledger/records/ending.h"
#include "ledger/records/plan_step.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/budget.h"
#include "scheduler/commands/budget_answer.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_option.h"
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

// Word for word what section 3 lists, and the one that it needs: the next version is in force.
TEST(BudgetLife, GoesOnlyTheWaysOfTheTable) {
    using enum BudgetState;
    const std::map<BudgetState, std::set<BudgetState>> listed{{draft, {indicative, voided}},
                                                              {indicative, {agreed, voided}},
                                                              {agreed, {active, voided}},
                                                              {active, {revised, ended}},
                                                              {revised, {active}}};
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

class Lives : public BudgetMadeHere {
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

// Also for days before its last one.
TEST_F(Lives, ABudgetThatHasEndedTakesNothingMore) {
    Files more = line("L9", "5.00", "2026-11-02", "2026-11-20");
    more["budget"] = "B1";
    const Files dearer{{"plan_line", "L2"}, {"amount", "40.01"}, {"from", "2026-11-09"}};
    const Files longer{{"plan_line", "L1"}, {"end", "2027-06-30"}, {"from", "2026-11-09"}};
    end_b1();
    const nlohmann::json proposed = accepted(scheduler::plan_add, more);
    close_b1();
    EXPECT_EQ(refused(scheduler::proposal_confirm, confirmation(proposed), asking_checker),
              "illegal-transition plan_line");
    more["plan_line"] = "L8";
    EXPECT_EQ(refused(scheduler::plan_add, more), "illegal-transition plan_line");
    EXPECT_EQ(refused(scheduler::plan_change, dearer), "illegal-transition plan_line");
    EXPECT_EQ(refused(scheduler::plan_change, with(dearer, "amount", "39.99")),
              "no-review plan_line")
        << "less is a matter of its ground";
    end_b1(day("2026-11-22"));  // put right: it goes on
    EXPECT_EQ(refused(scheduler::plan_change, dearer), "accepted");
}

TEST_F(Lives, ABudgetThatHasEndedIsManagedNoOtherWay) {
    const Files other{{"plan_line", "L2"},
                      {"option", "third-party"},
                      {"from", "2026-12-14"},
                      {"facts", "line.planned_cost=40.00"},
                      {"agreement", "A9"},
                      {"payee", "third-party:TP"},
                      {"paid_from", "BA-LA"},
                      {"frequency", "four-weekly"},
                      {"anchor_date", "2026-12-14"},
                      {"timing", "advance"},
                      {"end", "2027-03-31"},
                      {"ground", "request"},
                      {"ground_evidence", paper}};
    close_b1();
    EXPECT_EQ(refused(scheduler::plan_option, other), "illegal-transition plan_line");
    Files active = with(other, "signed_on", "2026-11-20");
    active["evidence"] = paper;
    EXPECT_EQ(refused(scheduler::plan_option, active), "illegal-transition agreement");
}

TEST_F(Lives, AnImportLetsNoBudgetThatHasEndedGoOn) {
    const Files sample = with(sample_import(), "apply", "yes");  // B1 until 2027-03-31
    end_b1();
    close_b1();
    const std::string answer = accepted(scheduler::import_area, sample).dump();
    EXPECT_NE(answer.find("A budget that is ended can't become active."), std::string::npos)
        << answer;
    EXPECT_EQ(b1(area.database()).end_on, day("2026-11-21"));
    Files more = sample;
    more.at("file:plan_lines.csv") +=
        "L9,B1,ICB,nhs,Days,notional,5.00,weekly,2026-11-02,2026-11-20\n";
    EXPECT_EQ(refused(scheduler::import_area, more), "import-has-errors plan_lines.csv");
}

// A draft pays nothing; the first agreement that pays makes its budget active.
TEST_F(Lives, AnImportBeginsNoBudgetWhosePlanNobodyApproved) {
    confirm(accepted(scheduler::plan_add, with(line("L9", "50.00"), "option", "third-party")));
    const auto with_a9 = [](const std::string& status) {
        Files files = with(sample_import(), "apply", "yes");
        files.at("file:agreements.csv") +=
            "A9,B9,third-party,third-party:TP,,,,BA-ICB,four-weekly,2026-12-07,,2026-12-07,,"
            "advance,,," +
            status + "\n";
        return files;
    };
    const auto status = [&] {
        return ledger::agreement_by_ref(area.database(), "A9", ledger::last_day_of_all)->status;
    };
    const Files is_signed = with_a9("active,2026-11-20");
    EXPECT_EQ(refused(scheduler::import_area, is_signed), "import-has-errors agreements.csv");
    accepted(scheduler::import_area, with_a9("draft,"));
    const std::string answer = accepted(scheduler::import_area, is_signed).dump();
    EXPECT_NE(answer.find("A budget that is draft can't become active."), std::string::npos)
        << answer;
    EXPECT_EQ(status(), AgreementStatus::draft);
    (void)area.run([](ledger::Work& work) -> ledger::Outcome<std::string> {
        const auto b9 = ledger::budget_by_ref(work.database(), "B9", ledger::last_day_of_all);
        ledger::insert_plan_step(
            work,
            b9->person,
            {.budget = b9->number, .state = "approved", .on = work.today(), .actor = 2});
        return std::string{};
    });
    accepted(scheduler::import_area, is_signed);
    EXPECT_EQ(status(), AgreementStatus::active);
}

}  // namespace
}  // namespace almoner::tests
