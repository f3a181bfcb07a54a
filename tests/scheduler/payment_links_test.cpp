// To which payment a bank line's entry belongs, and what is said of a payment before and after.
#include "ledger/records/bank_account.h"
#include "ledger/records/payment_ref.h"
#include "ledger/views/balance.h"
#include "ledger/views/history.h"
#include "ledger/views/unexplained.h"
#include "scheduler/commands/emergency.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/bank_answers.h"
#include "tests/support/care_service.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::AsOf;
using ledger::HistoryEntry;
using ledger::Money;
using ledger::Option;
using nlohmann::json;
using tests::bank_line;
using tests::on;
using tests::pounds;
using tests::read_statement;
using tests::RunArea;

std::vector<HistoryEntry> history(RunArea& area,
                                  const AsOf& as_of = ledger::now_on(on("2026-11-22"))) {
    return ledger::history_of(
               ledger::everything(1, "a question"), area.area().database(), "P1", as_of)
        .value()
        .entries;
}

ledger::BalanceView balance(RunArea& area) {
    return ledger::balance_of(ledger::everything(1, "a question"),
                              area.area().database(),
                              "P1",
                              ledger::now_on(on("2026-11-22")),
                              {})
        .value();
}

json shown(RunArea& area, std::int64_t payment) {
    return json::parse(
        payment_show(area.area().database(), ledger::payment_ref(payment), on("2026-11-02"))
            .value());
}

// Two payments of £400, both sent; the first has settled.
class TwoPayments : public ::testing::Test {
  protected:
    TwoPayments() {
        area.add();
        tests::send_all(area, outbox_.path(), "2026-11-30");
        (void)read_statement(area, bank_line("400.00", "DBIT", first), "600.00");
    }

    RunArea area;
    std::string first = ledger::payment_ref(1);
    std::string second = ledger::payment_ref(2);
    tests::TempFolder outbox_;
};

TEST_F(TwoPayments, AnImportMaySettleOneAndBringBackPartOfTheOther) {
    ASSERT_EQ(area.payments().size(), 2U);
    (void)read_statement(
        area, bank_line("400.00", "DBIT", second) + bank_line("30.00", "CRDT", first), "630.00");
    const auto entries = history(area);
    ASSERT_EQ(entries.size(), 3U);
    // Newest first: of one import, what it posted last.
    EXPECT_EQ(entries[0].words, "Payment received");
    EXPECT_EQ(entries[0].payment, second);
    EXPECT_EQ(entries[0].balance, pounds(770));
    EXPECT_EQ(entries[1].words, "Payment sent back by the bank: it is due again");
    EXPECT_EQ(entries[1].amount, pounds(-30));
    EXPECT_EQ(entries[1].payment, first);
    EXPECT_NE(entries[1].plan_line, "");
    EXPECT_EQ(entries[2].words, "Payment received");
    EXPECT_EQ(entries[2].payment, first);
}

TEST_F(TwoPayments, APartThatComesBackAloneHasItsPaymentAndTwoPartsAreTwo) {
    (void)read_statement(
        area,
        bank_line("10.00", "CRDT", first + " A") + bank_line("20.00", "CRDT", first + " B"),
        "1030.00");
    const auto entries = history(area);
    ASSERT_EQ(entries.size(), 4U);
    EXPECT_EQ(entries[0].amount, pounds(-20));
    EXPECT_EQ(entries[0].payment, first);
    EXPECT_EQ(entries[0].balance, pounds(370));
    EXPECT_EQ(entries[1].amount, pounds(-10));
    EXPECT_EQ(entries[1].payment, first);
    EXPECT_EQ(entries[1].balance, pounds(390));
}

// The bank's lines are of the 20th; they were read on the 23rd.
TEST_F(TwoPayments, EachEventHasTheDayOfOurBooksAndTheBanksOwn) {
    const std::string lines =
        bank_line("400.00", "DBIT", second) + bank_line("30.00", "CRDT", second);
    const std::string camt =
        testing::replaced(testing::camt_with(lines, "630.00"), "20000055779911", "08999966374958");
    (void)area.answer(import_statement, {{"file", camt}}, {.day = "2026-11-23"});
    const json events = shown(area, 2)["events"];
    ASSERT_EQ(events.size(), 6U) << events;
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_FALSE(events[i].contains("bank_day")) << events[i];
    }
    EXPECT_EQ(events[4]["state"], "settled");
    EXPECT_EQ(events[4]["booked_on"], "2026-11-23");
    EXPECT_EQ(events[4]["bank_day"], "2026-11-20");
    EXPECT_EQ(events[5]["state"], "came-back");
    EXPECT_EQ(events[5]["booked_on"], "2026-11-23");
    EXPECT_EQ(events[5]["bank_day"], "2026-11-20");
    EXPECT_FALSE(events[5].contains("on"));
}

TEST_F(TwoPayments, APaymentSaysWhatCameBackOfIt) {
    EXPECT_EQ(shown(area, 1)["next"], "Paid: nothing more is expected.");
    EXPECT_FALSE(shown(area, 1).contains("returned_amount"));
    (void)read_statement(area, bank_line("30.02", "CRDT", first), "1030.02");
    const json payment = shown(area, 1);
    EXPECT_EQ(payment["state"], "settled");
    EXPECT_EQ(payment["returned_amount"], 3'002);
    EXPECT_EQ(payment["kept_amount"], 36'998);
    EXPECT_EQ(payment["next"],
              "£30.02 of it came back, last on 20 November 2026. It is due again: once the bank"
              " details are confirmed, the next run proposes it.");
    EXPECT_EQ(payment["events"].back()["state"], "came-back");
    EXPECT_EQ(payment["events"].back()["amount"], 3'002);
}

TEST_F(TwoPayments, TheHistoryOfAnEarlierMomentHasWhatWasKnownThen) {
    const std::int64_t then = ledger::booked_by(area.area().database(), on("2026-11-30")).seq;
    (void)read_statement(
        area, bank_line("400.00", "DBIT", second) + bank_line("30.00", "CRDT", first), "630.00");
    const auto entries = history(area, ledger::booked_at(then, on("2026-11-20")));
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].words, "Payment received");
    EXPECT_EQ(entries[0].balance, pounds(400));
    EXPECT_EQ(entries[1].words, "Payment on its way");
    EXPECT_EQ(entries[1].payment, second);
    EXPECT_EQ(history(area).size(), 3U);
}

TEST(NotSentYet, IsApprovedAndNotOnItsWay) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-30")[0];
    area.approve(run);
    const ledger::OptionBalance approved = balance(area).options.at(0);
    EXPECT_EQ(approved.approved, pounds(800));
    EXPECT_EQ(approved.on_its_way, Money{});
    EXPECT_NE(balance(area).sentence.find("all of it approved to be sent on "), std::string::npos)
        << balance(area).sentence;
    EXPECT_EQ(history(area).at(0).words, "Payment approved, not sent yet");
    (void)area.answer(run_send, {{"run", run["run"]}});
    tests::finish_files(area, outbox.path());
    EXPECT_EQ(balance(area).options.at(0).on_its_way, pounds(800));
    EXPECT_EQ(balance(area).options.at(0).approved, Money{});
    EXPECT_EQ(balance(area).next.size(), 2U);
    EXPECT_EQ(history(area).at(0).words, "Payment on its way");
}

TEST(PlanLines, SayWhatWasPlannedAndPaidBeforeAnythingIsSpent) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    tests::send_all(area, outbox.path());
    const std::string ref = ledger::payment_ref(1);
    (void)read_statement(area, bank_line("400.00", "DBIT", ref), "600.00");
    (void)read_statement(area, bank_line("30.00", "CRDT", ref), "1030.00");
    const auto detail = ledger::balance_detail_of(ledger::everything(1, "a question"),
                                                  area.area().database(),
                                                  "P1",
                                                  ledger::now_on(on("2026-11-22")))
                            .value();
    ASSERT_EQ(detail.plan_lines.size(), 1U);
    EXPECT_EQ(detail.plan_lines[0].planned, pounds(100));
    EXPECT_EQ(detail.plan_lines[0].frequency, "weekly");
    EXPECT_EQ(detail.plan_lines[0].paid, pounds(370));
    EXPECT_EQ(detail.plan_lines[0].spent, Money{});
}

TEST(RunShow, SaysToThoseWhoAnswerForItWhomAnEmergencyPays) {
    RunArea area;
    area.add();
    const json made = area.answer(emergency_payment,
                                  {{"agreement", "AP1"},
                                   {"amount", "150"},
                                   {"reason", "wages-due"},
                                   {"words", "the assistant has to be paid today"},
                                   {"basis", "addition"}});
    ledger::Database& database = area.area().database();
    const json whole = json::parse(
        run_show(database, made["run"], on("2026-11-02"), Payees::shown).value())["payments"][0];
    EXPECT_EQ(whole["person"], "P1");
    EXPECT_EQ(whole["reason"], "wages-due");
    EXPECT_EQ(whole["words"], "the assistant has to be paid today");
    EXPECT_EQ(whole["other_account"], false);
    EXPECT_EQ(whole["account"].get<std::string>().size(), 5U) << whole["account"];
    const json masked =
        json::parse(run_show(database, made["run"], on("2026-11-02")).value())["payments"][0];
    EXPECT_EQ(masked["account"], "***");
    EXPECT_EQ(masked["words"], "***");
    EXPECT_NE(masked["payee"], whole["payee"]);
    EXPECT_LT(masked["payee"].get<std::string>().size(), whole["payee"].get<std::string>().size());
}

// £400 to the client account of a support service, which is in these books.
TEST(Receipt, OnAClientAccountHasItsPaymentAndPlanLine) {
    const tests::TempFolder outbox;
    RunArea area;
    tests::PersonTerms terms;
    terms.line.option = terms.agreement.option = Option::managed_account;
    terms.agreement.payee = "support-service:CARE";
    area.write([&](ledger::Work& work) {
        terms.organisation_paid = tests::add_care_service(work, area, "CARE").number;
    });
    area.add(terms);
    tests::send_all(area, outbox.path());
    (void)tests::read_status(area, ledger::payment_ref(1), "ACSC");
    const std::string file = testing::replaced(
        testing::camt_with(bank_line("400.00", "CRDT", ledger::payment_ref(1)), "1400.00"),
        "20000055779911",
        "08999911223344");
    (void)area.answer(import_statement, {{"file", file}}, {.day = "2026-11-20"});
    const auto entries = history(area);
    ASSERT_FALSE(entries.empty());
    EXPECT_EQ(entries[0].words, "Payment received");
    EXPECT_EQ(entries[0].payment, ledger::payment_ref(1));
    EXPECT_NE(entries[0].plan_line, "");
}

TEST(Unexplained, AsOfAnEarlierMomentLeavesOutWhatCameLater) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    const std::int64_t before = ledger::booked_by(area.area().database(), on("2026-11-30")).seq;
    (void)read_statement(area, bank_line("12.34", "CRDT", "A stranger"), "1012.34");
    const auto lines = [&](const AsOf& as_of) {
        return ledger::unexplained_lines(
                   ledger::everything(1, "a test"), area.area().database(), as_of)
            .value();
    };
    EXPECT_TRUE(lines(ledger::booked_at(before, on("2026-11-19"))).empty());
    ASSERT_EQ(lines(ledger::now_on(on("2026-11-22"))).size(), 1U);
    EXPECT_EQ(lines(ledger::now_on(on("2026-11-22")))[0].days, 2);
}

TEST_F(TwoPayments, AReferenceOfNoPaymentIsRefused) {
    for (const std::string& none : {ledger::payment_ref(3), first + "X", std::string{}}) {
        const auto shown = payment_show(area.area().database(), none, on("2026-11-02"));
        ASSERT_FALSE(shown.accepted()) << none;
        EXPECT_EQ(shown.refusal().code, "payment-not-found");
        EXPECT_EQ(shown.refusal().field, "payment");
    }
}

}  // namespace
}  // namespace almoner::scheduler
