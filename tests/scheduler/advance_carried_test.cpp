// An emergency advance whose period became smaller, or is gone, or is paid by another plan line.
#include "ledger/posting/account.h"
#include "ledger/records/operator_file.h"
#include "ledger/records/payment_states.h"
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "tests/support/bank_answers.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountName;
using ledger::Money;
using ledger::Stream;
using nlohmann::json;
using tests::on;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

// £400 for each four weeks from 30 November on; £300 of the first were paid ahead and sent.
class AdvanceCarried : public ::testing::Test {
  protected:
    AdvanceCarried() {
        tests::PersonTerms terms;
        terms.agreement.anchor_on = terms.agreement.start_on = on("2026-11-30");
        terms.line.start_on = on("2026-11-30");
        person_ = area_.add(terms);
        area_.write([](ledger::Work& work) {
            ledger::insert_operator_file(work,
                                         {.kind = ledger::OperatorFileKind::policy,
                                          .version = "1",
                                          .dated_on = on("2026-01-01"),
                                          .content = "version = \"1\"\nfrom = 2026-01-01\n"
                                                     "[emergency]\ncap-weeks = 4\n"});
        });
        advance_ = area_.answer(emergency_payment,
                                {{"agreement", "AP1"},
                                 {"amount", "300"},
                                 {"reason", "wages-due"},
                                 {"words", "the assistant has to be paid today"},
                                 {"basis", "advance"}});
    }
    void send(const json& run) {
        area_.approve(run);
        area_.answer(run_send, {{"run", run["run"]}});
    }
    void change_line(const std::function<void(ledger::PlanLine&)>& change) {
        area_.write([&](ledger::Work& work) {
            auto line =
                *ledger::plan_line_numbered(work.database(), person_.line, on("2026-11-02"));
            change(line);
            ledger::insert_plan_line(work, line);
        });
    }
    void end_agreement(const std::string& day) {
        area_.write([&](ledger::Work& work) {
            auto agreement =
                *ledger::agreement_numbered(work.database(), person_.agreement, on("2026-11-02"));
            agreement.end_on = on(day);
            ledger::insert_agreement(work, agreement);
        });
    }
    // What is promised or paid of these periods' money and of the advance.
    Money live_total() {
        Money total;
        for (const auto& payment : area_.payments()) {
            if (ledger::is_live(payment.state)) total += payment.net;
        }
        return total;
    }
    Money undrawn(Stream stream = Stream::nhs) {
        return area_
            .balance({.name = AccountName::undrawn,
                      .stream = stream,
                      .option = ledger::Option::direct_payment,
                      .body = static_cast<std::int32_t>(area_.commissioner),
                      .budget = static_cast<std::int32_t>(person_.budget)})
            .posted;
    }
    std::int64_t tasks() { return area_.count("task WHERE kind = 'advance-left' AND state = 1"); }

    RunArea area_;
    TestPerson person_;
    json advance_;
};

TEST_F(AdvanceCarried, WithoutAChangeItsPeriodTakesItWhole) {
    send(advance_);
    EXPECT_EQ(area_.propose("2026-11-30")[0]["total"], 10'000);
    EXPECT_EQ(area_.propose("2026-12-28")[0]["total"], 40'000);
    EXPECT_EQ(undrawn(), pounds(800));
    EXPECT_EQ(tasks(), 0);
}

TEST_F(AdvanceCarried, WhatASmallerPeriodCantBearIsTakenOffTheNextOne) {
    send(advance_);
    // £77.77 until 27 December, and £100 a week again from then on.
    change_line([](ledger::PlanLine& line) {
        line.amount = Money::from_pence(7'777);
        line.frequency = ledger::PlanFrequency::four_weekly;
    });
    change_line([](ledger::PlanLine& line) {
        line.from_on = on("2026-12-28");
        line.amount = pounds(100);
        line.frequency = ledger::PlanFrequency::weekly;
    });
    const json first = area_.propose("2026-11-30")[0];
    EXPECT_EQ(first["held"], 1);  // nothing is left to pay
    EXPECT_EQ(tasks(), 0);
    const json second = area_.propose("2026-12-28")[0];
    EXPECT_EQ(second["total"], 17'777);  // £400 less £222.23
    EXPECT_EQ(area_.payments().back().advanced, Money::from_pence(22'223));
    EXPECT_EQ(undrawn(), Money::from_pence(47'777));
    send(second);
    EXPECT_EQ(area_.propose("2027-01-25")[0]["total"], 40'000);
    EXPECT_EQ(tasks(), 0);
    tests::expect_sound(area_);
}

TEST_F(AdvanceCarried, ItIsTakenOffInOneProposalOfSeveralPeriodsAsWell) {
    send(advance_);
    change_line([](ledger::PlanLine& line) {
        line.amount = Money::from_pence(7'777);
        line.frequency = ledger::PlanFrequency::four_weekly;
    });
    (void)area_.propose("2027-02-22");
    // Four periods of £77.77 are worth £311.08.
    EXPECT_EQ(live_total(), Money::from_pence(31'108));
    EXPECT_EQ(undrawn(), Money::from_pence(31'108));
    EXPECT_TRUE(area_.propose("2027-02-22").empty());
}

TEST_F(AdvanceCarried, AnotherPlanLineOfTheSameMoneyTakesIt) {
    send(advance_);
    area_.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person_.line, on("2026-11-02"));
        auto other = line;
        line.start_on = on("2026-10-01");
        line.end_on = on("2026-10-02");
        ledger::insert_plan_line(work, line);
        other.number = 0;
        other.ref = "OTHER";
        ledger::insert_plan_line(work, other);
    });
    EXPECT_EQ(area_.propose("2026-11-30")[0]["total"], 10'000);
    EXPECT_EQ(undrawn(), pounds(400));
    EXPECT_EQ(tasks(), 0);
}

TEST_F(AdvanceCarried, MoneyOfAnotherFunderDoesNotTakeIt) {
    send(advance_);
    area_.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person_.line, on("2026-11-02"));
        auto other = line;
        line.start_on = on("2026-10-01");
        line.end_on = on("2026-10-02");
        ledger::insert_plan_line(work, line);
        other.number = 0;
        other.ref = "OTHER";
        other.stream = Stream::social_care;
        ledger::insert_plan_line(work, other);
    });
    EXPECT_EQ(area_.propose("2026-11-30")[0]["total"], 40'000);
    EXPECT_EQ(undrawn(Stream::social_care), pounds(400));
    EXPECT_EQ(tasks(), 1);
}

TEST_F(AdvanceCarried, WithoutAPeriodItIsACaseForAPersonOnce) {
    send(advance_);
    end_agreement("2026-11-29");
    EXPECT_TRUE(area_.propose("2026-11-30").empty());
    EXPECT_EQ(tasks(), 1);
    EXPECT_EQ(area_.count("task WHERE subject = 'AP1 2026-11-30 30000'"), 1);
    (void)area_.propose("2026-12-28");
    EXPECT_EQ(tasks(), 1);
}

TEST_F(AdvanceCarried, WhatTheLastPeriodCantBearIsACaseForAPerson) {
    send(advance_);
    end_agreement("2026-12-02");  // three days: £42.86
    (void)area_.propose("2026-11-30");
    EXPECT_EQ(area_.count("task WHERE subject = 'AP1 2026-11-30 25714'"), 1);
}

TEST_F(AdvanceCarried, WhatNeverLeftIsNoCase) {
    end_agreement("2026-11-29");
    (void)area_.propose("2026-11-30");
    EXPECT_EQ(tasks(), 0);
}

TEST_F(AdvanceCarried, WhatComesBackAfterTwoPeriodsCountedOnItIsPaidAgain) {
    send(advance_);
    change_line([](ledger::PlanLine& line) {
        line.amount = Money::from_pence(20'000);
        line.frequency = ledger::PlanFrequency::four_weekly;
    });
    (void)area_.propose("2026-12-28");
    EXPECT_EQ(live_total(), pounds(400));  // two periods of £200
    area_.write([](ledger::Work& work) {
        release_payment(work, *ledger::payment_by_id(work.database(), 1));
        move_payments(work, {1, 1}, ledger::PaymentState::in_file, ledger::PaymentState::sent);
        move_payments(work, {1, 1}, ledger::PaymentState::sent, ledger::PaymentState::rejected);
    });
    const json again = area_.propose("2026-12-28");
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0]["total"], 30'000);
    EXPECT_EQ(live_total(), pounds(400));
    EXPECT_TRUE(area_.propose("2026-12-28").empty());
}

// An advance of a later period that was cancelled is not paid in the place of one that came back.
TEST_F(AdvanceCarried, WhatCameBackIsPaidAgainByItself) {
    send(advance_);
    (void)area_.propose("2026-11-30");
    const json later = area_.answer(emergency_payment,
                                    {{"agreement", "AP1"},
                                     {"amount", "50"},
                                     {"reason", "wages-due"},
                                     {"words", "the assistant has to be paid today"},
                                     {"basis", "advance"}});
    EXPECT_EQ(later["period_first"], "2026-12-28");
    area_.answer(run_cancel, {{"run", later["run"]}});
    area_.write([](ledger::Work& work) {
        release_payment(work, *ledger::payment_by_id(work.database(), 1));
        move_payments(work, {1, 1}, ledger::PaymentState::in_file, ledger::PaymentState::sent);
        move_payments(work, {1, 1}, ledger::PaymentState::sent, ledger::PaymentState::rejected);
    });
    const json again = area_.propose("2026-11-30");
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0]["total"], 30'000);
    area_.answer(run_cancel, {{"run", again[0]["run"]}});
    const json once_more = area_.propose("2026-11-30");
    ASSERT_EQ(once_more.size(), 1U);
    EXPECT_EQ(once_more[0]["payments"], 1);
    EXPECT_EQ(once_more[0]["total"], 30'000);
    EXPECT_EQ(area_.payments().back().period.first, on("2026-11-30"));
    EXPECT_EQ(live_total(), pounds(400));
}

}  // namespace
}  // namespace almoner::scheduler
