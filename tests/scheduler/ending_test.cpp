// A budget that comes to its end: what is owed is asked and met first (rules.md 1.8, W11).
#include "ledger/records/ending.h"

#include "ledger/records/actor.h"
#include "ledger/records/evaluation.h"
#include "ledger/records/evidence.h"
#include "ledger/records/person.h"
#include "scheduler/commands/agreement_stop.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/person.h"
#include "scheduler/commands/person_stop.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/spend.h"
#include "scheduler/ending/final_account.h"
#include "scheduler/surplus/surplus_of.h"
#include "tests/scheduler/ending_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::Stream;
using tests::ben;
using tests::Given;
using tests::on;
using tests::pounds;

const std::string every_kind = "wages,notice-pay,redundancy,holiday-pay,hmrc,pension,invoices";

class AnEnding : public tests::EndingArea {};

TEST_F(AnEnding, OfADeathNeedsTheDeathAndItsDay) {
    EXPECT_EQ(open({{"because", "death"}}), "not-recorded-as-died");
    died();
    EXPECT_EQ(open({{"because", "holiday"}}), "not-in-the-list");
    EXPECT_EQ(open({{"because", "death"}, {"about", "BX"}}), "subject-unknown");
    EXPECT_EQ(open({{"because", "death"}, {"on", "2026-12-12"}}), "day-differs");
    EXPECT_EQ(open({{"because", "death"}}), "accepted");
    EXPECT_EQ(open({{"because", "death"}}), "ending-exists");
    EXPECT_EQ(standing().opened.last_on, on("2026-12-13"));
    EXPECT_EQ(open_tasks_of("ending-open"), 1);
    // The rules were asked of the death, and what they found is kept.
    const auto kept =
        ledger::evaluations_of(area.area().database(), {ledger::CaseKind::budget, person.budget});
    ASSERT_EQ(kept.size(), 1);
    EXPECT_EQ(kept.front().event, "death");
    EXPECT_EQ(kept.front().effect, "block");
    EXPECT_TRUE(is_sound());
}

TEST_F(AnEnding, OfAStopIsAskedAboutByTheRulesAndNeedsEndedAgreements) {
    const Given stop{{"because", "stop"},
                     {"on", "2026-12-13"},
                     {"ground", "no-longer-suitable"},
                     {"words", "In hospital."}};
    EXPECT_EQ(open({{"because", "stop"}, {"on", "2026-12-13"}}), "field-missing");
    EXPECT_EQ(open({{"because", "stop"}, {"on", "2026-12-13"}, {"ground", "death"}}),
              "not-in-the-list");
    EXPECT_EQ(open(stop), "agreements-go-on");
    agreement_ends();
    EXPECT_EQ(open(stop), "not-known");  // consent, and what takes its place
    told_what_a_stop_asks();
    EXPECT_EQ(open(stop), "not-known");  // when notice was issued
    issue_notice("stop", "");
    EXPECT_EQ(open(stop), "accepted");
}

// STP-03: issued on 2 November, so 28 days run until 30 November: the day after the last.
TEST_F(AnEnding, OfAStopIsNeverBeforeItsNoticeHasRun) {
    agreement_ends("2026-11-28");
    told_what_a_stop_asks();
    issue_notice("stop", "");
    const Given early{
        {"because", "stop"}, {"on", "2026-11-28"}, {"ground", "misuse"}, {"words", "In hospital."}};
    EXPECT_EQ(open(early), "notice-running");
    const Given just{
        {"because", "stop"}, {"on", "2026-11-29"}, {"ground", "misuse"}, {"words", "In hospital."}};
    EXPECT_EQ(open(just), "accepted");
}

// STP-03: nobody gives notice to whoever leaves by themselves.
TEST_F(AnEnding, STP_03_OfAHolderWhoLeavesNeedsNoNotice) {
    agreement_ends();
    told_what_a_stop_asks();
    const auto opened = [&](const std::string& ground) {
        return open({{"because", "stop"},
                     {"on", "2026-12-13"},
                     {"ground", ground},
                     {"words", "They told us so."}});
    };
    EXPECT_EQ(opened("no-longer-suitable"), "not-known");  // when notice was issued
    EXPECT_EQ(opened("holder-exit"), "not-known");         // when they gave it
    told_of_budget("stop.holder_notice_on", "2026-11-02");
    EXPECT_EQ(opened("no-longer-suitable"), "not-known");
    EXPECT_EQ(opened("holder-exit"), "accepted");
}

TEST_F(AnEnding, HasEachLineAnsweredByOneAndConfirmedByAnother) {
    died();
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    EXPECT_EQ(standing().unanswered.size(), 7);
    EXPECT_EQ(say({{"what", "flowers"}, {"nothing", "yes"}}), "not-in-the-list");
    EXPECT_EQ(say({{"what", "wages"}}), "amount-and-nothing");
    EXPECT_EQ(say({{"what", "wages"}, {"amount", "1.00"}, {"nothing", "yes"}}),
              "amount-and-nothing");
    EXPECT_EQ(say({{"what", "wages"}, {"amount", "0.00"}}), "nothing-to-take");
    EXPECT_EQ(say({{"what", "wages,hmrc"}, {"amount", "5.00"}}), "not-in-the-list");
    EXPECT_EQ(say({{"what", "wages"}, {"amount", "5.00"}, {"evidence", "99"}}), "evidence-unknown");
    EXPECT_EQ(say({{"what", "wages"}, {"amount", "5.00"}, {"ending", "E-0002"}}), "ending-unknown");
    ASSERT_EQ(say({{"what", "wages"}, {"amount", "300.00"}}), "accepted");
    EXPECT_EQ(say({{"what", "wages"}, {"nothing", "yes"}}), "proposal-open");
    EXPECT_EQ(standing().unanswered.size(), 7);  // nobody has confirmed it yet
    EXPECT_EQ(area.refusal(
                  proposal_confirm,
                  {{"proposal", std::to_string(area.count("proposal"))}, {"confirm", "1:30000"}}),
              "needs-checker");
    EXPECT_EQ(confirm_last("1:29999"), "confirm-differs");
    EXPECT_EQ(confirm_last("1:30000"), "accepted");
    EXPECT_EQ(standing().unmet(), pounds(300));
    EXPECT_EQ(say({{"what", "wages"}, {"nothing", "yes"}}), "owed-already");
    nothing_owed("notice-pay,redundancy,holiday-pay,hmrc,pension,invoices");
    EXPECT_TRUE(standing().unanswered.empty());
    owed("wages", "310.00", "31000");  // the later answer counts
    EXPECT_EQ(standing().unmet(), pounds(310));
    EXPECT_TRUE(is_sound());
}

// W11: NHS stop on 14 December; an agency's invoice of £640 for care until then becomes the
// commissioner's, and the holder's money is left to a case.
TEST_F(AnEnding, OfAnNhsStopMovesAnUnpaidInvoiceToTheCommissioner) {
    stopped();
    nothing_owed("wages,notice-pay,redundancy,holiday-pay,hmrc,pension");
    EXPECT_EQ(area.refusal(ending_take_over,
                           {{"ending", "E-0001"}, {"what", "invoices"}, {"evidence", letter}}),
              "not-owed");
    owed("invoices", "640.00", "64000");
    EXPECT_EQ(close(), "owed-unmet");
    ASSERT_EQ(area.refusal(ending_take_over,
                           {{"ending", "E-0001"}, {"what", "invoices"}, {"evidence", letter}},
                           {.day = "2026-12-14"}),
              "accepted");
    EXPECT_EQ(at(AccountName::payable_body), Money{});
    ASSERT_EQ(confirm_last("1:64000"), "accepted");
    EXPECT_EQ(at(AccountName::payable_body), pounds(640));
    EXPECT_EQ(at(AccountName::fund), pounds(2'000));  // nothing is taken without a case
    EXPECT_EQ(at(AccountName::payable_reclaim), Money{});
    EXPECT_TRUE(standing().unmet().is_zero());
    EXPECT_EQ(close(), "body-debt-unpaid");
    EXPECT_EQ(area.refusal(ending_withdraw, {{"ending", "E-0001"}, {"words", "A mistake."}}),
              "taken-over-already");
    EXPECT_TRUE(is_sound());
}

TEST_F(AnEnding, LeavesADebtWithTheHolderWhereNoLawMovesIt) {
    died();
    tests::PersonTerms terms = tests::four_weekly_1800();
    terms.line.stream = Stream::social_care;
    terms.died_on = on("2026-12-13");
    person = area.add(terms);
    write_letter();
    ASSERT_EQ(open({{"because", "death"}, {"about", "BP2"}}), "accepted");
    owed("invoices", "640.00", "64000");
    EXPECT_EQ(area.refusal(ending_take_over,
                           {{"ending", "E-0001"}, {"what", "invoices"}, {"evidence", letter}}),
              "not-by-law");
}

TEST_F(AnEnding, CountsWhatWasSpentOnADebtOnceAndNoMoreThanIsOwed) {
    died();
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    nothing_owed("notice-pay,redundancy,holiday-pay,hmrc,pension,invoices");
    owed("wages", "300.00", "30000");
    const auto spend = [&](const std::string& amount, const std::string& reference) {
        area.answer(spend_record,
                    {{"budget", "BP1"},
                     {"plan_line", "LP1"},
                     {"date", "2026-12-14"},
                     {"amount", amount},
                     {"reference", reference}},
                    {.day = "2026-12-15"});
        return std::to_string(area.count("spend"));
    };
    const auto met = [&](const std::string& number) {
        return area.refusal(ending_met,
                            {{"ending", "E-0001"}, {"what", "wages"}, {"spend", number}},
                            {.day = "2026-12-15"});
    };
    const std::string first = spend("300.01", "a");
    EXPECT_EQ(met("9"), "spend-unknown");
    EXPECT_EQ(met(first), "spend-not-confirmed");
    area.answer(spend_confirm, {{"spend", first}}, {.actor = ben, .day = "2026-12-15"});
    EXPECT_EQ(met(first), "more-than-is-owed");
    const std::string second = spend("200.00", "b");
    area.answer(spend_confirm, {{"spend", second}}, {.actor = ben, .day = "2026-12-15"});
    EXPECT_EQ(met(second), "accepted");
    EXPECT_EQ(met(second), "spend-counted");
    EXPECT_EQ(standing().unmet(), pounds(100));
    EXPECT_EQ(close(), "agreements-go-on");
    agreement_ends();
    EXPECT_EQ(close(), "owed-unmet");
    EXPECT_EQ(say({{"what", "wages"}, {"amount", "199.99"}}), "less-than-was-met");
    // What was taken back has met nothing.
    area.answer(spend_undo,
                {{"spend", second}, {"words", "Twice."}},
                {.actor = tests::carol, .day = "2026-12-15"});
    EXPECT_EQ(standing().unmet(), pounds(300));
    EXPECT_TRUE(is_sound());
}

TEST_F(AnEnding, OfAnotherBudgetsPlanLineOwesNothing) {
    died();
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    area.add();
    EXPECT_EQ(say({{"what", "wages"}, {"amount", "5.00"}, {"plan_line", "LP2"}}),
              "plan-line-of-another-budget");
}

TEST_F(AnEnding, WaitsForWhatASecondPersonHasToSay) {
    died();
    agreement_ends();
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    nothing_owed("wages,notice-pay,redundancy,holiday-pay,hmrc,pension");
    ASSERT_EQ(say({{"what", "invoices"}, {"nothing", "yes"}}), "accepted");
    EXPECT_EQ(close(), "proposal-open");
    EXPECT_EQ(area.refusal(ending_withdraw, {{"ending", "E-0001"}, {"words", "A mistake."}}),
              "proposal-open");
    ASSERT_EQ(confirm_last("1:0"), "accepted");
    EXPECT_EQ(area.refusal(ending_withdraw, {{"ending", "E-0001"}, {"words", "A mistake."}}),
              "accepted");
}

TEST_F(AnEnding, IsMetByMoreThanNothing) {
    died();
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    owed("wages", "300.00", "30000");
    const auto nothing = area.ask(
        ending_met,
        {{"ending", "E-0001"}, {"what", "wages"}, {"amount", "0.00"}, {"evidence", letter}},
        {.day = "2026-12-15"});
    ASSERT_FALSE(nothing.accepted());
    EXPECT_EQ(nothing.refusal().code, "nothing-to-take");
    EXPECT_EQ(nothing.refusal().field, "amount");
}

TEST_F(AnEnding, IsOfSomebodyWhoHasABudgetAndWasConsultedBefore) {
    area.write([](ledger::Work& work) {
        ledger::insert_person(work, {.ref = "P9", .from_on = on("2026-11-02")});
    });
    EXPECT_EQ(open({{"because", "move"}, {"on", "2026-12-13"}, {"about", "P9"}}), "nothing-to-end");
    agreement_ends();
    told_what_a_stop_asks();
    issue_notice("stop", "");
    const auto stop = [&](const std::string& consulted_on) {
        return open({{"because", "stop"},
                     {"on", "2026-12-13"},
                     {"ground", "no-longer-suitable"},
                     {"consulted", letter},
                     {"consulted_on", consulted_on}});
    };
    EXPECT_EQ(stop("2026-12-15"), "day-in-the-future");
    EXPECT_EQ(stop("2026-12-14"), "accepted");
}

// Two plan lines: a debt is of one of them, and so is what met it.
TEST_F(AnEnding, OfSeveralPlanLinesIsToldWhichOneOwes) {
    area.write([&](ledger::Work& work) {
        auto other = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
        other.number = 0;
        other.ref = "LX1";
        ledger::insert_plan_line(work, other);
    });
    died();
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    Given wages{
        {"ending", "E-0001"}, {"what", "wages"}, {"amount", "300.00"}, {"evidence", letter}};
    const tests::AskedOn then{.day = "2026-12-14"};
    const auto unsaid = area.ask(ending_answer, wages, then);
    ASSERT_FALSE(unsaid.accepted());
    EXPECT_EQ(unsaid.refusal().code, "plan-line-missing");
    EXPECT_EQ(unsaid.refusal().field, "plan_line");
    wages["plan_line"] = "LP1";
    area.answer(ending_answer, wages, then);
    ASSERT_EQ(confirm_last("1:30000"), "accepted");
    area.answer(spend_record,
                {{"budget", "BP1"},
                 {"plan_line", "LX1"},
                 {"date", "2026-12-14"},
                 {"amount", "200.00"},
                 {"reference", "a"}},
                {.day = "2026-12-15"});
    area.answer(spend_confirm, {{"spend", "1"}}, {.actor = ben, .day = "2026-12-15"});
    const auto elsewhere =
        area.ask(ending_met,
                 {{"ending", "E-0001"}, {"what", "wages"}, {"plan_line", "LP1"}, {"spend", "1"}},
                 {.day = "2026-12-15"});
    ASSERT_FALSE(elsewhere.accepted());
    EXPECT_EQ(elsewhere.refusal().code, "spend-elsewhere");
    EXPECT_EQ(elsewhere.refusal().field, "spend");
    EXPECT_EQ(standing().unmet(), pounds(300));
}

TEST_F(AnEnding, ThatIsWithdrawnLetsItsSpendingMeetADebtAgain) {
    died();
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    owed("wages", "300.00", "30000");
    const std::string record = area.answer(spend_record,
                                           {{"budget", "BP1"},
                                            {"date", "2026-12-10"},
                                            {"amount", "200.00"},
                                            {"plan_line", "LP1"},
                                            {"payee", "An agency"},
                                            {"what_for", "Wages"}},
                                           {.day = "2026-12-14"})
                                   .at("spend")
                                   .dump();
    area.answer(spend_confirm, {{"spend", record}}, {.actor = ben, .day = "2026-12-14"});
    Given met{{"ending", "E-0001"}, {"what", "wages"}, {"spend", record}};
    ASSERT_EQ(area.refusal(ending_met, met, {.day = "2026-12-14"}), "accepted");
    EXPECT_EQ(area.refusal(ending_met, met, {.day = "2026-12-14"}), "spend-counted");
    ASSERT_EQ(area.refusal(ending_withdraw, {{"ending", "E-0001"}, {"words", "Another day."}}),
              "accepted");
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    ASSERT_EQ(say({{"what", "wages"}, {"amount", "300.00"}}, "E-0002"), "accepted");
    ASSERT_EQ(confirm_last("1:30000"), "accepted");
    met["ending"] = "E-0002";
    EXPECT_EQ(area.refusal(ending_met, met, {.day = "2026-12-14"}), "accepted");
    EXPECT_EQ(area.refusal(ending_met, met, {.day = "2026-12-14"}), "spend-counted");
    EXPECT_TRUE(is_sound());
}

TEST_F(AnEnding, KeepsWhatIsOwedOutOfTheSurplus) {
    died();
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    ledger::Database& database = area.area().database();
    const auto free = [&] {
        return surplus_of(database, standing().budget, on("2026-12-14")).free;
    };
    EXPECT_EQ(free(), pounds(2'000));
    owed("redundancy", "1200.50", "120050");
    EXPECT_EQ(free(), Money::from_pence(79'950));
    EXPECT_EQ(final_account(database, standing().budget, on("2026-12-14")).funders.front().owed,
              Money::from_pence(120'050));
}

TEST_F(AnEnding, IsShownByADocumentOnlyToTwoPeople) {
    died();
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    owed("hmrc", "80.00", "8000");
    const Given shown{{"ending", "E-0001"}, {"what", "hmrc"}, {"evidence", letter}};
    EXPECT_EQ(area.refusal(ending_met, {{"ending", "E-0001"}, {"what", "hmrc"}}),
              "evidence-missing");
    ASSERT_EQ(area.refusal(ending_met, shown), "accepted");
    EXPECT_EQ(standing().unmet(), pounds(80));
    EXPECT_EQ(area.refusal(ending_met, shown), "proposal-open");
    ASSERT_EQ(confirm_last("1:8000"), "accepted");
    EXPECT_TRUE(standing().unmet().is_zero());
}

TEST_F(AnEnding, LetsNoReclaimTakeEffectBeforeWhatIsOwedIsMet) {
    (void)decided("reclaim", "reclaim", {{"amount", "500.00"}, {"ground", "death"}});
    issue_notice("reclaim");
    died("2026-11-20");
    const auto take_effect = [&] {
        return area.refusal(case_take_effect, {{"case", "C-0001"}}, {.day = "2026-12-14"});
    };
    EXPECT_EQ(take_effect(), "ending-missing");
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    EXPECT_EQ(take_effect(), "owed-unanswered");
    nothing_owed("notice-pay,redundancy,holiday-pay,hmrc,pension,invoices");
    EXPECT_EQ(take_effect(), "owed-unanswered");
    owed("wages", "300.00", "30000");
    EXPECT_EQ(take_effect(), "owed-unmet");
    EXPECT_EQ(at(AccountName::payable_reclaim), Money{});
    ASSERT_EQ(area.refusal(ending_take_over,
                           {{"ending", "E-0001"}, {"what", "wages"}, {"evidence", letter}},
                           {.day = "2026-12-14"}),
              "accepted");
    ASSERT_EQ(confirm_last("1:30000"), "accepted");
    told_of_budget("reclaim.payer_named", "yes");
    EXPECT_EQ(take_effect(), "accepted");
    EXPECT_EQ(at(AccountName::payable_reclaim), pounds(500));
    EXPECT_TRUE(is_sound());
}

TEST_F(AnEnding, IsWithdrawnBeforeADeathThatDidNotHappenIsMended) {
    died();
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    EXPECT_EQ(
        area.refusal(person_alive, {{"person", "P1"}, {"evidence", letter}}, {.day = "2026-12-15"}),
        "ending-exists");
    const Given another_day{{"person", "P1"}, {"on", "2026-12-12"}};
    EXPECT_EQ(area.refusal(person_died, another_day, {.day = "2026-12-15"}), "ending-exists");
    EXPECT_EQ(area.refusal(ending_withdraw, {{"ending", "E-0001"}}), "field-missing");
    EXPECT_EQ(area.refusal(ending_withdraw, {{"ending", "E-0001"}, {"words", "Another person."}}),
              "accepted");
    EXPECT_EQ(area.refusal(person_died, another_day, {.day = "2026-12-15"}), "accepted");
    EXPECT_EQ(open_tasks_of("ending-open"), 0);
    EXPECT_EQ(close(), "ending-not-open");
    EXPECT_EQ(
        area.refusal(person_alive, {{"person", "P1"}, {"evidence", letter}}, {.day = "2026-12-15"}),
        "accepted");
}

}  // namespace
}  // namespace almoner::scheduler
