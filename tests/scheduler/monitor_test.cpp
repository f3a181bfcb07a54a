// Returns: asked for once, in proportion, and never a reason to stop (MON-01 to MON-03).
#include "scheduler/commands/monitor.h"

#include "ledger/records/attested_fact.h"
#include "ledger/records/evaluation.h"
#include "ledger/records/evidence.h"
#include "ledger/records/return_request.h"
#include "ledger/records/review.h"
#include "ledger/verify/verify.h"
#include "scheduler/jobs/job.h"
#include "scheduler/monitoring/returns_due.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::AskedOn;
using tests::on;
using tests::RunArea;
using tests::TestPerson;

const ledger::Query budget_ref{"SELECT ref FROM budget WHERE number = $1"};

// Paid from Monday 2 November 2026.
class Returns : public ::testing::Test {
  protected:
    Returns() {
        who = area.add();
        ledger::Rows rows = area.area().database().select(budget_ref, who.budget);
        EXPECT_TRUE(rows.next());
        budget = rows.str(0);
    }
    void band(const std::string& value) {
        area.write([&](ledger::Work& work) {
            ledger::insert_attested_fact(work,
                                         who.person,
                                         {.about = {ledger::CaseKind::budget, who.budget},
                                          .name = "review.band",
                                          .value = value,
                                          .from_on = on("2026-11-02"),
                                          .attested_by = 1});
        });
    }
    std::string paper(std::string_view day) {
        std::int64_t id = 0;
        area.write([&](ledger::Work& work) {
            id = ledger::insert_evidence(work,
                                         {.kind = "monitoring-return",
                                          .person = who.person,
                                          .subject = "budget:" + budget,
                                          .dated_on = on(day),
                                          .given_by = 1,
                                          .media_type = "text/plain"},
                                         "receipts of " + std::string(day));
        });
        return std::to_string(id);
    }
    // What the job would do on the day; what it finds is done.
    std::string job(const std::string& day) {
        std::string did;
        for (const JobCommand& each :
             find_job("monitoring")->find(area.area().database(), on(day)).commands) {
            const bool asks = each.name == "monitor ask";
            const json answer =
                area.answer(asks ? monitor_ask : monitor_overdue, each.fields, {.day = day});
            did += asks ? "asked;" : answer.at("did").dump() + ";";
        }
        return did;
    }
    std::vector<ReturnStanding> standing() {
        return returns_of(area.area().database(), who.budget);
    }

    RunArea area;
    TestPerson who;
    std::string budget;
};

// Low yearly, medium half-yearly, high quarterly (constructed; Haringey and St Helens quarterly).
TEST_F(Returns, AreAskedForAsTheBandHasThem) {
    EXPECT_EQ(job("2027-11-01"), "");
    EXPECT_EQ(job("2027-11-02"), "asked;");
    ASSERT_EQ(standing().size(), 1U);
    EXPECT_EQ(standing()[0].request.period, (ledger::Period{on("2026-11-02"), on("2027-11-01")}));
    EXPECT_EQ(standing()[0].request.band, "low");
    EXPECT_EQ(standing()[0].request.due_on, on("2027-11-30"));
    RunArea fresh;
    std::swap(area, fresh);
    who = area.add();
    band("high");
    EXPECT_EQ(job("2027-02-01"), "");
    EXPECT_EQ(job("2027-02-02"), "asked;");
    EXPECT_EQ(standing()[0].request.band, "high");
}

TEST_F(Returns, AreAskedForOnceForTheirPeriod) {
    band("high");
    EXPECT_EQ(area.refusal(monitor_ask, {{"budget", budget}}), "return-not-due");
    EXPECT_EQ(job("2027-02-02"), "asked;");
    EXPECT_EQ(job("2027-02-02"), "");
    EXPECT_EQ(area.refusal(monitor_ask, {{"budget", budget}}, {.day = "2027-02-03"}),
              "return-not-due");
    EXPECT_EQ(job("2027-05-02"), "asked;[\"remind\",\"offer-help\"];");  // and the late one
    EXPECT_EQ(standing().size(), 2U);
}

TEST_F(Returns, WhatIsHeldIsNotAskedFor) {
    band("high");
    const std::string document = paper("2027-01-31");
    EXPECT_EQ(job("2027-02-02"), "");
    EXPECT_EQ(area.refusal(monitor_ask, {{"budget", budget}}, {.day = "2027-02-02"}),
              "document-held-already");
    area.answer(
        monitor_received, {{"budget", budget}, {"evidence", document}}, {.day = "2027-02-02"});
    EXPECT_EQ(
        area.refusal(
            monitor_received, {{"budget", budget}, {"evidence", document}}, {.day = "2027-02-02"}),
        "evidence-used");
    EXPECT_EQ(job("2027-05-01"), "");
    EXPECT_EQ(job("2027-05-02"), "asked;");
    EXPECT_TRUE(ledger::verify(area.area().database()).clean());
}

TEST_F(Returns, AreOfABudgetThatPaysSomebodyDirectly) {
    const auto asked = [&](const std::string& of) {
        const auto outcome = area.ask(monitor_ask, {{"budget", of}}, {.day = "2027-02-02"});
        return outcome.accepted() ? "accepted"
                                  : outcome.refusal().code + " " + outcome.refusal().field;
    };
    EXPECT_EQ(asked("NONE"), "budget-unknown budget");
    tests::PersonTerms terms;
    terms.line.option = terms.agreement.option = ledger::Option::notional;
    area.add(terms);
    EXPECT_EQ(asked("BP2"), "not-paid budget");
}

// Reminder after 14 days, help after 28, then a review (constructed): due 2 March 2027.
TEST_F(Returns, AMissingOneLeadsToHelpThenToAReviewAndNeverToAStop) {
    band("high");
    area.approve(area.propose("2026-11-02").at(0));
    EXPECT_EQ(job("2027-02-02"), "asked;");
    EXPECT_EQ(standing()[0].request.due_on, on("2027-03-02"));
    EXPECT_EQ(job("2027-03-16"), "[];");
    EXPECT_EQ(job("2027-03-17"), "[\"remind\"];");
    EXPECT_EQ(job("2027-03-30"), "[];");
    EXPECT_EQ(job("2027-03-31"), "[\"offer-help\"];");
    EXPECT_TRUE(ledger::reviews_of(area.area().database(), who.budget).empty());
    area.answer(monitor_help,
                {{"return", "1"}, {"words", "Rang; photographs will do."}},
                {.day = "2027-04-01"});
    EXPECT_EQ(area.refusal(monitor_help, {{"return", "1"}, {"words", "x"}}), "return-step-taken");
    EXPECT_EQ(job("2027-04-02"), "[\"return-missing\"];");
    EXPECT_EQ(job("2027-04-03"), "[\"return-missing\"];");
    const auto reviews = ledger::reviews_of(area.area().database(), who.budget);
    ASSERT_EQ(reviews.size(), 1U);
    EXPECT_EQ(reviews[0].kind, "missing-return");
    // The payments go on.
    const json runs = area.propose("2027-04-20", "2027-04-03");
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0]["held"], 0);
    area.answer(monitor_received,
                {{"budget", budget}, {"evidence", paper("2027-04-05")}},
                {.day = "2027-04-05"});
    EXPECT_EQ(job("2027-04-06"), "");
    EXPECT_FALSE(standing()[0].is_open());
    EXPECT_TRUE(ledger::verify(area.area().database()).clean());
}

TEST_F(Returns, InAFormatThatCantBeGivenAreNotAskedFor) {
    area.write([&](ledger::Work& work) {
        ledger::insert_attested_fact(work,
                                     who.person,
                                     {.about = {ledger::CaseKind::budget, who.budget},
                                      .name = "review.format_practicable",
                                      .value = "no",
                                      .from_on = on("2026-11-02"),
                                      .attested_by = 1});
    });
    EXPECT_EQ(job("2027-11-02"), "");
    EXPECT_EQ(area.refusal(monitor_ask, {{"budget", budget}}, {.day = "2027-11-02"}),
              "format-not-practicable");
    EXPECT_EQ(area.refusal(monitor_overdue, {{"return", "1"}}), "return-unknown");
}

}  // namespace
}  // namespace almoner::scheduler
