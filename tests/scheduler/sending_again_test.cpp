#include "gateway/outbox/outbox.h"
#include "ledger/records/payment_states.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/payment_run/finish_sending.h"
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
        const json sent = area_.answer(run_send, {{"run", run["run"]}});
        file_ = outbox_folder() / sent["files"][0]["file"].get<std::string>();
    }

    [[nodiscard]] std::filesystem::path outbox_folder() const { return folder_.path() / "outbox"; }
    [[nodiscard]] std::filesystem::path mark(const std::string& kind) const {
        return folder_.path() / "marks" / (file_.filename().string() + kind);
    }

    ledger::Outcome<int> finish(const RunNext& run_next) {
        gateway::Outbox outbox(outbox_folder(), folder_.path() / "marks");
        return finish_sending(area_.area().database(), outbox, run_next);
    }
    int finish() {
        return finish([&](const NextCommand& next) -> ledger::Outcome<Answer> {
                   const auto answer = area_.ask(run_sent, next.fields, {.key = next.key});
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
