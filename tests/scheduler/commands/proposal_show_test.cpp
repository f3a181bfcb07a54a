#include "scheduler/commands/proposal_show.h"

#include "scheduler/commands/agreement.h"
#include "scheduler/commands/budget.h"
#include "scheduler/commands/payee.h"
#include "scheduler/commands/plan.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/representative.h"
#include "scheduler/commands/uplift.h"
#include "tests/scheduler/commands/people_area.h"
#include "tests/scheduler/facts/assessed_area.h"

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::day;
using tests::Files;

class ProposalShow : public tests::PeopleArea {
  protected:
    json shown(const json& proposed, Personal personal = Personal::whole) {
        const auto answer =
            proposal_show(area.database(), proposed.at("proposal"), day("2026-11-22"), personal);
        return json::parse(answer.value());
    }
    // "what: before -> after; ..."
    std::string changes(const json& proposed, Personal personal = Personal::whole) {
        const json whole = shown(proposed, personal);
        std::string all;
        for (const json& each : whole.at("changes")) {
            all += each["what"].get<std::string>() + ": " + each["before"].get<std::string>() +
                   " -> " + each["after"].get<std::string>() + "; ";
        }
        return all;
    }
};

TEST_F(ProposalShow, APlanLineBeforeAndAfter) {
    const json proposed = accepted(plan_change,
                                   {{"plan_line", "L1"},
                                    {"amount", "110.50"},
                                    {"end", "2027-01-31"},
                                    {"from", "2026-12-01"},
                                    {"ground", "error"},
                                    {"ground_evidence", evidence()}});
    EXPECT_EQ(changes(proposed), "amount: £100.00 -> £110.50; end: 2027-03-31 -> 2027-01-31; ");
    const json all = shown(proposed);
    EXPECT_EQ(all["state"], "open");
    EXPECT_EQ(all["about"], "L1");
    EXPECT_EQ(all["confirm"], "1:574600");
    accepted(proposal_refuse, {{"proposal", proposed["proposal"].dump()}});
    EXPECT_EQ(shown(proposed)["state"], "refused");
    EXPECT_FALSE(shown(proposed).contains("changes"));
}

TEST_F(ProposalShow, ANewLineShowsWhatItSaysAndWhatWasSaidOfIt) {
    tell_what_activation_asks("B1");
    const json proposed = accepted(plan_add,
                                   {{"plan_line", "L9"},
                                    {"budget", "B1"},
                                    {"commissioner", "ICB"},
                                    {"stream", "nhs"},
                                    {"option", "direct-payment"},
                                    {"amount", "50"},
                                    {"frequency", "weekly"},
                                    {"start", "2026-12-01"},
                                    {"facts", "line.planned_cost=49.50"}});
    EXPECT_EQ(changes(proposed),
              "commissioner:  -> ICB; stream:  -> nhs; option:  -> direct-payment; "
              "amount:  -> £50.00; frequency:  -> weekly; start:  -> 2026-12-01; "
              "fact line.planned_cost:  -> 4950; ");
    EXPECT_NE(changes(proposed, Personal::masked).find("planned_cost:  -> ***"), std::string::npos);
}

TEST_F(ProposalShow, AnAgreementAndABudget) {
    tests::record_assessment(area, "A1", 1'000);
    EXPECT_EQ(changes(accepted(agreement_change,
                               {{"agreement", "A1"},
                                {"contribution", "25"},
                                {"ground", "error"},
                                {"ground_evidence", evidence()}})),
              "contribution: £20.00 -> £25.00; ");
    EXPECT_EQ(changes(accepted(budget_change, {{"budget", "B1"}, {"end", "none"}})),
              "end: 2027-03-31 -> ; ");
}

TEST_F(ProposalShow, BankDetailsAndNamesAreWholeOnlyForThoseWhoDecide) {
    const json details = accepted(payee_change,
                                  {{"payee", "P1"},
                                   {"sort_code", "001001"},
                                   {"account_number", "00000098"},
                                   {"account_name", "Ann One"},
                                   {"evidence", evidence()}});
    EXPECT_EQ(changes(details), "account number: 00000006 -> 00000098; ");
    EXPECT_EQ(changes(details, Personal::masked), "account number: ******06 -> ******98; ");
    tell("A4", "eligibility.has_capacity=yes");
    tell("A4",
         "payee.judged_capable=yes, payee.is_body=no, payee.representative_agrees=yes",
         "2026-12-01");
    const json name = accepted(representative_add,
                               {{"person", "P2"},
                                {"name", "Dot Two"},
                                {"role", "parent"},
                                {"start", "2026-12-01"},
                                {"evidence", evidence("P2")}});
    EXPECT_EQ(changes(name), "name:  -> Dot Two; role:  -> parent; start:  -> 2026-12-01; ");
    EXPECT_EQ(shown(name, Personal::masked).dump().find("Dot"), std::string::npos);
}

TEST_F(ProposalShow, AnUpliftListsEachLinesOldAndNewAmount) {
    const json proposed = accepted(
        uplift_propose, {{"stream", "social-care"}, {"percent", "5"}, {"from", "2026-12-01"}});
    const json expected = json::parse(
        R"([{"plan_line":"L2","stream":"social-care","frequency":"weekly",
             "before_amount":4000,"after_amount":4200},
            {"plan_line":"L5","stream":"social-care","frequency":"monthly",
             "before_amount":30000,"after_amount":31500}])");
    EXPECT_EQ(proposed["lines"], expected);
    EXPECT_EQ(proposed["before"], 4'000 * 52 + 30'000 * 12);
    EXPECT_EQ(proposed["after"], 4'200 * 52 + 31'500 * 12);
    EXPECT_EQ(shown(proposed)["lines"], expected);
}

TEST_F(ProposalShow, OneThatIsNotThereIsNamed) {
    EXPECT_EQ(proposal_show(area.database(), 7, day("2026-11-22"), Personal::whole).refusal().code,
              "proposal-unknown");
}

}  // namespace
}  // namespace almoner::scheduler
