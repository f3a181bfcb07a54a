// Section 117 after-care beside ordinary social care (CTB-01): a contribution is taken of the
// ordinary line alone.
#include "ledger/records/attested_fact.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/facts/schedule_facts.h"
#include "tests/scheduler/facts/assessed_area.h"
#include "tests/scheduler/facts/budget_area.h"
#include "tests/support/run_area.h"

namespace almoner::tests {
namespace {

using ledger::Money;
using scheduler::agreement_change;

// £100 a week of ordinary care and £60 of after-care, £500 of which the person pays every four
// weeks.
class AfterCare : public ::testing::Test {
  protected:
    AfterCare() {
        PersonTerms terms;
        terms.line.stream = ledger::Stream::social_care;
        terms.agreement.contribution = pounds(500);
        terms.agreement.contribution_basis = ledger::ContributionBasis::net;
        person = area.add(terms);
        area.write([&](ledger::Work& work) {
            ledger::PlanLine line =
                *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
            line.number = 0;
            line.version = 0;
            line.ref = "after-care";
            line.amount = pounds(60);
            after_care = ledger::insert_plan_line(work, line);
        });
    }
    void say(const std::string& exempt, std::string_view from) {
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         person.person,
                                         {.about = {ledger::CaseKind::plan_line, after_care},
                                          .name = "line.contribution_exempt",
                                          .value = exempt,
                                          .from_on = on(from),
                                          .attested_by = 1});
        });
    }
    // What is taken off the first payment.
    Money taken() {
        (void)area.propose("2026-11-02");
        return area.payments().at(0).contribution;
    }

    RunArea area;
    TestPerson person;
    std::int64_t after_care = 0;
};

TEST_F(AfterCare, CTB_01_ARunTakesTheContributionOfBothWhereNothingIsSaid) {
    EXPECT_EQ(taken(), pounds(500));
}

TEST_F(AfterCare, CTB_01_ARunTakesItOfTheOrdinaryLineAlone) {
    say("yes", "2026-10-01");
    EXPECT_EQ(taken(), pounds(400));
}

// From a day within the period: nothing of the line is charged in it.
TEST_F(AfterCare, CTB_01_FromADayOnAndNoLongerThanItIsSaid) {
    say("yes", "2026-11-29");
    EXPECT_EQ(taken(), pounds(400));
}
TEST_F(AfterCare, CTB_01_ADayAfterThePeriodLeavesItAlone) {
    say("yes", "2026-11-30");
    EXPECT_EQ(taken(), pounds(500));
}
TEST_F(AfterCare, CTB_01_WhatWasTakenBackIsOver) {
    say("yes", "2026-10-01");
    say("no", "2026-11-02");
    EXPECT_EQ(taken(), pounds(500));
}

// L2 is £40 a week of ordinary care of P1; L3 is £10 of after-care.
class ShareBesideAfterCare : public BudgetEvents {
  protected:
    ShareBesideAfterCare() {
        Files more = sample_import();
        more.at("file:plan_lines.csv") +=
            "L3,B1,LA,social-care,After-care,direct-payment,10.00,weekly,2026-04-01,\n";
        more["apply"] = "yes";
        EXPECT_TRUE(ask(area, scheduler::import_area, more, asking_maker).accepted());
        tell("L3", "line.contribution_exempt=yes");
        record_assessment(area, "A1", 10'000);
    }
    std::string share(const std::string& amount) {
        return refused(agreement_change,
                       {{"agreement", "A1"},
                        {"contribution", amount},
                        {"from", "2026-12-07"},
                        {"ground", "contribution"},
                        {"ground_evidence", paper}});
    }
};

TEST_F(ShareBesideAfterCare, CTB_01_MayBeAskedOfTheOrdinaryLine) {
    EXPECT_EQ(share("24.00"), "accepted");
    EXPECT_EQ(last_effect({ledger::CaseKind::plan_line, 2}, "build-budget"), "allow");
}

// All of £200 would be taken of £200 for both; the ordinary line bears £160.
TEST_F(ShareBesideAfterCare, CTB_05_TheScheduleCountsTheOrdinaryLine) {
    EXPECT_EQ(share("200.00"), "accepted");
    auto a1 = *ledger::agreement_by_ref(area.database(), "A1", ledger::last_day_of_all);
    a1.contribution = Money::from_pence(20'000);
    const auto facts = scheduler::facts_to_schedule(area.database(), a1, day("2026-12-07"));
    EXPECT_EQ(facts.contribution.gross.value, Money::from_pence(16'000));
    EXPECT_EQ(facts.contribution.net.value, Money{});
}

TEST_F(ShareBesideAfterCare, CTB_01_IsRefusedWhereAfterCareIsAllThatIsLeft) {
    tell("L2", "line.contribution_exempt=yes");
    EXPECT_EQ(share("24.00"), "contribution-on-exempt-line agreement");
}

}  // namespace
}  // namespace almoner::tests
