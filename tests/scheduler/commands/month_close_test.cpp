// A month is closed by two people, and what comes later of it counts in the open one.
#include "scheduler/commands/month_close.h"

#include "ledger/area/scope.h"
#include "ledger/records/payment_ref.h"
#include "ledger/verify/verify.h"
#include "ledger/views/months.h"
#include "scheduler/commands/proposal.h"
#include "scheduler/commands/proposal_show.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/statement_explain.h"
#include "scheduler/commands/statement_import.h"
#include "tests/gateway/sample_camt.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace almoner::scheduler {
namespace {

using ledger::MonthReport;
using ledger::Stream;
using ledger::StreamFlow;
using nlohmann::json;
using tests::bank_line;
using tests::on;
using tests::pounds;
using tests::RunArea;
using FieldMap = std::map<std::string, std::string>;

const ledger::Query effective_since{
    "SELECT MIN(t.effective), MAX(t.effective), MIN(t.settled), MAX(t.period_first)"
    " FROM transfer t WHERE t.id > $1"};
const ledger::Query earliest_period_since{
    "SELECT MIN(period_first) FROM transfer WHERE id > $1 AND period_first > 0"};

// Two payments of £400 were sent in November 2026, and the bank has shown the first.
class MonthClose : public ::testing::Test {
  protected:
    MonthClose() {
        area.add();
        area.add();
        tests::send_all(area, outbox_.path());
        bank_says(bank_line("400.00", "DBIT", ledger::payment_ref(1)), "600.00", "2026-11-20");
    }

    // Lines of 20 November, imported on this day.
    void bank_says(const std::string& lines, std::string_view closing, const std::string& day) {
        const std::string camt = testing::without_balances(testing::replaced(
            testing::camt_with(lines, closing), "20000055779911", "08999966374958"));
        (void)area.answer(import_statement, {{"file", camt}}, {.day = day});
    }
    json propose(const std::string& month = "2026-11", const std::string& day = "2026-12-02") {
        return area.answer(month_close, {{"commissioner", "ICB"}, {"month", month}}, {.day = day});
    }
    std::string refused(const std::string& month, const std::string& day = "2026-12-02") {
        return area.refusal(month_close, {{"commissioner", "ICB"}, {"month", month}}, {.day = day});
    }
    static FieldMap confirming(const json& proposal) {
        return {{"proposal", std::to_string(proposal["proposal"].get<int>())},
                {"confirm", proposal["confirm"].get<std::string>()}};
    }
    void confirm(const json& proposal, const std::string& day = "2026-12-02") {
        (void)area.answer(
            proposal_confirm, confirming(proposal), {.actor = tests::ben, .day = day});
    }
    std::string confirm_refused(const json& proposal, const scheduler::Actor& actor = tests::ben) {
        return area.refusal(
            proposal_confirm, confirming(proposal), {.actor = actor, .day = "2026-12-02"});
    }
    void close(const std::string& month = "2026-11", const std::string& day = "2026-12-02") {
        confirm(propose(month, day), day);
    }

    MonthReport report(const std::string& month, const std::string& day = "2026-12-05") {
        auto told = ledger::month_report(scope_,
                                         area.area().database(),
                                         "ICB",
                                         *ledger::month_named(month),
                                         ledger::now_on(on(day)))
                        .value();
        for (const auto& each : told.ties.disagreements) ADD_FAILURE() << words_of(each);
        EXPECT_TRUE(told.ties.agree());
        return told;
    }
    void expect_clean() {
        for (const auto& fault : ledger::verify(area.area().database()).faults) {
            ADD_FAILURE() << fault.table << " " << fault.first_id << ": " << fault.words;
        }
    }
    std::int64_t last_transfer() { return area.area().writer().books().next_transfer() - 1; }

    // All that was posted after this transfer takes effect on this day.
    void expect_effective(std::int64_t after, const std::string& day) {
        ledger::Rows rows = area.area().database().select(effective_since, after);
        ASSERT_TRUE(rows.next());
        ASSERT_FALSE(rows.is_null(0)) << "nothing was posted";
        EXPECT_EQ(rows.date(0).iso(), day);
        EXPECT_EQ(rows.date(1).iso(), day);
    }
    static void expect_same_figures(const MonthReport& one, const MonthReport& other) {
        EXPECT_EQ(one.streams, other.streams);
        EXPECT_EQ(one.in_flight, other.in_flight);
        EXPECT_EQ(one.unmatched, other.unmatched);
        EXPECT_EQ(one.cash, other.cash);
        EXPECT_EQ(one.adjustments, other.adjustments);
        EXPECT_EQ(one.closed, other.closed);
        EXPECT_EQ(ledger::words_of(one.as_of), ledger::words_of(other.as_of));
    }

    RunArea area;

  private:
    ledger::Scope scope_ = ledger::everything(1, "month end");
    tests::TempFolder outbox_;
};

TEST_F(MonthClose, ShowsItsMakerTheFiguresOfTheReport) {
    const json proposed = propose();
    EXPECT_EQ(proposed["kind"].get<std::string>(), "month");
    EXPECT_EQ(proposed["confirm"].get<std::string>(), "1:40000");
    EXPECT_EQ(proposed["streams"], json::parse(R"([
        {"stream": "nhs", "due": 80000, "paid": 40000, "returned_amount": 0}])"));
    EXPECT_EQ(proposed["adjustments"], json::array());
    EXPECT_EQ(proposed["unexplained_lines"], 0);
    EXPECT_FALSE(report("2026-11").closed) << "nobody has confirmed it";
}

TEST_F(MonthClose, ShowsItsConfirmerTheFiguresToo) {
    (void)propose();
    const json shown = json::parse(
        proposal_show(area.area().database(), 1, on("2026-12-02"), Personal::masked).value());
    EXPECT_EQ(shown["about"].get<std::string>(), "ICB 2026-11");
    EXPECT_EQ(shown["changes"], json::parse(R"([
        {"what": "month", "before": "open", "after": "closed"},
        {"what": "nhs, due", "before": "", "after": "£800.00"},
        {"what": "nhs, paid", "before": "", "after": "£400.00"},
        {"what": "nhs, returned", "before": "", "after": "£0.00"}])"));
}

TEST_F(MonthClose, IsListedAndReportedWithBothPersonsAndTheDay) {
    area.write([](ledger::Work& work) {
        for (const char* const ref : {"anna", "ben"}) {
            work.records().insert(ledger::actor_table,
                                  work.records().next_number(ledger::actor_table),
                                  1,
                                  ref,
                                  on("2020-01-01"),
                                  ref,
                                  "checker",
                                  "",
                                  std::nullopt,
                                  1);
        }
    });
    close();
    const ledger::MonthClosed closed{
        .proposed_by = "anna", .confirmed_by = "ben", .on = on("2026-12-02")};
    EXPECT_EQ(report("2026-11").closed, closed);
    const auto months = ledger::months_of(ledger::everything(1, "a question"),
                                          area.area().database(),
                                          "",
                                          ledger::now_on(on("2026-12-05")))
                            .value();
    ASSERT_EQ(months.size(), 1U);
    EXPECT_EQ(months[0].commissioner, "ICB");
    EXPECT_EQ(months[0].month, *ledger::month_named("2026-11"));
    EXPECT_EQ(months[0].closed, closed);
    expect_clean();
}

TEST_F(MonthClose, IsRefusedWhileTheMonthIsNotOver) {
    EXPECT_EQ(refused("2026-11", "2026-11-30"), "month-not-over");
    EXPECT_EQ(refused("2026-11", "2026-12-01"), "accepted");
}

TEST_F(MonthClose, IsRefusedForWhatIsNoMonthOrNoCommissioner) {
    EXPECT_EQ(refused("2026-13"), "month-unreadable");
    EXPECT_EQ(area.refusal(month_close, {{"commissioner", "NOBODY"}, {"month", "2026-11"}}),
              "commissioner-unknown");
    EXPECT_EQ(area.refusal(month_close, {{"commissioner", "ICB"}}), "field-missing");
}

TEST_F(MonthClose, IsRefusedASecondTime) {
    close();
    EXPECT_EQ(refused("2026-11"), "month-closed-already");
    EXPECT_EQ(refused("2026-10"), "month-closed-already") << "it was closed with November";
}

TEST_F(MonthClose, IsRefusedWhileAnEarlierMonthWithMovementIsOpen) {
    const auto outcome = area.ask(
        month_close, {{"commissioner", "ICB"}, {"month", "2026-12"}}, {.day = "2027-01-04"});
    ASSERT_FALSE(outcome.accepted());
    EXPECT_EQ(outcome.refusal().code, "earlier-month-open");
    EXPECT_EQ(outcome.refusal().next,
              "Close that first, with 'almoner month close --commissioner ICB --month 2026-11'.");
    close();
    EXPECT_EQ(refused("2026-12", "2027-01-04"), "accepted");
}

TEST_F(MonthClose, NeedsNoMonthInWhichNothingMoved) {
    close();
    close("2027-02", "2027-03-02");
    const auto january = report("2027-01", "2027-03-02").closed;
    ASSERT_TRUE(january);
    EXPECT_EQ(january->on, on("2027-03-02"));
}

TEST_F(MonthClose, IsRefusedWhileItsReportDoesNotTie) {
    area.area().database().run_script(
        "UPDATE account SET debit_posted = debit_posted + 1, credit_posted = credit_posted + 1"
        " WHERE name = 34");
    const auto outcome = area.ask(
        month_close, {{"commissioner", "ICB"}, {"month", "2026-11"}}, {.day = "2026-12-02"});
    ASSERT_FALSE(outcome.accepted());
    EXPECT_EQ(outcome.refusal().code, "month-does-not-tie");
    EXPECT_NE(outcome.refusal().words.find("off by £0.01"), std::string::npos)
        << outcome.refusal().words;
}

// The counters of a command stand in the table only once its group is committed.
TEST_F(MonthClose, TiesThoughACommandBeforeItInItsGroupMovedMoney) {
    ledger::AreaWriter& writer = area.area().writer();
    const std::string camt = testing::without_balances(
        testing::replaced(testing::camt_with(bank_line("25.00", "CRDT", "WHO"), "1025.00"),
                          "20000055779911",
                          "08999966374958"));
    const auto ask = [&](CommandHandler handler, std::map<std::string, std::string> fields) {
        ledger::Stamp stamp = area.area().next_stamp();
        stamp.today = on("2026-12-02");
        stamp.fields = &fields;
        const Surroundings around;
        return writer.run(stamp, [&](ledger::Work& work) -> ledger::Outcome<std::string> {
            Asked asked{work, Fields(fields), tests::anna, around};
            return handler(asked);
        });
    };
    writer.begin_group();
    EXPECT_TRUE(ask(import_statement, {{"file", camt}}).outcome.accepted());
    const auto closing = ask(month_close, {{"commissioner", "ICB"}, {"month", "2026-11"}});
    EXPECT_TRUE(closing.outcome.accepted()) << closing.outcome.refusal().words;
    const auto refused = ask(month_close, {{"commissioner", "ICB"}, {"month", "2026-11"}});
    EXPECT_FALSE(refused.outcome.accepted()) << "it is proposed already";
    writer.commit_group();
    (void)report("2026-11");
    expect_clean();
}

TEST_F(MonthClose, NeedsAnotherPersonAndTheTotalThatWasSeen) {
    json proposal = propose();
    EXPECT_EQ(confirm_refused(proposal, tests::anna), "needs-checker");
    proposal["confirm"] = "1:39999";
    EXPECT_EQ(confirm_refused(proposal), "confirm-differs");
    proposal["confirm"] = "1:400.00";
    EXPECT_EQ(confirm_refused(proposal), "accepted");
}

TEST_F(MonthClose, NobodyConfirmsWhatTheyProposed) {
    const json proposal = area.answer(month_close,
                                      {{"commissioner", "ICB"}, {"month", "2026-11"}},
                                      {.actor = tests::ben, .day = "2026-12-02"});
    EXPECT_EQ(confirm_refused(proposal), "own-proposal");
    EXPECT_EQ(confirm_refused(proposal, tests::carol), "accepted");
}

TEST_F(MonthClose, PaysNobodySoNoLimitIsHeldAgainstIt) {
    Actor small = tests::ben;
    small.approve_limit = pounds(1);
    EXPECT_EQ(confirm_refused(propose(), small), "accepted");
}

TEST_F(MonthClose, IsConfirmedOnlyWithTheFiguresThatWereProposed) {
    const json proposal = propose();
    bank_says(bank_line("400.00", "DBIT", ledger::payment_ref(2)), "600.00", "2026-12-02");
    EXPECT_EQ(confirm_refused(proposal), "month-changed");
    EXPECT_EQ(area.count("month_closing"), 0);
}

TEST_F(MonthClose, ALateBankLineIsAnAdjustmentInTheOpenMonth) {
    close();
    const MonthReport before = report("2026-11");
    const std::int64_t last = last_transfer();
    bank_says(bank_line("400.00", "DBIT", ledger::payment_ref(2)), "600.00", "2026-12-03");
    expect_same_figures(before, report("2026-11"));
    EXPECT_EQ(report("2026-11").streams.at(0).paid, pounds(400));
    const MonthReport december = report("2026-12");
    EXPECT_EQ(december.adjustments,
              (std::vector<StreamFlow>{{.stream = Stream::nhs, .paid = pounds(400)}}));
    EXPECT_EQ(december.streams.at(0).paid, pounds(0)) << "by the bank's date it is November's";
    expect_effective(last, "2026-12-01");
    ledger::Rows rows = area.area().database().select(effective_since, last);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.date(2).iso(), "2026-11-20") << "the bank's date";
    EXPECT_EQ(rows.date(3).iso(), "2026-11-02") << "the period";
    expect_clean();
}

TEST_F(MonthClose, WhatCameBackLateIsAnAdjustmentOnce) {
    close();
    bank_says(bank_line("400.00", "CRDT", ledger::payment_ref(1)), "1400.00", "2026-12-03");
    EXPECT_EQ(report("2026-12").adjustments,
              (std::vector<StreamFlow>{{.stream = Stream::nhs, .returned = pounds(400)}}));
    close("2026-12", "2027-01-04");
    EXPECT_EQ(report("2026-12", "2027-01-05").adjustments,
              (std::vector<StreamFlow>{{.stream = Stream::nhs, .returned = pounds(400)}}));
    EXPECT_TRUE(report("2027-01", "2027-01-05").adjustments.empty());
    expect_clean();
}

TEST_F(MonthClose, APaymentThatIsRejectedLateIsDueNoMore) {
    close();
    (void)tests::read_status(area, ledger::payment_ref(2), "RJCT");
    EXPECT_EQ(report("2026-11").streams.at(0).due, pounds(800));
    EXPECT_EQ(report("2026-12").adjustments,
              (std::vector<StreamFlow>{{.stream = Stream::nhs, .due = pounds(-400)}}));
    expect_clean();
}

TEST_F(MonthClose, AnExplanationAndItsReversalAreOfTheOpenMonth) {
    bank_says(bank_line("25.00", "CRDT", "WHO"), "1025.00", "2026-12-01");
    close();
    const MonthReport before = report("2026-11");
    EXPECT_EQ(before.unmatched[1].count, 1) << "twelve days old";
    const std::int64_t last = last_transfer();
    confirm(
        area.answer(statement_explain,
                    {{"item", "1"}, {"to", "funding"}, {"commissioner", "ICB"}, {"stream", "nhs"}},
                    {.day = "2026-12-03"}));
    expect_effective(last, "2026-12-01");
    close("2026-12", "2027-01-04");
    const std::int64_t explained = last_transfer();
    confirm(area.answer(statement_explain, {{"item", "1"}, {"undo", "yes"}}, {.day = "2027-01-05"}),
            "2027-01-05");
    expect_effective(explained, "2027-01-01");
    expect_same_figures(before, report("2026-11", "2027-01-06"));
    expect_clean();
}

// Somebody's first period lies in it: they are paid all the same, in the open month.
TEST_F(MonthClose, WhatIsOwedForAPeriodInItIsStillPaid) {
    close();
    const MonthReport before = report("2026-11");
    const std::int64_t last = last_transfer();
    area.add();
    const json runs = area.propose("2026-12-03", "2026-12-03");
    ASSERT_EQ(runs.size(), 1U);
    (void)area.answer(run_approve,
                      {{"run", runs[0]["run"]}, {"confirm", runs[0]["confirm"]}},
                      {.actor = tests::ben, .day = "2026-12-03"});
    expect_effective(last, "2026-12-01");
    const auto payments = area.payments();
    ASSERT_EQ(payments.size(), 6U) << "two periods of the new person, one of each of the others";
    ledger::Rows rows = area.area().database().select(earliest_period_since, last);
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.date(0).iso(), "2026-11-02") << "the period stays to be seen";
    expect_same_figures(before, report("2026-11"));
    (void)report("2026-12");
    expect_clean();
}

}  // namespace
}  // namespace almoner::scheduler
