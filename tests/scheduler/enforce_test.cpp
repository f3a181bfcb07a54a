// A reclaim that is overdue is recovered by law: Care Act 2014 s 69 (RCL-06).
#include "ledger/records/evaluation.h"
#include "ledger/records/evidence.h"
#include "ledger/records/payment_ref.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/facts/enforce_facts.h"
#include "tests/scheduler/reduction_case_area.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::ben;
using tests::CaseArea;
using tests::Given;
using tests::on;
using tests::pounds;

// £900.00 of social care were to be repaid by 2 December 2026, when the notice matured.
class Enforced : public CaseArea {
  protected:
    Enforced() {
        area.write([&](ledger::Work& work) {
            paper_ = std::to_string(ledger::insert_evidence(work,
                                                            {.kind = "letter",
                                                             .person = person.person,
                                                             .subject = "case:C-0001",
                                                             .dated_on = on("2026-12-01"),
                                                             .given_by = 1,
                                                             .media_type = "text/plain"},
                                                            "Before we go to court."));
        });
    }
    void in_force(ledger::Stream stream, const std::string& ground, const std::string& kind) {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), person.line, work.today());
            line.stream = stream;
            ledger::insert_plan_line(work, line);
        });
        tests::send_all(area, outbox_.path());
        (void)tests::read_statement(
            area, tests::bank_line("1800.00", "DBIT", ledger::payment_ref(1)), "-800.00");
        told_of_budget("reclaim.unused", "500000");
        (void)decided("reclaim", "reclaim", {{"amount", "900.00"}, {"ground", ground}}, kind);
        issue_notice("reclaim");
        ASSERT_EQ(take_effect("2026-12-02"), "accepted");
    }
    void of_social_care() {
        in_force(ledger::Stream::social_care, "breach-of-condition", "breach");
    }
    Given wish() {
        return {{"case", "C-0001"}, {"words", "No answer to three letters."}, {"evidence", paper_}};
    }
    std::string enforce(const std::string& day) {
        return area.refusal(case_enforce, wish(), {.day = day});
    }
    std::string approve(const std::string& day, const scheduler::Actor& who = ben) {
        return area.refusal(
            case_approve, {{"case", "C-0001"}, {"confirm", "1:90000"}}, {.actor = who, .day = day});
    }
    std::string state() { return ledger::case_by_id(area.area().database(), 1)->state; }
    std::vector<ledger::StoredEvaluation> asked() {
        auto all = ledger::evaluations_of(area.area().database(),
                                          {ledger::CaseKind::budget, person.budget});
        std::erase_if(all, [](const auto& each) { return each.event != "enforce"; });
        return all;
    }

    std::string paper_;
    tests::TempFolder outbox_;
};

TEST_F(Enforced, RCL_06_ByTwoPeopleOnceItIsOverdue) {
    of_social_care();
    EXPECT_EQ(enforce("2026-12-02"), "nothing-overdue");
    EXPECT_EQ(enforce("2026-12-03"), "accepted");
    EXPECT_EQ(approve("2026-12-03", tests::anna), "needs-checker");
    EXPECT_EQ(state(), "awaiting-repayment");
    EXPECT_EQ(approve("2026-12-04"), "accepted");
    EXPECT_EQ(state(), "enforced");
    const auto steps = ledger::steps_of_case(area.area().database(), 1);
    EXPECT_EQ(steps.back().amount, pounds(900));
    EXPECT_EQ(steps.back().words, "No answer to three letters.");
    EXPECT_EQ(std::to_string(steps.back().evidence.value_or(0)), paper_);
    ASSERT_EQ(asked().size(), 2U);
    EXPECT_EQ(asked()[0].effect, "allow");
    EXPECT_EQ(enforce("2026-12-05"), "case-not-so-far");
    EXPECT_TRUE(is_sound());
}

// Due on 2 December 2026: within six years is up to 2 December 2032.
TEST_F(Enforced, RCL_06_WithinSixYearsOfFallingDue) {
    of_social_care();
    EXPECT_EQ(enforce("2032-12-03"), "time-barred");
    ASSERT_EQ(asked().size(), 1U);
    EXPECT_EQ(asked()[0].effect, "block");
    EXPECT_EQ(enforce("2032-12-02"), "accepted");
    EXPECT_EQ(approve("2032-12-03"), "time-barred");
    EXPECT_EQ(state(), "awaiting-repayment");
}

// The day is that of the notice: one that was served again, and so matured later, counts.
TEST_F(Enforced, RCL_06_TheDayIsTheNoticesOwn) {
    of_social_care();
    area.write([](ledger::Work& work) {
        ledger::insert_notice_clock(work,
                                    {.notice = 1,
                                     .cause = "served-again",
                                     .from_on = on("2026-11-10"),
                                     .days = 28,
                                     .matures_on = on("2026-12-10")});
    });
    EXPECT_EQ(enforce("2026-12-10"), "nothing-overdue");
    EXPECT_EQ(enforce("2032-12-10"), "accepted");
}

TEST_F(Enforced, RCL_06_WarnsOfTheNhsRouteUnlessItWasFraud) {
    in_force(ledger::Stream::nhs, "unused-accumulated", "surplus");
    EXPECT_EQ(enforce("2040-01-02"), "accepted") << "no limit is stated for the NHS";
    ASSERT_EQ(asked().size(), 1U);
    EXPECT_EQ(asked()[0].effect, "warn");
    EXPECT_NE(asked()[0].details.find("route-not-stated"), std::string::npos);
}

TEST_F(Enforced, RCL_06_OfFraudTheNhsRouteIsStated) {
    in_force(ledger::Stream::nhs, "theft-fraud-or-offence", "surplus");
    EXPECT_EQ(enforce("2026-12-03"), "accepted");
    ASSERT_EQ(asked().size(), 1U);
    EXPECT_EQ(asked()[0].effect, "allow");
}

TEST_F(Enforced, WaitsForAnInstalmentThatIsStillToComeAndForAnAnswer) {
    of_social_care();
    area.answer(case_plan,
                {{"case", "C-0001"}, {"first", "2027-01-31"}, {"amount", "450.00"}},
                {.day = "2026-12-03"});
    EXPECT_EQ(enforce("2027-01-31"), "nothing-overdue");
    EXPECT_EQ(enforce("2027-02-01"), "accepted");
    notice_step(1, "challenged", "2026-12-03");
    EXPECT_EQ(approve("2027-02-02"), "reconsideration-unanswered");
}

TEST_F(Enforced, NeedsItsPaperAndItsWords) {
    of_social_care();
    Given without = wish();
    without.erase("evidence");
    EXPECT_EQ(area.refusal(case_enforce, without, {.day = "2026-12-03"}), "evidence-missing");
    without = wish();
    without.erase("words");
    EXPECT_EQ(area.refusal(case_enforce, without, {.day = "2026-12-03"}), "field-missing");
}

// What comes in, or is given up, afterwards is counted as before, and the case comes to its end.
TEST_F(Enforced, IsRepaidOrGivenUpAsBefore) {
    of_social_care();
    EXPECT_EQ(enforce("2026-12-03"), "accepted");
    EXPECT_EQ(approve("2026-12-04"), "accepted");
    const tests::AskedOn then{.day = "2026-12-05"};
    area.answer(case_write_off,
                {{"case", "C-0001"}, {"amount", "900.00"}, {"way", "lost"}, {"words", "Gone."}},
                then);
    EXPECT_EQ(approve("2026-12-06"), "accepted");
    EXPECT_EQ(state(), "closed");
    EXPECT_TRUE(is_sound());
}

}  // namespace
}  // namespace almoner::scheduler
