// A run of two files: one is out, and the other was too late for its day or could not be written.
#include "gateway/outbox/outbox.h"
#include "ledger/records/payment_ref.h"
#include "ledger/records/payment_states.h"
#include "ledger/records/person.h"
#include "ledger/records/submission.h"
#include "scheduler/commands/run_commands.h"
#include "scheduler/payment_run/finish_sending.h"
#include "tests/support/bank_answers.h"
#include "tests/support/files.h"

#include <gtest/gtest.h>

#include <fstream>

namespace almoner::scheduler {
namespace {

using ledger::PaymentState;
using ledger::RunState;
using ledger::SubmissionState;
using nlohmann::json;
using tests::on;
using tests::RunArea;

// £400 each, in the accounts on Wednesday 4 and Monday 9 November; both files are intended.
class PartlyOut : public ::testing::Test {
  protected:
    PartlyOut() {
        area_.settings["file-items"] = "1";
        first_ = area_.add();
        tests::PersonTerms later;
        later.line.start_on = later.agreement.start_on = later.agreement.anchor_on =
            on("2026-11-09");
        area_.add(later);
        area_.approve(area_.propose("2026-11-09")[0]);
        sent_ = area_.answer(run_send, {{"run", "RUN-1"}});
    }

    int finish(const std::string& day) {
        gateway::Outbox outbox(outbox_.path());
        const WritingMoment moment{.now = {.on = on(day), .at = {9 * 60}}, .hours = {}};
        return finish_sending(area_.area().database(),
                              outbox,
                              moment,
                              [&](const NextCommand& next) -> ledger::Outcome<Answer> {
                                  const auto handler = next.by_scheduler ? run_not_sent : run_sent;
                                  const auto answer =
                                      area_.ask(handler, next.fields, {.key = next.key});
                                  if (!answer.accepted()) return answer.refusal();
                                  return answer.value().dump();
                              })
            .value();
    }
    [[nodiscard]] std::string file(std::size_t at) const { return sent_["files"][at]["file"]; }
    PaymentState state(std::size_t at) { return area_.payments().at(at).state; }
    RunState run_state() { return ledger::run_by_id(area_.area().database(), 1)->state; }
    std::int64_t open_tasks() {
        return area_.count("task WHERE kind = 'file-too-late' AND state = 1");
    }
    void first_dies() {
        area_.write([&](ledger::Work& work) {
            auto person =
                *ledger::person_numbered(work.database(), first_.person, on("2026-11-02"));
            person.died_on = on("2026-11-01");
            ledger::insert_person(work, person);
        });
    }

    tests::TempFolder outbox_;
    RunArea area_;
    tests::TestPerson first_;
    json sent_;
};

TEST_F(PartlyOut, TheFileThatIsOutIsSentAndTheOtherWaits) {
    EXPECT_EQ(finish("2026-11-03"), 0);
    EXPECT_FALSE(std::filesystem::exists(outbox_.path() / file(0)));
    EXPECT_TRUE(std::filesystem::exists(outbox_.path() / file(1)));
    EXPECT_EQ(state(0), PaymentState::approved);
    EXPECT_EQ(state(1), PaymentState::sent);
    EXPECT_EQ(ledger::submission_by_id(area_.area().database(), 2)->state, SubmissionState::sent);
    EXPECT_EQ(run_state(), RunState::approved);
    EXPECT_EQ(open_tasks(), 1);
    EXPECT_EQ(finish("2026-11-03"), 0);
    tests::expect_sound(area_);
}

TEST_F(PartlyOut, WhatIsOutCanBeRecalled) {
    finish("2026-11-03");
    EXPECT_EQ(
        area_.refusal(run_recall, {{"payment", ledger::payment_ref(2)}}, {.day = "2026-11-03"}),
        "accepted");
}

TEST_F(PartlyOut, TheTotalOfWhatIsOutIsMatched) {
    finish("2026-11-03");
    const std::string serial = ledger::submission_by_id(area_.area().database(), 2)->serial;
    const json read =
        tests::read_statement(area_, tests::bank_line("400.00", "DBIT", serial), "600.00");
    EXPECT_EQ(read["settled"], 1);
    EXPECT_EQ(read["suspense"], 0);
    EXPECT_EQ(state(1), PaymentState::settled);
}

TEST_F(PartlyOut, TheRestGoesOutWithNewDays) {
    finish("2026-11-03");
    const json again = area_.answer(run_send, {{"run", "RUN-1"}}, {.day = "2026-11-03"});
    ASSERT_EQ(again["files"].size(), 1U);
    EXPECT_EQ(finish("2026-11-03"), 1);
    EXPECT_EQ(state(0), PaymentState::sent);
    EXPECT_EQ(run_state(), RunState::sent);
    EXPECT_EQ(open_tasks(), 0);
    tests::expect_sound(area_);
}

TEST_F(PartlyOut, WhereNothingIsLeftToSendTheRestIsHeldAndTheRunIsDone) {
    finish("2026-11-03");
    first_dies();
    EXPECT_EQ(area_.refusal(run_send, {{"run", "RUN-1"}}, {.day = "2026-11-03"}),
              "payments-to-hold");
    area_.answer(run_send, {{"run", "RUN-1"}, {"confirm", "0:0"}}, {.day = "2026-11-03"});
    EXPECT_EQ(state(0), PaymentState::held);
    EXPECT_EQ(state(1), PaymentState::sent);
    EXPECT_EQ(run_state(), RunState::sent);
    EXPECT_EQ(open_tasks(), 0);
    tests::expect_sound(area_);
}

TEST_F(PartlyOut, TheRestMayBeCancelledAndWhatIsOutStays) {
    finish("2026-11-03");
    const json cancelled = area_.answer(run_cancel, {{"run", "RUN-1"}}, {.day = "2026-11-03"});
    EXPECT_EQ(cancelled["state"], "sent");
    EXPECT_EQ(cancelled["payments"], 1);
    EXPECT_EQ(state(0), PaymentState::cancelled);
    EXPECT_EQ(state(1), PaymentState::sent);
    EXPECT_EQ(run_state(), RunState::sent);
    EXPECT_EQ(open_tasks(), 0);
    EXPECT_EQ(area_.propose("2026-11-09", "2026-11-03")[0]["total"], 40'000);
    tests::expect_sound(area_);
}

TEST_F(PartlyOut, AFileThatIsThereIsNotedThoughTheNextCanNotBeWritten) {
    std::ofstream(outbox_.path() / file(1)) << "another";
    EXPECT_THROW((void)finish("2026-11-02"), SendingBroken);
    EXPECT_EQ(state(0), PaymentState::sent);
    EXPECT_EQ(state(1), PaymentState::in_file);
    EXPECT_EQ(area_.refusal(run_cancel, {{"run", "RUN-1"}}), "run-not-cancellable");
    std::filesystem::remove(outbox_.path() / file(1));
    EXPECT_EQ(finish("2026-11-02"), 1);
    EXPECT_EQ(run_state(), RunState::sent);
}

// Before any file of it is out, a run of which nothing may go out is cancelled.
TEST(NothingOut, ARunOfWhichNothingIsLeftIsNotSentWithNothing) {
    RunArea area;
    const auto person = area.add();
    area.approve(area.propose("2026-11-02")[0]);
    area.write([&](ledger::Work& work) {
        auto dead = *ledger::person_numbered(work.database(), person.person, on("2026-11-02"));
        dead.died_on = on("2026-11-01");
        ledger::insert_person(work, dead);
    });
    EXPECT_EQ(area.refusal(run_send, {{"run", "RUN-1"}, {"confirm", "0:0"}}), "payments-to-hold");
    EXPECT_EQ(area.answer(run_cancel, {{"run", "RUN-1"}})["state"], "cancelled");
}

}  // namespace
}  // namespace almoner::scheduler
