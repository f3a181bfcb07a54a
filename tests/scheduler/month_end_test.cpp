// A month as the real commands leave it: proposed, approved, sent, and read back from the bank.
#include "ledger/area/scope.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/submission.h"
#include "ledger/views/balance.h"
#include "ledger/views/history.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::MonthReport;
using tests::bank_line;
using tests::november;
using tests::pounds;
using tests::read_statement;
using tests::RunArea;
using tests::send_all;

TEST(MonthEnd, AgreesAfterEveryStepFromTheRunToTheBanksAnswer) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    area.add();
    area.add();
    (void)november(area);
    send_all(area, outbox.path());
    MonthReport report = november(area);
    ASSERT_EQ(report.streams.size(), 1U);
    EXPECT_EQ(report.streams[0].due, pounds(1'200));
    EXPECT_EQ(report.streams[0].paid, pounds(0));
    EXPECT_EQ(report.in_flight[0].count + report.in_flight[1].count, 3);

    const std::vector<ledger::PaymentRecord> payments = area.payments();
    ASSERT_EQ(payments.size(), 3U);
    (void)read_statement(area,
                         bank_line("400.00", "DBIT", ledger::payment_ref(payments[0].id)) +
                             bank_line("400.00", "DBIT", ledger::payment_ref(payments[1].id)) +
                             bank_line("150.00", "CRDT", ledger::payment_ref(payments[1].id)) +
                             bank_line("12.34", "CRDT", "who is it"),
                         "362.34");
    report = november(area);
    EXPECT_EQ(report.streams[0].paid, pounds(800));
    EXPECT_EQ(report.streams[0].returned, pounds(150));
    EXPECT_EQ(report.streams[0].held, pounds(650));
    EXPECT_EQ(report.unmatched[0], (ledger::Aged{1, Money::from_pence(12'34)}));
}

TEST(MonthEnd, AgreesWhereOneLineCarriesTheTotalOfAFile) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    area.add();
    send_all(area, outbox.path());
    const auto submission = ledger::submission_by_id(area.area().database(), 1);
    ASSERT_TRUE(submission);
    (void)read_statement(area, bank_line("800.00", "DBIT", submission->serial), "200.00");
    const MonthReport report = november(area);
    EXPECT_EQ(report.streams.at(0).paid, pounds(800));
    EXPECT_EQ(report.unmatched, ledger::ByAge{});
}

TEST(MonthEnd, ShowsTheHolderThePaymentFromTheRunToTheReturn) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    send_all(area, outbox.path());
    ledger::Database& database = area.area().database();
    const ledger::Scope scope = ledger::everything(1, "a question");
    const auto person = [&] {
        return ledger::history_of(scope, database, "P1", ledger::now_on(tests::on("2026-11-22")));
    };
    ASSERT_TRUE(person().accepted()) << "the area's first person is P1";
    const std::string ref = ledger::payment_ref(area.payments().at(0).id);
    ASSERT_EQ(person().value().entries.size(), 1U);
    EXPECT_EQ(person().value().entries[0].words, "Payment on its way");
    EXPECT_EQ(person().value().entries[0].payment, ref);
    (void)read_statement(
        area, bank_line("400.00", "DBIT", ref) + bank_line("400.00", "CRDT", ref), "1000.00");
    const auto entries = person().value().entries;
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].words, "Payment sent back by the bank: it is due again");
    EXPECT_EQ(entries[0].payment, ref);
    EXPECT_EQ(entries[1].payment, ref);
    EXPECT_EQ(entries[1].on, tests::on("2026-11-20"));
    EXPECT_EQ(entries[1].balance, pounds(400));
    const auto view =
        ledger::balance_of(scope, database, "P1", ledger::now_on(tests::on("2026-11-22")), {});
    EXPECT_EQ(view.value().options.at(0).with_body, pounds(400));
}

}  // namespace
}  // namespace almoner::scheduler
