// What of a budget's money is free: rules.md section 1.6, W5 (St Helens' threshold).
#include "ledger/posting/spending.h"
#include "ledger/posting/takeover.h"
#include "ledger/records/attested_fact.h"
#include "ledger/records/budget.h"
#include "ledger/records/ending.h"
#include "ledger/records/evaluation.h"
#include "ledger/records/in_force.h"
#include "ledger/records/letter.h"
#include "ledger/records/notice.h"
#include "ledger/records/notice_step.h"
#include "ledger/records/review.h"
#include "ledger/records/states.h"
#include "ledger/records/task.h"
#include "scheduler/commands/surplus_ask.h"
#include "scheduler/facts/nightly_facts.h"
#include "scheduler/jobs/surpluses.h"
#include "scheduler/surplus/surplus_of.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <set>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Share;
using ledger::Stream;
using tests::on;
using tests::PersonTerms;
using tests::RunArea;
using tests::TestPerson;

constexpr std::string_view today = "2026-11-22";

// £250 a week, £500 contingency.
class Surplus : public ::testing::Test {
  protected:
    Surplus() {
        PersonTerms terms;
        terms.line.amount = Money::from_pence(250'00);
        who = area.add(terms);
        area.write([&](ledger::Work& work) {
            ledger::Budget changed = budget();
            changed.contingency = Money::from_pence(500'00);
            ledger::insert_budget(work, changed);
        });
    }
    ledger::Budget budget() {
        return ledger::budget_numbered(area.area().database(), who.budget, ledger::last_day_of_all)
            .value();
    }
    ledger::Holding holding() const {
        return {.budget = static_cast<std::int32_t>(who.budget),
                .option = ledger::Option::direct_payment};
    }
    Share nhs(std::int64_t pence) const {
        return {
            Stream::nhs, static_cast<std::int32_t>(area.commissioner), Money::from_pence(pence)};
    }
    void take_over(std::int64_t held, const ledger::Debts& debts = {}) {
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::PersonTakenOver{holding(), {nhs(held)}, debts}),
                      {.effective = on("2026-10-01")});
        });
    }
    void attest(std::string name, std::string value, std::string_view from = today) {
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         who.person,
                                         {.about = {ledger::CaseKind::budget, who.budget},
                                          .name = std::move(name),
                                          .value = std::move(value),
                                          .from_on = on(from),
                                          .attested_by = 1});
        });
    }
    SurplusWorkings workings(std::string_view day = today) {
        return surplus_of(area.area().database(), budget(), on(day));
    }

    RunArea area;
    TestPerson who;
};

// W5: balance 2,700.00, contingency 500.00, accrued PAYE 100.00: free 2,100.00 > 2,000.00.
TEST_F(Surplus, IsWhatIsHeldLessWhatIsSetAside) {
    take_over(2'700'00);
    attest("surplus.reserves", "10000");
    const SurplusWorkings found = workings();
    EXPECT_EQ(found.cleared, Money::from_pence(2'700'00));
    EXPECT_EQ(found.contingency, Money::from_pence(500'00));
    EXPECT_EQ(found.reserves, Money::from_pence(100'00));
    EXPECT_EQ(found.free, Money::from_pence(2'100'00));
    EXPECT_EQ(found.weekly_amount, Money::from_pence(250'00));
    EXPECT_EQ(found.threshold, Money::from_pence(2'000'00));
    EXPECT_EQ(found.weeks, 8);
    EXPECT_TRUE(found.is_over);
    ASSERT_EQ(found.rows.size(), 3U);
    EXPECT_EQ(found.rows[0].words, "held as direct-payment");
    EXPECT_EQ(found.rows[1].from, "fact 1");
    EXPECT_EQ(found.rows[2].from, "budget " + budget().ref);
}

// W5: with balance 2,600.00 free = 2,000.00: no flag, strictly greater.
TEST_F(Surplus, AtTheThresholdNobodyIsAsked) {
    take_over(2'600'00);
    attest("surplus.reserves", "10000");
    EXPECT_EQ(workings().free, Money::from_pence(2'000'00));
    EXPECT_FALSE(workings().is_over);
}

// £100 a month are £23.0769 a week, and eight weeks of it £184.62: nothing of a month is cut.
TEST_F(Surplus, OfWhatIsPaidByTheMonthCutsNothing) {
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), who.line, on(today));
        line.amount = Money::from_pence(100'00);
        line.frequency = ledger::PlanFrequency::monthly;
        ledger::insert_plan_line(work, line);
    });
    take_over(684'61);
    EXPECT_EQ(workings().weekly_amount, Money::from_pence(23'08));
    EXPECT_EQ(workings().free, Money::from_pence(184'61));
    EXPECT_FALSE(workings().is_over);
    take_over(4);
    EXPECT_TRUE(workings().is_over);
}

// The same accrued PAYE where the books know it.
TEST_F(Surplus, LeavesOutWhatTheBooksSayIsOwed) {
    take_over(2'700'00, {{ledger::AccountName::payable_hmrc, {nhs(100'00)}}});
    EXPECT_EQ(workings().reserves, Money::from_pence(100'00));
    EXPECT_EQ(workings().uncleared, Money{});
    EXPECT_EQ(workings().free, Money::from_pence(2'100'00));
    RunArea other;
    std::swap(area, other);
    who = area.add();
    take_over(700'00, {{ledger::AccountName::payable_net_pay, {nhs(65'00)}}});
    EXPECT_EQ(workings().uncleared, Money::from_pence(65'00));
    EXPECT_EQ(workings().free, Money::from_pence(635'00));
}

// Four weeks from Monday 16 November: on the 23rd eight of 28 days have run.
TEST_F(Surplus, LeavesOutWhatWasPaidForDaysToCome) {
    area.write([&](ledger::Work& work) {
        work.post(post(ledger::PersonTakenOver{holding(), {nhs(1'000'00)}, {}}),
                  {.effective = on("2026-11-16"), .period = {on("2026-11-16"), on("2026-12-13")}});
    });
    EXPECT_EQ(workings("2026-11-23").in_advance, Money::from_pence(714'29));  // 20/28, up
    EXPECT_EQ(workings("2026-12-12").in_advance, Money::from_pence(35'72));
    EXPECT_EQ(workings("2026-12-13").in_advance, Money{});
    EXPECT_EQ(workings("2026-12-13").free, Money::from_pence(500'00));
}

// FND-04: what each funder has free adds up to the whole.
TEST_F(Surplus, IsToldApartByWhoseMoneyItIs) {
    area.write([&](ledger::Work& work) {
        const Share council{Stream::social_care,
                            static_cast<std::int32_t>(area.partner),
                            Money::from_pence(1'000'00)};
        work.post(post(ledger::PersonTakenOver{holding(), {nhs(2'000'00), council}, {}}),
                  {.effective = on("2026-10-01")});
    });
    const SurplusWorkings found = workings();
    EXPECT_EQ(found.free, Money::from_pence(2'500'00));
    ASSERT_EQ(found.funders.size(), 2U);
    EXPECT_EQ(found.funders[0].free, Money::from_pence(1'666'67));  // 500 shared 2 : 1
    EXPECT_EQ(found.funders[1].free, Money::from_pence(833'33));
}

TEST_F(Surplus, OfADayBeforeIsAsTheBooksHadIt) {
    take_over(2'700'00);
    attest("surplus.reserves", "10000", "2026-12-01");
    EXPECT_EQ(workings("2026-11-21").cleared, Money{});  // booked on the day after
    EXPECT_EQ(workings().free, Money::from_pence(2'200'00));
    EXPECT_EQ(workings("2026-12-01").free, Money::from_pence(2'100'00));
}

// Budget 1 is looked at on Mondays: 23 November 2026 is one (SRP-01: a flag only prompts to ask
// why).
TEST_F(Surplus, IsAskedAboutOnceAWeekAndNothingIsTaken) {
    take_over(2'700'00);
    const auto found = [&](std::string_view day) {
        return look_for_surpluses(area.area().database(), on(day)).commands;
    };
    ASSERT_EQ(on("2026-11-23").iso_weekday(), 1U);
    EXPECT_TRUE(found("2026-11-24").empty());
    const auto asked = found("2026-11-23");
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked.front().name, "surplus ask");
    EXPECT_EQ(asked.front().fields.at("budget"), budget().ref);
}

// SRP-01 is asked of the records, what it found is kept, and the task says neither sum nor fault.
TEST_F(Surplus, SRP_01_FoundByNightPromptsTheQuestionWhyAndNothingElse) {
    take_over(2'700'00);
    const auto ask = [&](const std::string& day) {
        return area.answer(surplus_ask, {{"budget", budget().ref}}, {.day = day});
    };
    const auto tasks = [&] {
        const auto rows = area.area().database().prepare(
            "SELECT subject, state, words FROM task WHERE kind = 'surplus-question' ORDER BY id");
        std::string all;
        while (rows->step()) {
            const bool is_open = rows->integer(1) == static_cast<int>(ledger::TaskState::open);
            EXPECT_EQ(std::string(rows->text(2)).find("\u00a3"), std::string::npos);
            all += std::string(rows->text(0)) + (is_open ? " open;" : " done;");
        }
        return all;
    };
    EXPECT_EQ(ask("2026-11-23").at("asks"), true);
    EXPECT_EQ(ask("2026-11-30").at("asks"), true);
    EXPECT_EQ(tasks(), "budget:" + budget().ref + " open;");
    const auto kept =
        ledger::evaluations_of(area.area().database(), {ledger::CaseKind::budget, who.budget});
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept.front().event, "nightly");
    EXPECT_NE(kept.front().details.find("SRP-01"), std::string::npos);
    EXPECT_EQ(kept.front().details.find("not-known"), std::string::npos);
    attest("surplus.reserves", "20000");  // the record changes, and with it the outcome
    EXPECT_EQ(ask("2026-12-07").at("asks"), false);
    EXPECT_EQ(tasks(), "budget:" + budget().ref + " done;");
    EXPECT_EQ(area.refusal(surplus_ask, {{"budget", "B99"}}), "budget-unknown");
}

// SI 2013/1617 reg 17(1): told the night after, once, whatever is free; until somebody stops it.
TEST_F(Surplus, CON_02_STP_01_WhatTheLawMakesStopIsATaskTheNightAfter) {
    const auto asked = [&](std::string_view day) {
        const auto found = look_for_surpluses(area.area().database(), on(day));
        for (const auto& command : found.commands) {
            EXPECT_EQ(command.name, "surplus ask");
            (void)area.answer(surplus_ask, command.fields, {.day = std::string(day)});
        }
        std::string tasks = std::to_string(found.commands.size());
        const auto rows =
            area.area().database().prepare("SELECT kind FROM task WHERE state = 1 ORDER BY id");
        while (rows->step()) tasks += " " + std::string(rows->text(0));
        return tasks;
    };
    EXPECT_EQ(asked("2026-11-23"), "0");
    attest("eligibility.consent_withdrawn", "yes", "2026-11-24");
    EXPECT_EQ(asked("2026-11-24"), "1 must-stop");
    EXPECT_EQ(asked("2026-11-25"), "0 must-stop");
    attest("eligibility.another_consents", "yes", "2026-11-26");
    EXPECT_EQ(asked("2026-11-26"), "1");
    EXPECT_EQ(asked("2026-11-27"), "0");
}

// Whoever is told that all of it stops is not asked every week why some is left.
TEST_F(Surplus, STP_01_IsNotAskedAboutWhileAllOfItIsToStop) {
    take_over(2'700'00);
    const auto night = [&](std::string_view day) {
        for (const auto& command : look_for_surpluses(area.area().database(), on(day)).commands) {
            (void)area.answer(
                find_command(command.name)->handler, command.fields, {.day = std::string(day)});
        }
        std::string tasks;
        const auto rows =
            area.area().database().prepare("SELECT kind FROM task WHERE state = 1 ORDER BY id");
        while (rows->step()) tasks += std::string(rows->text(0)) + ";";
        return tasks;
    };
    EXPECT_EQ(night("2026-11-23"), "surplus-question;");
    attest("eligibility.consent_withdrawn", "yes", "2026-11-24");
    EXPECT_EQ(night("2026-11-24"), "must-stop;");
    EXPECT_EQ(night("2026-11-30"), "must-stop;");
    attest("eligibility.another_consents", "yes", "2026-12-01");
    EXPECT_EQ(night("2026-12-01"), "surplus-question;");
}

// What ended before the agreement of today began stops nothing of it; what ends it does.
TEST_F(Surplus, CON_02_OnlyAnEndingOfWhatIsPaidNowStopsIt) {
    const auto has_to_stop = [&] {
        return look_for_surpluses(area.area().database(), on("2026-11-24")).commands.size();
    };
    const auto end = [&](std::string_view last_on, const std::vector<std::string>& states) {
        area.write([&](ledger::Work& work) {
            const auto id = ledger::insert_ending(work,
                                                  who.person,
                                                  {.budget = who.budget,
                                                   .because = "move",
                                                   .last_on = on(last_on),
                                                   .opened_on = on("2026-10-01"),
                                                   .opened_by = 1});
            for (const std::string& state : states) {
                ledger::insert_ending_step(
                    work,
                    who.person,
                    {.ending = id, .state = state, .on = on("2026-10-01"), .actor = 1});
            }
        });
    };
    attest("eligibility.consent_withdrawn", "yes", "2026-11-24");
    EXPECT_EQ(has_to_stop(), 1U);
    end("2026-11-01", {"open", "closed"});  // the agreement begins on 2 November
    EXPECT_EQ(has_to_stop(), 1U);
    end("2026-11-02", {"open", "withdrawn"});
    EXPECT_EQ(has_to_stop(), 1U);
    end("2026-11-30", {"open"});
    EXPECT_EQ(has_to_stop(), 0U);
}

TEST_F(Surplus, CON_02_AnEndingThatIsClosedStopsWhatItEnded) {
    attest("eligibility.consent_withdrawn", "yes", "2026-11-24");
    area.write([&](ledger::Work& work) {
        const auto id = ledger::insert_ending(work,
                                              who.person,
                                              {.budget = who.budget,
                                               .because = "move",
                                               .last_on = on("2026-11-02"),
                                               .opened_on = on("2026-11-02"),
                                               .opened_by = 1});
        for (const char* const state : {"open", "closed"}) {
            ledger::insert_ending_step(
                work,
                who.person,
                {.ending = id, .state = state, .on = on("2026-11-02"), .actor = 1});
        }
    });
    EXPECT_TRUE(look_for_surpluses(area.area().database(), on("2026-11-24")).commands.empty());
}

TEST_F(Surplus, STP_01_ARefusedTransitionStopsToo) {
    area.write([&](ledger::Work& work) {
        ledger::insert_attested_fact(work,
                                     who.person,
                                     {.about = {ledger::CaseKind::agreement, who.agreement},
                                      .name = "payee.transition_refused",
                                      .value = "yes",
                                      .from_on = on(today),
                                      .attested_by = 1});
    });
    EXPECT_EQ(look_for_surpluses(area.area().database(), on("2026-11-23")).commands.size(), 1U);
    (void)area.answer(surplus_ask, {{"budget", budget().ref}}, {.day = "2026-11-23"});
    const auto rows = area.area().database().prepare(
        "SELECT subject FROM task WHERE kind = 'must-stop' AND state = 1");
    ASSERT_TRUE(rows->step());
    EXPECT_EQ(rows->text(0), "budget:" + budget().ref);
}

// A command reads its own budget alone, and tells the rules of it what the night does.
TEST_F(Surplus, OfOneBudgetTheSameIsKnownAsOfAll) {
    PersonTerms later;
    later.agreement.start_on = on("2026-11-09");
    const TestPerson other = area.add(later);
    ledger::Database& database = area.area().database();
    std::set<ledger::Date> began;
    for (const std::int64_t number : {who.budget, other.budget}) {
        const auto each =
            ledger::budget_numbered(database, number, ledger::last_day_of_all).value();
        const SurplusWorkings free = surplus_of(database, each, on(today));
        const auto of_all = NightBook(database, on(today)).facts_of(each, free);
        const auto of_one = NightBook(database, on(today), number).facts_of(each, free);
        EXPECT_EQ(of_one.review.first_payment_on.value, of_all.review.first_payment_on.value);
        EXPECT_EQ(of_one.information.delivery.value, rules::Delivery::sent);
        began.insert(of_one.review.first_payment_on.value.value());
    }
    EXPECT_EQ(began, (std::set{on("2026-11-02"), on("2026-11-09")}));
}

// Nothing is free, and nothing was said: the rules of the night are asked all the same. A letter
// that came back was not given (LET-01, guidance para 129).
TEST_F(Surplus, LET_01_EachBudgetIsAskedAndAFindingIsOneTask) {
    const auto night = [&](std::string_view day) {
        const auto found = look_for_surpluses(area.area().database(), on(day));
        for (const auto& command : found.commands) {
            (void)area.answer(
                find_command(command.name)->handler, command.fields, {.day = std::string(day)});
        }
        std::string tasks = std::to_string(found.commands.size());
        const auto rows = area.area().database().prepare(
            "SELECT words FROM task WHERE kind = 'night-asks' AND state = 1 ORDER BY id");
        while (rows->step()) {
            const bool names_it =
                rows->text(0).find("(LET-01 letter-returned)") != std::string_view::npos;
            tasks += names_it ? " task" : " another";
        }
        return tasks;
    };
    std::int64_t letter = 0;
    const auto deliver = [&](const char* state) {
        area.write([&](ledger::Work& work) {
            ledger::insert_letter_delivery(work,
                                           who.person,
                                           {.letter = letter,
                                            .state = state,
                                            .channel = "post",
                                            .on = on("2026-11-10"),
                                            .actor = 1});
        });
    };
    area.write([&](ledger::Work& work) {
        const auto notice = ledger::insert_notice(work,
                                                  who.person,
                                                  {.kind = "decision",
                                                   .budget = who.budget,
                                                   .reasons = "why",
                                                   .drafted_on = on("2026-11-02"),
                                                   .drafted_by = 1});
        ledger::insert_notice_step(
            work,
            who.person,
            {.notice = notice, .state = "drafted", .on = on("2026-11-02"), .actor = 1});
        ledger::insert_notice_step(work,
                                   who.person,
                                   {.notice = notice,
                                    .state = "issued",
                                    .on = on("2026-11-02"),
                                    .actor = 2,
                                    .drafted_by = 1});
        letter = ledger::insert_letter(work,
                                       {.notice = notice,
                                        .cause = "issue",
                                        .recipient_kind = "person",
                                        .recipient = who.person,
                                        .format = "standard",
                                        .language = "en",
                                        .made_on = on("2026-11-02"),
                                        .html = 1});
    });
    deliver("sent");
    EXPECT_EQ(night("2026-11-23"), "0");
    deliver("returned");
    EXPECT_EQ(night("2026-11-24"), "0") << "its day is Monday";
    EXPECT_EQ(night("2026-11-30"), "1 task");
    EXPECT_EQ(night("2026-12-07"), "0 task");
    deliver("served-again");
    EXPECT_EQ(night("2026-12-14"), "1");
    EXPECT_EQ(night("2026-12-21"), "0");
}

TEST_F(Surplus, AtTheThresholdTheJobAsksNothing) {
    take_over(2'500'00);
    EXPECT_TRUE(look_for_surpluses(area.area().database(), on("2026-11-23")).commands.empty());
}

TEST_F(Surplus, ThatIsReviewedIsAskedAboutNoSecondTime) {
    take_over(2'700'00);
    const auto found = [&] {
        return look_for_surpluses(area.area().database(), on("2026-11-23")).commands.size();
    };
    std::int64_t review = 0;
    const auto step = [&](const char* state) {
        area.write([&](ledger::Work& work) {
            if (review == 0) {
                review = ledger::insert_review(work,
                                               who.person,
                                               {.budget = who.budget,
                                                .kind = "surplus",
                                                .due_on = on("2026-12-01"),
                                                .opened_on = on("2026-11-20"),
                                                .opened_by = 1});
            }
            ledger::insert_review_step(
                work,
                who.person,
                {.review = review, .state = state, .on = on("2026-11-20"), .actor = 1});
        });
    };
    step("scheduled");
    EXPECT_EQ(found(), 0U);
    step("closed");
    EXPECT_EQ(found(), 1U);
}

TEST_F(Surplus, ThatIsGoneHasItsQuestionEnded) {
    take_over(2'500'00);
    area.write([&](ledger::Work& work) {
        ledger::insert_task(work,
                            {.kind = "surplus-question",
                             .subject = "budget:" + budget().ref,
                             .due_on = on("2026-11-30"),
                             .owner = "finance",
                             .words = "why"});
    });
    const auto ended = look_for_surpluses(area.area().database(), on("2026-11-23")).commands;
    ASSERT_EQ(ended.size(), 1U);
    EXPECT_EQ(ended.front().name, "task settled");
    EXPECT_EQ(ended.front().fields.at("cause"), "no-longer-over");
}

}  // namespace
}  // namespace almoner::scheduler
