// What a case takes off is taken once, also when its period is looked at again, and never more than
// is free (rules.md 1.6: RED-04, Ombudsman 20 013 237).
#include "ledger/records/payment_ref.h"
#include "ledger/records/spend.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/reduction/offset_book.h"
#include "tests/gateway/sample_camt.h"
#include "tests/scheduler/reduction_case_area.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using nlohmann::json;
using tests::ben;
using tests::CaseArea;
using tests::on;
using tests::pounds;

constexpr char november[] = "2026-11-02 180000 less 0;2026-11-30 180000 less 0;";

class AnOffsetAgain : public CaseArea {
  protected:
    AnOffsetAgain() {
        told_of_budget("surplus.plan_notice_days", "28");
        holds(5'000);
    }

    void told_free(const std::string& pence, std::string_view day = "2026-10-20") {
        told(ledger::CaseKind::budget, person.budget, "surplus.free_balance", pence, day);
    }
    // From 2 December 2026; each period falls due with £1,800.00.
    void in_force(const std::string& amount) {
        pay_until("2026-11-30", "2026-11-30");
        add_case("C-0001", amount);
    }
    void add_case(const std::string& number, const std::string& amount) {
        ASSERT_EQ(decided("offset", "offset", {{"amount", amount}}), number);
        issue_notice("offset", number);
        ASSERT_EQ(area.refusal(case_take_effect, {{"case", number}}, {.day = "2026-12-02"}),
                  "accepted");
    }
    void pay_and_send(const std::string& until, const std::string& today) {
        const json runs = pay_until(until, today);
        area.answer(run_send, {{"run", runs[0]["run"]}}, {.day = today});
    }
    // A line of 29 December.
    void at_bank(const std::string& amount, std::string_view sign, std::int64_t payment) {
        std::string camt = testing::replaced(
            testing::without_balances(testing::camt_with(
                tests::bank_line(amount, sign, ledger::payment_ref(payment)), "0.00")),
            "20000055779911",
            "08999966374958");
        for (std::size_t at = camt.find("2026-11-20"); at != std::string::npos;
             at = camt.find("2026-11-20", at)) {
            camt.replace(at, 10, "2026-12-29");
        }
        const json read = area.answer(import_statement, {{"file", camt}}, {.day = "2026-12-29"});
        EXPECT_EQ(read.at(sign == "CRDT" ? "returned" : "settled"), 1);
    }
    // As two people do after a return.
    void confirm_account() {
        area.write([&](ledger::Work& work) {
            auto payee = *ledger::payee_account_numbered(
                work.database(), person.payee_account, on("2026-11-20"));
            payee.status = ledger::PayeeStatus::confirmed;
            payee.from_on = on("2026-11-20");
            ledger::insert_payee_account(work, payee);
        });
    }
    void weekly_from_28_december(std::int64_t amount) {
        area.write([&](ledger::Work& work) {
            auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-12-28"));
            line.from_on = on("2026-12-28");
            line.amount = pounds(amount);
            ledger::insert_plan_line(work, line);
        });
    }
    std::string since_november() {
        const std::string all = paid();
        EXPECT_TRUE(all.starts_with(november)) << all;
        return all.substr(std::string_view(november).size());
    }
    std::string state() { return ledger::case_by_id(area.area().database(), 1)->state; }
};

TEST_F(AnOffsetAgain, OfAWholePeriodIsFinalWhenLessIsFreeThereafter) {
    told_free("300000");
    in_force("3000.00");
    pay_until("2026-12-28", "2026-12-28");
    told_free("120000", "2027-01-11");
    pay_until("2027-01-25", "2027-01-25");
    EXPECT_EQ(since_november(), "2026-12-28 0 less 180000;2027-01-25 60000 less 120000;");
    EXPECT_TRUE(is_sound());
}

TEST_F(AnOffsetAgain, OfAWholePeriodIsFinalOnceTheCaseIsClosedAndNothingIsFree) {
    told_free("300000");
    in_force("1800.00");
    pay_until("2026-12-28", "2026-12-28");
    area.answer(case_close, {{"case", "C-0001"}}, {.day = "2026-12-29"});
    told_free("0", "2027-01-11");
    notice_step(1, "challenged", "2027-01-12");
    pay_until("2027-01-25", "2027-01-25");
    EXPECT_EQ(since_november(), "2026-12-28 0 less 180000;2027-01-25 180000 less 0;");
    EXPECT_TRUE(is_sound());
}

// £10 a week more from 28 December on.
TEST_F(AnOffsetAgain, OfAWholePeriodLeavesArrearsOfAChangeAlone) {
    told_free("300000");
    in_force("1800.00");
    pay_until("2026-12-28", "2026-12-28");
    weekly_from_28_december(460);
    pay_until("2026-12-28", "2026-12-29");
    EXPECT_EQ(since_november(), "2026-12-28 0 less 180000;2026-12-28 4000 less 0;");
    EXPECT_TRUE(is_sound());
}

TEST_F(AnOffsetAgain, IsNotPaidBackAfterARejectionAndAnUplift) {
    told_free("300000");
    in_force("500.00");
    pay_and_send("2026-12-28", "2026-12-28");
    area.write([&](ledger::Work& work) {
        work.move_state(ledger::Entity::payment,
                        {3, 3},
                        ledger::PaymentState::in_file,
                        ledger::PaymentState::rejected,
                        "rejected");
    });
    (void)area.propose("2026-12-28", "2027-01-04");
    area.write([&](ledger::Work& work) {
        work.move_state(ledger::Entity::payment,
                        {4, 4},
                        ledger::PaymentState::proposed,
                        ledger::PaymentState::sent,
                        "sent");
    });
    weekly_from_28_december(460);
    (void)area.propose("2026-12-28", "2027-01-05");
    EXPECT_EQ(since_november(),
              "2026-12-28 130000 less 50000;2026-12-28 130000 less 0;2026-12-28 4000 less 0;");
    EXPECT_EQ(area.count("task WHERE kind = 'overpaid'"), 0);
}

TEST_F(AnOffsetAgain, OfTwoCasesInOnePeriodTakesNoMoreThanIsFree) {
    told_free("50000");
    in_force("500.00");
    add_case("C-0002", "500.00");
    pay_until("2027-01-25", "2026-12-28");
    EXPECT_EQ(since_november(), "2026-12-28 130000 less 50000;2027-01-25 180000 less 0;");
}

// 28 December is paid late, out of a balance that was told on 4 January.
TEST_F(AnOffsetAgain, CountsWhatWasTakenLateForAnEarlierPeriod) {
    told_free("300000");
    in_force("3000.00");
    told_free("50000", "2027-01-04");
    pay_until("2027-01-25", "2027-01-25");
    EXPECT_EQ(since_november(), "2026-12-28 130000 less 50000;2027-01-25 180000 less 0;");
}

TEST_F(AnOffsetAgain, CountsNothingThatNoPaymentIsRecordedWith) {
    told_free("300000");
    in_force("3000.00");
    OffsetBook book(area.area().database(), on("2026-12-28"));
    std::vector<OffsetRefused> refused;
    const auto of = [&](std::string_view first) {
        const auto taken = book.take({.budget = person.budget,
                                      .agreement = person.agreement,
                                      .period_first = on(first),
                                      .plan_line = person.line,
                                      .body = static_cast<std::int32_t>(area.commissioner),
                                      .stream = ledger::Stream::nhs,
                                      .due = pounds(1'800)},
                                     refused);
        return taken.empty() ? Money{} : taken.front().offset.amount;
    };
    EXPECT_EQ(of("2026-12-28"), pounds(1'800));
    book.undo();
    EXPECT_EQ(of("2027-01-25"), pounds(1'800));
    book.keep();
    EXPECT_EQ(of("2027-02-22"), pounds(1'200));
    EXPECT_TRUE(refused.empty());
}

TEST_F(AnOffsetAgain, IsNotReleasedOnceNothingIsFreeAnyMore) {
    told_free("300000");
    in_force("500.00");
    const json runs = area.propose("2026-12-28", "2026-12-28");
    told_free("0", "2026-12-28");
    EXPECT_EQ(area.refusal(run_approve,
                           {{"run", runs[0]["run"]}, {"confirm", runs[0]["confirm"]}},
                           {.actor = ben, .day = "2026-12-28"}),
              "nothing-to-approve");
    area.answer(run_cancel,
                {{"run", runs[0]["run"]}, {"reason", "a mistake"}},
                {.actor = ben, .day = "2026-12-28"});
    pay_until("2026-12-28", "2026-12-28");
    EXPECT_EQ(since_november(), "2026-12-28 130000 less 50000;2026-12-28 180000 less 0;");
    EXPECT_TRUE(is_sound());
}

TEST_F(AnOffsetAgain, IsNotTheEndOfACaseBeforeThePaymentHasLeft) {
    told_free("100000");
    in_force("1000.00");
    told_free("80000");
    const json runs = area.propose("2026-12-28", "2026-12-28");
    const tests::AskedOn then{.day = "2026-12-28"};
    area.answer(case_write_off,
                {{"case", "C-0001"}, {"amount", "200.00"}, {"way", "waived"}, {"words", "Ours."}},
                then);
    area.answer(case_approve,
                {{"case", "C-0001"}, {"confirm", "1:20000"}},
                {.actor = ben, .day = "2026-12-28"});
    EXPECT_EQ(state(), "applying");
    EXPECT_EQ(area.refusal(case_close, {{"case", "C-0001"}}, then), "offset-only-promised");
    area.answer(run_cancel,
                {{"run", runs[0]["run"]}, {"reason", "a mistake"}},
                {.actor = ben, .day = "2026-12-28"});
    EXPECT_EQ(area.refusal(case_close, {{"case", "C-0001"}}, then), "something-is-left");
    pay_and_send("2026-12-28", "2026-12-28");
    EXPECT_EQ(since_november(), "2026-12-28 100000 less 80000;2026-12-28 100000 less 80000;");
    area.answer(case_close, {{"case", "C-0001"}}, then);
    EXPECT_EQ(state(), "closed");
}

// £1,300.00 was paid and £500.00 taken off; £1,200.00 turns out to be due.
TEST_F(AnOffsetAgain, IsToldApartFromWhatWasPaidTooMuch) {
    told_free("300000");
    in_force("500.00");
    pay_and_send("2026-12-28", "2026-12-28");
    weekly_from_28_december(300);
    pay_until("2026-12-28", "2026-12-29");
    EXPECT_EQ(area.count("task WHERE kind = 'overpaid' AND subject LIKE '%100.00%'"), 1);
    EXPECT_EQ(area.count("task WHERE kind = 'offset-too-much' AND subject LIKE '%500.00%'"), 1);
    EXPECT_EQ(since_november(), "2026-12-28 130000 less 50000;");
}

TEST_F(AnOffsetAgain, IsNoOverpaymentWhileLessWasPaidThanIsDue) {
    told_free("300000");
    in_force("500.00");
    pay_and_send("2026-12-28", "2026-12-28");
    weekly_from_28_december(400);
    pay_until("2026-12-28", "2026-12-29");
    EXPECT_EQ(area.count("task WHERE kind = 'overpaid'"), 0);
    EXPECT_EQ(area.count("task WHERE kind = 'offset-too-much' AND subject LIKE '%200.00%'"), 1);
}

// £5,000.00 are held, and £4,100.00 of them turn out to be spent on 20 November: £900.00 are free,
// whatever was told.
TEST_F(AnOffsetAgain, TakesNoMoreThanTheBooksHaveFree) {
    told_free("300000");
    in_force("3000.00");
    spent(4'100, "2026-11-20");
    pay_until("2027-01-25", "2026-12-28");
    EXPECT_EQ(since_november(), "2026-12-28 90000 less 90000;2027-01-25 180000 less 0;");
}

// Nothing that was spent is in the books, and nobody can have more than the £5,000.00 in them.
TEST_F(AnOffsetAgain, IsNotProposedOfMoreThanTheBooksHave) {
    told_free("900000");
    const std::string review = std::to_string(closed_review("offset"));
    area.answer(case_open, {{"review", review}, {"kind", "offset"}, {"words", "It is left."}});
    tests::Given proposal{{"case", "C-0001"},
                          {"plan_line", "LP1"},
                          {"amount", "5000.01"},
                          {"workings", "All = £5,000.01"}};
    EXPECT_EQ(area.refusal(case_propose, proposal), "leaves-shortfall");
    proposal["amount"] = "5000.00";
    proposal["workings"] = "All = £5,000.00";
    EXPECT_EQ(area.refusal(case_propose, proposal), "accepted");
}

TEST_F(AnOffsetAgain, IsNotProposedOfMoreThanTheBooksHaveThoughNobodyToldAnything) {
    const std::string review = std::to_string(closed_review("offset"));
    area.answer(case_open, {{"review", review}, {"kind", "offset"}, {"words", "It is left."}});
    EXPECT_EQ(area.refusal(case_propose,
                           {{"case", "C-0001"},
                            {"plan_line", "LP1"},
                            {"amount", "5000.01"},
                            {"workings", "All = £5,000.01"}}),
              "leaves-shortfall");
}

// £5,000.00 were held when it was told; what was paid since is for the care since, although nobody
// recorded that as spent: four periods in, £5,000.00 are taken off and no more is.
TEST_F(AnOffsetAgain, TakesNoMoreThanTheBooksHadWhenItWasTold) {
    told_free("900000");
    in_force("3000.00");
    add_case("C-0002", "3000.00");
    EXPECT_EQ(area.count("task WHERE kind = 'offset-waits'"), 0);
    holds(9'000);
    pay_until("2027-03-22", "2027-03-22");
    EXPECT_EQ(since_november(),
              "2027-02-22 40000 less 140000;2027-03-22 180000 less 0;"
              "2026-12-28 0 less 180000;2027-01-25 0 less 180000;");
}

// A second case counts what the first one has used.
TEST_F(AnOffsetAgain, IsNotProposedOfWhatAnotherCaseHasUsed) {
    told_free("900000");
    in_force("3000.00");
    pay_until("2027-01-25", "2027-01-25");
    const std::string review = std::to_string(closed_review("offset"));
    area.answer(case_open, {{"review", review}, {"kind", "offset"}, {"words", "It is left."}});
    tests::Given proposal{{"case", "C-0002"},
                          {"plan_line", "LP1"},
                          {"amount", "2000.01"},
                          {"workings", "All = £2,000.01"}};
    EXPECT_EQ(area.refusal(case_propose, proposal, {.day = "2027-01-26"}), "leaves-shortfall");
    proposal["amount"] = "2000.00";
    proposal["workings"] = "All = £2,000.00";
    EXPECT_EQ(area.refusal(case_propose, proposal, {.day = "2027-01-26"}), "accepted");
}

// The care costs £10.00 a week more than is paid: from 20 October to the end of the period,
// 24 January, that is £137.15 of the £1,000.00, and until 21 February £177.15.
TEST_F(AnOffsetAgain, LeavesWhatTheCareCostsAboveWhatIsPaid) {
    told_free("100000");
    told(ledger::CaseKind::plan_line, person.line, "line.planned_cost", "46000");
    in_force("1000.00");
    pay_until("2027-01-25", "2027-01-25");
    EXPECT_EQ(since_november(), "2026-12-28 93715 less 86285;2027-01-25 180000 less 0;");
}

// FND-04: the figure of a budget of two funders is neither's.
TEST_F(AnOffsetAgain, NeedsAFigureOfItsOwnFunder) {
    told_free("300000");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
        line.number = 0;
        line.ref = "CARE";
        line.body = area.partner;
        line.stream = ledger::Stream::social_care;
        ledger::insert_plan_line(work, line);
    });
    const std::string review = std::to_string(closed_review("offset"));
    area.answer(case_open, {{"review", review}, {"kind", "offset"}, {"words", "It is left."}});
    EXPECT_EQ(area.refusal(case_propose,
                           {{"case", "C-0001"},
                            {"plan_line", "LP1"},
                            {"amount", "500.00"},
                            {"workings", "What is left = £500.00"}}),
              "not-found-per-funder");
    EXPECT_EQ(area.count("proposal"), 0);
}

TEST_F(AnOffsetAgain, ThatIsRefusedIsKeptWithWhatTheRulesLookedAt) {
    told_free("300000");
    in_force("500.00");
    told_free("0", "2026-12-28");
    pay_until("2026-12-28", "2026-12-28");
    EXPECT_EQ(since_november(), "2026-12-28 180000 less 0;");
    EXPECT_EQ(area.count("evaluation WHERE event = 'offset' AND case_kind = 5 AND case_number = 3"),
              1);
}

// The option changed: another line goes on, and nobody forgets the rest.
TEST_F(AnOffsetAgain, ThatItsPlanLineOutlivesNotIsToldOnce) {
    told_free("300000");
    in_force("3000.00");
    pay_until("2026-12-28", "2026-12-28");
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2027-01-24"));
        line.end_on = on("2027-01-24");
        ledger::insert_plan_line(work, line);
    });
    pay_until("2027-01-24", "2027-01-24");
    EXPECT_EQ(area.count("task WHERE kind = 'offset-waits'"), 0);
    pay_until("2027-01-25", "2027-01-25");
    pay_until("2027-01-26", "2027-01-26");
    EXPECT_EQ(area.count("task WHERE kind = 'offset-waits' AND subject = 'C-0001 ended'"), 1);
}

// It was told before the review was opened on 1 October.
TEST_F(AnOffsetAgain, NeedsAFigureThatIsNoOlderThanItsReview) {
    told_free("300000", "2026-09-30");
    (void)decided("offset", "offset", {{"amount", "500.00"}});
    issue_notice("offset");
    EXPECT_EQ(area.refusal(case_take_effect, {{"case", "C-0001"}}, {.day = "2026-12-02"}),
              "not-known");
}

// £2,000.00 were free on 9 November, with £1,800.00 in them that the bank took back on the 20th:
// £200.00 are, and the rest of the case is carried (RED-04).
TEST_F(AnOffsetAgain, TakesNothingThatHasGoneBackToTheBank) {
    told_free("200000", "2026-11-09");
    const std::string ref = ledger::payment_ref(1);
    pay_until("2026-11-30", "2026-11-04");
    area.answer(run_send, {{"run", "RUN-1"}}, {.day = "2026-11-04"});
    (void)tests::read_statement(area, tests::bank_line("1800.00", "DBIT", ref), "-800.00");
    (void)tests::read_statement(area, tests::bank_line("1800.00", "CRDT", ref), "2800.00");
    add_case("C-0001", "500.00");
    (void)area.propose("2026-12-28", "2026-12-28");
    const auto off = ledger::offsets_standing(area.area().database());
    ASSERT_EQ(off.size(), 1U);
    EXPECT_EQ(off.front().period_first, on("2026-12-28"));
    EXPECT_EQ(off.front().amount, pounds(200));
    EXPECT_EQ(state(), "applying");
}

// It was paid again since, by the second attempt: the first one was cancelled.
TEST_F(AnOffsetAgain, TakesWhatWasBroughtAgainByALaterPayment) {
    told_free("200000", "2026-11-09");
    pay_until("2026-11-02", "2026-11-04");
    area.answer(run_send, {{"run", "RUN-1"}}, {.day = "2026-11-04"});
    const std::string first = ledger::payment_ref(1);
    (void)tests::read_statement(area, tests::bank_line("1800.00", "DBIT", first), "-800.00");
    (void)tests::read_statement(area, tests::bank_line("1800.00", "CRDT", first), "2800.00");
    confirm_account();
    (void)area.propose("2026-11-02", "2026-11-20");
    area.answer(run_cancel,
                {{"run", "RUN-2"}, {"reason", "a mistake"}},
                {.actor = ben, .day = "2026-11-20"});
    const json again = area.propose("2026-11-02", "2026-11-20");
    area.answer(run_approve,
                {{"run", "RUN-3"}, {"confirm", again[0]["confirm"]}},
                {.actor = ben, .day = "2026-11-20"});
    area.answer(run_send, {{"run", "RUN-3"}}, {.day = "2026-11-20"});
    ASSERT_EQ(area.payments().back().reissues, 2);
    (void)tests::read_status(area, ledger::payment_ref(3), "ACSC");
    add_case("C-0001", "500.00");
    (void)area.propose("2026-12-28", "2026-12-28");
    const auto off = ledger::offsets_standing(area.area().database());
    ASSERT_EQ(off.size(), 1U);
    EXPECT_EQ(off.front().amount, pounds(500));
}

// The whole period was offset and the case closed; then its payment came back and less was free.
TEST_F(AnOffsetAgain, ThatComesToNothingAfterTheCaseWasClosedIsTold) {
    told_free("50000");
    in_force("500.00");
    pay_and_send("2026-12-28", "2026-12-28");
    area.answer(case_close, {{"case", "C-0001"}}, {.day = "2026-12-29"});
    at_bank("1300.00", "DBIT", 3);
    at_bank("1300.00", "CRDT", 3);
    told_free("0", "2026-12-30");
    (void)area.propose("2026-12-28", "2027-01-04");
    EXPECT_EQ(since_november(), "2026-12-28 130000 less 50000;2026-12-28 180000 less 0;");
    EXPECT_EQ(area.count("task WHERE kind = 'offset-waits' AND subject = 'C-0001 ended'"), 1);
}

}  // namespace
}  // namespace almoner::scheduler
