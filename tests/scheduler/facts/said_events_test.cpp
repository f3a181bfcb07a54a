// rules.md sections 1.1, 1.2, 1.5 and 1.8: what is recorded of a person asks for something by
// itself.
#include "ledger/records/evaluation.h"
#include "ledger/verify/verify.h"
#include "tests/scheduler/commands/people_area.h"

namespace almoner::tests {
namespace {

class SaidEvents : public PeopleArea {
  protected:
    // "kind open;" or "kind done;" of budget B1.
    std::string asked() {
        const auto rows = area.database().prepare(
            "SELECT kind, state, words FROM task WHERE subject = 'budget:B1' ORDER BY id");
        std::string all;
        while (rows->step()) {
            EXPECT_EQ(rows->text(2).find("capacity"), std::string_view::npos);  // sealed
            all += std::string(rows->text(0)) + (rows->integer(1) == 1 ? " open;" : " done;");
        }
        return all;
    }
    void said(const std::string& facts, const std::string& subject = "budget:B1") {
        tell(subject, facts);
    }
};

TEST_F(SaidEvents, CAP_02_ALossOfCapacityIsReviewedUntilItIsSettled) {
    said("payee.capacity_lost=yes", "A1");
    EXPECT_EQ(asked(), "said-capacity-change open;");
    said("payee.capacity_resolved=yes, payee.lack_is_temporary=yes, payee.another_agrees=yes",
         "A1");
    EXPECT_EQ(asked(), "said-capacity-change done;");
    const auto kept = ledger::evaluations_of(area.database(), {ledger::CaseKind::agreement, 1});
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].event, "capacity-change");
    EXPECT_NE(kept[0].details.find("CAP-02"), std::string::npos);
    EXPECT_EQ(kept[1].effect, "allow");
    for (const auto& fault : ledger::verify(area.database()).faults) ADD_FAILURE() << fault.words;
}

TEST_F(SaidEvents, NOM_03_AWithdrawnNominationIsReviewed) {
    said("payee.nomination_withdrawn=yes", "A1");
    EXPECT_EQ(asked(), "said-nomination-change open;");
}

TEST_F(SaidEvents, SUF_03_PaymentsThatAreNotEnoughAreReviewed) {
    said("plan.told_insufficient=yes");
    EXPECT_EQ(asked(), "said-report open;");
    said("plan.shortfall_reviewed=yes");
    EXPECT_EQ(asked(), "said-report done;");
}

TEST_F(SaidEvents, REV_06_RED_07_ARequestIsDecidedOnAndAFurtherReviewHeld) {
    said("review.review_requested=yes, review.working_days_since_request=10");
    EXPECT_EQ(asked(), "");
    said("review.working_days_since_request=11");
    EXPECT_EQ(asked(), "said-request open;");
    said("review.request_decision=" + evidence("P1"));
    EXPECT_EQ(asked(), "said-request done;");
    said("surplus.further_review_asked=yes");
    EXPECT_EQ(asked(), "said-request done;said-request open;");
}

TEST_F(SaidEvents, HOS_01_AStayInHospitalIsReviewedAfterEightWeeks) {
    said("stop.days_in_hospital=55");
    EXPECT_EQ(asked(), "");
    said("stop.days_in_hospital=56");
    EXPECT_EQ(asked(), "said-absence open;");
}

TEST_F(SaidEvents, WhatCountsFromALaterDayOrIsNoEventAsksForNothing) {
    tell("A1", "payee.capacity_lost=yes", "2026-12-01");
    said("eligibility.consents=yes");
    EXPECT_EQ(asked(), "");
}

}  // namespace
}  // namespace almoner::tests
