#include "scheduler/commands/plan.h"

#include "ledger/records/agreement.h"
#include "ledger/records/budget.h"
#include "ledger/records/plan_line.h"
#include "ledger/records/private_words.h"
#include "scheduler/commands/agreement.h"
#include "scheduler/commands/proposal.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::scheduler {
namespace {

using ledger::plan_line_by_ref;
using nlohmann::json;
using tests::another_checker;
using tests::asking_checker;
using tests::asking_maker;
using tests::checker_up_to;
using tests::day;
using tests::Files;
using tests::with;

class Plan : public tests::PeopleArea {
  protected:
    Plan() { tell_what_activation_asks("B1"); }
    std::int64_t amount_on(std::string_view iso) {
        return plan_line_by_ref(area.database(), "L1", day(iso))->amount.pence();
    }
    Files proposal_of(const json& answer) {
        return {{"proposal", std::to_string(answer.at("proposal").get<int>())},
                {"confirm", answer.at("confirm")}};
    }
};
using PlanLimit = Plan;

// L1 pays 100.00 a week: 5,200.00 a year. Today is 22 November 2026.
const Files raise{{"plan_line", "L1"}, {"amount", "110.00"}, {"from", "2026-12-01"}};
const Files new_line{{"plan_line", "L9"},
                     {"budget", "B1"},
                     {"commissioner", "ICB"},
                     {"stream", "nhs"},
                     {"purpose", "Nights"},
                     {"option", "direct-payment"},
                     {"amount", "50"},
                     {"frequency", "weekly"},
                     {"start", "2026-12-01"},
                     {"facts", "line.planned_cost=1.00"}};

TEST_F(Plan, AChangeTakesEffectOnlyWhenAnotherPersonConfirmsIt) {
    const json proposed = accepted(plan_change, raise);
    EXPECT_EQ(proposed["before"], 520'000);
    EXPECT_EQ(proposed["after"], 572'000);
    EXPECT_EQ(proposed["confirm"], "1:572000");
    EXPECT_EQ(amount_on("2026-12-01"), 10'000);
    accepted(proposal_confirm, proposal_of(proposed), asking_checker);
    EXPECT_EQ(amount_on("2026-11-30"), 10'000);
    EXPECT_EQ(amount_on("2026-12-01"), 11'000);
    EXPECT_EQ(tasks(), "increase-untold budget:B1;");
}

TEST_F(Plan, ADayOfAnotherCenturyIsRefused) {
    EXPECT_EQ(refused(plan_add, with(new_line, "start", "1926-12-01")), "date-before-1990 start");
    EXPECT_EQ(refused(plan_add, with(new_line, "amount", "1000000.01")), "money-too-big amount");
    EXPECT_EQ(refused(plan_change, with(raise, "from", "1926-12-01")), "date-before-1990 from");
}

TEST_F(Plan, ALineIsEndedRatherThanGivenNoAmount) {
    EXPECT_EQ(refused(plan_change, with(raise, "amount", "0")), "amount-is-nothing amount");
    EXPECT_EQ(refused(plan_change, in_error(with(raise, "amount", "0.01"))), "accepted");
}

TEST_F(Plan, TheProposerCanNotConfirmAndNeitherCanAMaker) {
    const json proposed = accepted(plan_change, raise, asking_checker);
    EXPECT_EQ(refused(proposal_confirm, proposal_of(proposed), asking_checker), "own-proposal as");
    EXPECT_EQ(refused(proposal_confirm, proposal_of(proposed), asking_maker), "needs-checker as");
    accepted(proposal_confirm, proposal_of(proposed), another_checker);
    EXPECT_EQ(refused(proposal_confirm, proposal_of(proposed), another_checker),
              "proposal-closed proposal");
}

TEST_F(PlanLimit, IsHeldAgainstTheHigherOfTheTwoYearlyAmounts) {
    const Files raising = proposal_of(accepted(plan_change, raise));
    EXPECT_EQ(refused(proposal_confirm, raising, checker_up_to(571'999)), "above-approve-limit as");
    accepted(proposal_confirm, raising, checker_up_to(572'000));
    const Files lowering =
        proposal_of(accepted(plan_change, in_error(with(raise, "amount", "1.00"))));
    EXPECT_EQ(refused(proposal_confirm, lowering, checker_up_to(571'999)),
              "above-approve-limit as");
    accepted(proposal_confirm, lowering, checker_up_to(572'001));
}

TEST_F(Plan, ConfirmationIsOfTheCountAndTheTotal) {
    const Files fields = proposal_of(accepted(plan_change, raise));
    for (const char* wrong : {"", "572000", "2:572000", "1:571999", "1:", "x:572000"}) {
        EXPECT_EQ(refused(proposal_confirm, with(fields, "confirm", wrong), asking_checker),
                  "confirm-differs confirm");
    }
    accepted(proposal_confirm, with(fields, "confirm", "1:5,720.00"), asking_checker);
}

TEST_F(Plan, ALowerAmountFromAPastDayIsATaskForAPerson) {
    const Files lower{{"plan_line", "L1"},
                      {"amount", "90"},
                      {"from", "2026-11-01"},
                      {"ground", "error"},
                      {"ground_evidence", evidence()}};
    const Files fields = proposal_of(accepted(plan_change, lower));
    EXPECT_EQ(tasks(), "");
    accepted(proposal_confirm, fields, asking_checker);
    EXPECT_EQ(tasks(), "back-dated-reduction plan-line:L1;");
    EXPECT_EQ(amount_on("2026-10-31"), 10'000);
    EXPECT_EQ(amount_on("2026-11-01"), 9'000);
}

TEST_F(Plan, ToDropALaterChangeNeedsASecondPersonToo) {
    const Files lower{{"plan_line", "L1"},
                      {"amount", "60"},
                      {"from", "2026-12-01"},
                      {"ground", "error"},
                      {"ground_evidence", evidence()}};
    accepted(proposal_confirm, proposal_of(accepted(plan_change, lower)), asking_checker);
    const Files drops{{"plan_line", "L1"},
                      {"purpose", "Personal care"},
                      {"from", "2026-11-23"},
                      {"replaces_later", "yes"}};
    const json proposed = accepted(plan_change, drops);
    EXPECT_EQ(amount_on("2026-12-01"), 6'000);
    accepted(proposal_confirm, proposal_of(proposed), asking_checker);
    EXPECT_EQ(amount_on("2026-12-01"), 10'000);
}

TEST_F(Plan, ALowerAmountFromTodayOnIsNoTask) {
    const Files lower{{"plan_line", "L1"},
                      {"amount", "90"},
                      {"from", "2026-11-22"},
                      {"ground", "error"},
                      {"ground_evidence", evidence()}};
    accepted(proposal_confirm, proposal_of(accepted(plan_change, lower)), asking_checker);
    EXPECT_EQ(tasks(), "");
}

TEST_F(Plan, AHigherAmountFromAPastDayLeavesArrearsToTheNextRun) {
    const Files higher{{"plan_line", "L1"}, {"amount", "120"}, {"from", "2026-11-01"}};
    accepted(proposal_confirm, proposal_of(accepted(plan_change, higher)), asking_checker);
    EXPECT_EQ(tasks(), "increase-untold budget:B1;");
    EXPECT_EQ(amount_on("2026-11-01"), 12'000);
}

TEST_F(Plan, DroppingALaterRaiseThatIsPastIsATaskAsWell) {
    const Files higher{{"plan_line", "L1"}, {"amount", "120"}, {"from", "2026-11-10"}};
    accepted(proposal_confirm, proposal_of(accepted(plan_change, higher)), asking_checker);
    const Files earlier{{"plan_line", "L1"},
                        {"amount", "110"},
                        {"from", "2026-11-01"},
                        {"ground", "error"},
                        {"ground_evidence", evidence()}};
    EXPECT_EQ(refused(plan_change, earlier), "later-change from");
    const json proposed = accepted(plan_change, with(earlier, "replaces_later", "yes"));
    accepted(proposal_confirm, proposal_of(proposed), asking_checker);
    EXPECT_EQ(amount_on("2026-11-10"), 11'000);
    EXPECT_EQ(tasks(),
              "increase-untold budget:B1;back-dated-reduction plan-line:L1;"
              "increase-untold budget:B1;");
}

TEST_F(Plan, APurposeAloneCountsAtOnce) {
    const json answer = accepted(plan_change, {{"plan_line", "L1"}, {"purpose", "Night carer"}});
    EXPECT_FALSE(answer.contains("proposal"));
    const auto line = plan_line_by_ref(area.database(), "L1", day("2026-11-22"));
    EXPECT_EQ(ledger::words_of(area.database(), line->purpose_private), "Night carer");
}

TEST_F(Plan, ANewLineCountsFromItsStartOnceConfirmed) {
    const Files fields = proposal_of(accepted(plan_add, new_line));
    EXPECT_FALSE(plan_line_by_ref(area.database(), "L9", day("2026-12-01")));
    accepted(proposal_confirm, fields, asking_checker);
    const auto line = plan_line_by_ref(area.database(), "L9", day("2026-12-01"));
    ASSERT_TRUE(line);
    EXPECT_EQ(line->amount.pence(), 5'000);
    EXPECT_EQ(line->start_on, day("2026-12-01"));
    EXPECT_EQ(refused(plan_add, new_line), "plan-line-exists plan_line");
}

// A1 pays B1 already, and was never asked about this line (rules.md 1.1 and 1.2).
TEST_F(Plan, ANewLineOfABudgetThatIsPaidChangesItsAnswerWithEachFact) {
    const auto with_fact = [&](const char* subject, const char* facts) {
        tell(subject, facts);
        return refused(plan_add, new_line);
    };
    EXPECT_EQ(with_fact("A1", "eligibility.exclusion=drug-rehabilitation"),
              "excluded-person plan_line");
    EXPECT_EQ(with_fact("A1", "eligibility.exclusion=none, eligibility.consents=no"),
              "does-not-consent plan_line");
    EXPECT_EQ(with_fact("A1", "eligibility.consents=yes, payee.judged_capable=no"),
              "not-capable plan_line");
    EXPECT_EQ(with_fact("A1", "payee.judged_capable=yes, account.only_direct_payments=no"),
              "other-money-in-account plan_line");
    EXPECT_EQ(with_fact("A1", "account.only_direct_payments=yes, eligibility.regard_to_value="),
              "accepted");  // what was said of the whole budget counts still
    EXPECT_EQ(with_fact("B1", "eligibility.regard_to_value="), "regard-to-value plan_line");
}

TEST_F(Plan, WhatTheServicesOfANewLineCostIsSaidOfThatLine) {
    tell("L1", "line.planned_cost=1.00");
    EXPECT_EQ(refused(plan_add, with(new_line, "facts", "")), "not-known plan_line");
    EXPECT_EQ(refused(plan_add, with(new_line, "facts", "line.planned_cost=50.01")),
              "insufficient plan_line");
    EXPECT_EQ(refused(plan_add, with(new_line, "facts", "line.amount=1")),
              "fact-recorded-elsewhere line.amount");
    EXPECT_EQ(refused(plan_add, with(new_line, "facts", "eligibility.consents=yes")),
              "fact-unknown facts");
    EXPECT_EQ(refused(plan_add, with(new_line, "facts", "line.planned_cost=50.00")), "accepted");
}

// The journal is never cleared of anything: what somebody typed goes there sealed, or not at all.
TEST_F(Plan, WhatIsTypedForFactsIsInNoClearRowOfTheJournal) {
    const auto typed = [&](const char* facts) {
        return refused(plan_add, with(new_line, "facts", facts));
    };
    EXPECT_EQ(typed("line.planned_cost=50.00, Tom Smith pays the rest"), "fact-unreadable facts");
    EXPECT_EQ(typed("Tom Smith=pays the rest"), "fact-unknown facts");
    EXPECT_EQ(typed("line.planned_cost=Tom Smith"), "fact-value line.planned_cost");
    const ledger::Query refusals{"SELECT answer FROM journal WHERE outcome = 1 ORDER BY seq"};
    std::vector<std::string> kept;
    for (ledger::Rows rows = area.database().select(refusals); rows.next();) {
        kept.push_back(rows.str(0));
    }
    ASSERT_EQ(kept.size(), 3U);
    for (const std::string& answer : kept) {
        EXPECT_EQ(answer.find("Tom"), std::string::npos) << answer;
    }
}

// A1 is over before the line begins, so nothing is asked until it goes on.
TEST_F(Plan, AnAgreementThatGoesOnLongerIsAskedAboutTheLinesThatItReaches) {
    (void)area.run([&](ledger::Work& work) -> ledger::Outcome<std::string> {
        auto agreement = *ledger::agreement_by_ref(work.database(), "A1", day("2026-12-31"));
        agreement.end_on = day("2026-11-30");
        ledger::insert_agreement(work, agreement);
        return std::string{};
    });
    tell("A1", "eligibility.exclusion=drug-rehabilitation");
    accepted(proposal_confirm, proposal_of(accepted(plan_add, new_line)), asking_checker);
    const auto longer = [&](const char* end) {
        return refused(agreement_change, {{"agreement", "A1"}, {"end", end}});
    };
    EXPECT_EQ(longer("2027-03-31"), "excluded-person agreement");
    tell("A1", "eligibility.exclusion=none");
    EXPECT_EQ(longer("2027-03-31"), "accepted");
}

TEST_F(Plan, ANewLineIsAskedAboutAgainWhenItIsConfirmed) {
    const Files proposed = proposal_of(accepted(plan_add, new_line));
    tell("B1", "account.is_auditable=no");
    EXPECT_EQ(refused(proposal_confirm, proposed, asking_checker),
              "account-not-auditable plan_line");
    EXPECT_FALSE(plan_line_by_ref(area.database(), "L9", day("2026-12-01")));
}

// Nothing is paid for it before its agreement is signed, which asks about it then.
TEST_F(Plan, ANewLineThatNoAgreementPaysIsNotAskedAbout) {
    tell("B1", "eligibility.exclusion=drug-rehabilitation");
    EXPECT_EQ(refused(plan_add, with(new_line, "option", "notional")), "accepted");
    EXPECT_EQ(
        refused(plan_add, with(with(new_line, "plan_line", "L8"), "option", "managed-account")),
        "accepted");
}

TEST_F(Plan, ABudgetIsMadeWithItsFirstLine) {
    const Files first =
        with(with(with(new_line, "budget", "B9"), "person", "P1"), "lead_commissioner", "LA");
    accepted(plan_add, first);
    const auto budget = ledger::budget_by_ref(area.database(), "B9", day("2026-12-01"));
    ASSERT_TRUE(budget);
    EXPECT_EQ(budget->start_on, day("2026-12-01"));
}

TEST_F(Plan, OfTwoNewLinesOfOneReferenceTheSecondIsRefusedWhenConfirmed) {
    const Files first = proposal_of(accepted(plan_add, new_line));
    const Files second = proposal_of(accepted(plan_add, with(new_line, "amount", "75")));
    accepted(proposal_confirm, first, asking_checker);
    EXPECT_EQ(refused(proposal_confirm, second, asking_checker), "plan-line-exists proposal");
    EXPECT_EQ(plan_line_by_ref(area.database(), "L9", day("2026-12-01"))->amount.pence(), 5'000);
}

TEST_F(Plan, NoBudgetIsMadeForAPersonWhoIsNotThere) {
    const Files first =
        with(with(with(new_line, "budget", "B9"), "person", "P7"), "lead_commissioner", "LA");
    EXPECT_EQ(refused(plan_add, first), "person-unknown person");
    EXPECT_FALSE(ledger::budget_by_ref(area.database(), "B9", day("2026-12-01")));
}

TEST_F(Plan, EachBadFieldOfANewLineIsNamed) {
    const auto spoil = [&](const char* field, const char* value) {
        return refused(plan_add, with(new_line, field, value));
    };
    EXPECT_EQ(spoil("plan_line", ""), "field-missing plan_line");
    EXPECT_EQ(spoil("budget", "B7"), "budget-unknown budget");
    EXPECT_EQ(spoil("commissioner", "XX"), "commissioner-unknown commissioner");
    EXPECT_EQ(spoil("stream", "person"), "stream-of-another-body stream");
    EXPECT_EQ(spoil("stream", "education"), "stream-of-another-body stream");
    EXPECT_EQ(spoil("stream", "care"), "not-in-the-list stream");
    EXPECT_EQ(spoil("option", "cash"), "not-in-the-list option");
    EXPECT_EQ(spoil("amount", "0"), "amount-is-nothing amount");
    EXPECT_EQ(spoil("amount", "-1"), "money-below-zero amount");
    EXPECT_EQ(spoil("amount", "1000000.01"), "money-too-big amount");
    EXPECT_EQ(spoil("frequency", "daily"), "not-in-the-list frequency");
    EXPECT_EQ(spoil("start", "2026-02-30"), "date-does-not-exist start");
    EXPECT_EQ(spoil("start", "2026-03-31"), "outside-the-budget start");
    EXPECT_EQ(spoil("end", "2026-11-30"), "ends-before-it-starts end");
    EXPECT_EQ(spoil("end", "2027-04-01"), "outside-the-budget end");
}

TEST_F(Plan, EachBadFieldOfAChangeIsNamed) {
    const auto spoil = [&](const char* field, const char* value) {
        return refused(plan_change, with(raise, field, value));
    };
    EXPECT_EQ(spoil("plan_line", "L7"), "plan-line-unknown plan_line");
    EXPECT_EQ(spoil("from", "2026-03-31"), "before-the-line from");
    EXPECT_EQ(spoil("from", "soon"), "date-unreadable from");
    EXPECT_EQ(spoil("amount", "100.00"), "nothing-to-change plan_line");
    EXPECT_EQ(spoil("frequency", "one-off"), "one-off-and-regular frequency");
    accepted(plan_change, raise);
    EXPECT_EQ(refused(plan_change, raise), "proposal-open plan_line");
}

TEST_F(Plan, AChangeMadeMeanwhileStandsAndTheProposalIsRefused) {
    const Files fields = proposal_of(accepted(plan_change, raise));
    accepted(plan_change, {{"plan_line", "L1"}, {"purpose", "Night carer"}});
    EXPECT_EQ(refused(proposal_confirm, fields, asking_checker), "changed-since proposal");
}

TEST_F(Plan, ALineThatEndedEarlierKeepsItsAmountUntilThen) {
    const Files ended{{"plan_line", "L1"},
                      {"on", "2026-11-10"},
                      {"ground", "error"},
                      {"ground_evidence", evidence()}};
    accepted(proposal_confirm, proposal_of(accepted(plan_end, ended)), asking_checker);
    EXPECT_FALSE(plan_line_by_ref(area.database(), "L1", day("2026-11-10"))->end_on ==
                 day("2026-11-10"));
    EXPECT_EQ(plan_line_by_ref(area.database(), "L1", day("2026-11-11"))->end_on,
              day("2026-11-10"));
    EXPECT_EQ(tasks(), "back-dated-reduction plan-line:L1;");
    EXPECT_EQ(refused(plan_end, {{"plan_line", "L1"}, {"on", "2026-11-10"}}),
              "nothing-to-change on");
    EXPECT_EQ(refused(plan_end, {{"plan_line", "L1"}, {"on", "2026-03-01"}}),
              "ends-before-it-starts on");
}

TEST_F(Plan, ALineEndsInTheFutureWithoutATask) {
    const Files ended{{"plan_line", "L2"},
                      {"on", "2026-12-31"},
                      {"ground", "error"},
                      {"ground_evidence", evidence()}};
    accepted(proposal_confirm, proposal_of(accepted(plan_end, ended)), asking_checker);
    EXPECT_EQ(plan_line_by_ref(area.database(), "L2", day("2026-11-22"))->end_on,
              day("2026-12-31"));
    EXPECT_EQ(tasks(), "");
}

}  // namespace
}  // namespace almoner::scheduler
