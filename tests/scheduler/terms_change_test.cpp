#include "ledger/posting/account.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/record_table.h"
#include "scheduler/commands/run_commands.h"
#include "tests/support/bank_answers.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using ledger::AccountKey;
using ledger::AccountName;
using ledger::Option;
using ledger::PaymentKind;
using ledger::Stream;
using nlohmann::json;
using tests::on;
using tests::PersonTerms;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

// £500 once from 2 November, beside nothing else.
PersonTerms one_off_of_500() {
    PersonTerms terms;
    terms.line.frequency = ledger::PlanFrequency::one_off;
    terms.line.amount = pounds(500);
    return terms;
}

void change_line(RunArea& area,
                 const TestPerson& person,
                 const std::string& from,
                 const std::function<void(ledger::PlanLine&)>& change) {
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on(from));
        line.from_on = on(from);
        change(line);
        ledger::insert_plan_line(work, line);
    });
}

ledger::Money live_total(RunArea& area) {
    ledger::Money total;
    for (const auto& payment : area.payments()) {
        if (ledger::is_live(payment.state)) total += payment.net;
    }
    return total;
}

// Approved and put in its file: what changes from now on is a case of its own.
void send_out(RunArea& area, const json& run) {
    area.approve(run);
    area.answer(run_send, {{"run", run["run"]}});
}

TEST(OneOffSum, ALaterVersionOfItsLinePaysOnlyTheDifference) {
    RunArea area;
    const TestPerson person = area.add(one_off_of_500());
    const json run = area.propose("2026-11-02")[0];
    EXPECT_EQ(run["total"], 50'000);
    send_out(area, run);
    change_line(
        area, person, "2027-01-10", [](ledger::PlanLine& line) { line.amount = pounds(520); });
    (void)area.propose("2027-01-25", "2027-01-20");
    EXPECT_EQ(live_total(area), pounds(520));
    const auto payments = area.payments();
    ASSERT_GE(payments.size(), 2U);
    std::int64_t arrears = 0;
    for (const auto& payment : payments) {
        if (payment.kind == PaymentKind::arrears) arrears += payment.net.pence();
    }
    EXPECT_EQ(arrears, 2'000);
}

TEST(OneOffSum, ANewPurposePaysNothingAgain) {
    RunArea area;
    const TestPerson person = area.add(one_off_of_500());
    send_out(area, area.propose("2026-11-02")[0]);
    change_line(
        area, person, "2027-01-10", [](ledger::PlanLine& line) { line.purpose_private = 1; });
    (void)area.propose("2027-01-25", "2027-01-20");
    EXPECT_EQ(live_total(area), pounds(500));
}

TEST(OneOffSum, ALowerSumIsATaskForAPerson) {
    RunArea area;
    const TestPerson person = area.add(one_off_of_500());
    send_out(area, area.propose("2026-11-02")[0]);
    change_line(
        area, person, "2027-01-10", [](ledger::PlanLine& line) { line.amount = pounds(450); });
    (void)area.propose("2027-01-25", "2027-01-20");
    EXPECT_EQ(live_total(area), pounds(500));
    EXPECT_EQ(area.count("task"), 1);
}

AccountKey of_person(AccountName name,
                     const RunArea& area,
                     const TestPerson& person,
                     Stream stream = Stream::nhs,
                     Option option = Option::direct_payment) {
    return {.name = name,
            .stream = stream,
            .option = option,
            .body = static_cast<std::int32_t>(area.commissioner),
            .budget = static_cast<std::int32_t>(person.budget)};
}

std::string cancel(RunArea& area, const json& run) {
    return area.refusal(run_cancel, {{"run", run["run"]}});
}

// £100 a week from 2 November 2026: £400 for the four weeks.
TEST(CorrectedBeforeItLeft, ALowerAmountIsPaidAndNothingWasOverpaid) {
    RunArea area;
    const TestPerson person = area.add();
    ASSERT_EQ(cancel(area, area.propose("2026-11-02")[0]), "accepted");
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.amount = pounds(90); });
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 36'000);
    EXPECT_EQ(area.payments().back().reissues, 1);
    EXPECT_EQ(area.balance(of_person(AccountName::undrawn, area, person)).posted, pounds(360));
    EXPECT_EQ(area.count("task"), 0);
    EXPECT_TRUE(area.propose("2026-11-02").empty());
}

TEST(CorrectedBeforeItLeft, AHigherAmountIsOnePaymentWithoutArrears) {
    RunArea area;
    const TestPerson person = area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    ASSERT_EQ(cancel(area, run), "accepted");
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.amount = pounds(110); });
    const json again = area.propose("2026-11-02")[0];
    EXPECT_EQ(again["payments"], 1);
    EXPECT_EQ(again["total"], 44'000);
    EXPECT_EQ(area.balance(of_person(AccountName::undrawn, area, person)).posted, pounds(440));
    area.approve(again);
}

TEST(CorrectedBeforeItLeft, AHeldPaymentIsWorkedOutAfreshToo) {
    RunArea area;
    PersonTerms terms;
    terms.account = ledger::PayeeStatus::blocked;
    const TestPerson person = area.add(terms);
    EXPECT_EQ(area.propose("2026-11-02")[0]["held"], 1);
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.amount = pounds(90); });
    EXPECT_EQ(area.propose("2026-11-02")[0]["held"], 1);  // its money is put right
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    EXPECT_EQ(area.balance(of_person(AccountName::undrawn, area, person)).posted, pounds(360));
    area.write([&](ledger::Work& work) {
        auto account = *ledger::payee_account_numbered(
            work.database(), person.payee_account, on("2026-11-02"));
        account.status = ledger::PayeeStatus::confirmed;
        ledger::insert_payee_account(work, account);
    });
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 36'000);
    EXPECT_EQ(area.balance(of_person(AccountName::undrawn, area, person)).posted, pounds(360));
}

TEST(CorrectedBeforeItLeft, TheContributionIsPutRightAsWell) {
    RunArea area;
    PersonTerms terms;
    terms.line.stream = Stream::social_care;
    terms.agreement.contribution = pounds(80);
    terms.agreement.contribution_basis = ledger::ContributionBasis::net;
    const TestPerson person = area.add(terms);
    ASSERT_EQ(cancel(area, area.propose("2026-11-02")[0]), "accepted");
    const auto set_contribution = [&](std::int64_t amount) {
        area.write([&](ledger::Work& work) {
            auto agreement =
                *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-02"));
            agreement.contribution = pounds(amount);
            ledger::insert_agreement(work, agreement);
        });
    };
    const AccountKey due =
        of_person(AccountName::receivable_contribution, area, person, Stream::person);
    set_contribution(60);
    const json lower = area.propose("2026-11-02")[0];
    EXPECT_EQ(lower["total"], 34'000);
    EXPECT_EQ(area.balance(due).posted, pounds(60));
    ASSERT_EQ(cancel(area, lower), "accepted");
    set_contribution(100);
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 30'000);
    EXPECT_EQ(area.balance(due).posted, pounds(100));
    EXPECT_EQ(
        area.balance(of_person(AccountName::undrawn, area, person, Stream::social_care)).posted,
        pounds(300));
}

TEST(CorrectedBeforeItLeft, AProvidersMoneyIsPutRightAsWell) {
    RunArea area;
    PersonTerms terms;
    terms.line.option = terms.agreement.option = Option::notional;
    terms.agreement.payee = "provider:CARE";
    const TestPerson person = area.add(terms);
    const auto of_notional = [&](AccountName name) {
        return area.balance(of_person(name, area, person, Stream::nhs, Option::notional)).posted;
    };
    ASSERT_EQ(cancel(area, area.propose("2026-11-02")[0]), "accepted");
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.amount = pounds(90); });
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 36'000);
    EXPECT_EQ(of_notional(AccountName::payable_supplier), pounds(360));
    EXPECT_EQ(of_notional(AccountName::undrawn), pounds(0));
}

TEST(CorrectedBeforeItLeft, ALineThatEndedGivesItsMoneyBack) {
    RunArea area;
    PersonTerms terms;
    const TestPerson person = area.add(terms);
    area.write([&](ledger::Work& work) {
        auto line = *ledger::plan_line_numbered(work.database(), person.line, on("2026-11-02"));
        line.number = 0;
        line.ref = "SECOND";
        line.amount = pounds(25);
        ledger::insert_plan_line(work, line);
    });
    ASSERT_EQ(cancel(area, area.propose("2026-11-02")[0]), "accepted");
    change_line(area, person, "2026-11-02", [](ledger::PlanLine& line) {
        line.start_on = on("2026-10-01");
        line.end_on = on("2026-11-01");
    });
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 10'000);
    EXPECT_EQ(area.balance(of_person(AccountName::undrawn, area, person)).posted, pounds(100));
}

TEST(CorrectedBeforeItLeft, CancelledArrearsAreWorkedOutAfresh) {
    RunArea area;
    const TestPerson person = area.add();
    send_out(area, area.propose("2026-11-02")[0]);
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.amount = pounds(110); });
    const json arrears = area.propose("2026-11-02")[0];
    EXPECT_EQ(arrears["total"], 4'000);
    ASSERT_EQ(cancel(area, arrears), "accepted");
    EXPECT_EQ(area.balance(of_person(AccountName::undrawn, area, person)).posted, pounds(400));
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.amount = pounds(105); });
    const json again = area.propose("2026-11-02")[0];
    EXPECT_EQ(again["total"], 2'000);
    ASSERT_EQ(cancel(area, again), "accepted");
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.amount = pounds(100); });
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    EXPECT_EQ(area.balance(of_person(AccountName::undrawn, area, person)).posted, pounds(400));
    EXPECT_EQ(area.count("task"), 0);
}

// Proposed at £400; then the line is cut to £90 or raised to £110 a week.
TEST(ChangedBeforeItIsSent, AProposedPaymentIsHeldAndWorkedOutAfresh) {
    for (const std::int64_t weekly : {90, 110}) {
        RunArea area;
        const TestPerson person = area.add();
        area.add();
        const json run = area.propose("2026-11-02")[0];
        change_line(area, person, "2026-11-02", [&](ledger::PlanLine& line) {
            line.amount = pounds(weekly);
        });
        EXPECT_TRUE(area.propose("2026-11-02").empty());
        EXPECT_EQ(area.count("task"), 0);
        EXPECT_EQ(
            area.refusal(
                run_approve, {{"run", run["run"]}, {"confirm", "2:80000"}}, {.actor = tests::ben}),
            "payments-to-hold");
        area.answer(
            run_approve, {{"run", run["run"]}, {"confirm", "1:40000"}}, {.actor = tests::ben});
        EXPECT_EQ(area.count("finding WHERE payment = 1 AND code = 'amount-changed'"), 1);
        const json again = area.propose("2026-11-02")[0];
        EXPECT_EQ(again["total"], weekly * 400);
        EXPECT_EQ(area.balance(of_person(AccountName::undrawn, area, person)).posted,
                  pounds(4 * weekly));
        EXPECT_EQ(area.count("task"), 0);
        area.approve(again);
        EXPECT_EQ(area.answer(run_send, {{"run", again["run"]}})["files"][0]["total"],
                  weekly * 400);
    }
}

TEST(ChangedBeforeItIsSent, AnApprovedPaymentIsHeldWhenItIsSent) {
    RunArea area;
    const TestPerson person = area.add();
    area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.amount = pounds(90); });
    EXPECT_EQ(area.refusal(run_send, {{"run", run["run"]}}), "payments-to-hold");
    area.answer(run_send, {{"run", run["run"]}, {"confirm", "1:40000"}});
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 36'000);
    EXPECT_EQ(area.count("task"), 0);
    tests::expect_sound(area);
}

TEST(ChangedBeforeItIsSent, AChangeThatLeavesTheAmountHoldsNothing) {
    RunArea area;
    const TestPerson person = area.add();
    const json run = area.propose("2026-11-02")[0];
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.purpose_private = 1; });
    EXPECT_EQ(area.approve(run)["held"], 0);
}

TEST(ChangedBeforeItIsSent, ArrearsAreHeldAndWorkedOutAfreshToo) {
    RunArea area;
    const TestPerson person = area.add();
    area.add();
    send_out(area, area.propose("2026-11-02")[0]);
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.amount = pounds(110); });
    const json arrears = area.propose("2026-11-02")[0];
    EXPECT_EQ(arrears["total"], 4'000);
    change_line(
        area, person, "2026-11-02", [](ledger::PlanLine& line) { line.amount = pounds(90); });
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    EXPECT_EQ(area.count("task"), 0);
    EXPECT_EQ(
        area.refusal(
            run_approve, {{"run", arrears["run"]}, {"confirm", "1:4000"}}, {.actor = tests::ben}),
        "nothing-to-approve");
    ASSERT_EQ(cancel(area, arrears), "accepted");
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    // £400 have left, and £360 are due.
    EXPECT_EQ(area.count("task WHERE kind = 'overpaid' AND subject = 'AP1 2026-11-02 £40.00'"), 1);
}

TEST(ChangedBeforeItIsSent, ATaskAboutMoneyThatIsCancelledIsClosed) {
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-02")[0];
    area.write([](ledger::Work& work) {
        work.records().insert(ledger::task_table,
                              "overpaid",
                              "AP1 2026-11-02 40000",
                              on("2026-11-16"),
                              "finance",
                              "decide",
                              std::nullopt);
    });
    ASSERT_EQ(cancel(area, run), "accepted");
    EXPECT_EQ(area.count("task WHERE state = 1"), 0);
}

TEST(DatedTerms, AHoldCountsFromItsOwnDay) {
    RunArea area;
    const TestPerson person = area.add();
    area.write([&](ledger::Work& work) {
        auto agreement =
            *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-02"));
        agreement.from_on = on("2026-11-20");
        agreement.status = ledger::AgreementStatus::held;
        ledger::insert_agreement(work, agreement);
    });
    const json run = area.propose("2026-11-30")[0];
    EXPECT_EQ(run["payments"], 1);  // 2 November
    EXPECT_EQ(run["held"], 1);      // 30 November
}

TEST(DatedTerms, ANewPayeeAndPayingAccountCountFromTheirOwnDay) {
    RunArea area;
    const TestPerson person = area.add();
    const TestPerson other = area.add();
    std::int64_t second = 0;
    area.write([&](ledger::Work& work) {
        auto account =
            *ledger::bank_account_numbered(work.database(), area.bank_account, on("2026-11-02"));
        account.number = 0;
        account.ref = "SECOND";
        second = ledger::insert_bank_account(work, account);
        auto agreement =
            *ledger::agreement_numbered(work.database(), person.agreement, on("2026-11-02"));
        agreement.from_on = on("2026-11-20");
        agreement.payee_account = other.payee_account;
        agreement.paid_from = second;
        ledger::insert_agreement(work, agreement);
    });
    EXPECT_EQ(area.propose("2026-11-30").size(), 2U);  // one run for each paying account
    std::map<std::string, std::int64_t> paid_to;
    for (const auto& payment : area.payments()) {
        if (payment.agreement == person.agreement) {
            paid_to[payment.nominal_on.iso()] = payment.payee_account;
        }
    }
    EXPECT_EQ(paid_to,
              (std::map<std::string, std::int64_t>{{"2026-11-02", person.payee_account},
                                                   {"2026-11-30", other.payee_account}}));
}

}  // namespace
}  // namespace almoner::scheduler
