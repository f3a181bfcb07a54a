#include "gateway/outbox/outbox.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/evidence.h"
#include "ledger/records/operator_file.h"
#include "ledger/records/organisation.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/submission.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/commands/run_fields.h"
#include "scheduler/commands/run_show.h"
#include "scheduler/payment_run/finish_sending.h"
#include "scheduler/payment_run/planned_bytes.h"
#include "scheduler/payment_run/run_files.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <fstream>

namespace almoner::scheduler {
namespace {

using ledger::AccountKey;
using ledger::AccountName;
using ledger::Option;
using ledger::PaymentState;
using ledger::Stream;
using nlohmann::json;
using tests::AskedOn;
using tests::on;
using tests::PersonTerms;
using tests::pounds;
using tests::RunArea;
using tests::TestPerson;

AccountKey of_holder(AccountName name, const RunArea& area, const TestPerson& person) {
    return {.name = name,
            .stream = Stream::nhs,
            .option = Option::direct_payment,
            .body = static_cast<std::int32_t>(area.commissioner),
            .budget = static_cast<std::int32_t>(person.budget)};
}

ledger::Outcome<Answer> as_next(RunArea& area, const NextCommand& next) {
    const auto answer = area.ask(run_sent, next.fields, {.key = next.key});
    if (!answer.accepted()) return answer.refusal();
    return answer.value().dump();
}

// Sends a run as a door does, both halves.
json send(RunArea& area, const json& run, const std::filesystem::path& outbox_folder) {
    json sent = area.answer(run_send, {{"run", run["run"]}});
    gateway::Outbox outbox(outbox_folder);
    const auto finished =
        finish_sending(area.area().database(), outbox, tests::at_nine, [&](const auto& next) {
            return as_next(area, next);
        });
    EXPECT_TRUE(finished.accepted());
    return sent;
}

std::vector<std::string> events_of_only_payment(RunArea& area) {
    std::vector<std::string> events;
    for (const auto& event : ledger::events_of(area.area().database(), area.payments().at(0))) {
        events.emplace_back(name_of(event.state));
    }
    return events;
}

TEST(RunApprove, NeedsAnotherCheckerTheRightFiguresAndALimitThatHolds) {
    RunArea area;
    area.add();
    const json run =
        area.answer(run_propose, {{"until", "2026-11-02"}}, {.actor = tests::carol})["runs"][0];
    const std::string ref = run["run"];
    const auto code = [&](const std::string& confirm, const Actor& actor) {
        return area.refusal(run_approve, {{"run", ref}, {"confirm", confirm}}, {.actor = actor});
    };
    EXPECT_EQ(code("1:40000", tests::carol), "own-proposal");
    EXPECT_EQ(code("1:40000", tests::anna), "needs-checker");
    EXPECT_EQ(code("1:40001", tests::ben), "confirm-differs");
    EXPECT_EQ(code("2:40000", tests::ben), "confirm-differs");
    EXPECT_EQ(code("1:400", tests::ben), "confirm-differs") << "four pounds, not four hundred";
    EXPECT_EQ(code("", tests::ben), "confirm-differs");
    const auto wrong =
        area.ask(run_approve, {{"run", ref}, {"confirm", "1:5"}}, {.actor = tests::ben});
    EXPECT_EQ(wrong.refusal().words,
              "This run has 1 payment and £400.00 in all; what was confirmed is not the same.");
    Actor limited = tests::ben;
    limited.approve_limit = ledger::Money::from_pence(39'999);
    EXPECT_EQ(code("1:40000", limited), "above-approve-limit");
    limited.approve_limit = pounds(400);
    EXPECT_EQ(code("1:£400.00", limited), "accepted");
    EXPECT_EQ(code("1:40000", tests::ben), "run-not-proposed");
    EXPECT_EQ(area.refusal(run_approve, {{"run", "RUN-99"}}), "run-not-found");
}

TEST(RunApprove, ReservesEveryPaymentAndMovesNothingYet) {
    RunArea area;
    const TestPerson person = area.add();
    area.approve(area.propose("2026-11-30")[0]);
    const auto undrawn = area.balance(of_holder(AccountName::undrawn, area, person));
    EXPECT_EQ(undrawn.posted, pounds(800));
    EXPECT_EQ(undrawn.promised, pounds(800));
    EXPECT_EQ(area.balance(of_holder(AccountName::held, area, person)).expected, pounds(800));
    const auto payments = area.payments();
    const auto parts = ledger::parts_of(area.area().database(), payments[1].id);
    const auto transfers = ledger::transfers_of(payments[1], parts);
    ASSERT_EQ(transfers.size(), 2U);
    EXPECT_EQ(transfers[0], payments[0].first_transfer + 2);
}

TEST(RunApprove, ARunWithNothingButHeldPaymentsIsRefused) {
    RunArea area;
    PersonTerms terms;
    terms.has_account = false;
    area.add(terms);
    const json run = area.propose("2026-11-02")[0];
    EXPECT_EQ(
        area.refusal(run_approve, {{"run", run["run"]}, {"confirm", "0:0"}}, {.actor = tests::ben}),
        "nothing-to-approve");
}

TEST(RunCancel, LetsGoAndThePaymentIsDueAgainWithoutASecondSetAside) {
    RunArea area;
    const TestPerson person = area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    area.answer(run_cancel, {{"run", run["run"]}});
    const auto undrawn = area.balance(of_holder(AccountName::undrawn, area, person));
    EXPECT_EQ(undrawn.posted, pounds(400));
    EXPECT_EQ(undrawn.promised, pounds(0));
    const auto twice = area.ask(run_cancel, {{"run", run["run"]}});
    ASSERT_FALSE(twice.accepted());
    EXPECT_EQ(twice.refusal().code, "run-not-cancellable");
    EXPECT_EQ(twice.refusal().next.find("recall"), std::string::npos) << twice.refusal().next;
    const json again = area.propose("2026-11-02");
    EXPECT_EQ(again[0]["payments"], 1);
    EXPECT_EQ(area.payments().at(1).attempt, 2);
    EXPECT_EQ(area.payments().at(1).reissues, area.payments().at(0).id);
    EXPECT_EQ(area.balance(of_holder(AccountName::undrawn, area, person)).posted, pounds(400));
}

TEST(RunSend, PutsOneFileIntoTheOutboxAndTellsEveryEvent) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-02")[0];
    EXPECT_EQ(area.refusal(run_send, {{"run", run["run"]}}), "run-not-approved");
    area.approve(run);
    const json sent = send(area, run, outbox.path());
    ASSERT_EQ(sent["files"].size(), 1U);
    const auto submission = ledger::submission_by_id(area.area().database(), 1).value();
    EXPECT_EQ(submission.file_name, "MAIN-2026-11-04-1.txt");
    EXPECT_EQ(submission.serial, "000001");
    EXPECT_EQ(submission.state, ledger::SubmissionState::sent);
    EXPECT_EQ(submission.total, pounds(400));
    const std::string bytes = testing::read_whole(outbox.path() / submission.file_name);
    EXPECT_EQ(static_cast<std::int64_t>(bytes.size()), submission.bytes);
    EXPECT_NE(bytes.find(ledger::payment_ref(1)), std::string::npos);
    EXPECT_EQ(events_of_only_payment(area),
              (std::vector<std::string>{"proposed", "approved", "in-file", "sent"}));
    EXPECT_EQ(area.refusal(run_send, {{"run", run["run"]}}), "run-not-approved");
    EXPECT_EQ(area.refusal(run_cancel, {{"run", run["run"]}}), "run-not-cancellable");
}

TEST(RunSend, ACrashBetweenAnyTwoStepsLeavesOneFileAndOnePayment) {
    const tests::TempFolder outbox_folder;
    gateway::Outbox outbox(outbox_folder.path());
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    area.answer(run_send, {{"run", run["run"]}});
    // The process ends here, or while the command "run sent" is under way.
    EXPECT_THROW((void)finish_sending(area.area().database(),
                                      outbox,
                                      tests::at_nine,
                                      [](const NextCommand&) -> ledger::Outcome<Answer> {
                                          throw std::runtime_error("killed");
                                      }),
                 std::runtime_error);
    EXPECT_EQ(area.payments().at(0).state, PaymentState::in_file);
    EXPECT_EQ(area.refusal(run_cancel, {{"run", run["run"]}}), "run-not-cancellable");
    for (const int finished : {1, 0}) {
        const auto again =
            finish_sending(area.area().database(), outbox, tests::at_nine, [&](const auto& next) {
                return as_next(area, next);
            });
        EXPECT_EQ(again.value(), finished);
    }
    EXPECT_EQ(area.payments().at(0).state, PaymentState::sent);
    EXPECT_EQ(area.count("submission"), 1);
}

TEST(RunSend, AnotherFileUnderTheNameStopsEverything) {
    const tests::TempFolder outbox_folder;
    gateway::Outbox outbox(outbox_folder.path());
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    const json sent = area.answer(run_send, {{"run", run["run"]}});
    std::ofstream(outbox_folder.path() / sent["files"][0]["file"].get<std::string>()) << "other";
    EXPECT_THROW((void)finish_sending(area.area().database(),
                                      outbox,
                                      tests::at_nine,
                                      [&](const auto& next) { return as_next(area, next); }),
                 SendingBroken);
    EXPECT_EQ(area.payments().at(0).state, PaymentState::in_file);
}

TEST(RunSend, DetailsThatChangeAfterTheIntentDoNotChangeTheFile) {
    const tests::TempFolder outbox_folder;
    gateway::Outbox outbox(outbox_folder.path());
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    area.answer(run_send, {{"run", run["run"]}});
    area.write([&](ledger::Work& work) {
        auto account =
            *ledger::bank_account_numbered(work.database(), area.bank_account, on("2026-11-02"));
        account.originator_name = "SOMEBODY ELSE";
        ledger::insert_bank_account(work, account);
    });
    keep_planned_bytes({});  // as after a restart
    const auto finished =
        finish_sending(area.area().database(), outbox, tests::at_nine, [&](const auto& next) {
            return as_next(area, next);
        });
    EXPECT_EQ(finished.value(), 1);
}

TEST(RunSend, TheBytesThatAreKeptAreThoseThatTheRecordsGive) {
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    area.answer(run_send, {{"run", run["run"]}});
    const auto submission = ledger::submission_by_id(area.area().database(), 1).value();
    const auto kept = take_planned_bytes(submission.sha256);
    ASSERT_TRUE(kept);
    EXPECT_EQ(*kept, rebuilt_bytes(area.area().database(), submission).value());
    EXPECT_FALSE(take_planned_bytes(submission.sha256)) << "they are given away once";
}

TEST(RunSend, FilesAreSplitByTheLimitAndByTheDay) {
    RunArea area;
    area.write([&](ledger::Work& work) {
        auto account =
            *ledger::bank_account_numbered(work.database(), area.bank_account, on("2026-11-02"));
        account.file_profile = "bacs18-single";
        account.file_limit = pounds(800);
        ledger::insert_bank_account(work, account);
    });
    for (int i = 0; i < 3; ++i) area.add();
    const json run = area.propose("2026-11-30")[0];
    area.approve(run);
    const json files = area.answer(run_send, {{"run", run["run"]}})["files"];
    ASSERT_EQ(files.size(), 4U);
    EXPECT_EQ(files[0]["total"], 80'000);  // exactly the limit
    EXPECT_EQ(files[1]["total"], 40'000);
    EXPECT_EQ(files[0]["entry_on"], "2026-11-04");
    EXPECT_EQ(files[2]["entry_on"], "2026-11-30");
    for (const auto& submission : ledger::unfinished_submissions(area.area().database())) {
        EXPECT_EQ(submission.state, ledger::SubmissionState::intended);
    }
}

TEST(RunSend, ABankHolidayAnnouncedSinceTheProposalMovesTheDay) {
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-30")[0];
    area.approve(run);
    std::string holidays = testing::read_whole(
        testing::project_path("ops/reference-data/bank-holidays-england-wales.csv"));
    holidays.replace(holidays.find("# rows"), 6, "# days");
    area.write([&](ledger::Work& work) {
        ledger::insert_operator_file(work,
                                     {.kind = ledger::OperatorFileKind::bank_holidays,
                                      .version = "with a day of mourning",
                                      .dated_on = on("2026-11-20"),
                                      .content = holidays + "2026-11-30,Day of Mourning\n"});
    });
    const json sent = area.answer(run_send, {{"run", run["run"]}}, {.day = "2026-11-24"});
    EXPECT_EQ(sent["files"][0]["entry_on"], "2026-11-26");
    const auto bytes = rebuilt_bytes(area.area().database(),
                                     ledger::submission_by_id(area.area().database(), 1).value());
    // Friday 27 November, not Monday 30: processed on day 330 of the year, not on 331.
    EXPECT_NE(bytes.value().find(" 26330"), std::string::npos);
    EXPECT_EQ(bytes.value().find(" 26331"), std::string::npos);
}

TEST(RunSend, SentLateThePaymentSaysWhenItReallyArrives) {
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    const json sent = area.answer(run_send, {{"run", run["run"]}}, {.day = "2026-11-09"});
    EXPECT_EQ(sent["files"][0]["entry_on"], "2026-11-11");
    EXPECT_EQ(area.payments().at(0).entry_on, on("2026-11-11"));
    area.write([](ledger::Work& work) {
        move_payments(work, {1, 1}, PaymentState::in_file, PaymentState::sent);
    });
    const json shown = json::parse(
        payment_show(area.area().database(), ledger::payment_ref(1), on("2026-11-02")).value());
    EXPECT_EQ(shown["next"], "The bank pays it on 11 November 2026 and its statement shows it.");
    const auto bytes = rebuilt_bytes(area.area().database(),
                                     ledger::submission_by_id(area.area().database(), 1).value());
    EXPECT_EQ(ledger::sha256_hex(bytes.value()), sent["files"][0]["sha256"].get<std::string>());
}

TEST(RunRecall, IsPossibleUntilFourOnProcessingDay) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-02")[0];
    const std::string payment = ledger::payment_ref(1);
    EXPECT_EQ(area.refusal(run_recall, {{"payment", payment}}), "payment-not-sent");
    area.approve(run);
    send(area, run, outbox.path());
    // In the account on Wednesday 4 November: processed on Tuesday.
    const auto late =
        area.ask(run_recall, {{"payment", payment}}, {.day = "2026-11-03", .minutes = 16 * 60});
    EXPECT_EQ(late.refusal().code, "recall-too-late");
    EXPECT_NE(late.refusal().next.find("returned-funds"), std::string::npos);
    EXPECT_EQ(area.refusal(run_recall_confirmed, {{"payment", payment}}), "recall-not-asked");
    EXPECT_EQ(area.ask(run_recall_confirmed, {{"payment", payment}}).refusal().next,
              "Look at its events with 'almoner payment show " + payment + "'.");
    area.answer(run_recall, {{"payment", payment}}, {.day = "2026-11-03", .minutes = 16 * 60 - 1});
    EXPECT_EQ(area.payments().at(0).state, PaymentState::recall_asked);
}

TEST(RunRecall, OfAFasterPaymentIsImpossible) {
    const tests::TempFolder outbox;
    RunArea area;
    area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    send(area, run, outbox.path());
    area.area().database().run_script("UPDATE submission SET profile = 'faster-payments'");
    EXPECT_EQ(area.refusal(run_recall, {{"payment", ledger::payment_ref(1)}}),
              "recall-not-possible");
    EXPECT_EQ(area.payments().at(0).state, PaymentState::sent);
}

TEST(RunRecall, OnlyTheBanksConfirmationMakesItDueAgain) {
    const tests::TempFolder outbox;
    RunArea area;
    const TestPerson person = area.add();
    const json run = area.propose("2026-11-02")[0];
    const std::string payment = ledger::payment_ref(1);
    area.approve(run);
    send(area, run, outbox.path());
    area.answer(run_recall, {{"payment", payment}});
    const AccountKey undrawn = of_holder(AccountName::undrawn, area, person);
    EXPECT_EQ(area.balance(undrawn).promised, pounds(400));
    EXPECT_TRUE(area.propose("2026-11-02").empty());
    EXPECT_EQ(area.refusal(run_recall_confirmed, {{"payment", payment}}), "own-recall");
    EXPECT_EQ(area.refusal(run_recall_confirmed, {{"payment", payment}}, {.actor = tests::ben}),
              "evidence-missing");
    const auto letter = [&](const std::string& subject) {
        std::int64_t id = 0;
        area.write([&](ledger::Work& work) {
            id = ledger::insert_evidence(work,
                                         {.kind = "letter",
                                          .subject = subject,
                                          .dated_on = work.today(),
                                          .given_by = 1,
                                          .media_type = "text/plain"},
                                         "the bank's answer");
        });
        return std::to_string(id);
    };
    EXPECT_EQ(area.refusal(run_recall_confirmed,
                           {{"payment", payment}, {"evidence", letter("payment:ALM9")}},
                           {.actor = tests::ben}),
              "evidence-unknown");
    area.answer(run_recall_confirmed,
                {{"payment", payment}, {"evidence", letter("payment:" + payment)}},
                {.actor = tests::ben});
    EXPECT_EQ(area.balance(undrawn).promised, pounds(0));
    EXPECT_EQ(area.propose("2026-11-02")[0]["payments"], 1);
    EXPECT_EQ(area.balance(undrawn).posted, pounds(400));
}

TEST(RunSend, ARejectedPaymentIsProposedAgainWithTheSameMoney) {
    const tests::TempFolder outbox;
    RunArea area;
    const TestPerson person = area.add();
    const json run = area.propose("2026-11-02")[0];
    area.approve(run);
    send(area, run, outbox.path());
    area.write([&](ledger::Work& work) {
        release_payment(work, *ledger::payment_by_id(work.database(), 1));
        move_payments(work, {1, 1}, PaymentState::sent, PaymentState::rejected);
        auto account = *ledger::payee_account_numbered(
            work.database(), person.payee_account, on("2026-11-02"));
        account.status = ledger::PayeeStatus::blocked;
        ledger::insert_payee_account(work, account);
    });
    EXPECT_EQ(area.propose("2026-11-02")[0]["held"], 1);  // until the details are confirmed
    area.write([&](ledger::Work& work) {
        auto account = *ledger::payee_account_numbered(
            work.database(), person.payee_account, on("2026-11-02"));
        account.status = ledger::PayeeStatus::confirmed;
        ledger::insert_payee_account(work, account);
    });
    EXPECT_EQ(area.propose("2026-11-02")[0]["total"], 40'000);
    EXPECT_EQ(area.payments().back().attempt, 3);
    EXPECT_EQ(area.balance(of_holder(AccountName::undrawn, area, person)).posted, pounds(400));
}

TEST(RunApprove, MoneyForAClientAccountOfOursIsInFlight) {
    RunArea area;
    PersonTerms terms;
    terms.line.option = terms.agreement.option = Option::managed_account;
    terms.agreement.payee = "support-service:CARE";
    std::int64_t client = 0;
    area.write([&](ledger::Work& work) {
        auto account =
            *ledger::bank_account_numbered(work.database(), area.bank_account, on("2026-11-02"));
        account.number = 0;
        account.ref = "CLIENT";
        client = ledger::insert_bank_account(work, account);
        terms.organisation_paid =
            ledger::insert_organisation(work,
                                        {.ref = "CARE",
                                         .from_on = on("2020-01-01"),
                                         .kind = ledger::OrganisationKind::support_service,
                                         .name = "Care Accounts",
                                         .client_bank_account = client});
    });
    const TestPerson person = area.add(terms);
    area.approve(area.propose("2026-11-02")[0]);
    AccountKey in_flight = of_holder(AccountName::in_flight, area, person);
    in_flight.option = Option::managed_account;
    in_flight.bank_account = static_cast<std::int32_t>(client);
    EXPECT_EQ(area.balance(in_flight).expected, pounds(400));
}

TEST(RunShow, TellsEachPaymentItsFindingsAndTheTotals) {
    RunArea area;
    area.add();
    PersonTerms terms;
    terms.has_account = false;
    area.add(terms);
    const json run = area.propose("2026-11-02")[0];
    const json shown =
        json::parse(run_show(area.area().database(), run["run"], on("2026-11-02")).value());
    EXPECT_EQ(shown["count"], 1);
    EXPECT_EQ(shown["held"], 1);
    EXPECT_EQ(shown["total"], 40'000);
    EXPECT_EQ(shown["streams"]["nhs"], 40'000);
    EXPECT_EQ(shown["payments"][1]["findings"][0]["code"], "no-approved-account");
    EXPECT_EQ(run_show(area.area().database(), "RUN-9", on("2026-11-02")).refusal().code,
              "run-not-found");
    const json payment = json::parse(
        payment_show(area.area().database(), ledger::payment_ref(2), on("2026-11-02")).value());
    EXPECT_EQ(payment["events"].size(), 2U);
    EXPECT_EQ(payment["state"], "held");
}

}  // namespace
}  // namespace almoner::scheduler
