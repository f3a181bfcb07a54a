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
    std::string asked(const std::string& budget = "B1") {
        const std::string query =
            "SELECT kind, state, words FROM task WHERE subject = 'budget:" + budget +
            "' ORDER BY id";
        const auto rows = area.database().prepare(query.c_str());
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

TEST_F(SaidEvents, CAP_02_CapacityThatReturnedIsHandedBack) {
    said("payee.capacity_returned=yes", "A1");
    EXPECT_EQ(asked(), "said-capacity-change open;");
    said("payee.handed_back=yes", "A1");
    EXPECT_EQ(asked(), "said-capacity-change done;");
}

TEST_F(SaidEvents, CAP_02_GoingOnNeedsBothThatItIsTemporaryAndThatSomebodyAgrees) {
    said(
        "payee.capacity_lost=yes, payee.capacity_resolved=yes, payee.lack_is_temporary=yes,"
        "payee.another_agrees=no",
        "A1");
    EXPECT_EQ(asked(), "said-capacity-change open;");
    said("payee.another_agrees=yes", "A1");
    EXPECT_EQ(asked(), "said-capacity-change done;");
    said("payee.lack_is_temporary=no", "A1");
    EXPECT_EQ(asked(), "said-capacity-change done;said-capacity-change open;");
}

TEST_F(SaidEvents, CAP_03_WhoGainsCapacityIsAskedAndMayRefuse) {
    said("payee.capacity_gained=yes", "A1");
    EXPECT_NE(asked().find(" open;"), std::string::npos);
    said("payee.transition_reviewed=yes", "A1");
    EXPECT_EQ(asked().find(" open;"), std::string::npos);
    said("payee.transition_refused=yes", "A1");
    EXPECT_NE(asked().find(" open;"), std::string::npos);
}

// SI 2014/1652 reg 15: the education money of B2.
TEST_F(SaidEvents, CAP_04_AYoungPersonIsAskedAndMustConsent) {
    said("payee.young_person_on=2026-11-22, payee.transition_consents=yes", "A3");
    EXPECT_NE(asked("B2").find("said-transition open;"), std::string::npos) << asked("B2");
    said("payee.transition_reviewed=yes", "A3");
    EXPECT_EQ(asked("B2").find(" open;"), std::string::npos) << asked("B2");
    said("payee.transition_consents=no", "A3");
    EXPECT_NE(asked("B2").find("said-transition open;"), std::string::npos) << asked("B2");
    said("payee.young_person_on=2027-11-22", "A3");
    EXPECT_EQ(asked("B2").find(" open;"), std::string::npos) << asked("B2");
}

TEST_F(SaidEvents, SUF_04_AChangeOfHealthIsReviewedOrTheAmountStillSuffices) {
    said("plan.health_changed=yes");
    EXPECT_EQ(asked(), "said-report open;");
    const std::string paper = evidence("P1");
    said("plan.still_sufficient=" + paper);
    EXPECT_EQ(asked(), "said-report done;");
    said("plan.still_sufficient=");
    EXPECT_EQ(asked(), "said-report done;said-report open;");
    said("plan.change_reviewed=yes");
    EXPECT_EQ(asked(), "said-report done;said-report done;");
}

TEST_F(SaidEvents, REV_03_WhateverIsReportedIsReviewed) {
    for (const char* const report :
         {"insufficiency", "breach", "capacity", "condition-fails", "concern"}) {
        said(std::string("review.report=") + report + ", review.report_reviewed=no");
        EXPECT_TRUE(asked().ends_with("said-report open;")) << report;
        said("review.report_reviewed=yes");
        EXPECT_TRUE(asked().ends_with("said-report done;")) << report;
    }
}

TEST_F(SaidEvents, REV_06_AReasonableRequestIsNotDeclined) {
    said(
        "review.review_requested=yes, review.working_days_since_request=1,"
        "review.request_is_reasonable=yes");
    EXPECT_EQ(asked(), "");
    said("review.request_declined=yes");
    EXPECT_EQ(asked(), "said-request open;");
    said("review.request_is_reasonable=no");
    EXPECT_EQ(asked(), "said-request done;");
}

TEST_F(SaidEvents, RED_07_OneFurtherReviewIsHeldAndNoSecondOne) {
    said("surplus.further_review_asked=yes");
    EXPECT_EQ(asked(), "said-request open;");
    said("surplus.further_review_held=yes");
    EXPECT_EQ(asked(), "said-request done;");
    said("surplus.further_review_decided=yes");
    EXPECT_EQ(asked(), "said-request done;said-request open;");
}

TEST_F(SaidEvents, HOS_01_IsSettledByTheReviewAndStopsNothingBefore) {
    said("stop.days_in_hospital=56");
    EXPECT_EQ(asked(), "said-absence open;");
    said("stop.absence_reviewed=yes");
    EXPECT_EQ(asked(), "said-absence done;");
    said("stop.absence_reviewed=no, stop.days_in_hospital=1, stop.stop_proposed=yes");
    EXPECT_EQ(asked(), "said-absence done;said-absence open;");
}

// SI 2013/1617 reg 7(10): once in six months. Today is 22 November 2026.
TEST_F(SaidEvents, ELI_07_ARefusalIsReconsideredOnceInSixMonths) {
    said("eligibility.reconsidered_before=yes, eligibility.last_reconsidered_on=2026-05-22");
    EXPECT_EQ(asked(), "");
    said("eligibility.last_reconsidered_on=2026-05-23");
    EXPECT_EQ(asked(), "said-request open;");
    said("eligibility.reconsidered_before=no");
    EXPECT_EQ(asked(), "said-request done;");
}

// SI 2013/1617 reg 17(3) to (8): once, and no second time.
TEST_F(SaidEvents, STP_03_AStopIsReconsideredOnce) {
    said("stop.reconsideration_asked=yes");
    EXPECT_EQ(asked(), "");
    said("stop.reconsidered_once=yes");
    EXPECT_EQ(asked(), "said-request open;");
    said("stop.reconsideration_asked=no");
    EXPECT_EQ(asked(), "said-request done;");
}

TEST_F(SaidEvents, WhatCountsFromALaterDayOrIsNoEventAsksForNothing) {
    tell("A1", "payee.capacity_lost=yes", "2026-12-01");
    said("eligibility.consents=yes");
    EXPECT_EQ(asked(), "");
}

}  // namespace
}  // namespace almoner::tests
