// rules.md OPT-02: what the lines of a plan come to day by day, and what an approved plan limits.
#include "ledger/records/plan_line.h"
#include "scheduler/commands/budget_answer.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_approve.h"
#include "scheduler/commands/plan_option.h"
#include "scheduler/commands/uplift.h"
#include "tests/scheduler/facts/budget_area.h"

namespace almoner::tests {
namespace {

using nlohmann::json;
using scheduler::plan_add;
using scheduler::plan_change;
using scheduler::proposal_confirm;

// B9 was offered £50 a week of the ICB's money for P1.
class PlanOfAYear : public BudgetMadeHere {
  protected:
    void add(const Files& fields) { confirm(accepted(plan_add, fields)); }
    void offer(const std::string& amount, const std::string& frequency = "weekly") {
        accepted(scheduler::budget_offer, offer_of(amount, frequency));
    }
    void offer_stream(const std::string& stream, const std::string& amount) {
        Files fields = offer_of(amount);
        fields["streams"] = stream;
        accepted(scheduler::budget_offer, fields);
    }
    // £30 of the council's, beside it.
    void add_care(const std::string& start = "2026-12-07") {
        Files care = line("L10", "30.00", start);
        care["stream"] = "social-care";
        care["commissioner"] = "LA";
        add(care);
    }
    std::string submitted() {
        const auto asked = ask(area, scheduler::plan_submit, plan(), asking_maker);
        if (!asked.accepted()) return asked.refusal().code + " " + asked.refusal().field;
        seen = json::parse(asked.value()).at("confirm");
        return "accepted";
    }
    std::string approved(const scheduler::Actor& who = asking_checker) {
        return BudgetMadeHere::approved(seen, who);
    }
    std::string seen;  // of the plan, by whoever approves it

    // £50 a week, approved.
    void approve_fifty() {
        add(line("L9", "50.00"));
        offer("50.00");
        sign();
        ASSERT_EQ(submitted(), "accepted");
        ASSERT_EQ(approved(), "accepted");
    }
};

TEST_F(PlanOfAYear, OPT_02_ALineThatFollowsAnotherIsNotCountedBesideIt) {
    add(line("L9", "50.00", "2026-12-07", "2027-01-03"));
    add(line("L10", "50.00", "2027-01-04"));
    offer("50.00");
    sign();
    EXPECT_EQ(submitted(), "accepted");
    EXPECT_EQ(approved(checker_up_to(259'999)), "above-approve-limit as");
    EXPECT_EQ(approved(checker_up_to(260'000)), "accepted");  // 52 weeks of £50
    is_sound();
}

TEST_F(PlanOfAYear, OPT_02_ButOnADayOnWhichBothStandBothCount) {
    add(line("L9", "50.00", "2026-12-07", "2027-01-03"));
    add(line("L10", "50.00", "2027-01-03"));
    offer("50.00");
    sign();
    EXPECT_EQ(submitted(), "lines-do-not-sum budget");
    offer("100.00");
    EXPECT_EQ(submitted(), "accepted");
}

TEST_F(PlanOfAYear, OPT_02_NoDayComesToMoreThanTheBudget) {
    add(line("L9", "50.00", "2026-12-07", "2027-01-03"));
    add(line("L10", "50.01", "2027-01-04"));
    offer("50.00");
    sign();
    EXPECT_EQ(submitted(), "lines-do-not-sum budget");
    offer("50.01");
    EXPECT_EQ(submitted(), "accepted");
}

// 52 weeks of £50 and two sums of £100 in the year are £2,800.
TEST_F(PlanOfAYear, OPT_02_OneOffSumsOfAYearCountOnEachOfItsDays) {
    add(line("L9", "50.00"));
    for (const auto& [ref, start] :
         {std::pair{"L10", "2026-12-07"}, std::pair{"L11", "2027-02-01"}}) {
        Files once = line(ref, "100.00", start, start);
        once["frequency"] = "one-off";
        add(once);
    }
    offer("2799.99", "yearly");
    sign();
    EXPECT_EQ(submitted(), "lines-do-not-sum budget");
    offer("2800.00", "yearly");
    EXPECT_EQ(submitted(), "accepted");
}

// A financial year ends on 31 March (rules.md, date conventions): 52 weeks of £50 and one sum of
// £100 in each of two years are £2,700 in either.
TEST_F(PlanOfAYear, OPT_02_AOneOffSumCountsInItsOwnFinancialYearAlone) {
    add(line("L9", "50.00"));
    for (const auto& [ref, day_of_it] :
         {std::pair{"L10", "2027-03-31"}, std::pair{"L11", "2027-04-01"}}) {
        Files once = line(ref, "100.00", day_of_it);
        once["frequency"] = "one-off";
        add(once);
    }
    offer("2800.00", "yearly");
    sign();
    EXPECT_EQ(submitted(), "lines-do-not-sum budget");
    offer("2700.00", "yearly");
    EXPECT_EQ(submitted(), "accepted");
}

TEST_F(PlanOfAYear, OPT_02_WhatWasPaidOnceIsStillOfItsYear) {
    add(line("L9", "50.00", "2026-11-02"));
    Files once = line("L10", "100.00", "2026-11-09", "2026-11-09");
    once["frequency"] = "one-off";
    add(once);
    offer("2700.00", "yearly");
    sign();
    ASSERT_EQ(submitted(), "accepted");
    ASSERT_EQ(approved(), "accepted");
    once["plan_line"] = "L11";
    once["start"] = once["end"] = "2027-03-31";
    EXPECT_EQ(refused(plan_add, once), "beyond-the-budget plan_line");
    once["start"] = once["end"] = "2027-04-01";
    EXPECT_EQ(refused(plan_add, once), "accepted");
}

TEST_F(PlanOfAYear, OPT_02_AnOptionThatChangesLaterLetsTheNextVersionBeApproved) {
    approve_fifty();
    confirm(accepted(scheduler::plan_option,
                     {{"plan_line", "L9"},
                      {"option", "direct-payment"},
                      {"from", "2026-12-21"},
                      {"facts", "line.planned_cost=50.00"},
                      {"agreement", "A9"},
                      {"payee", "holder"},
                      {"paid_from", "BA-ICB"},
                      {"frequency", "four-weekly"},
                      {"anchor_date", "2026-12-21"},
                      {"timing", "advance"}}));
    sign("2026-11-22");
    EXPECT_EQ(submitted(), "accepted");
    EXPECT_EQ(approved(), "accepted");
    is_sound();
}

TEST_F(PlanOfAYear, OPT_02_ALineOnHoldIsStillPartOfThePlan) {
    approve_fifty();
    accepted(scheduler::plan_hold,
             {{"plan_line", "L9"}, {"reason", "account"}, {"from", "2026-12-14"}});
    sign("2026-11-22");
    EXPECT_EQ(submitted(), "accepted");
}

// An integrated budget is offered stream by stream: the last answer of each counts.
TEST_F(PlanOfAYear, OPT_02_TheOffersOfEachStreamAreAddedUp) {
    add(line("L9", "50.00"));
    add_care();
    sign();
    tell("B9", "plan.cost_to_authority=1560.00");
    offer_stream("nhs", "50.00");
    EXPECT_EQ(submitted(), "lines-do-not-sum budget");
    offer_stream("social-care", "29.99");
    EXPECT_EQ(submitted(), "lines-do-not-sum budget");
    offer_stream("social-care", "30.00");
    EXPECT_EQ(submitted(), "accepted");
}

// £50 of the ICB and £30 of the council, offered as one sum: what is answered anew of one of them
// leaves the other its part.
class OfferedAsOne : public PlanOfAYear {
  protected:
    OfferedAsOne() {
        add(line("L9", "50.00"));
        add_care();
        sign();
        tell("B9", "plan.cost_to_authority=1560.00");
        offer("80.00");
        EXPECT_EQ(submitted(), "accepted");
        EXPECT_EQ(approved(), "accepted");
    }
    std::string change(const std::string& ref, const std::string& amount) {
        return refused(plan_change,
                       {{"plan_line", ref}, {"amount", amount}, {"from", "2026-12-14"}});
    }
};

TEST_F(OfferedAsOne, OPT_02_AStreamThatIsOfferedAnewLeavesTheOtherItsPart) {
    offer_stream("nhs", "55.00");
    EXPECT_EQ(change("L9", "55.01"), "beyond-the-budget plan_line");
    confirm(
        accepted(plan_change, {{"plan_line", "L9"}, {"amount", "55.00"}, {"from", "2026-12-14"}}));
    sign("2026-11-22");
    EXPECT_EQ(submitted(), "accepted");  // £55 and £30 are what was offered
    EXPECT_EQ(change("L10", "30.01"), "beyond-the-budget plan_line");
    offer_stream("social-care", "30.01");
    EXPECT_EQ(change("L10", "30.01"), "accepted");
}

TEST_F(OfferedAsOne, OPT_02_AStreamThatIsRefusedLeavesTheOtherItsPart) {
    accepted(scheduler::budget_refuse,
             {{"budget", "B9"},
              {"streams", "nhs"},
              {"reasons", "The ward meets these needs."},
              {"challenge", "Write to us."},
              {"evidence", paper}});
    accepted(scheduler::plan_end, in_error({{"plan_line", "L9"}, {"on", "2026-12-07"}}));
    EXPECT_EQ(change("L10", "30.01"), "beyond-the-budget plan_line");
}

// On one day £80 are offered, £35 of it anew for the care, then its line is raised to £35: what
// stood when it was answered, £30, is what the whole is less by.
TEST_F(PlanOfAYear, OPT_02_WhatIsLeftIsReckonedAtWhatStoodWhenItWasAnswered) {
    add(line("L9", "50.00", "2026-11-02"));
    add_care("2026-11-02");
    sign();
    tell("B9", "plan.cost_to_authority=1560.00");
    offer("80.00");
    ASSERT_EQ(submitted(), "accepted");
    ASSERT_EQ(approved(), "accepted");
    offer_stream("social-care", "35.00");  // £30 stood then, and £50 are left
    confirm(
        accepted(plan_change, {{"plan_line", "L10"}, {"amount", "35.00"}, {"from", "2026-11-22"}}));
    tell("B9", "plan.cost_to_authority=1820.00");
    sign("2026-11-22");
    EXPECT_EQ(submitted(), "accepted");  // £50 and £35; were £35 taken off, £45 would be left
    EXPECT_EQ(
        refused(plan_change, {{"plan_line", "L9"}, {"amount", "50.01"}, {"from", "2026-12-14"}}),
        "beyond-the-budget plan_line");
    is_sound();
}

// £50 of the ICB and £30 of the council were offered as one sum; both ended before the ICB refused
// its part, and £30 are left for the care.
TEST_F(PlanOfAYear, OPT_02_LinesThatEndedBeforeTheirStreamWasAnsweredHadTheirPart) {
    add(line("L9", "50.00", "2026-11-02"));
    add_care("2026-11-02");
    sign();
    tell("B9", "plan.cost_to_authority=1560.00");
    offer("80.00");
    ASSERT_EQ(submitted(), "accepted");
    ASSERT_EQ(approved(), "accepted");
    for (const char* const ref : {"L9", "L10"}) {
        confirm(
            accepted(scheduler::plan_end, in_error({{"plan_line", ref}, {"on", "2026-11-21"}})));
    }
    accepted(scheduler::budget_refuse,
             {{"budget", "B9"},
              {"streams", "nhs"},
              {"reasons", "The ward meets these needs."},
              {"challenge", "Write to us."},
              {"evidence", paper}});
    Files care = line("L11", "30.01");
    care["stream"] = "social-care";
    care["commissioner"] = "LA";
    EXPECT_EQ(refused(plan_add, care), "beyond-the-budget plan_line");
    care["amount"] = "30.00";
    EXPECT_EQ(refused(plan_add, care), "accepted");
}

class ApprovedPlan : public PlanOfAYear {
  protected:
    ApprovedPlan() { approve_fifty(); }
};

TEST_F(ApprovedPlan, OPT_02_TakesNoLineBeyondWhatWasOffered) {
    EXPECT_EQ(refused(plan_add, line("L10", "0.01")), "beyond-the-budget plan_line");
    offer("51.00");
    EXPECT_EQ(refused(plan_add, line("L10", "1.01")), "beyond-the-budget plan_line");
    EXPECT_EQ(refused(plan_add, line("L10", "1.00")), "accepted");
}

TEST_F(ApprovedPlan, OPT_02_IsAskedAgainWhenALineIsConfirmed) {
    offer("51.00");
    const json proposed = accepted(plan_add, line("L10", "1.00"));
    offer("50.99");
    EXPECT_EQ(refused(proposal_confirm, confirmation(proposed), asking_checker),
              "beyond-the-budget plan_line");
    offer("51.00");
    confirm(proposed);
    is_sound();
}

TEST_F(ApprovedPlan, OPT_02_NoLineOfItIsRaisedBeyondIt) {
    const auto change = [&](const std::string& amount) {
        return refused(plan_change,
                       {{"plan_line", "L9"}, {"amount", amount}, {"from", "2026-12-14"}});
    };
    EXPECT_EQ(change("50.01"), "beyond-the-budget plan_line");
    offer("50.01");
    EXPECT_EQ(change("50.02"), "beyond-the-budget plan_line");
    const json proposed =
        accepted(plan_change, {{"plan_line", "L9"}, {"amount", "50.01"}, {"from", "2026-12-14"}});
    offer("50.00");
    EXPECT_EQ(refused(proposal_confirm, confirmation(proposed), asking_checker),
              "beyond-the-budget plan_line");
}

TEST_F(ApprovedPlan, OPT_02_ALineThatIsManagedAnotherWayIsWorthNoMore) {
    Files other{{"plan_line", "L9"},
                {"option", "third-party"},
                {"from", "2026-12-14"},
                {"amount", "50.01"},
                {"facts", "line.planned_cost=50.01"},
                {"agreement", "A9"},
                {"payee", "third-party:TP"},
                {"paid_from", "BA-ICB"},
                {"frequency", "four-weekly"},
                {"anchor_date", "2026-12-14"},
                {"timing", "advance"}};
    EXPECT_EQ(refused(scheduler::plan_option, other), "beyond-the-budget plan_line");
    offer("50.01");
    EXPECT_NE(refused(scheduler::plan_option, other), "beyond-the-budget plan_line");
}

// A decision of the body for all of its money: it has a letter of its own.
TEST_F(ApprovedPlan, OPT_02_AnUpliftIsNotLimitedAndWhatItRaisedMayStay) {
    const json proposed = accepted(scheduler::uplift_propose,
                                   {{"stream", "nhs"},
                                    {"amount", "50.00"},
                                    {"frequency", "weekly"},
                                    {"percent", "10"},
                                    {"from", "2026-12-28"}});
    accepted(scheduler::uplift_approve,
             {{"uplift", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    const Files longer{{"plan_line", "L9"}, {"end", "2027-12-31"}, {"from", "2026-12-28"}};
    EXPECT_NE(refused(plan_change, longer), "beyond-the-budget plan_line");
    EXPECT_EQ(
        refused(plan_change, {{"plan_line", "L9"}, {"amount", "55.01"}, {"from", "2026-12-28"}}),
        "beyond-the-budget plan_line");
}

TEST_F(ApprovedPlan, OPT_02_AnImportLeavesOutWhatGoesBeyondIt) {
    Files more = sample_import();
    more.at("file:plan_lines.csv") += "L10,B9,ICB,nhs,Days,notional,0.01,weekly,2026-12-07,\n";
    more["apply"] = "yes";
    const auto refusal = ask(area, scheduler::import_area, more, asking_maker);
    ASSERT_FALSE(refusal.accepted());
    EXPECT_EQ(refusal.refusal().code, "import-has-errors");
    EXPECT_NE(refusal.refusal().words.find("plan"), std::string::npos);
    offer("50.01");
    EXPECT_TRUE(ask(area, scheduler::import_area, more, asking_maker).accepted());
}

TEST_F(ApprovedPlan, OPT_02_AnImportRaisesNoLineBeyondIt) {
    const auto amount_of_l9 = [&] {
        return ledger::plan_line_by_ref(area.database(), "L9", ledger::last_day_of_all)
            ->amount.pence();
    };
    Files more = sample_import();
    more.at("file:plan_lines.csv") += "L9,B9,ICB,nhs,Nights,notional,50.01,weekly,2026-12-07,\n";
    more["apply"] = "yes";
    accepted(scheduler::import_area, more);
    EXPECT_EQ(amount_of_l9(), 5'000);
    offer("50.01");
    accepted(scheduler::import_area, more);
    EXPECT_EQ(amount_of_l9(), 5'001);
}

// What was taken over has no approved plan.
TEST_F(PlanOfAYear, OPT_02_WithoutAnApprovedPlanNothingIsLimited) {
    accepted(scheduler::budget_offer,
             {{"budget", "B1"},
              {"amount", "0.01"},
              {"frequency", "weekly"},
              {"ways", "notional,third-party,direct-payment"},
              {"accounts", "bank-account"},
              {"evidence", paper}});
    Files fields = line("L10", "5.00");
    fields["budget"] = "B1";
    EXPECT_EQ(refused(plan_add, fields), "accepted");
}

}  // namespace
}  // namespace almoner::tests
