// Nothing is taken back without review, decision by two, and a notice that has matured (rules.md
// 1.6, 1.7 and the case of section 3).
#include "ledger/records/payment_ref.h"
#include "scheduler/commands/notice.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/reduction_case_area.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using nlohmann::json;
using tests::ben;
using tests::CaseArea;
using tests::Given;
using tests::on;
using tests::pounds;

class ACase : public CaseArea {
  protected:
    std::string take_effect(const std::string& day, const std::string& number = "C-0001") {
        return area.refusal(case_take_effect, {{"case", number}}, {.day = day});
    }
    void told_what_a_reduction_asks() {
        told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40000");
        told_of_budget("surplus.plan_notice_days", "28");
    }
    Money amount_on(std::string_view day) {
        return ledger::plan_line_numbered(area.area().database(), person.line, on(day))->amount;
    }
};

TEST_F(ACase, NeedsAClosedReviewThatCameToIt) {
    const auto open = [&](std::int64_t review, const std::string& kind) {
        return area.refusal(
            case_open,
            {{"review", std::to_string(review)}, {"kind", kind}, {"words", "Too much."}});
    };
    EXPECT_EQ(open(1, "offset"), "review-unknown");
    const std::int64_t notified = closed_review("offset", "surplus", "notified");
    EXPECT_EQ(open(notified, "offset"), "no-review");
    const std::int64_t closed = closed_review("offset");
    EXPECT_EQ(open(closed, "reclaim"), "no-review");
    EXPECT_EQ(open(closed, "gift"), "not-in-the-list");
    EXPECT_EQ(open(closed, "offset"), "accepted");
    EXPECT_EQ(open(closed, "offset"), "case-exists");
    EXPECT_EQ(ledger::case_by_id(area.area().database(), 1)->state, "reviewed");
}

TEST_F(ACase, IsDecidedByTwoPeopleWithItsWorkings) {
    const std::string review = std::to_string(closed_review("reduce"));
    area.answer(case_open, {{"review", review}, {"kind", "reduction"}, {"words", "Less is used."}});
    Given wanted{{"case", "C-0001"}, {"plan_line", "LP1"}, {"amount", "400.00"}};
    EXPECT_EQ(area.refusal(case_approve, {{"case", "C-0001"}}, {.actor = ben}), "nothing-proposed");
    EXPECT_EQ(area.refusal(case_propose, wanted), "field-missing");  // its workings
    wanted["workings"] = "Two hours less a week.";
    wanted["amount"] = "450.00";
    EXPECT_EQ(area.refusal(case_propose, wanted), "nothing-to-reduce");
    wanted["amount"] = "449.99";
    const json proposed = area.answer(case_propose, wanted, {.actor = ben});
    EXPECT_EQ(proposed.at("before"), 2'340'000);
    EXPECT_EQ(proposed.at("after"), 2'339'948);
    const Given approval{{"case", "C-0001"}, {"confirm", "1:2339948"}};
    EXPECT_EQ(area.refusal(case_approve, approval, {.actor = ben}), "own-proposal");
    EXPECT_EQ(area.refusal(case_approve, approval, {.actor = tests::anna}), "needs-checker");
    area.answer(case_approve, approval, {.actor = tests::carol});
    EXPECT_EQ(area.refusal(case_propose, wanted), "illegal-transition");
    EXPECT_EQ(ledger::decision_of_case(area.area().database(), 1)->workings,
              "Two hours less a week.");
    EXPECT_TRUE(is_sound());
}

TEST_F(ACase, TakesEffectOnlyOnceItsNoticeHasMatured) {
    told_what_a_reduction_asks();
    const std::string review = std::to_string(closed_review("reduce"));
    area.answer(case_open, {{"review", review}, {"kind", "reduction"}, {"words", "Less is used."}});
    EXPECT_EQ(take_effect("2026-11-02"), "illegal-transition");
    area.answer(case_propose,
                {{"case", "C-0001"},
                 {"plan_line", "LP1"},
                 {"amount", "400.00"},
                 {"workings", "Two hours less a week."},
                 {"effect", "2026-11-30"}});
    EXPECT_EQ(take_effect("2026-11-02"), "illegal-transition");
    area.answer(case_approve, {{"case", "C-0001"}, {"confirm", "1:2080000"}}, {.actor = ben});
    EXPECT_EQ(take_effect("2026-11-02"), "illegal-transition");  // nobody was consulted
    EXPECT_EQ(area.refusal(case_consult, {{"case", "C-0001"}}), "evidence-missing");
    area.answer(case_consult, {{"case", "C-0001"}, {"words", "In hospital, nobody else."}});
    EXPECT_EQ(take_effect("2026-11-02"), "notice-not-issued");
    const std::int64_t notice = issue_notice("reduction");
    EXPECT_EQ(take_effect("2026-12-01"), "notice-running");
    notice_step(notice, "challenged", "2026-12-01");
    EXPECT_EQ(take_effect("2026-12-02"), "reconsideration-unanswered");
    EXPECT_EQ(amount_on("2027-06-01"), pounds(450));
    notice_step(notice, "upheld", "2026-12-02");
    EXPECT_EQ(take_effect("2026-12-02"), "accepted");
    EXPECT_EQ(amount_on("2026-12-01"), pounds(450));  // never before the notice has matured
    EXPECT_EQ(amount_on("2026-12-02"), pounds(400));
    EXPECT_EQ(take_effect("2026-12-02"), "illegal-transition");
    EXPECT_TRUE(is_sound());
}

TEST_F(ACase, IsAskedAboutByTheRules) {
    const auto decide = [&] { return decided("reduction", "reduce", {{"amount", "400.00"}}); };
    (void)decide();
    issue_notice("reduction");
    EXPECT_EQ(take_effect("2026-12-02"), "not-known");  // what the planned care costs
    told_what_a_reduction_asks();
    told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40001", "2026-10-21");
    EXPECT_EQ(take_effect("2026-12-02"), "insufficient");  // SUF-01, a penny too little
    told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "40000", "2026-10-22");
    told_of_budget("surplus.plan_notice_days", "31");  // RED-02: the plan has longer notice
    EXPECT_EQ(take_effect("2026-12-02"), "notice-running");
    EXPECT_EQ(take_effect("2026-12-03"), "accepted");
}

TEST_F(ACase, OfAnotherNoticeOrAWithdrawnOneWaits) {
    told_what_a_reduction_asks();
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    const std::int64_t other = issue_notice("reclaim");
    issue_notice("reduction", "C-0002");
    EXPECT_EQ(take_effect("2026-12-02"), "notice-not-issued");
    const std::int64_t notice = issue_notice("reduction");
    notice_step(notice, "challenged", "2026-11-10");
    notice_step(notice, "withdrawn", "2026-11-12");
    EXPECT_EQ(take_effect("2026-12-02"), "notice-not-issued");
    notice_step(other, "withdrawn", "2026-11-12");
    area.answer(case_withdraw, {{"case", "C-0001"}, {"words", "She needs it."}});
    EXPECT_EQ(take_effect("2026-12-02"), "illegal-transition");
    EXPECT_EQ(ledger::case_by_id(area.area().database(), 1)->state, "closed");
}

TEST_F(ACase, IsToldAsItWasDecidedAndNotBefore) {
    told_what_a_reduction_asks();
    const Given wanted{{"budget", "BP1"},
                       {"kind", "reduction"},
                       {"reasons", "The review found that less is needed."},
                       {"case", "C-0001"}};
    const auto draft = [&](Given other = {}) {
        other.insert(wanted.begin(), wanted.end());
        return area.refusal(notice_draft, other);
    };
    EXPECT_EQ(draft(), "case-unknown");  // a number that somebody foresaw
    const std::string review = std::to_string(closed_review("reduce"));
    area.answer(case_open, {{"review", review}, {"kind", "reduction"}, {"words", "Less is used."}});
    EXPECT_EQ(draft(), "case-not-so-far");
    area.answer(case_propose,
                {{"case", "C-0001"},
                 {"plan_line", "LP1"},
                 {"amount", "400.00"},
                 {"workings", "Two hours less a week."}});
    area.answer(case_approve, {{"case", "C-0001"}, {"confirm", "1:2080000"}}, {.actor = ben});
    EXPECT_EQ(draft(), "case-not-so-far");
    area.answer(case_consult, {{"case", "C-0001"}, {"words", "In hospital."}});
    EXPECT_EQ(draft({{"case", "C-1"}}), "case-unknown");
    EXPECT_EQ(draft({{"kind", "offset"}}), "case-of-another-kind");
    EXPECT_EQ(draft({{"amount", "10.00"}, {"workings", "In all = £10.00"}}), "as-decided");
    EXPECT_EQ(draft({{"effect_on", "2026-11-03"}}), "as-decided");
    EXPECT_EQ(draft(), "accepted");
    const auto notice = *ledger::notice_by_id(area.area().database(), 1);
    EXPECT_EQ(notice.amount, pounds(50));
    EXPECT_EQ(notice.effect_on, ledger::decision_of_case(area.area().database(), 1)->effect_on);
    EXPECT_EQ(notice.workings,
              "Two hours less a week.\nWhat was planned = £450.00\n"
              "What is planned from then on = £400.00\nLess each time = £50.00\n");
    EXPECT_EQ(draft(), "notice-already");
    EXPECT_EQ(area.refusal(case_propose,
                           {{"case", "C-0001"},
                            {"plan_line", "LP1"},
                            {"amount", "390.00"},
                            {"workings", "Three hours."}}),
              "notice-already");
    area.answer(case_withdraw, {{"case", "C-0001"}, {"words", "She needs it."}});
    EXPECT_EQ(ledger::notice_by_id(area.area().database(), 1)->state, "withdrawn");
}

TEST_F(ACase, TakesNoMoreThanItsNoticeTold) {
    told_what_a_reduction_asks();
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    issue_notice("reduction", "C-0001", "2026-11-02", "2026-12-02", -pounds(40));
    EXPECT_EQ(take_effect("2026-12-02"), "notice-tells-otherwise");
    EXPECT_EQ(amount_on("2027-06-01"), pounds(450));
}

// £450 -> £400 was told; meanwhile the line went up to £500.
TEST_F(ACase, OfALineThatWentUpMeanwhileIsDecidedAgain) {
    told_what_a_reduction_asks();
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    const std::int64_t notice = issue_notice("reduction");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-10"));
        line.from_on = on("2026-11-10");
        line.amount = pounds(500);
        ledger::insert_plan_line(work, line);
    });
    EXPECT_EQ(take_effect("2026-12-02"), "notice-tells-otherwise");
    notice_step(notice, "running", "2026-12-02");
    notice_step(notice, "withdrawn", "2026-12-02");
    area.answer(case_propose,
                {{"case", "C-0001"},
                 {"plan_line", "LP1"},
                 {"amount", "450.00"},
                 {"workings", "Two hours less a week."}},
                {.day = "2026-12-02"});
    EXPECT_EQ(take_effect("2027-01-10"), "notice-not-issued");
}

// C2: who asked has no answer, whatever is issued after it.
TEST_F(ACase, IsNotSteppedRoundByASecondNotice) {
    told_what_a_reduction_asks();
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    notice_step(issue_notice("reduction"), "challenged", "2026-11-10");
    issue_notice("reduction", "C-0001", "2026-11-12", "2026-12-12");
    EXPECT_EQ(take_effect("2026-12-20"), "reconsideration-unanswered");
    EXPECT_EQ(amount_on("2027-06-01"), pounds(450));
}

TEST_F(ACase, WhoseReviewIsNotClosedIsRefused) {
    told_what_a_reduction_asks();
    (void)decided("reduction", "reduce", {{"amount", "400.00"}});
    issue_notice("reduction");
    area.write([&](ledger::Work& work) {
        ledger::insert_review_step(
            work,
            person.person,
            {.review = 1, .state = "started", .on = on("2026-11-20"), .actor = 1});
    });
    EXPECT_EQ(take_effect("2026-12-02"), "no-review");
}

class AnOffset : public ACase {
  protected:
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
    told_free("100000");
    in_force();
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

class AReclaim : public ACase {
  protected:
    AReclaim() {
        tests::send_all(area, outbox_.path());
        (void)tests::read_statement(
            area, tests::bank_line("1800.00", "DBIT", ledger::payment_ref(1)), "-800.00");
    }
    ledger::AccountKey of_budget(AccountName name) {
        return {.name = name,
                .stream = ledger::Stream::nhs,
                .option = ledger::Option::direct_payment,
                .body = static_cast<std::int32_t>(area.commissioner),
                .budget = static_cast<std::int32_t>(person.budget)};
    }
    std::int64_t balance(AccountName name) { return area.balance(of_budget(name)).posted.pence(); }
    std::int64_t owed_back() {
        return area
            .balance({.name = AccountName::receivable_reclaim,
                      .stream = ledger::Stream::nhs,
                      .body = static_cast<std::int32_t>(area.commissioner)})
            .posted.pence();
    }
    void in_force_for(const std::string& amount, const std::string& outcome) {
        told_of_budget("reclaim.unused", "500000");
        (void)decided("reclaim", "reclaim", {{"amount", amount}, {"ground", "unused-accumulated"}});
        issue_notice("reclaim");
        EXPECT_EQ(take_effect("2026-12-02"), outcome);
    }
    tests::TempFolder outbox_;
};

TEST_F(AReclaim, NeedsAGroundOfTheRegulation) {
    told_of_budget("reclaim.unused", "360000");
    (void)decided("reclaim", "reclaim", {{"amount", "900.00"}, {"ground", "breach-of-condition"}});
    issue_notice("reclaim");
    EXPECT_EQ(take_effect("2026-12-02"), "no-ground");  // RCL-01
}

// Eight weeks of £450 may stand: more than that is a substantial proportion (RCL-01).
TEST_F(AReclaim, OfMoneyThatBuiltUpNeedsASubstantialSum) {
    (void)decided("reclaim", "reclaim", {{"amount", "900.00"}, {"ground", "unused-accumulated"}});
    issue_notice("reclaim");
    EXPECT_EQ(take_effect("2026-12-02"), "not-known");
    told_of_budget("reclaim.unused", "360000");
    EXPECT_EQ(take_effect("2026-12-02"), "not-substantial");
    told(ledger::CaseKind::budget, person.budget, "reclaim.unused", "360001", "2026-10-21");
    EXPECT_EQ(take_effect("2026-12-01"), "notice-running");
    EXPECT_EQ(take_effect("2026-12-02"), "accepted");
    EXPECT_EQ(balance(AccountName::payable_reclaim), 90'000);
    EXPECT_EQ(balance(AccountName::fund), 90'000);
    EXPECT_EQ(owed_back(), 90'000);
    EXPECT_TRUE(is_sound());
}

TEST_F(AReclaim, IsNotPlannedWhileItIsReconsidered) {
    in_force_for("900.00", "accepted");
    notice_step(1, "challenged", "2026-12-03");
    EXPECT_EQ(area.refusal(case_plan,
                           {{"case", "C-0001"}, {"first", "2027-01-31"}, {"amount", "400.00"}},
                           {.day = "2026-12-03"}),
              "reconsideration-unanswered");
}

TEST_F(AReclaim, IsNeverMoreThanThePersonWasPaid) {
    in_force_for("1800.01", "not-enough-money");
    EXPECT_EQ(owed_back(), 0);
}

TEST_F(AReclaim, IsRepaidInInstalmentsAndTheRestGivenUpByTwo) {
    in_force_for("900.00", "accepted");
    const tests::AskedOn then{.day = "2026-12-03"};
    area.answer(
        case_plan, {{"case", "C-0001"}, {"first", "2027-01-31"}, {"amount", "400.00"}}, then);
    const auto plan = ledger::instalments_of_case(area.area().database(), 1);
    ASSERT_EQ(plan.size(), 3U);
    EXPECT_EQ(plan[1].due_on, on("2027-02-28"));
    EXPECT_EQ(plan[2].amount, pounds(100));
    EXPECT_EQ(
        area.refusal(case_repaid, {{"case", "C-0001"}, {"item", "1"}, {"amount", "400.00"}}, then),
        "line-is-no-repayment");
    area.answer(case_write_off,
                {{"case", "C-0001"}, {"amount", "900.00"}, {"way", "lost"}, {"words", "Gone."}},
                then);
    EXPECT_EQ(area.refusal(case_approve,
                           {{"case", "C-0001"}, {"confirm", "1:90000"}},
                           {.actor = tests::anna, .day = "2026-12-03"}),
              "needs-checker");
    area.answer(case_approve,
                {{"case", "C-0001"}, {"confirm", "1:90000"}},
                {.actor = ben, .day = "2026-12-03"});
    EXPECT_EQ(owed_back(), 0);
    EXPECT_EQ(balance(AccountName::payable_reclaim), 0);
    EXPECT_EQ(ledger::case_by_id(area.area().database(), 1)->state, "closed");
    EXPECT_TRUE(is_sound());
}

// The bank line stands in the commissioner's books by two people's word; the case counts it once.
TEST_F(AReclaim, IsRepaidByABankLine) {
    in_force_for("900.00", "accepted");
    const std::string camt = testing::replaced(
        testing::camt_with(tests::bank_line("900.00", "CRDT", "thank you"), "1900.00"),
        "20000055779911",
        "08999966374958");
    const tests::AskedOn then{.day = "2026-12-10"};
    area.answer(import_statement, {{"file", camt}}, then);
    const json explained =
        area.answer(statement_explain,
                    {{"item", "1"}, {"to", "reclaim"}, {"commissioner", "ICB"}, {"stream", "nhs"}},
                    then);
    Given part{{"case", "C-0001"}, {"item", "1"}, {"amount", "400.00"}};
    EXPECT_EQ(area.refusal(case_repaid, part, then), "line-is-no-repayment");
    area.answer(proposal_confirm,
                {{"proposal", std::to_string(explained.at("proposal").get<int>())},
                 {"confirm", explained.at("confirm")}},
                {.actor = ben, .day = "2026-12-10"});
    EXPECT_EQ(owed_back(), 0);
    area.answer(case_repaid, part, then);
    EXPECT_EQ(balance(AccountName::payable_reclaim), 50'000);
    part["amount"] = "500.01";
    EXPECT_EQ(area.refusal(case_repaid, part, then), "more-than-is-left");
    part["amount"] = "500.00";
    area.answer(case_repaid, part, then);
    EXPECT_EQ(ledger::case_by_id(area.area().database(), 1)->state, "closed");
    EXPECT_EQ(ledger::repaid_by(area.area().database(), 1), pounds(900));
    const json undoing = area.answer(
        statement_explain, {{"item", "1"}, {"undo", "yes"}, {"reason", "a mistake"}}, then);
    EXPECT_EQ(area.refusal(proposal_confirm,
                           {{"proposal", std::to_string(undoing.at("proposal").get<int>())},
                            {"confirm", undoing.at("confirm")}},
                           {.actor = ben, .day = "2026-12-10"}),
              "explanation-built-on");
    EXPECT_TRUE(is_sound());
}

}  // namespace
}  // namespace almoner::scheduler
