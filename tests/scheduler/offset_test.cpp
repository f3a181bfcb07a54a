// What is free is taken off the periods to come, as a matured notice told (rules.md 1.6 and W4).
#include "scheduler/commands/notice.h"
#include "tests/scheduler/reduction_case_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using tests::ben;
using tests::CaseArea;
using tests::Given;
using tests::on;
using tests::pounds;

class AnOffset : public CaseArea {
  protected:
    AnOffset() { holds(5'000); }

    void told_free(const std::string& pence) {
        told_of_budget("surplus.free_balance", pence);
        told_of_budget("surplus.plan_notice_days", "28");
    }
    // Of £3,000.00, in force from 2 December 2026.
    void in_force(const std::string& amount = "3000.00") {
        pay_until("2026-11-30", "2026-11-30");
        (void)decided("offset", "offset", {{"amount", amount}});
        issue_notice("offset");
        area.answer(case_take_effect, {{"case", "C-0001"}}, {.day = "2026-12-02"});
    }
};

// W4: four-weekly £1,800.00, £3,000.00 to be offset: £1,800.00 and £0.00, then £1,200.00 and
// £600.00.
TEST_F(AnOffset, IsSpreadOverPeriodsEachUnderItsCap) {
    told_free("300000");
    in_force();
    const json runs = pay_until("2027-01-25", "2026-12-28");
    pay_until("2027-02-22", "2027-02-22");
    EXPECT_EQ(paid(),
              "2026-11-02 180000 less 0;2026-11-30 180000 less 0;2027-01-25 60000 less 120000;"
              "2026-12-28 0 less 180000;2027-02-22 180000 less 0;");
    // Five periods of £1,800.00 less £3,000.00 is what the commissioner set aside.
    EXPECT_EQ(allocated(), Money::from_pence(-600'000));
    EXPECT_EQ(area.refusal(case_close, {{"case", "C-0001"}}, {.day = "2027-02-22"}),
              "offset-only-promised");
    area.answer(run_send, {{"run", runs[0]["run"]}}, {.day = "2027-01-20"});
    area.answer(case_close, {{"case", "C-0001"}}, {.day = "2027-02-22"});
    pay_until("2027-02-22", "2027-02-23");
    EXPECT_EQ(area.payments().size(), 5U);  // what was offset stays offset
    EXPECT_TRUE(is_sound());
}

// RED-04: Ombudsman 20 013 237.
TEST_F(AnOffset, LeavesThePlannedCareFunded) {
    told_free("300000");
    in_force();
    told_of_budget("surplus.free_balance", "100000");
    pay_until("2027-01-25", "2026-12-28");
    EXPECT_EQ(paid(),
              "2026-11-02 180000 less 0;2026-11-30 180000 less 0;2026-12-28 80000 less 100000;"
              "2027-01-25 180000 less 0;");
    EXPECT_EQ(area.count("task WHERE kind = 'offset-waits'"), 1);
    EXPECT_TRUE(is_sound());
}

TEST_F(AnOffset, WaitsWhileNobodyKnowsWhatIsFree) {
    told_of_budget("surplus.plan_notice_days", "28");
    (void)decided("offset", "offset", {{"amount", "3000.00"}});
    issue_notice("offset");
    EXPECT_EQ(take_effect("2026-12-02"), "not-known");
    told_free("300000");
    EXPECT_EQ(take_effect("2026-12-02"), "accepted");
}

TEST_F(AnOffset, OfAPeriodIsTakenOnceHoweverOftenItIsProposed) {
    told_free("300000");
    in_force("500.00");
    const json runs = area.propose("2026-12-28", "2026-12-28");
    EXPECT_EQ(paid(),
              "2026-11-02 180000 less 0;2026-11-30 180000 less 0;2026-12-28 130000 less 50000;");
    area.answer(run_cancel,
                {{"run", runs[0]["run"]}, {"reason", "a mistake"}},
                {.actor = ben, .day = "2026-12-28"});
    pay_until("2027-01-25", "2026-12-28");
    EXPECT_EQ(paid(),
              "2026-11-02 180000 less 0;2026-11-30 180000 less 0;2026-12-28 130000 less 50000;"
              "2026-12-28 130000 less 50000;"
              "2027-01-25 180000 less 0;");
    EXPECT_EQ(allocated(), Money::from_pence(-670'000));
    EXPECT_TRUE(is_sound());
}

// £10 a week more from 28 December on: £40 are owed, and what was offset is not.
TEST_F(AnOffset, IsNotPaidBackAsArrears) {
    told_free("300000");
    in_force("500.00");
    const json runs = pay_until("2026-12-28", "2026-12-28");
    area.answer(run_send, {{"run", runs[0]["run"]}}, {.day = "2026-12-28"});
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-12-28"));
        line.from_on = on("2026-12-28");
        line.amount = pounds(460);
        ledger::insert_plan_line(work, line);
    });
    pay_until("2026-12-28", "2026-12-29");
    EXPECT_EQ(paid(),
              "2026-11-02 180000 less 0;2026-11-30 180000 less 0;2026-12-28 130000 less 50000;"
              "2026-12-28 4000 less 0;");
    EXPECT_TRUE(is_sound());
}

// What comes back of a payment is paid again as it was, less the same offset.
TEST_F(AnOffset, StaysWithItsPeriodWhenThePaymentIsRejected) {
    told_free("300000");
    in_force("500.00");
    const json runs = pay_until("2026-12-28", "2026-12-28");
    area.answer(run_send, {{"run", runs[0]["run"]}}, {.day = "2026-12-28"});
    area.write([&](ledger::Work& work) {
        work.move_state(ledger::Entity::payment,
                        {3, 3},
                        ledger::PaymentState::in_file,
                        ledger::PaymentState::rejected,
                        "rejected");
    });
    (void)area.propose("2027-01-25", "2027-01-04");
    EXPECT_EQ(paid(),
              "2026-11-02 180000 less 0;2026-11-30 180000 less 0;2026-12-28 130000 less 50000;"
              "2026-12-28 130000 less 0;2027-01-25 180000 less 0;");
    EXPECT_EQ(area.count("period_offset"), 1);
}

TEST_F(AnOffset, GoesNoFurtherOnceTheRestIsWaivedByTwoPeople) {
    told_free("300000");
    in_force();
    pay_until("2026-12-28", "2026-12-28");
    Given rest{{"case", "C-0001"}, {"amount", "1200.01"}, {"way", "waived"}, {"words", "Ours."}};
    const tests::AskedOn then{.day = "2026-12-29"};
    EXPECT_EQ(area.refusal(case_write_off, rest, then), "more-than-is-left");
    rest["amount"] = "1200.00";
    area.answer(case_write_off, rest, then);
    area.answer(case_approve,
                {{"case", "C-0001"}, {"confirm", "1:120000"}},
                {.actor = ben, .day = "2026-12-29"});
    EXPECT_EQ(ledger::case_by_id(area.area().database(), 1)->state, "closed");
    pay_until("2027-01-25", "2027-01-25");
    EXPECT_EQ(paid(),
              "2026-11-02 180000 less 0;2026-11-30 180000 less 0;2026-12-28 0 less 180000;"
              "2027-01-25 180000 less 0;");
    EXPECT_TRUE(is_sound());
}

TEST_F(AnOffset, IsNotStoppedByADraft) {
    told_free("300000");
    in_force("500.00");
    area.write([&](ledger::Work& work) {
        const std::int64_t id = ledger::insert_notice(work,
                                                      person.person,
                                                      {.kind = "offset",
                                                       .budget = person.budget,
                                                       .case_number = "C-0001",
                                                       .reasons = "More.",
                                                       .drafted_on = on("2026-12-10"),
                                                       .drafted_by = 1});
        ledger::insert_notice_step(
            work,
            person.person,
            {.notice = id, .state = "drafted", .on = on("2026-12-10"), .actor = 1});
    });
    pay_until("2026-12-28", "2026-12-28");
    EXPECT_EQ(paid(),
              "2026-11-02 180000 less 0;2026-11-30 180000 less 0;2026-12-28 130000 less 50000;");
}

// It came on the last day, and nobody opened the post before the case took effect.
TEST_F(AnOffset, WaitsForTheAnswerToAChallengeThatWasEnteredLate) {
    told_free("300000");
    in_force("500.00");
    EXPECT_EQ(ledger::notice_by_id(area.area().database(), 1)->state, "matured");
    const Given late{{"notice", "N-0001"}, {"received", "2026-12-01"}, {"words", "I need it."}};
    EXPECT_EQ(area.refusal(notice_challenge, late, {.day = "2026-12-10"}), "accepted");
    pay_until("2026-12-28", "2026-12-28");
    EXPECT_EQ(paid(),
              "2026-11-02 180000 less 0;2026-11-30 180000 less 0;2026-12-28 180000 less 0;");
    const auto answer = [&](const std::string& outcome, const Actor& actor) {
        return area.refusal(notice_answer,
                            {{"notice", "N-0001"}, {"outcome", outcome}, {"words", "Because."}},
                            {.actor = actor, .day = "2026-12-29"});
    };
    EXPECT_EQ(answer("upheld", tests::anna), "second-person-needed");  // who proposed it
    EXPECT_EQ(answer("varied", ben), "decide-again");
    EXPECT_EQ(answer("withdrawn", ben), "case-in-force");
    EXPECT_EQ(area.refusal(notice_withdraw,
                           {{"notice", "N-0001"}, {"words", "Because."}},
                           {.actor = ben, .day = "2026-12-29"}),
              "case-in-force");
}

// What was proposed before the case changed is held when it is approved, and worked out afresh.
TEST_F(AnOffset, IsTakenNoMoreOnceItsNoticeIsChallenged) {
    told_free("300000");
    in_force("500.00");
    const json runs = area.propose("2026-12-28", "2026-12-28");
    notice_step(1, "challenged", "2026-12-28");
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", runs[0]["run"]}, {"confirm", runs[0]["confirm"]}},
                           {.actor = ben, .day = "2026-12-28"}),
              "nothing-to-approve");
    area.answer(run_cancel,
                {{"run", runs[0]["run"]}, {"reason", "a mistake"}},
                {.actor = ben, .day = "2026-12-28"});
    pay_until("2026-12-28", "2026-12-28");
    EXPECT_EQ(paid(),
              "2026-11-02 180000 less 0;2026-11-30 180000 less 0;2026-12-28 130000 less 50000;"
              "2026-12-28 180000 less 0;");
    EXPECT_EQ(allocated(), Money::from_pence(-540'000));
    EXPECT_TRUE(is_sound());
}

}  // namespace
}  // namespace almoner::scheduler
