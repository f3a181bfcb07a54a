#include "gateway/outbox/outbox.h"
#include "ledger/journal/sha256.h"
#include "ledger/records/actor.h"
#include "ledger/records/operator_file.h"
#include "ledger/records/payment_states.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/payment_run/finish_sending.h"
#include "scheduler/service/follow_up.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"
#include "tests/support/run_area.h"

#include <gtest/gtest.h>

#include <future>

namespace almoner::scheduler {
namespace {

using ledger::PaymentState;
using nlohmann::json;
using tests::RunArea;

// A run of one payment whose file is intended, and a bank that collects what it finds.
class SendingAgain : public ::testing::Test {
  protected:
    SendingAgain() {
        std::filesystem::create_directories(folder_.path() / "outbox");
        std::filesystem::create_directories(folder_.path() / "marks");
        area_.add();
        const json run = area_.propose("2026-11-02")[0];
        area_.approve(run);
        send();
    }

    json send(const std::string& day = "2026-11-02") {
        json sent = area_.answer(run_send, {{"run", "RUN-1"}}, {.day = day});
        file_ = outbox_folder() / sent["files"][0]["file"].get<std::string>();
        return sent;
    }
    void is_by_now(const std::string& day, std::int32_t minutes = 9 * 60) {
        moment_.now = {.on = tests::on(day), .at = {minutes}};
    }

    [[nodiscard]] std::filesystem::path outbox_folder() const { return folder_.path() / "outbox"; }
    [[nodiscard]] std::filesystem::path mark(const std::string& kind) const {
        return folder_.path() / "marks" / (file_.filename().string() + kind);
    }

    ledger::Outcome<int> finish(const RunNext& run_next) {
        gateway::Outbox outbox(outbox_folder(), folder_.path() / "marks");
        return finish_sending(area_.area().database(), outbox, moment_, run_next);
    }
    int finish() {
        return finish([&](const NextCommand& next) -> ledger::Outcome<Answer> {
                   const auto handler = next.by_scheduler ? run_not_sent : run_sent;
                   const auto answer = area_.ask(handler, next.fields, {.key = next.key});
                   if (!answer.accepted()) return answer.refusal();
                   return answer.value().dump();
               })
            .value();
    }
    void finish_until_killed() {
        EXPECT_THROW((void)finish([](const NextCommand&) -> ledger::Outcome<Answer> {
                         throw std::runtime_error("killed");
                     }),
                     std::runtime_error);
    }

    tests::TempFolder folder_;
    RunArea area_;
    std::filesystem::path file_;
    WritingMoment moment_ = tests::at_nine;
};

TEST_F(SendingAgain, AFileThatTheBankCollectedBeforeTheCommitIsNotWrittenAgain) {
    finish_until_killed();
    ASSERT_TRUE(std::filesystem::remove(file_));  // collected
    EXPECT_EQ(finish(), 1);
    EXPECT_FALSE(std::filesystem::exists(file_));
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::sent);
}

TEST_F(SendingAgain, AFileThatWasPerhapsCollectedWaitsForAPerson) {
    finish_until_killed();
    // Killed between putting it in place and noting that it is.
    std::filesystem::rename(mark(".done"), mark(".begun"));
    ASSERT_TRUE(std::filesystem::remove(file_));
    EXPECT_THROW((void)finish(), SendingBroken);
    EXPECT_FALSE(std::filesystem::exists(file_));
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::in_file);
    // The bank has it.
    std::filesystem::rename(mark(".begun"), mark(".done"));
    EXPECT_EQ(finish(), 1);
    EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(SendingAgain, AFileThatTheBankNeverHadIsWrittenWhenAPersonSaysSo) {
    finish_until_killed();
    std::filesystem::rename(mark(".done"), mark(".begun"));
    ASSERT_TRUE(std::filesystem::remove(file_));
    ASSERT_TRUE(std::filesystem::remove(mark(".begun")));
    EXPECT_EQ(finish(), 1);
    EXPECT_TRUE(std::filesystem::exists(file_));
}

TEST_F(SendingAgain, AskingAgainGoesOnWithTheSameFile) {
    const json again = send();
    ASSERT_EQ(again["files"].size(), 1U);
    EXPECT_EQ(area_.count("submission"), 1);
    EXPECT_EQ(finish(), 1);
    EXPECT_EQ(ledger::sha256_hex(testing::read_whole(file_)),
              again["files"][0]["sha256"].get<std::string>());
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::sent);
    EXPECT_EQ(area_.refusal(run_send, {{"run", "RUN-1"}}), "run-not-approved");
}

TEST_F(SendingAgain, OnlyTheFilesThatTheRunIntendedAreNotedAsSent) {
    const json again = send();
    const std::string intended = again["files"][0]["sha256"];
    for (const std::string& other :
         {std::string(), std::string(64, '0'), intended + "," + intended}) {
        EXPECT_EQ(area_.refusal(run_sent, {{"run", "RUN-1"}, {"files", other}}), "files-differ");
    }
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::in_file);
    area_.answer(run_sent, {{"run", "RUN-1"}, {"files", intended}});
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::sent);
}

TEST_F(SendingAgain, OnlyAFileThatIsStillToBeWrittenIsTakenBack) {
    const std::string file = file_.filename().string();
    EXPECT_EQ(area_.refusal(run_not_sent, {{"run", "RUN-1"}, {"file", "other.txt"}}),
              "file-not-intended");
    EXPECT_EQ(finish(), 1);
    EXPECT_EQ(area_.refusal(run_not_sent, {{"run", "RUN-1"}, {"file", file}}), "file-not-intended");
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::sent);
}

// In the account on Wednesday 4 November: the last input is on the Monday, until 22:00.
TEST_F(SendingAgain, UntilTheCutOffTheFileIsWrittenWithItsDays) {
    is_by_now("2026-11-02", 22 * 60 - 1);
    EXPECT_EQ(finish(), 1);
    EXPECT_TRUE(std::filesystem::exists(file_));
}

TEST_F(SendingAgain, TooLateForItsDayItIsNotWrittenAndGoesOutWithANewOne) {
    is_by_now("2026-11-02", 22 * 60);
    EXPECT_EQ(finish(), 0);
    EXPECT_FALSE(std::filesystem::exists(file_));
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::approved);
    EXPECT_EQ(area_.count("task WHERE kind = 'file-too-late' AND state = 1"), 1);
    tests::expect_sound(area_);
    EXPECT_EQ(finish(), 0);

    is_by_now("2026-11-16");
    const json again = send("2026-11-16");
    EXPECT_EQ(again["files"][0]["entry_on"], "2026-11-18");
    EXPECT_EQ(finish(), 1);
    EXPECT_TRUE(std::filesystem::exists(file_));
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::sent);
    EXPECT_EQ(area_.payments().at(0).entry_on, tests::on("2026-11-18"));
    EXPECT_EQ(area_.count("task WHERE kind = 'file-too-late' AND state = 1"), 0);
    tests::expect_sound(area_);
}

TEST_F(SendingAgain, WhoAsksAgainTooLateIsToldThatNothingWasSent) {
    area_.write([](ledger::Work& work) {
        ledger::insert_actor(work, {.ref = "anna", .from_on = tests::on("2020-01-01")});
    });
    const Surroundings around{.folder = folder_.path(), .settings = {}};
    DirectRunner runner(area_.area().writer(), around);
    const Command again{.name = "run send",
                        .key = "again",
                        .actor = "anna",
                        .at_ms = 1'795'424'400'000,  // 23 November 2026, 09:00
                        .today = tests::on("2026-11-23"),
                        .fields = {{"run", "RUN-1"}}};
    const CommandResult told = run_with_follow_up(runner, area_.area().database(), around, again);
    ASSERT_FALSE(told.outcome.accepted());
    EXPECT_EQ(told.outcome.refusal().code, "file-too-late");
    EXPECT_EQ(told.outcome.refusal().field, "run");
    EXPECT_TRUE(std::filesystem::is_empty(outbox_folder()));
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::approved);
}

TEST_F(SendingAgain, TooLateForItsDayItMayBeCancelled) {
    is_by_now("2026-11-16");
    EXPECT_EQ(finish(), 0);
    EXPECT_EQ(area_.answer(run_cancel, {{"run", "RUN-1"}})["state"], "cancelled");
    EXPECT_EQ(area_.count("task WHERE kind = 'file-too-late' AND state = 1"), 0);
    EXPECT_EQ(area_.propose("2026-11-16", "2026-11-16")[0]["total"], 40'000);
    tests::expect_sound(area_);
}

TEST_F(SendingAgain, AFileThatIsThereIsNotedHoweverLate) {
    finish_until_killed();
    is_by_now("2026-11-16");
    EXPECT_EQ(finish(), 1);
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::sent);
}

TEST_F(SendingAgain, AFileThatWasPerhapsCollectedIsNotTakenBackHoweverLate) {
    finish_until_killed();
    std::filesystem::rename(mark(".done"), mark(".begun"));
    ASSERT_TRUE(std::filesystem::remove(file_));
    is_by_now("2026-11-16");
    EXPECT_THROW((void)finish(), SendingBroken);
    EXPECT_EQ(area_.payments().at(0).state, PaymentState::in_file);
}

TEST_F(SendingAgain, ABankHolidayOnItsDayIsTooLateToo) {
    std::string holidays = testing::read_whole(
        testing::project_path("ops/reference-data/bank-holidays-england-wales.csv"));
    holidays.replace(holidays.find("# rows"), 6, "# days");
    area_.write([&](ledger::Work& work) {
        ledger::insert_operator_file(work,
                                     {.kind = ledger::OperatorFileKind::bank_holidays,
                                      .version = "with a day of mourning",
                                      .dated_on = tests::on("2026-11-02"),
                                      .content = holidays + "2026-11-03,Day of Mourning\n"});
    });
    EXPECT_EQ(finish(), 0);
    EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(SendingAgain, WhileOneSendsNobodyElseDoes) {
    std::future<int> other;
    const auto sent = finish([&](const NextCommand&) -> ledger::Outcome<Answer> {
        other = std::async(std::launch::async, [&] {
            return finish([](const NextCommand&) -> ledger::Outcome<Answer> {
                       return std::string("{}");
                   })
                .value();
        });
        EXPECT_EQ(other.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout);
        return std::string("{}");
    });
    EXPECT_EQ(sent.value(), 1);
    EXPECT_EQ(other.get(), 1);  // nothing was noted here, so it is still to be done
}

}  // namespace
}  // namespace almoner::scheduler
