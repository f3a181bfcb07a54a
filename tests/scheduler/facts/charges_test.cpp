// SI 2014/2672 reg 7; Care Act 2014 s 14, 17 (CTB-08): nobody is charged more than their last
// assessment says, over all of their agreements and by whichever command.
#include "ledger/records/operator_file.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/assessment.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/plan_option.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/people_area.h"
#include "tests/scheduler/facts/assessed_area.h"

namespace almoner::tests {
namespace {

using ledger::Money;
using nlohmann::json;
using scheduler::agreement_add;
using scheduler::agreement_change;
using scheduler::agreement_sign;
using scheduler::plan_option;

// P1 pays £20 under A1 (L1 is NHS, L2 £40 a week of social care) and £8 under A8, every four weeks
// each. £8 a week are £32 for four weeks. Today is 22 November 2026.
class Charged : public PeopleArea {
  protected:
    Charged() { take_over("8.00"); }
    void take_over(const std::string& share,
                   const std::string& of_a1 = "20.00",
                   const std::string& end = "") {
        Files more = spoiled("agreements.csv", ",20.00,net", "," + of_a1 + ",net");
        more.at("file:budgets.csv") += "B8,P1,LA,2026-04-01,,\nB7,P1,LA,2026-04-01,,\n";
        more.at("file:plan_lines.csv") +=
            "L8,B8,LA,social-care,Meals,direct-payment,30.00,weekly,2026-04-01,\n";
        more.at("file:agreements.csv") +=
            "A8,B8,direct-payment,holder,Ann One,001001,00000006,BA-LA,four-weekly,2026-04-06,,"
            "2026-04-06," +
            end + ",advance," + share + ",net,active,2026-03-01\n";
        more["apply"] = "yes";
        EXPECT_TRUE(ask(area, scheduler::import_area, more, asking_maker).accepted());
    }
    void assessed(std::int64_t weekly, std::int64_t proposal = 900'001) {
        record_assessment(area, "A1", weekly, proposal);
    }
    void confirm_new_line() {
        const json proposed = accepted(scheduler::plan_add,
                                       {{"plan_line", "L88"},
                                        {"budget", "B8"},
                                        {"commissioner", "LA"},
                                        {"stream", "social-care"},
                                        {"purpose", "Day centre"},
                                        {"option", "notional"},
                                        {"amount", "10"},
                                        {"frequency", "weekly"},
                                        {"start", "2026-12-01"}});
        accepted(scheduler::proposal_confirm,
                 {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
                 asking_checker);
    }
    // What was proposed is taken back, so that it can be asked again.
    std::string tried(scheduler::CommandHandler handler, const Files& fields) {
        const auto asked = ask(area, handler, fields, asking_maker);
        if (!asked.accepted()) return asked.refusal().code + " " + asked.refusal().field;
        accepted(scheduler::proposal_refuse,
                 {{"proposal", json::parse(asked.value()).at("proposal").dump()}});
        return "accepted";
    }
    std::string share_of_a1(const std::string& amount) {
        return tried(agreement_change,
                     {{"agreement", "A1"},
                      {"contribution", amount},
                      {"from", "2026-12-01"},
                      {"ground", "contribution"},
                      {"ground_evidence", paper}});
    }
    Money contribution(std::string_view ref) {
        return ledger::agreement_by_ref(area.database(), ref, day("2026-12-01"))->contribution;
    }
    const std::string paper = evidence();
};

TEST_F(Charged, CTB_08_RisesOnlyToWhatTheLastAssessmentSaysOfAllAgreements) {
    EXPECT_EQ(share_of_a1("20.01"), "not-assessed agreement");
    assessed(800);
    EXPECT_EQ(share_of_a1("24.00"), "accepted");
    EXPECT_EQ(share_of_a1("24.01"), "over-assessment agreement");
    take_over("8.04");
    EXPECT_EQ(contribution("A8"), Money::from_pence(804));
    EXPECT_EQ(share_of_a1("23.96"), "accepted");
    EXPECT_EQ(share_of_a1("23.97"), "over-assessment agreement");
    assessed(801, 900'002);
    EXPECT_EQ(share_of_a1("23.97"), "accepted");
}

// rules.md, CTB-01: section 117 after-care is not charged. L8 is all that A8 asks its £8 for.
TEST_F(Charged, CTB_01_CTB_08_AfterCareChargesNothing) {
    assessed(800);
    EXPECT_EQ(share_of_a1("24.01"), "over-assessment agreement");
    tell("L8", "line.contribution_exempt=yes", "2027-01-01");
    EXPECT_EQ(share_of_a1("24.01"), "over-assessment agreement") << "until the year ends";
    tell("L8", "line.contribution_exempt=yes", "2026-11-22");
    EXPECT_EQ(share_of_a1("32.00"), "accepted");
    EXPECT_EQ(share_of_a1("32.01"), "over-assessment agreement");
    tell("L8", "line.contribution_exempt=no", "2027-01-01");
    EXPECT_EQ(share_of_a1("24.01"), "over-assessment agreement") << "from January on";
    EXPECT_EQ(share_of_a1("24.00"), "accepted");
}

TEST_F(Charged, CTB_08_LessMayAlwaysBeAsked) {
    EXPECT_EQ(share_of_a1("19.99"), "accepted");
    assessed(100);  // less than they pay already
    EXPECT_EQ(share_of_a1("19.99"), "accepted");
    EXPECT_EQ(share_of_a1("20.01"), "over-assessment agreement");
}

// The last one counts from its own day on.
TEST_F(Charged, CTB_08_LooksAtEachDayFromTheFirst) {
    assessed(800);
    record_assessment(area, "A8", 700, 900'002, "2027-02-01");
    EXPECT_EQ(share_of_a1("20.01"), "over-assessment agreement");
    record_assessment(area, "A8", 800, 900'003, "2027-02-01");
    EXPECT_EQ(share_of_a1("24.00"), "accepted");
}

// A8 ends with the year; from then on A1 asks for all.
TEST_F(Charged, CTB_08_IsAskedWhereAnAgreementGoesOnForLonger) {
    take_over("8.00", "20.00", "2026-12-31");
    assessed(800);
    const json proposed = accepted(agreement_change,
                                   {{"agreement", "A1"},
                                    {"contribution", "32.00"},
                                    {"from", "2027-01-01"},
                                    {"ground", "contribution"},
                                    {"ground_evidence", paper}});
    accepted(scheduler::proposal_confirm,
             {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    EXPECT_EQ(tried(agreement_change, {{"agreement", "A8"}, {"end", "2027-01-01"}}),
              "over-assessment agreement");
    EXPECT_EQ(tried(agreement_change, {{"agreement", "A8"}, {"end", "2027-03-31"}}),
              "over-assessment agreement");
}

TEST_F(Charged, CTB_08_IsAskedWhenADraftIsSigned) {
    assessed(800);
    accepted(agreement_add,
             {{"agreement", "A9"},
              {"budget", "B8"},
              {"option", "notional"},
              {"payee", "provider:PR"},
              {"paid_from", "BA-LA"},
              {"frequency", "four-weekly"},
              {"anchor_date", "2026-12-07"},
              {"start", "2026-12-07"},
              {"timing", "arrears"},
              {"contribution", "4.01"},
              {"contribution_basis", "gross"}});
    // Nothing of B8 is notional yet: its contribution is asked about with the first line.
    confirm_new_line();
    const Files signature{{"agreement", "A9"}, {"signed_on", "2026-11-20"}, {"evidence", paper}};
    EXPECT_EQ(tried(agreement_sign, signature), "over-assessment agreement");
    accepted(agreement_change, {{"agreement", "A9"}, {"contribution", "4.00"}});
    EXPECT_NE(tried(agreement_sign, signature), "over-assessment agreement");
}

TEST_F(Charged, CTB_08_IsAskedOfAnotherOption) {
    assessed(800);
    const Files another{{"plan_line", "L2"},
                        {"option", "notional"},
                        {"payee", "provider:PR"},
                        {"from", "2026-12-01"},
                        {"contribution_basis", "gross"},
                        {"signed_on", "2026-11-20"},
                        {"evidence", paper},
                        {"ground", "request"},
                        {"ground_evidence", paper}};
    EXPECT_EQ(tried(plan_option, with(another, "contribution", "4.01")),
              "over-assessment plan_line");
    EXPECT_NE(tried(plan_option, with(another, "contribution", "4.00")),
              "over-assessment plan_line");
}

// £15,000 of capital is £3 a week; 205 + 3 - 200 are £8 a week (assessment_test.cpp).
class AssessedBeside : public Charged {
  protected:
    AssessedBeside() {
        (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
            ledger::insert_operator_file(
                work,
                {.kind = ledger::OperatorFileKind::policy,
                 .version = "p",
                 .dated_on = day("2026-01-01"),
                 .content = "version = \"p\"\nfrom = 2026-01-01\n[[income-guarantee]]\n"
                            "from = 2026-04-06\ngroup = \"single\"\nweekly-pence = 20000\n"});
            return std::string{};
        });
    }
    Files assessment() {
        return {{"agreement", "A1"},
                {"capital", "15000.00"},
                {"income", "state-pension=205.00"},
                {"group", "single"},
                {"from", "2026-12-01"},
                {"evidence", paper}};
    }
};

TEST_F(AssessedBeside, TakesWhatTheOtherAgreementsLeave) {
    const json proposed = accepted(scheduler::assessment_record, assessment());
    accepted(scheduler::proposal_confirm,
             {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
             asking_checker);
    EXPECT_EQ(contribution("A1"), Money::from_pence(2'400));
    EXPECT_EQ(contribution("A8"), Money::from_pence(800));
    const auto a1 = ledger::agreement_by_ref(area.database(), "A1", day("2026-12-01"));
    EXPECT_EQ(ledger::assessments_of(area.database(), a1->number).at(0).weekly,
              Money::from_pence(800));
}

TEST_F(AssessedBeside, IsRefusedWhereTheOthersAskForMoreThanAll) {
    take_over("32.00");
    EXPECT_EQ(tried(scheduler::assessment_record, assessment()), "accepted");
    take_over("32.01");
    EXPECT_EQ(tried(scheduler::assessment_record, assessment()), "charged-already agreement");
}

// What another agreement asks for since leaves less than was shown.
TEST_F(AssessedBeside, IsConfirmedOnlyBesideTheSameOthers) {
    const json proposed = accepted(scheduler::assessment_record, assessment());
    take_over("9.00");
    EXPECT_EQ(
        refused(scheduler::proposal_confirm,
                {{"proposal", proposed.at("proposal").dump()}, {"confirm", proposed["confirm"]}},
                asking_checker),
        "changed-since proposal");
}

// The folder is taken over as it is where nobody was assessed.
TEST_F(Charged, CTB_08_AFolderBringsNoHigherShareThanWasAssessed) {
    take_over("8.00", "21.00");
    EXPECT_EQ(contribution("A1"), Money::from_pence(2'100));
    assessed(800);
    take_over("8.00", "24.01");
    EXPECT_EQ(contribution("A1"), Money::from_pence(2'100));
    take_over("8.00", "24.00");
    EXPECT_EQ(contribution("A1"), Money::from_pence(2'400));
}

}  // namespace
}  // namespace almoner::tests
