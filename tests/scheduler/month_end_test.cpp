// A month as the real commands leave it: proposed, approved, sent, and read back from the bank.
#include "gateway/outbox/outbox.h"
#include "ledger/area/scope.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/submission.h"
#include "ledger/views/balance.h"
#include "ledger/views/history.h"
#include "ledger/views/month_report.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/statement_import.h"
#include "scheduler/payment_run/finish_sending.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace almoner::scheduler {
namespace {

using ledger::Money;
using ledger::MonthReport;
using nlohmann::json;
using tests::pounds;
using tests::RunArea;

ledger::Outcome<Answer> as_next(RunArea& area, const NextCommand& next) {
    const auto answer = area.ask(run_sent, next.fields, {.key = next.key});
    if (!answer.accepted()) return answer.refusal();
    return answer.value().dump();
}

void send_all(RunArea& area, const std::filesystem::path& outbox_folder) {
    const json run = area.propose("2026-11-02")[0];
    (void)area.approve(run);
    (void)area.answer(run_send, {{"run", run["run"]}});
    gateway::Outbox outbox(outbox_folder);
    const auto finished = finish_sending(
        area.area().database(), outbox, [&](const auto& next) { return as_next(area, next); });
    ASSERT_TRUE(finished.accepted());
}

std::string entry(std::string amount, std::string_view sign, const std::string& reference) {
    std::string text(testing::camt_entry);
    text = testing::replaced(text, "412.50", amount);
    text = testing::replaced(text, "DBIT", sign);
    text = testing::replaced(text, "ALM000001", reference);
    text = testing::replaced(text, "PHB 000001", reference);
    return testing::replaced(text, "BK1", "BK" + amount + std::string(sign) + reference);
}

// Opening 1000.00 and these entries.
void read_statement(RunArea& area, const std::string& entries, std::string_view closing) {
    const std::string camt =
        testing::replaced(testing::camt_with(entries, closing), "20000055779911", "08999966374958");
    const json answer = area.answer(import_statement, {{"file", camt}}, {.day = "2026-11-20"});
    ASSERT_EQ(answer["statements"].size(), 1U) << answer.dump();
}

MonthReport november(RunArea& area) {
    return ledger::month_report(ledger::everything(1, "month end"),
                                area.area().database(),
                                "ICB",
                                *ledger::month_named("2026-11"),
                                tests::on("2026-11-22"))
        .value();
}

void expect_agreement(const MonthReport& report) {
    for (const auto& each : report.ties.disagreements) ADD_FAILURE() << words_of(each);
    EXPECT_TRUE(report.ties.agree());
}

TEST(MonthEnd, AgreesAfterEveryStepFromTheRunToTheBanksAnswer) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    area.add();
    area.add();
    expect_agreement(november(area));
    send_all(area, outbox.path());
    MonthReport report = november(area);
    expect_agreement(report);
    ASSERT_EQ(report.streams.size(), 1U);
    EXPECT_EQ(report.streams[0].due, pounds(1'200));
    EXPECT_EQ(report.streams[0].paid, pounds(0));
    EXPECT_EQ(report.in_flight[0].count + report.in_flight[1].count, 3);

    const std::vector<ledger::PaymentRecord> payments = area.payments();
    ASSERT_EQ(payments.size(), 3U);
    read_statement(area,
                   entry("400.00", "DBIT", ledger::payment_ref(payments[0].id)) +
                       entry("400.00", "DBIT", ledger::payment_ref(payments[1].id)) +
                       entry("150.00", "CRDT", ledger::payment_ref(payments[1].id)) +
                       entry("12.34", "CRDT", "who is it"),
                   "362.34");
    report = november(area);
    expect_agreement(report);
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
    read_statement(area, entry("800.00", "DBIT", submission->serial), "200.00");
    const MonthReport report = november(area);
    expect_agreement(report);
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
        return ledger::history_of(scope, database, "P1", tests::on("2026-11-22"));
    };
    ASSERT_TRUE(person().accepted()) << "the area's first person is P1";
    const std::string ref = ledger::payment_ref(area.payments().at(0).id);
    ASSERT_EQ(person().value().entries.size(), 1U);
    EXPECT_EQ(person().value().entries[0].words, "Payment on its way");
    EXPECT_EQ(person().value().entries[0].payment, ref);
    read_statement(area, entry("400.00", "DBIT", ref) + entry("400.00", "CRDT", ref), "1000.00");
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
