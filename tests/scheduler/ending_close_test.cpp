// A budget's ending is closed: over what was held, over each funder's money, and without a gap.
#include "ledger/posting/spending.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/private_text.h"
#include "ledger/records/representative.h"
#include "scheduler/commands/ending.h"
#include "scheduler/commands/spend.h"
#include "scheduler/ending/final_account.h"
#include "tests/scheduler/ending_area.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Stream;
using tests::ben;
using tests::on;
using tests::pounds;

const std::string every_kind = "wages,notice-pay,redundancy,holiday-pay,hmrc,pension,invoices";

class AnEndingAtItsClose : public tests::EndingArea {};

// Nobody can mend what holds a payment to somebody who has died: it is cancelled at the close.
TEST_F(AnEndingAtItsClose, OfADeathIsClosedOverWhatWasHeldForIt) {
    told_of_budget("stop.claims_for_estate", "no");
    died();
    agreement_ends();
    area.answer(run_propose, {{"until", "2026-12-14"}, {"catch_up", "yes"}}, {.day = "2026-12-14"});
    area.write([&](ledger::Work& work) {
        ledger::insert_representative(
            work,
            {.from_on = on("2026-12-14"),
             .person = person.person,
             .name_private = ledger::insert_private_text(work, person.person, "An executor"),
             .start_on = on("2026-12-14")});
    });
    const auto are_all = [&](ledger::PaymentState state) {
        const auto payments = area.payments();
        return payments.size() == 2 &&
               std::ranges::all_of(payments, [&](const auto& each) { return each.state == state; });
    };
    EXPECT_TRUE(are_all(ledger::PaymentState::held));
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    nothing_owed(every_kind);
    EXPECT_EQ(close(), "no-reclaim-case");  // of the £2,000 that are left
    EXPECT_TRUE(are_all(ledger::PaymentState::held));
    area.write([&](ledger::Work& work) {
        work.post(post(ledger::SpendingAccounted{holding(), {share(200'000)}}),
                  {.plan_line = person.line, .effective = on("2026-12-14")});
    });
    EXPECT_EQ(close(), "accepted");
    EXPECT_TRUE(are_all(ledger::PaymentState::cancelled));
    const auto causes = area.area().database().prepare(
        "SELECT DISTINCT cause FROM state_change WHERE to_state = 11 AND entity = 1");
    ASSERT_TRUE(causes->step());
    EXPECT_EQ(causes->text(0), "ending-closed");
    EXPECT_FALSE(causes->step());
    // Nothing of it is proposed once more.
    area.answer(run_propose, {{"until", "2026-12-28"}, {"catch_up", "yes"}}, {.day = "2026-12-28"});
    EXPECT_TRUE(are_all(ledger::PaymentState::cancelled));
    EXPECT_TRUE(is_sound());
}

// Wages of a managed account are of no agreement: what holds them keeps no ending open.
TEST_F(AnEndingAtItsClose, IsNotKeptOpenByHeldWages) {
    told_of_budget("stop.claims_for_estate", "no");
    died();
    agreement_ends();
    area.answer(run_propose, {{"until", "2026-12-14"}, {"catch_up", "yes"}}, {.day = "2026-12-14"});
    area.write([&](ledger::Work& work) {
        ledger::insert_representative(
            work,
            {.from_on = on("2026-12-14"),
             .person = person.person,
             .name_private = ledger::insert_private_text(work, person.person, "An executor"),
             .start_on = on("2026-12-14")});
    });
    ASSERT_EQ(area.payments().size(), 2U);
    area.area().database().run_script("UPDATE payment SET agreement = 0, kind = 14 WHERE id = 2");
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    nothing_owed(every_kind);
    area.write([&](ledger::Work& work) {
        work.post(post(ledger::SpendingAccounted{holding(), {share(200'000)}}),
                  {.plan_line = person.line, .effective = on("2026-12-14")});
    });
    EXPECT_EQ(close(), "accepted");
    EXPECT_EQ(area.payments().at(1).state, ledger::PaymentState::cancelled);
}

// Of £2,000 £300 of wages were paid, and a case asks for the rest. The person's own £25 stays with
// them.
TEST_F(AnEndingAtItsClose, IsClosedOnceEachFundersMoneyIsAccountedFor) {
    const std::string payday = "2026-12-15";
    area.write([&](ledger::Work& work) {
        work.post(post(ledger::PersonTakenOver{holding(), {share(2'500, Stream::person)}, {}}),
                  {.effective = on("2026-10-01")});
    });
    (void)decided("reclaim", "reclaim", {{"amount", "1700.00"}, {"ground", "death"}});
    issue_notice("reclaim");
    died("2026-11-20");
    agreement_ends("2026-11-20");
    ASSERT_EQ(open({{"because", "death"}}), "accepted");
    nothing_owed("notice-pay,redundancy,holiday-pay,hmrc,pension,invoices");
    owed("wages", "300.00", "30000");
    area.answer(spend_record,
                {{"budget", "BP1"}, {"plan_line", "LP1"}, {"date", payday}, {"amount", "300.00"}},
                {.day = payday});
    area.answer(spend_confirm, {{"spend", "1"}}, {.actor = ben, .day = payday});
    ASSERT_EQ(
        area.refusal(
            ending_met, {{"ending", "E-0001"}, {"what", "wages"}, {"spend", "1"}}, {.day = payday}),
        "accepted");
    EXPECT_EQ(close(), "not-to-personal-representatives");
    area.write([&](ledger::Work& work) {
        ledger::insert_representative(
            work,
            {.from_on = on("2026-12-01"),
             .person = person.person,
             .name_private = ledger::insert_private_text(work, person.person, "An executor"),
             .start_on = on("2026-12-01")});
    });
    EXPECT_EQ(close(), "not-known");  // whether anything was asked for the estate
    told_of_budget("stop.claims_for_estate", "no");
    EXPECT_EQ(close(), "money-left");
    told_of_budget("reclaim.payer_named", "yes");
    area.answer(case_take_effect, {{"case", "C-0001"}}, {.day = "2026-12-16"});
    EXPECT_EQ(close(), "accepted");
    EXPECT_EQ(standing().opened.state, "closed");
    EXPECT_EQ(open_tasks_of("ending-open"), 0);
    ledger::Database& database = area.area().database();
    const FinalAccount account = final_account(database, standing().budget, on("2026-12-20"));
    EXPECT_TRUE(account.ties());
    ASSERT_EQ(account.funders.size(), 2);
    EXPECT_EQ(account.funders[0].stream, Stream::nhs);
    EXPECT_EQ(account.funders[0].of("paid-in"), pounds(2'000));
    EXPECT_EQ(account.funders[0].of("spent"), -pounds(300));
    EXPECT_EQ(account.funders[0].of("asked-back"), -pounds(1'700));
    EXPECT_EQ(account.funders[0].left, Money{});
    EXPECT_EQ(account.funders[0].asked_back, pounds(1'700));
    EXPECT_EQ(account.funders[1].of("paid-in"), pounds(25));
    EXPECT_EQ(account.funders[1].of("own-money"), -pounds(25));
    EXPECT_EQ(account.funders[1].left, Money{});
    EXPECT_EQ(close(), "ending-not-open");
    EXPECT_TRUE(is_sound());
}

// MOV-01: the old council goes on until the new one begins; 13 and 14 December leave no gap.
TEST_F(AnEndingAtItsClose, OfAMoveHasNoGapBeforeTheNewAuthority) {
    tests::PersonTerms terms = tests::four_weekly_1800();
    terms.line.stream = Stream::social_care;
    terms.agreement.end_on = on("2026-12-13");
    person = area.add(terms);
    ASSERT_EQ(open({{"because", "move"}, {"on", "2026-12-12"}, {"about", "BP2"}}),
              "agreements-go-on");
    ASSERT_EQ(open({{"because", "move"}, {"on", "2026-12-13"}, {"about", "BP2"}}), "accepted");
    write_letter();
    nothing_owed(every_kind);
    EXPECT_EQ(close(), "not-known");
    told_of_budget("stop.plan_supplied", "yes");
    told_of_budget("stop.needs_or_cost_differ", "no");
    told_of_budget("stop.new_authority_starts_on", "2026-12-15");
    EXPECT_EQ(close(), "gap");
    told(ledger::CaseKind::budget,
         person.budget,
         "stop.new_authority_starts_on",
         "2026-12-14",
         "2026-10-21");
    EXPECT_EQ(close(), "accepted");
    EXPECT_TRUE(is_sound());
}

TEST_F(AnEndingAtItsClose, MOV_01_TheDayThatTheOldAuthorityEndsCounts) {
    tests::PersonTerms terms = tests::four_weekly_1800();
    terms.line.stream = Stream::social_care;
    terms.agreement.end_on = on("2026-12-12");
    person = area.add(terms);
    ASSERT_EQ(open({{"because", "move"}, {"on", "2026-12-12"}, {"about", "BP2"}}), "accepted");
    write_letter();
    nothing_owed(every_kind);
    told_of_budget("stop.plan_supplied", "yes");
    told_of_budget("stop.needs_or_cost_differ", "no");
    told_of_budget("stop.new_authority_starts_on", "2026-12-14");
    EXPECT_EQ(close(), "gap") << "until the 13th it is accepted";
}

// Care Act 2014 s 37: the new authority explains what differs.
TEST_F(AnEndingAtItsClose, MOV_01_WhatDiffersInTheNewPlaceIsExplained) {
    tests::PersonTerms terms = tests::four_weekly_1800();
    terms.line.stream = Stream::social_care;
    terms.agreement.end_on = on("2026-12-13");
    person = area.add(terms);
    ASSERT_EQ(open({{"because", "move"}, {"on", "2026-12-13"}, {"about", "BP2"}}), "accepted");
    write_letter();
    nothing_owed(every_kind);
    told_of_budget("stop.plan_supplied", "yes");
    told_of_budget("stop.new_authority_starts_on", "2026-12-14");
    told_of_budget("stop.needs_or_cost_differ", "yes");
    told_of_budget("stop.difference_explained", "no");
    EXPECT_EQ(close(), "difference-not-explained");
    told_of_budget("stop.difference_explained", "yes");
    EXPECT_EQ(close(), "accepted");
}

}  // namespace
}  // namespace almoner::scheduler
