// SI 2013/1617 reg 14 and SI 2014/2871 reg 7 as rules.md has them (REV-01 to REV-05, W6).
#include "ledger/records/review.h"

#include "ledger/posting/takeover.h"
#include "ledger/records/actor.h"
#include "ledger/records/attested_fact.h"
#include "ledger/verify/verify.h"
#include "scheduler/commands/evidence.h"
#include "scheduler/commands/review.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/jobs/job.h"
#include "scheduler/review/review_due.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::on;
using tests::PersonTerms;
using tests::RunArea;

using Given = std::map<std::string, std::string>;

PersonTerms paid_from(std::string_view day, ledger::Stream stream = ledger::Stream::nhs) {
    PersonTerms terms;
    terms.agreement.start_on = terms.agreement.anchor_on = on(day);
    terms.agreement.from_on = terms.line.from_on = terms.line.start_on = on(day);
    terms.line.stream = stream;
    return terms;
}

class Reviews : public ::testing::Test {
  protected:
    std::string due(std::string_view today) {
        std::string all;
        for (const ReviewDue& each : reviews_due(area.area().database(), on(today))) {
            all += each.kind + " " + each.due_on.iso() + ";";
        }
        return all;
    }
    std::string budget() {
        return reviews_due(area.area().database(), on("2026-11-02")).at(0).budget_ref;
    }
    // Held for the budget, as it was taken over.
    void balance_is(std::int64_t pence) {
        const auto due = reviews_due(area.area().database(), on("2026-11-02")).at(0);
        area.write([&](ledger::Work& work) {
            const ledger::Holding holding{.budget = static_cast<std::int32_t>(due.budget),
                                          .option = ledger::Option::direct_payment};
            const ledger::Share held{ledger::Stream::nhs,
                                     static_cast<std::int32_t>(area.commissioner),
                                     ledger::Money::from_pence(pence)};
            work.post(post(ledger::PersonTakenOver{holding, {held}, {}}),
                      {.effective = on("2026-10-01")});
        });
    }
    json open(const std::string& kind = "first", const std::string& due = "2026-12-01") {
        return area.answer(review_open,
                           {{"budget", budget()}, {"kind", kind}, {"due", due}, {"words", "why"}});
    }
    Given decision() {
        return {{"review", "1"},
                {"outcome", "no-change"},
                {"covers", "plan,use,sufficiency,terms"},
                {"words", "It meets the plan."}};
    }

    std::string letter() {
        return area
            .answer(evidence_add,
                    {{"file:document", "What the review came to."},
                     {"kind", "letter"},
                     {"subject", "review:1"},
                     {"dated_on", "2026-11-02"},
                     {"media_type", "text/plain"},
                     {"person", "P1"}})
            .at("evidence")
            .dump();
    }

    RunArea area;
};

// W6: first payment on 31 January 2026.
TEST_F(Reviews, TheFirstIsDueByTheLawOfTheMoney) {
    area.add(paid_from("2026-01-31"));
    EXPECT_EQ(due("2026-02-01"), "first 2026-04-30;");
    RunArea social;
    std::swap(area, social);
    area.add(paid_from("2026-01-31", ledger::Stream::social_care));
    EXPECT_EQ(due("2026-02-01"), "first 2026-07-31;");
}

TEST_F(Reviews, NothingIsDueBeforePaymentsBegin) {
    area.add(paid_from("2026-12-07"));
    EXPECT_EQ(due("2026-11-02"), "");
}

TEST_F(Reviews, TheNextIsDueAYearAfterTheDecision) {
    area.add();
    balance_is(40'000);
    (void)open();
    area.answer(review_decide, decision(), {.day = "2027-01-15"});
    EXPECT_EQ(due("2027-01-16"), "next 2028-01-15;");
}

// SI 2014/1652 reg 11(2): the first within three months, then with each review of the EHC plan.
TEST_F(Reviews, REV_02_MoneyForSpecialNeedsIsReviewedWithTheEhcPlan) {
    const tests::TestPerson person = area.add(paid_from("2026-10-05", ledger::Stream::education));
    const auto plan_review_on = [&](std::string_view day) {
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         person.person,
                                         {.about = {ledger::CaseKind::budget, person.budget},
                                          .name = "review.ehc_review_on",
                                          .value = std::string(day),
                                          .from_on = on("2026-10-05"),
                                          .attested_by = 1});
        });
    };
    EXPECT_EQ(due("2026-11-02"), "first 2027-01-05;");
    plan_review_on("2027-01-06");
    EXPECT_EQ(due("2026-11-02"), "first 2027-01-05;");
    plan_review_on("2027-01-04");
    EXPECT_EQ(due("2026-11-02"), "first 2027-01-04;");
    (void)open("first", "2027-01-04");
    Given sen = decision();
    sen["covers"] = "plan,use,sufficiency,terms,best-interests";
    (void)area.answer(review_decide, sen, {.day = "2026-11-02"});
    EXPECT_EQ(due("2026-11-03"), "next 2027-01-04;");
    plan_review_on("2026-11-02");  // held with it
    EXPECT_EQ(due("2026-11-03"), "");
    plan_review_on("2027-11-01");
    EXPECT_EQ(due("2026-11-03"), "next 2027-11-01;");
}

TEST_F(Reviews, ThatDoesNotCoverWhatItMustIsNotDecided) {
    area.add();
    (void)open();
    Given half = decision();
    half["covers"] = "plan, use";
    EXPECT_EQ(area.refusal(review_decide, half), "sufficiency-not-covered");
    half["covers"] = "plan,use,sufficiency,terms,weather";
    EXPECT_EQ(area.refusal(review_decide, half), "not-in-the-list");
    EXPECT_EQ(area.refusal(review_tell, {{"review", "1"}}), "evidence-missing");
    EXPECT_EQ(area.refusal(review_tell, {{"review", "1"}, {"letter", letter()}}),
              "illegal-transition")
        << "nothing was decided that they could be told";
    EXPECT_TRUE(ledger::steps_of(area.area().database(), 1).empty());
    EXPECT_EQ(area.refusal(review_close, {{"review", "1"}}), "illegal-transition");
    EXPECT_EQ(area.refusal(review_close, {{"review", "2"}}), "review-unknown");
    balance_is(80'000);  // eight weeks of £100: no surplus yet
    area.answer(review_decide, decision(), {.day = "2026-11-23"});
    EXPECT_EQ(area.refusal(review_decide, decision()), "illegal-transition");
    EXPECT_EQ(area.refusal(review_decide, {{"review", "1"}}), "illegal-transition");
    EXPECT_EQ(ledger::state_of(area.area().database(), 1), "decided");
    EXPECT_EQ(ledger::steps_of(area.area().database(), 1).size(), 3U);
    EXPECT_TRUE(ledger::verify(area.area().database()).clean());
}

// SI 2013/1617 reg 14(5).
TEST_F(Reviews, REV_04_EachThingThatItDoesNotCoverIsNamed) {
    area.add();
    (void)open();
    for (const auto& [covers, code] : {std::pair{"use,sufficiency,terms", "plan-not-covered"},
                                       std::pair{"plan,sufficiency,terms", "use-not-covered"},
                                       std::pair{"plan,use,terms", "sufficiency-not-covered"},
                                       std::pair{"plan,use,sufficiency", "terms-not-covered"},
                                       std::pair{"plan,use,sufficiency,terms", "accepted"}}) {
        Given some = decision();
        some["covers"] = covers;
        EXPECT_EQ(area.refusal(review_decide, some), code) << covers;
    }
}

// SI 2014/2871 reg 7(2), 7(3).
TEST_F(Reviews, REV_05_OfSocialCareAllAreInvolvedAndAgreementIsSought) {
    PersonTerms terms;
    terms.line.stream = ledger::Stream::social_care;
    area.add(terms);
    (void)open();
    area.write([](ledger::Work& work) {
        ledger::insert_actor(work, {.ref = "anna", .from_on = on("2026-01-01")});
    });
    Given some = decision();
    EXPECT_EQ(area.refusal(review_decide, some), "all-involved");
    some["involved"] = letter();
    EXPECT_EQ(area.refusal(review_decide, some), "steps-to-agree");
    some["agreed"] = letter();
    EXPECT_EQ(area.refusal(review_decide, some), "accepted");
}

TEST_F(Reviews, OfOneKindOneIsOpen) {
    area.add();
    (void)open("insufficiency");
    EXPECT_EQ(area.refusal(review_open, {{"budget", budget()}, {"kind", "insufficiency"}}),
              "review-open");
    (void)open("breach");
    EXPECT_EQ(area.refusal(review_open, {{"budget", budget()}, {"kind", "whim"}}),
              "not-in-the-list");
    EXPECT_EQ(area.refusal(review_open, {{"budget", "B99"}, {"kind", "first"}}), "budget-unknown");
}

TEST_F(Reviews, ThatWasHeldElsewhereCountsFromItsDay) {
    area.add(paid_from("2026-01-31"));
    (void)open("first", "2026-04-30");
    Given held = decision();
    held["held"] = "2026-12-01";
    EXPECT_EQ(area.refusal(review_decide, held), "day-in-the-future");
    held["held"] = "2026-04-15";
    area.answer(review_decide, held);
    EXPECT_EQ(due("2026-11-02"), "next 2027-04-15;");  // W6
}

TEST_F(Reviews, TheStatutoryOneIsNotPutOff) {
    area.add();  // paid from 2 November 2026: first review by 2 February 2027
    EXPECT_EQ(
        area.refusal(review_open, {{"budget", budget()}, {"kind", "first"}, {"due", "2027-02-03"}}),
        "review-due-too-late");
    area.answer(review_open, {{"budget", budget()}, {"kind", "request"}, {"due", "2099-12-31"}});
    EXPECT_EQ(find_job("reviews")->find(area.area().database(), on("2027-01-05")).commands.size(),
              1U);
}

// SRP-01: above eight weeks' money the review says why (local policy: St Helens).
TEST_F(Reviews, ASurplusIsExplained) {
    area.add();
    (void)open();
    balance_is(80'001);
    EXPECT_EQ(area.refusal(review_decide, decision(), {.day = "2026-11-23"}), "cause-not-recorded");
    Given with_cause = decision();
    with_cause["cause"] = "timing";
    area.answer(review_decide, with_cause, {.day = "2026-11-23"});
    EXPECT_EQ(ledger::steps_of(area.area().database(), 1).back().cause, "timing");
}

// 28 days before (constructed): paid from 2 November 2026, due by 2 February 2027.
TEST_F(Reviews, TheJobOpensThemFourWeeksBefore) {
    area.add();
    const auto found = [&](std::string_view day) {
        return find_job("reviews")->find(area.area().database(), on(day)).commands;
    };
    EXPECT_EQ(found("2027-01-04").size(), 0U);
    ASSERT_EQ(found("2027-01-05").size(), 1U);
    EXPECT_EQ(found("2027-01-05")[0].fields.at("due"), "2027-02-02");
    area.answer(review_open, found("2027-01-05")[0].fields, {.day = "2027-01-05"});
    EXPECT_EQ(found("2027-01-06").size(), 0U);
}

// SCH-02: the law does not stop the money for it.
TEST_F(Reviews, OverdueWarnsOfThePaymentAndHoldsNothing) {
    area.add();
    (void)open("first", "2026-11-01");
    const json runs = area.propose("2026-11-02");
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0]["held"], 0);
    const json shown =
        json::parse(run_show(area.area().database(), runs[0]["run"], on("2026-11-02")).value());
    EXPECT_EQ(shown["payments"][0]["findings"][0]["code"], "SCH-02:review-overdue");
    EXPECT_EQ(shown["payments"][0]["state"], "proposed");
}

}  // namespace
}  // namespace almoner::scheduler
