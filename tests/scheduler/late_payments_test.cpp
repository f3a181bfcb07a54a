// Payments past their day: whom the nightly job tells, and what a run and a payment say of it.
#include "scheduler/jobs/late_payments.h"

#include "api/cli/run_list.h"
#include "ledger/records/payment_ref.h"
#include "ledger/views/balance.h"
#include "scheduler/commands/job_run.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/commands/task_done.h"
#include "tests/support/bank_answers.h"

#include <gtest/gtest.h>

namespace almoner::scheduler {
namespace {

using nlohmann::json;
using tests::bank_line;
using tests::on;
using tests::PersonTerms;
using tests::pounds;
using tests::read_statement;
using tests::RunArea;

// "kind: words" of each command.
std::vector<std::string> found(RunArea& area, const char* day) {
    std::vector<std::string> all;
    for (const JobCommand& command :
         look_for_late_payments(area.area().database(), on(day)).commands) {
        const auto words = command.fields.find("words");
        all.push_back(command.fields.at("kind") + ": " +
                      (words == command.fields.end() ? command.name : words->second));
    }
    return all;
}

json payment(RunArea& area, std::int64_t id, const char* day) {
    return json::parse(
        payment_show(area.area().database(), ledger::payment_ref(id), on(day)).value());
}

ledger::BalanceView balance(RunArea& area) {
    return ledger::balance_of(ledger::everything(1, "a question"),
                              area.area().database(),
                              "P1",
                              ledger::now_on(on("2026-11-22")),
                              {})
        .value();
}

// £400, due on 2 November and proposed for it two days before it arrives.
TEST(LatePayments, ARunThatWaitsPastItsDayIsATaskOnceForEachThatItWaitsFor) {
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-02", "2026-10-20")[0];
    EXPECT_TRUE(found(area, "2026-11-02").empty());
    EXPECT_EQ(found(area, "2026-11-03"),
              std::vector<std::string>{
                  "run-not-approved: 1 payment of RUN-1 should have arrived from 2 November 2026 on"
                  " and is not approved: approve the run, or cancel it and propose it again."});
    area.approve(run);
    EXPECT_EQ(found(area, "2026-11-03"),
              std::vector<std::string>{
                  "run-not-sent: 1 payment of RUN-1 should have arrived from 2 November 2026 on and"
                  " is not sent: send the run, or cancel it and propose it again."});
}

// Sent for Wednesday 4 November, the first day that a file of 2 November reaches.
TEST(LatePayments, ASentPaymentIsLookedForThreeWorkingDaysAfterItsDay) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    tests::send_all(area, outbox.path());
    EXPECT_TRUE(found(area, "2026-11-06").empty());
    EXPECT_EQ(found(area, "2026-11-09"),
              std::vector<std::string>{
                  "payment-not-confirmed: 1 payment of RUN-1 should have arrived from 4 November"
                  " 2026 on and is on no bank statement: import it, or ask the bank about them."});
    (void)read_statement(area, bank_line("400.00", "DBIT", ledger::payment_ref(1)), "600.00");
    EXPECT_TRUE(found(area, "2026-11-09").empty());
}

// "We asked the bank" stands until there is something else to say.
TEST(LatePayments, WhatSomebodyDecidedAboutIsNotAskedAgainEachNight) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    tests::send_all(area, outbox.path());
    const auto open = [&](const std::string& words) {
        return area.answer(task_open,
                           {{"kind", "payment-not-confirmed"},
                            {"subject", "RUN-1"},
                            {"due", "2026-11-09"},
                            {"owner", "finance"},
                            {"words", words}},
                           {.day = "2026-11-09"});
    };
    const json first = open("1 payment is missing");
    EXPECT_TRUE(first["is_new"]);
    (void)area.answer(
        task_done,
        {{"task", std::to_string(first["task"].get<int>())}, {"decision", "the bank was asked"}},
        {.day = "2026-11-09"});
    EXPECT_FALSE(open("1 payment is missing")["is_new"]);
    EXPECT_TRUE(open("2 payments are missing")["is_new"]);
    EXPECT_EQ(area.count("task WHERE kind = 'payment-not-confirmed'"), 2);
}

TEST(LatePayments, SayThatTheyAreLateAndNobodyPromisesADayThatIsPast) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    const json answer = area.answer(run_propose, {{"until", "2026-11-02"}});
    EXPECT_EQ(answer["runs"][0]["late"], 1);
    const json run = json::parse(
        run_show(area.area().database(), "RUN-1", on("2026-11-02")).value())["payments"][0];
    EXPECT_EQ(run["late"].get<std::string>(),
              "Due on 2 November 2026: it was proposed too late for that day.");
    area.approve(answer["runs"][0]);
    (void)area.answer(run_send, {{"run", "RUN-1"}});
    tests::finish_files(area, outbox.path());
    EXPECT_EQ(payment(area, 1, "2026-11-04")["next"].get<std::string>(),
              "The bank pays it on 4 November 2026 and its statement shows it.");
    EXPECT_EQ(payment(area, 1, "2026-11-05")["next"].get<std::string>(),
              "The bank was expected to pay it on 4 November 2026, and no answer has come yet: look"
              " for it on the bank's statement.");
}

TEST(ReturnedPayment, NamesTheAttemptThatIsHeldAndTheHolderHearsOfBoth) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    tests::send_all(area, outbox.path());
    const std::string ref = ledger::payment_ref(1);
    (void)read_statement(area, bank_line("400.00", "DBIT", ref), "600.00");
    (void)read_statement(area, bank_line("400.00", "CRDT", ref), "1400.00");
    EXPECT_EQ(payment(area, 1, "2026-11-22")["next"].get<std::string>(),
              "It is due again, and waits until the payee's bank details are confirmed: then the "
              "next run proposes it.");
    (void)area.propose("2026-11-02", "2026-11-22");
    const json shown = payment(area, 1, "2026-11-22");
    EXPECT_EQ(shown["next"].get<std::string>(),
              "It is paid again by " + ledger::payment_ref(2) +
                  " of RUN-2, which is held: The payee's bank account is blocked after a return."
                  " Confirm the payee's bank details with a second person.");
    EXPECT_EQ(shown["next_run"].get<std::string>(), "RUN-2");
    EXPECT_EQ(balance(area).notes,
              (std::vector<std::string>{
                  "A payment of £400 that was due on 4 November 2026 came back from the bank on 20"
                  " November 2026.",
                  "A payment of £400 for 2 to 29 November 2026 is held until your bank details are"
                  " confirmed."}));
    EXPECT_FALSE(balance(area).next.at(0).has_a_day());
}

TEST(RunList, CountsWhatIsHeldApart) {
    RunArea area;
    area.add();
    PersonTerms without;
    without.has_account = false;
    area.add(without);
    (void)area.propose("2026-11-02");
    const ledger::AsOf now = ledger::now_on(on("2026-11-02"));
    const auto row = api::runs_so_far(area.area().database(), now).rows.at(0);
    EXPECT_EQ(std::get<std::int64_t>(row[4]), 1);
    EXPECT_EQ(std::get<std::int64_t>(row[5]), 1);
    EXPECT_EQ(std::get<ledger::Money>(row[6]), pounds(400));
    const ledger::AsOf before = ledger::booked_at(1, on("2026-11-01"));
    EXPECT_TRUE(api::runs_so_far(area.area().database(), before).rows.empty());
}

}  // namespace
}  // namespace almoner::scheduler
