// CTB-06 (rules.md section 1.10; Ombudsman 19 019 886): a contribution that did not come is written
// about, then reviewed, and grows to no debt unseen.
#include "scheduler/monitoring/contribution_missing.h"

#include "ledger/posting/contribution.h"
#include "ledger/records/evaluation.h"
#include "scheduler/commands/fact_record.h"
#include "scheduler/commands/task_done.h"
#include "tests/support/care_service.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::Option;
using tests::on;

class ContributionMissing : public ::testing::Test {
  protected:
    ContributionMissing() {
        tests::PersonTerms terms;
        terms.line.option = terms.agreement.option = Option::managed_account;
        terms.line.stream = ledger::Stream::social_care;
        terms.agreement.payee = "support-service:CARE";
        area.write([&](ledger::Work& work) {
            const tests::CareService care = tests::add_care_service(work, area);
            terms.organisation_paid = care.number;
            client = care.client_account;
        });
        who = area.add(terms);
    }
    ledger::Holding holding() const {
        return {.budget = static_cast<std::int32_t>(who.budget),
                .option = Option::managed_account,
                .client_account = static_cast<std::int32_t>(client)};
    }
    ledger::Shares money(std::int64_t pence) const {
        return {{ledger::Stream::person,
                 static_cast<std::int32_t>(area.commissioner),
                 Money::from_pence(pence)}};
    }
    void due(std::int64_t pence, std::string_view day) {
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::ContributionDue{holding(), money(pence)}),
                      {.effective = on(day)});
        });
    }
    void came(std::int64_t pence) {
        area.write([&](ledger::Work& work) {
            work.post(post(ledger::ContributionArrived{holding(), money(pence)}),
                      {.effective = on("2026-11-10")});
        });
    }
    void said(const std::string& facts, const std::string& day) {
        (void)area.answer(fact_record, {{"subject", "budget:BP1"}, {"facts", facts}}, {.day = day});
    }
    std::string tasks() {
        const auto rows = area.area().database().prepare(
            "SELECT words FROM task WHERE kind = 'contribution-asks' AND state = 1 ORDER BY id");
        std::string all;
        while (rows->step()) {
            const std::string words(rows->text(0));
            const auto first = words.find(" (") + 2;
            all += words.substr(first, words.find(')') - first) + ";";
        }
        return all;
    }
    // The job of the day as far as it is about contributions, done.
    std::string night(const std::string& day) {
        for (const auto& each :
             find_job("monitoring")->find(area.area().database(), on(day)).commands) {
            if (each.name != "monitor contribution" && each.name != "task settled") continue;
            (void)area.answer(find_command(each.name)->handler, each.fields, {.day = day});
        }
        return tasks();
    }

    tests::RunArea area;
    tests::TestPerson who;
    std::int64_t client = 0;
};

TEST_F(ContributionMissing, CTB_06_IsWrittenAboutAfterFourteenDaysAndThenReviewed) {
    EXPECT_EQ(night("2026-11-17"), "");
    due(30'00, "2026-11-02");
    EXPECT_EQ(night("2026-11-16"), "");
    EXPECT_EQ(night("2026-11-17"), "missing-contribution;");
    EXPECT_EQ(night("2026-11-18"), "missing-contribution;");
    EXPECT_EQ(area.count("task WHERE kind = 'contribution-asks'"), 1);
    said("contribution.letter_sent=yes", "2026-11-18");
    EXPECT_EQ(tasks(), "missing-contribution-review;");
    said("contribution.missing_reviewed=yes", "2026-11-18");
    EXPECT_EQ(tasks(), "");
    EXPECT_EQ(night("2026-11-19"), "");
    const auto kept =
        ledger::evaluations_of(area.area().database(), {ledger::CaseKind::budget, who.budget});
    ASSERT_FALSE(kept.empty());
    EXPECT_EQ(kept.front().event, "monitor");
}

TEST_F(ContributionMissing, CTB_06_WhatComesIsSetAgainstTheOldest) {
    due(30'00, "2026-11-02");
    due(30'00, "2026-11-30");
    EXPECT_EQ(night("2026-11-17"), "missing-contribution;");
    came(29'99);
    EXPECT_EQ(night("2026-11-18"), "missing-contribution;");
    came(1);
    EXPECT_EQ(night("2026-11-19"), "");
    EXPECT_EQ(night("2026-12-14"), "");
    EXPECT_EQ(night("2026-12-15"), "missing-contribution;");
    came(30'00);
    EXPECT_EQ(night("2026-12-16"), "");
}

TEST_F(ContributionMissing, CTB_06_WhatWasDoneAboutOneDebtIsNotDoneAboutTheNext) {
    due(30'00, "2026-11-02");
    EXPECT_EQ(night("2026-11-17"), "missing-contribution;");
    said("contribution.letter_sent=yes", "2026-11-18");
    said("contribution.missing_reviewed=yes", "2026-11-18");
    EXPECT_EQ(night("2026-11-30"), "");
    came(30'00);
    due(30'00, "2026-12-01");
    EXPECT_EQ(night("2026-12-15"), "");
    EXPECT_EQ(night("2026-12-16"), "missing-contribution;");
    said("contribution.letter_sent=yes", "2026-12-17");
    EXPECT_EQ(tasks(), "missing-contribution-review;");
    said("contribution.missing_reviewed=yes", "2026-12-17");
    EXPECT_EQ(tasks(), "");
}

TEST_F(ContributionMissing, CTB_06_ALetterAboutOneDebtAsksNoReviewOfTheNext) {
    due(30'00, "2026-11-02");
    EXPECT_EQ(night("2026-11-17"), "missing-contribution;");
    said("contribution.letter_sent=yes", "2026-11-18");
    EXPECT_EQ(tasks(), "missing-contribution-review;");
    came(30'00);
    EXPECT_EQ(night("2026-11-30"), "");
    due(30'00, "2026-12-01");
    EXPECT_EQ(night("2026-12-01"), "");
    EXPECT_EQ(night("2026-12-16"), "missing-contribution;");
}

TEST_F(ContributionMissing, CTB_06_WhatWasDecidedAboutOneDebtIsAskedOfTheNext) {
    due(30'00, "2026-11-02");
    EXPECT_EQ(night("2026-11-17"), "missing-contribution;");
    (void)area.answer(
        task_done, {{"task", "1"}, {"decision", "it is on its way"}}, {.day = "2026-11-17"});
    EXPECT_EQ(night("2026-11-18"), "");
    EXPECT_EQ(night("2026-12-15"), "") << "it was decided about this debt";
    came(30'00);
    due(30'00, "2026-12-01");
    EXPECT_EQ(night("2026-12-15"), "");
    EXPECT_EQ(night("2026-12-16"), "missing-contribution;");
}

// What a holder's return says, whose own account nobody else sees.
TEST_F(ContributionMissing, CTB_06_WhatAReturnSaysIsAskedAboutAtOnce) {
    said(
        "contribution.contribution_expected=30.00, contribution.contribution_received=29.99,"
        "contribution.days_overdue=15",
        "2026-11-18");
    EXPECT_EQ(tasks(), "missing-contribution;");
    said("contribution.contribution_received=30.00", "2026-11-19");
    EXPECT_EQ(tasks(), "");
    said("contribution.is_backdated=yes, contribution.outcome_notified=no", "2026-11-19");
    EXPECT_EQ(tasks(), "backdated-without-notice;");
    said("contribution.outcome_notified=yes", "2026-11-19");
    EXPECT_EQ(tasks(), "");
}

TEST_F(ContributionMissing, CTB_06_OfABudgetThatIsNotThereNothingIsAsked) {
    EXPECT_EQ(area.refusal(monitor_contribution, {{"budget", "B99"}}), "budget-unknown");
}

}  // namespace
}  // namespace almoner::scheduler
